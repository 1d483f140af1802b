"""The rules of relations.md on small worlds: what decides, and what never does."""

import datetime as dt
from dataclasses import replace

import pytest

from hongtou.extract.circular import ClassRule, Clause, Evidence, Found, Validity
from hongtou.graph.answer import status
from hongtou.graph.timeline import timeline

OLD, NEW = "安财发〔2018〕5号", "安财发〔2020〕1号"


def on(world, day, id_=OLD, clause=None, **more):
    days = {name: dt.date.fromisoformat(value) for name, value in more.items()}
    return status(world, id_, clause, on=dt.date.fromisoformat(day), **days)


def codes(verdict):
    return {one.code for one in verdict.warnings}


def until(day, **more):
    return Validity(expires_on=dt.date.fromisoformat(day), expires_basis="stated", **more)


@pytest.fixture
def old(circular):
    def make(**more):
        return circular(OLD, on="2018-03-01", **more)

    return make


def test_in_force_only_with_what_is_held(old, world):
    verdict = on(world(old()), "2020-01-01")
    assert verdict.status == "in_force"
    assert verdict.coverage.says == "no later document of the issuer is held"
    assert "assumed_start" in codes(verdict)
    assert "end:安河市财政局" in verdict.would_change


def test_not_yet_known_is_unknown(old, world):
    assert on(world(old()), "2020-01-01", known_on="2018-02-01").status == "unknown"


def test_nobody_speaks_of_it(world):
    verdict = on(world(), "2020-01-01")
    assert (verdict.status, verdict.held, verdict.because) == ("unknown", False, ())


@pytest.mark.parametrize(
    ("relation", "ended"),
    [
        ("repeals", "repealed"),
        ("supersedes", "repealed"),
        ("declares_lapsed", "lapsed"),
        ("ceases", "ceased"),
        ("annuls", "annulled"),
    ],
)
def test_each_end_has_its_status(old, circular, world, relation, ended):
    known = world(old(), circular(NEW, (relation, OLD)))
    assert on(known, "2020-03-05").status == ended
    assert on(known, "2020-03-04").status in ("in_force", "unknown")


@pytest.mark.parametrize(
    "relation", ["cites", "based_on", "implements", "applies", "interprets", "replies_to"]
)
def test_what_only_speaks_of_it_ends_nothing(old, circular, world, relation):
    verdict = on(world(old(), circular(NEW, (relation, OLD))), "2021-01-01")
    assert (verdict.status, verdict.amended) == ("in_force", False)


def test_announced_is_not_done(old, circular, world):
    known = world(old(), circular(NEW, ("cites", OLD, {"effective": False})))
    assert on(known, "2021-01-01").status == "in_force"


@pytest.mark.parametrize("issuer", ["安河市水务局", "清川市人民政府", "安河市青山区财政局"])
def test_from_anyone_else_it_stays_unapplied(old, circular, world, issuer):
    other = circular("水规〔2020〕1号", ("repeals", OLD), issuer=issuer)
    verdict = on(world(old(), other), "2021-01-01")
    assert verdict.status == "in_force"
    assert [(one.applied, one.why_not) for one in verdict.known_effects] == [
        (False, "not_entitled")
    ]
    assert "unapplied" in codes(verdict)


def test_a_request_ends_nothing(old, circular, world):
    known = world(old(), circular(NEW, ("repeals", OLD), genre=Found("请示", 0.9, ())))
    assert on(known, "2021-01-01").status == "in_force"


def test_ceased_and_resumed(old, circular, world):
    known = world(
        old(),
        circular(NEW, ("ceases", OLD)),
        circular("安财发〔2021〕1号", ("resumes", OLD), on="2021-06-01"),
    )
    assert on(known, "2021-05-31").status == "ceased"
    assert on(known, "2021-06-01").status == "in_force"
    force = [one.force for one in timeline(known, OLD)]
    assert set(force) == {"not_yet", "in_force"}


def test_a_repeal_is_never_taken_back_by_a_resumption(old, circular, world):
    known = world(
        old(),
        circular(NEW, ("repeals", OLD)),
        circular("安财发〔2021〕1号", ("resumes", OLD), on="2021-06-01"),
    )
    assert on(known, "2022-01-01").status == "repealed"


def test_a_term_that_is_over(old, world):
    known = world(old(validity=until("2019-12-31")))
    assert on(known, "2019-12-31").status == "in_force"
    assert on(known, "2020-01-01").status == "term_over_unchecked"


def test_a_term_that_lapses_by_itself(old, world):
    known = world(old(validity=until("2019-12-31", lapses="automatic")))
    assert on(known, "2020-01-01").status == "lapsed"


def test_an_extension_in_time(old, circular, world):
    more = {"until": dt.date(2022, 12, 31)}
    known = world(
        old(validity=until("2019-12-31")), circular(NEW, ("extends", OLD, more), on="2019-11-01")
    )
    assert on(known, "2020-01-01").status == "in_force"
    assert on(known, "2023-01-01").status == "term_over_unchecked"
    assert on(known, "2020-01-01", known_on="2019-10-31").status == "term_over_unchecked"


def test_an_extension_after_the_end_leaves_the_gap(old, circular, world):
    more = {"until": dt.date(2022, 12, 31)}
    known = world(old(validity=until("2019-12-31")), circular(NEW, ("extends", OLD, more)))
    gap = on(known, "2020-02-01")
    assert (gap.status, "gap" in codes(gap)) == ("term_over_unchecked", True)
    assert on(known, "2020-03-05").status == "in_force"


def test_a_backdated_extension_closes_the_gap_once_it_is_known(old, circular, world):
    more = {"effective_on": dt.date(2020, 1, 1), "until": dt.date(2022, 12, 31)}
    known = world(old(validity=until("2019-12-31")), circular(NEW, ("extends", OLD, more)))
    assert on(known, "2020-02-01").status == "in_force"
    assert on(known, "2020-02-01", known_on="2020-02-01").status == "term_over_unchecked"


def test_continued_without_a_day(old, circular, world):
    more = {"quote": "《办法》期满后继续执行。"}
    known = world(
        old(validity=until("2019-12-31")), circular(NEW, ("extends", OLD, more), on="2019-11-01")
    )
    assert on(known, "2025-01-01").status == "in_force"


def test_deferral_moves_the_start_and_what_starts_with_it(old, circular, world):
    starts = Validity(effective_on=dt.date(2020, 4, 1), effective_basis="stated")
    known = world(
        old(),
        circular(NEW, ("repeals", OLD, {"quote": "原办法同时废止。"}), validity=starts),
        circular(
            "安财发〔2020〕2号", ("defers", NEW, {"effective_on": dt.date(2021, 1, 1)}),
            on="2020-03-20",
        ),
    )  # fmt: skip
    assert on(known, "2020-12-31", NEW).status == "not_yet"
    assert on(known, "2020-12-31").status == "in_force"
    assert on(known, "2021-01-01").status == "repealed"
    assert on(known, "2020-04-01", known_on="2020-03-10").status == "repealed"


def test_carrier_and_carried_end_together(circular, world):
    text = "安河市补贴办法"
    carrier = circular(OLD, ("promulgates", text), carried=text, on="2018-03-01")
    named = world(carrier, circular(NEW, ("repeals", text)))
    assert on(named, "2020-03-05").status == "repealed"
    carried = world(carrier, circular(NEW, ("repeals", OLD)))
    assert on(carried, "2020-03-05", clause="办法:第一条").status == "repealed"


def test_a_forwarding_stands_when_its_original_ends(old, circular, world):
    forward = circular(
        "清财发〔2018〕9号", ("forwards", OLD), issuer="清川县财政局", on="2018-05-01"
    )
    known = world(old(), forward, circular(NEW, ("repeals", OLD)))
    verdict = on(known, "2021-01-01", "清财发〔2018〕9号")
    assert (verdict.status, codes(verdict) & {"basis_lost"}) == ("in_force", {"basis_lost"})
    ended = world(
        old(),
        forward,
        circular("清财发〔2020〕9号", ("repeals", "清财发〔2018〕9号"), issuer="清川县财政局"),
    )
    assert on(ended, "2021-01-01").status == "in_force"


def test_a_later_title_of_the_same_issuer_puts_in_doubt(circular, world):
    title = "关于提高低保标准的通知"
    older = circular(OLD, title=title, on="2018-03-01")
    same = world(older, circular(NEW, title=title))
    assert on(same, "2021-01-01").status == "possibly_overridden"
    assert on(same, "2021-01-01", NEW).status == "in_force"
    assert on(same, "2020-03-04").status == "in_force"
    lower = circular(NEW, title=title, issuer="安河市青山区财政局")
    assert on(world(older, lower), "2021-01-01").status == "in_force"


def test_one_of_several_issuers_alone_decides_nothing(circular, world):
    joint = circular(OLD, on="2018-03-01")
    issuers = (*joint.circular.issuers, Found("安河市民政局", 0.9, ()))
    joint = replace(joint, circular=replace(joint.circular, issuers=issuers))
    verdict = on(world(joint, circular(NEW, ("repeals", OLD))), "2021-01-01")
    assert (verdict.status, "joint_issuer" in codes(verdict)) == ("possibly_overridden", True)


def test_an_annulment_that_does_not_say_from_when(old, circular, world):
    known = world(old(), circular(NEW, ("annuls", OLD, {"quote": "该通知予以撤销。"})))
    assert on(known, "2019-01-01").status == "unknown"
    assert on(known, "2019-01-01", known_on="2019-06-01").status == "in_force"
    void = world(old(), circular(NEW, ("annuls", OLD, {"quote": "予以撤销，自始无效。"})))
    assert on(void, "2019-01-01").status == "annulled"


def test_a_circular_without_a_date_by_the_year_of_its_number(circular, world):
    known = world(circular(OLD, on=None))
    assert on(known, "2017-12-31").status == "not_yet"
    assert on(known, "2018-06-01").status == "unknown"
    assert on(known, "2019-01-01").status == "in_force"


def test_an_end_of_which_only_the_year_is_known(old, circular, world):
    known = world(old(), circular(NEW, ("repeals", OLD), on=None))
    assert on(known, "2019-12-31").status == "in_force"
    assert on(known, "2020-06-01").status == "unknown"
    assert on(known, "2021-01-01").status == "repealed"


def test_a_clearing_up_rule_for_a_class_decides_nothing(old, circular, world):
    quote = "2019年12月31日以前印发的规范性文件，原则上一律废止。"
    rule = ClassRule(
        "class_repeal", "一", quote, 0.9, (Evidence(None, quote, "test", 0.9),), soft=True
    )
    by = circular(NEW, issuer="安河市人民政府", class_rules=(rule,))
    city = circular(OLD, issuer="安河市人民政府办公室", on="2018-03-01")
    verdict = on(world(city, by), "2021-01-01")
    assert (verdict.status, "class_repeal" in codes(verdict)) == ("possibly_overridden", True)
    assert on(world(old(), by), "2021-01-01").status == "in_force"


def test_parts_that_end_and_parts_that_stand(circular, world):
    whole = circular(OLD, clauses=("一", "二", "三"), on="2018-03-01")
    more = {"target_clause": "第二部分", "partial": True}
    known = world(whole, circular(NEW, ("repeals", OLD, more)))
    assert on(known, "2021-01-01").status == "partly_in_force"
    assert on(known, "2021-01-01", clause="二").status == "repealed"
    assert on(known, "2021-01-01", clause="三").status == "in_force"


def test_a_clause_that_is_not_found_stays_listed(circular, world):
    whole = circular(OLD, clauses=("一", "二"), on="2018-03-01")
    more = {"target_clause": "第九部分", "partial": True}
    verdict = on(world(whole, circular(NEW, ("repeals", OLD, more))), "2021-01-01")
    assert verdict.status == "in_force"
    assert [one.why_not for one in verdict.known_effects] == ["clause_not_found"]


def test_a_default_term_comes_from_an_order_that_is_held(circular, world):
    issuer = "黑龙江省人民政府"
    words = "规范性文件未规定有效期的，有效期应当按5年认定；名称冠以“暂行”“试行”而未规定有效期的，应当按2年认定。"
    order = circular("黑政发〔2017〕1号", issuer=issuer, on="2017-01-01")
    clause = Clause("第九条", "第九条", None, words, (), (Evidence(None, words, "test", 0.9),))
    order = replace(order, circular=replace(order.circular, clauses=(clause,)))
    trial = circular(
        OLD, ("promulgates", "补贴暂行办法"), carried="补贴暂行办法",
        issuer="黑龙江省财政厅", on="2018-03-01",
    )  # fmt: skip
    known = world(order, trial)
    assert on(known, "2020-02-29").status == "in_force"
    assert on(known, "2020-03-01").status == "term_over_unchecked"
    assert on(known, "2021-01-01", known_on="2016-01-01").status == "unknown"
    elsewhere = circular(
        OLD, ("promulgates", "补贴暂行办法"), carried="补贴暂行办法",
        issuer="吉林省财政厅", on="2018-03-01",
    )  # fmt: skip
    assert on(world(order, elsewhere), "2021-01-01").status == "in_force"


def test_the_timeline_says_what_the_status_says(old, circular, world):
    more = {"until": dt.date(2022, 12, 31)}
    known = world(
        old(validity=until("2019-12-31")),
        circular(NEW, ("extends", OLD, more)),
        circular("安财发〔2022〕1号", ("repeals", OLD), on="2022-03-01"),
    )
    rows = timeline(known, OLD)
    assert [one.status for one in rows] == [
        "not_yet", "in_force", "term_over_unchecked", "in_force", "repealed",
    ]  # fmt: skip
    for row in rows:
        for day in (row.first, row.last):
            if day:
                assert on(known, day.isoformat()).status == row.status


def test_what_never_came_into_force_ends_nothing(old, circular, world):
    starts = Validity(effective_on=dt.date(2021, 1, 1), effective_basis="stated")
    new = circular(NEW, ("repeals", OLD), validity=starts)
    before = circular("安财发〔2020〕7号", ("repeals", NEW), on="2020-06-01")
    behind = circular("安财发〔2022〕7号", ("repeals", NEW), on="2022-06-01")
    assert on(world(old(), new, before), "2021-01-01").status == "in_force"
    assert on(world(old(), new, behind), "2023-01-01").status == "repealed"


def test_an_end_left_open_is_said(old, circular, world):
    more = {"quote": "《办法》在新的办法出台前继续执行。"}
    known = world(
        old(validity=until("2019-12-31")), circular(NEW, ("extends", OLD, more), on="2019-11-01")
    )
    assert "open_end" in codes(on(known, "2025-01-01"))


def test_what_follows_where_it_ended(old, circular, world):
    from_day = {"effective_on": dt.date(2020, 7, 1), "clause": "四"}
    known = world(
        old(),
        circular(
            NEW,
            ("ceases", OLD, {"until": dt.date(2020, 6, 30), "clause": "四"}),
            ("applies", "安财发〔2019〕3号", from_day),
        ),
    )
    verdict = on(known, "2020-07-01")
    assert verdict.status == "ceased"
    assert [(one.id, one.start) for one in verdict.followed_by] == [
        ("安财发〔2019〕3号", dt.date(2020, 7, 1))
    ]


def with_text(held, **changes):
    text = replace(held.circular.carried[0], **changes)
    return replace(held, circular=replace(held.circular, carried=(text,)))


def test_a_letter_that_puts_a_draft_out_is_a_draft_whatever_day_the_draft_names(old, world):
    said = Validity(effective_on=dt.date(2018, 5, 1), effective_basis="stated")
    letter = with_text(old(carried="安河市资金管理办法（征求意见稿）"), validity=said)
    assert on(world(letter), "2023-01-01").status == "draft"
    issued = with_text(old(carried="安河市资金管理办法"), validity=said)
    assert on(world(issued), "2023-01-01").status == "in_force"


def test_an_attachment_neither_starts_nor_ends_its_circular(old, world):
    over = Validity(
        effective_on=dt.date(2018, 5, 1), expires_on=dt.date(2019, 1, 1), expires_basis="stated"
    )
    issued = with_text(old(carried="安河市培训方案"), validity=over)
    assert on(world(issued), "2020-01-01").status != "in_force"
    attached = with_text(old(carried="安河市培训方案"), validity=over, attachment=1)
    assert on(world(attached), "2020-01-01").status == "in_force"
