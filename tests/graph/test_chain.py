"""Forwarding chains: every hop, what it adds, the hop that is missing, circles."""

import pytest

from hongtou.graph.chain import chain


@pytest.fixture
def forwarded(circular, world):
    return world(
        circular("国培发〔2020〕1号", issuer="国家职业培训总署", clauses=["一", "二"]),
        circular("澜培发〔2020〕2号", ("forwards", "国培发〔2020〕1号"), issuer="云澜省职业培训厅",
                 title="云澜省职业培训厅转发《关于培训的通知》的通知", clauses=["一", "二", "三"]),
        circular("安培字〔2020〕3号", ("endorses", "澜培发〔2020〕2号"), issuer="安河市职业培训局",
                 title="安河市职业培训局批转澜培发〔2020〕2号文件的通知", clauses=["一"]),
        circular("安培字〔2020〕4号", ("cites", "澜培发〔2020〕2号"), issuer="安河市职业培训局"),
    )  # fmt: skip


def test_a_chain_leads_up_to_its_origin_which_adds_nothing(forwarded):
    made = chain(forwarded, "安培字〔2020〕3号")
    assert [hop.id for hop in made.hops] == [
        "安培字〔2020〕3号", "澜培发〔2020〕2号", "国培发〔2020〕1号",
    ]  # fmt: skip
    assert [hop.verb for hop in made.hops] == ["批转", "转发", None]
    assert [hop.level for hop in made.hops] == ["市", "省", "国"]
    assert [hop.adds_clauses for hop in made.hops] == [("一",), ("一", "二", "三"), ()]
    assert all(hop.held for hop in made.hops)
    assert not made.circular


def test_down_are_those_that_pass_it_on_themselves(forwarded):
    assert chain(forwarded, "国培发〔2020〕1号").down == ("澜培发〔2020〕2号",)
    assert chain(forwarded, "澜培发〔2020〕2号").down == ("安培字〔2020〕3号",), "a mention is none"


def test_a_hop_that_is_not_held_shows_what_is_known_of_it(circular, world):
    said = ("forwards", "澜政办发〔2020〕9号", {"issuer": "省政府办公厅"})
    made = chain(world(circular("安政办〔2020〕5号", said)), "安政办〔2020〕5号")
    missing = made.hops[-1]
    assert (missing.id, missing.held, missing.verb) == ("澜政办发〔2020〕9号", False, None)
    assert missing.known_from == ("安政办〔2020〕5号",)
    assert chain(world(circular("安政办〔2020〕5号", said)), "澜政办发〔2020〕9号").down == (
        "安政办〔2020〕5号",
    )


def test_a_hop_that_may_be_several_documents_is_told_not_chosen(circular, world):
    alike = {"issuer": "安河市财政局", "title": "关于便民的通知"}
    known = world(
        circular("安财〔2019〕1号", on="2019-01-01", **alike),
        circular("安财〔2019〕2号", on="2019-06-01", **alike),
        circular("清财〔2020〕1号", ("forwards", "关于便民的通知")),
    )
    last = chain(known, "清财〔2020〕1号").hops[-1]
    assert last.id is None
    assert last.title == "关于便民的通知"
    assert set(last.candidates) == {"安财〔2019〕1号", "安财〔2019〕2号"}


def test_texts_that_forward_each_other_end_where_they_meet(circular, world):
    known = world(
        circular("安财〔2020〕1号", ("forwards", "安财〔2020〕2号")),
        circular("安财〔2020〕2号", ("forwards", "安财〔2020〕1号")),
    )
    made = chain(known, "安财〔2020〕1号")
    assert [hop.id for hop in made.hops] == ["安财〔2020〕1号", "安财〔2020〕2号"]
    assert made.circular


def test_what_is_only_announced_is_not_passed_on(circular, world):
    said = ("forwards", "安财〔2019〕2号", {"effective": False})
    known = world(circular("安财〔2020〕1号", said))
    assert len(chain(known, "安财〔2020〕1号").hops) == 1


def test_an_endorsed_opinion_that_the_circular_carries_is_a_hop(circular, world):
    known = world(
        circular("安政〔2020〕1号", ("endorses", "关于供水的意见"), carried="关于供水的意见")
    )
    made = chain(known, "安政〔2020〕1号")
    assert [hop.title for hop in made.hops][-1] == "关于供水的意见"
    assert made.hops[-1].held
    assert made.hops[0].verb == "批转"


def test_of_what_nobody_speaks_there_is_no_chain(forwarded):
    with pytest.raises(KeyError):
        chain(forwarded, "安财〔2020〕99号")
