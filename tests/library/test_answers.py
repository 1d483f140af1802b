"""Libraries that answer: what is linked, when it is linked anew, and that order changes nothing."""

import datetime as dt
import json

import networkx as nx
import pytest

from hongtou.library import Library, Options
from hongtou.library.answers import refs_answer, status_answer
from hongtou.records import validate

BASIS = "安政办发〔2019〕3号"
TEXTS = {
    "basis.txt": ("安政办发〔2019〕3号", "便民服务", "2019年3月5日",
                  "一、总体要求。坚持便民原则。\n二、本通知自2019年4月1日起施行。"),
    "repeal.txt": ("安政办发〔2020〕9号", "规范服务", "2020年6月1日",
                   "一、统一标准。\n二、《安河市人民政府办公室关于便民服务的通知》（安政办发〔2019〕3号）自2020年7月1日起废止。"),
    "apply.txt": ("安政办发〔2019〕20号", "窗口服务", "2019年8月1日",
                  "一、窗口设置按照《安河市人民政府办公室关于便民服务的通知》（安政办发〔2019〕3号）的规定执行。\n二、费用参照《安河市收费办法》（安财发〔2015〕4号）执行。"),
}  # fmt: skip
FRAME = """\
安河市人民政府办公室文件
{number}

安河市人民政府办公室关于{matter}的通知

各县（市、区）人民政府，市直各部门：
现将有关事项通知如下。
{body}

安河市人民政府办公室
{date}
"""
SERIAL = Options(jobs=1)


def write(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        number, matter, date, body = TEXTS[name]
        text = FRAME.format(number=number, matter=matter, date=date, body=body)
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in names]


@pytest.fixture
def known(library, tmp_path):
    library.process(write(tmp_path / "in", *TEXTS), SERIAL)
    return library


def test_records_name_the_circulars_that_their_references_mean(known):
    by_id = {record["id"]: record for record in known.records()}
    said = {
        r["number"]: r["target"] for r in by_id["安政办发〔2019〕20号"]["references"] if r["number"]
    }
    assert said == {BASIS: BASIS, "安财发〔2015〕4号": None}, "what is not held has no target"
    for record in by_id.values():
        validate(json.dumps(record, ensure_ascii=False, default=str).encode())


def test_a_copy_has_the_targets_of_the_first(known, tmp_path):
    (copy,) = write(tmp_path / "more", "apply.txt")
    copy.write_text(copy.read_text("utf-8") + "\n", "utf-8")
    known.process([copy], SERIAL)
    records = [r for r in known.records() if r["id"] == "安政办发〔2019〕20号"]
    assert len(records) == 2
    assert records[1]["same_as"]
    targets = [[r["target"] for r in record["references"]] for record in records]
    assert targets[0] == targets[1]
    assert len(known.world().held) == 3, "a copy is no document of its own"


def test_the_verdict_on_a_day_with_its_proof(known):
    verdict = known.status(BASIS, on=dt.date(2020, 7, 1))
    assert verdict.status == "repealed"
    assert "安政办发〔2020〕9号" in {step.circular for step in verdict.because}
    assert known.status(BASIS, on=dt.date(2020, 6, 30)).status == "in_force"
    assert known.status(BASIS, on=dt.date(2019, 3, 31)).status == "not_yet"
    early = known.status(BASIS, on=dt.date(2020, 7, 1), known_on=dt.date(2020, 5, 1))
    assert early.status == "in_force"
    assert known.status("安财发〔2015〕4号", on=dt.date(2020, 1, 1)).status == "unknown"
    with pytest.raises(KeyError):
        known.status("安财发〔2015〕99号")


def test_a_verdict_as_json_has_the_names_it_is_to_have(known):
    answer = status_answer(known.status(BASIS, on=dt.date(2020, 7, 1)))
    assert {
        "id", "clause", "on", "known_on", "held", "status", "because", "coverage", "would_change",
        "warnings", "known_effects", "followed_by",
    } <= set(answer)  # fmt: skip
    assert {"quote", "circular", "page", "box", "effect"} == set(answer["because"][0])
    assert {"relation", "by", "clause", "scope", "effective_on", "until"} <= set(
        answer["known_effects"][0]
    )
    json.dumps(answer)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (BASIS, BASIS),
        ("安政办发[2019]3号", BASIS),
        ("安政办发（2019）第3号", BASIS),
        ("安河市人民政府办公室关于便民服务的通知", BASIS),
        ("关于便民服务的通知", BASIS),
        ("安财发(2015)4号", "安财发〔2015〕4号"),
        ("安河市收费办法", "安财发〔2015〕4号"),
    ],
    ids=["id", "square", "round", "title", "short", "wanted", "wanted-title"],
)
def test_a_document_is_found_by_what_people_call_it(known, asked, meant):
    assert known.documents(asked) == [meant]


def test_what_nobody_speaks_of_is_not_found(known):
    assert known.documents("安财发〔2015〕99号") == []
    assert known.documents("关于别事的通知") == []


def test_a_document_that_arrives_later_is_linked_and_changes_answers(library, tmp_path):
    files = write(tmp_path / "in", *TEXTS)
    library.process(files[1:], SERIAL)
    world = library.world()
    assert library.world() is world, "built once"
    assert BASIS in world.wanted
    assert library.status(BASIS, on=dt.date(2020, 1, 1)).status == "unknown"
    library.process(files[:1], SERIAL)
    assert BASIS in library.world().held
    assert BASIS not in library.world().wanted
    assert library.status(BASIS, on=dt.date(2020, 1, 1)).status == "in_force"


def test_another_program_that_writes_is_noticed(known, tmp_path):
    before = known.world()
    (tmp_path / "in" / "new.txt").write_text(
        FRAME.format(
            number="安政办发〔2021〕1号", matter="别事", date="2021年1月5日", body="一、好。"
        ),
        "utf-8",
    )
    with Library(known.path) as other:
        other.process([tmp_path / "in" / "new.txt"], SERIAL)
    assert known.world() is not before
    assert "安政办发〔2021〕1号" in known.world().held


def test_the_order_of_arrival_changes_no_answer(tmp_path):
    made = []
    for order in (list(TEXTS), list(reversed(TEXTS))):
        with Library(tmp_path / f"{len(made)}.db") as library:
            for path in write(tmp_path / "in", *order):
                library.process([path], SERIAL)
            world = library.world()
            answers = [
                status_answer(library.status(id_, on=dt.date(2020, 7, 1)))
                for id_ in (*sorted(world.held), *sorted(world.wanted))
            ]
            made.append((answers, [refs_answer(world, id_) for id_ in sorted(world.held)]))
    assert made[0] == made[1]


def test_a_corrected_number_links_anew(known):
    (key,) = known.resolve("安政办发〔2019〕20号")
    (basis,) = known.resolve(BASIS)
    known.correct(basis, "number", "安政办发〔2019〕8号", "李岩")
    world = known.world()
    assert BASIS in world.wanted, "nothing held has the number any more"
    assert "安政办发〔2019〕8号" in world.held
    assert known.record(key)["id"] == "安政办发〔2019〕20号"
    assert known.status("安政办发〔2019〕8号", on=dt.date(2020, 8, 1)).status == "in_force"


def test_the_graph_is_one_of_networkx(known):
    graph = known.graph()
    assert isinstance(graph, nx.MultiDiGraph)
    relations = {(a, b): d["relation"] for a, b, d in graph.edges(data=True)}
    assert relations["安政办发〔2020〕9号", BASIS] == "repeals"
    assert graph.nodes["安财发〔2015〕4号"]["kind"] == "wanted"
