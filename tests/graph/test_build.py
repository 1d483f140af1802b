"""The graph of networkx: documents, carried texts, clauses, and what they say of each other."""

import networkx as nx

from hongtou.graph.build import build_graph, clause_node, text_node


def test_documents_texts_and_clauses_are_nodes_and_references_edges(circular, world):
    known = world(
        circular("安财〔2019〕1号", ("promulgates", "安河市补贴办法"), title="关于印发《安河市补贴办法》的通知",
                 carried="安河市补贴办法", carried_says=[("based_on", "澜财〔2018〕2号")], on="2019-01-01"),
        circular("安财〔2020〕1号", ("repeals", "安财〔2019〕1号", {"clause": "二"}), clauses=["一", "二"]),
    )  # fmt: skip
    graph = build_graph(known)
    assert isinstance(graph, nx.MultiDiGraph)
    kinds = nx.get_node_attributes(graph, "kind")
    text = text_node("安财〔2019〕1号", "安河市补贴办法")
    assert kinds["安财〔2019〕1号"] == "circular"
    assert kinds["澜财〔2018〕2号"] == "wanted"
    assert kinds[text] == "text"
    assert kinds[clause_node("安财〔2020〕1号", "二")] == "clause"
    assert graph.nodes["澜财〔2018〕2号"]["held"] is False
    said = {(a, b): d for a, b, d in graph.edges(data=True) if d["relation"] not in ("part_of", "carries")}  # fmt: skip
    assert said[text, "澜财〔2018〕2号"]["relation"] == "based_on"
    repeal = said["安财〔2020〕1号", "安财〔2019〕1号"]
    assert (repeal["relation"], repeal["clause"], repeal["applied"]) == ("repeals", "二", True)
    assert repeal["quote"]


def test_a_graph_does_not_depend_on_the_order_of_what_is_held(circular, world):
    made = [
        circular("安财〔2019〕1号"),
        circular("安财〔2020〕1号", ("repeals", "安财〔2019〕1号"), ("cites", "澜财〔2018〕2号")),
        circular("安财〔2020〕2号", ("applies", "安财〔2020〕1号")),
    ]
    one, other = build_graph(world(*made)), build_graph(world(*reversed(made)))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
