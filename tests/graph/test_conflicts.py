"""Contradictions are shown with the words of both sides, and only where both cannot hold."""

import datetime as dt

from hongtou.graph.conflicts import conflicts

OLD = "安财〔2015〕1号"


def codes(known):
    return [one.code for one in conflicts(known)]


def ends(day, number=OLD, relation="repeals", **more):
    return relation, number, {"effective_on": dt.date.fromisoformat(day), **more}


def test_two_ends_on_different_days(circular, world):
    known = world(
        circular(OLD, on="2015-01-05"),
        circular("安财〔2020〕1号", ends("2020-05-01"), on="2020-03-01"),
        circular("安财〔2020〕2号", ends("2020-07-01"), on="2020-04-01"),
    )
    (found,) = conflicts(known)
    assert found.code == "two_ends"
    assert found.ids[0] == OLD
    assert found.about == "2020-05-01 ≠ 2020-07-01"
    assert [step.circular for step in found.because] == ["安财〔2020〕1号", "安财〔2020〕2号"]
    assert all(step.quote for step in found.because)


def test_two_ends_on_one_day_agree(circular, world):
    known = world(
        circular(OLD, on="2015-01-05"),
        circular("安财〔2020〕1号", ends("2020-05-01")),
        circular("安财〔2020〕2号", ends("2020-05-01")),
    )
    assert codes(known) == []


def test_an_end_before_the_issue(circular, world):
    known = world(circular(OLD, on="2015-01-05"), circular("安财〔2020〕1号", ends("2014-05-01")))
    assert codes(known) == ["ended_before_issue"]


def test_what_was_ended_and_is_kept_later(circular, world):
    known = world(
        circular(OLD, on="2015-01-05"),
        circular("安财〔2018〕1号", ends("2018-05-01"), on="2018-04-01"),
        circular("安财〔2020〕1号", ("confirms", OLD), on="2020-04-01"),
    )
    assert codes(known) == ["kept_after_end"]


def test_circulars_that_rest_on_each_other(circular, world):
    known = world(
        circular("安财〔2020〕1号", ("based_on", "安财〔2020〕2号")),
        circular("安财〔2020〕2号", ("applies", "安财〔2020〕3号")),
        circular("安财〔2020〕3号", ("implements", "安财〔2020〕1号")),
    )
    (found,) = conflicts(known)
    assert found.code == "cycle"
    assert found.ids == ("安财〔2020〕1号", "安财〔2020〕2号", "安财〔2020〕3号")
    assert len(found.because) == 3


def test_a_rule_cited_under_another_number(circular, world):
    rule = "云澜省规范性文件管理规定"
    known = world(
        circular("令第112号", ("promulgates", rule), issuer="云澜省人民政府", title=f"公布《{rule}》",
                 carried=rule, on="2018-01-01"),
        circular("安财〔2020〕1号", ("applies", rule, {"number": "省政府令第117号"})),
    )  # fmt: skip
    (found,) = conflicts(known)
    assert found.code == "number_of_another"
    assert found.ids == ("安财〔2020〕1号", "令第112号")
    assert found.about.startswith("省政府令第117号 ≠ 令第112号")


def test_notices_of_every_year_may_be_called_alike(circular, world):
    title = "关于提高标准的通知"
    known = world(
        circular("安财〔2019〕7号", title=title, on="2019-01-01"),
        circular("安财〔2020〕1号", ("repeals", title, {"number": "安财〔2018〕7号"})),
    )
    assert codes(known) == []


def test_figures_that_cannot_both_hold(circular, world, norm):
    upper = circular("澜财〔2019〕1号", norms=(norm("每个教学班的人数不得超过45人", "45人", "45", "max"),),
                     issuer="云澜省财政厅", on="2019-01-01")  # fmt: skip
    said = ("implements", "澜财〔2019〕1号")
    looser = circular("安财〔2020〕1号", said, norms=(norm("每个教学班的人数不得超过50人", "50人", "50", "max"),))  # fmt: skip
    stricter = circular("安财〔2020〕2号", said, norms=(norm("每个教学班的人数不得超过25人", "25人", "25", "max"),))  # fmt: skip
    (found,) = [c for c in conflicts(world(upper, looser)) if c.code == "figures"]
    assert found.ids == ("澜财〔2019〕1号", "安财〔2020〕1号")
    assert codes(world(upper, stricter)) == [], "a lower limit keeps the higher one"


def test_figures_of_another_matter_or_another_body_do_not_meet(circular, world, norm):
    one = circular("安财〔2019〕1号", norms=(norm("每个教学班的人数不得超过45人", "45人", "45", "max"),), on="2019-01-01")  # fmt: skip
    matter = circular("安财〔2020〕1号", norms=(norm("每间宿舍的住宿人数不得超过50人", "50人", "50", "max"),))  # fmt: skip
    body = circular("清财〔2020〕1号", norms=(norm("每个教学班的人数不得超过50人", "50人", "50", "max"),), issuer="清河市财政局")  # fmt: skip
    assert codes(world(one, matter, body)) == []
