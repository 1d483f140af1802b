"""Mentions to documents: one candidate or none."""

import datetime as dt

from hongtou.graph.days import known_day
from hongtou.graph.wanted import Wanted


def only(world, owner):
    (link,) = world.links.of(owner)
    return link


def test_by_number_whatever_its_form(circular, world):
    known = world(
        circular("安财发〔2010〕5号", on="2010-01-05"),
        circular("安财发〔2020〕1号", ("cites", "安财发〔2010〕5号")),
    )
    link = only(known, "安财发〔2020〕1号")
    assert (link.target, link.how, link.held) == ("安财发〔2010〕5号", "number", True)


def test_another_series_is_another_document(circular, world):
    known = world(
        circular("安财函〔2010〕5号", on="2010-01-05"),
        circular("安财发〔2020〕1号", ("cites", "安财发〔2010〕5号")),
    )
    link = only(known, "安财发〔2020〕1号")
    assert (link.target, link.held) == ("安财发〔2010〕5号", False)
    assert isinstance(known.wanted["安财发〔2010〕5号"], Wanted)


def test_a_number_with_the_title_of_something_else_is_linked_to_nothing(circular, world):
    more = {"number": "安财发〔2010〕5号"}
    known = world(
        circular("安财发〔2010〕5号", title="关于切实做好水库防汛工作的通知", on="2010-01-05"),
        circular("安财发〔2020〕1号", ("repeals", "职业培训补贴管理暂行办法", more)),
    )
    link = only(known, "安财发〔2020〕1号")
    assert link.target is None
    assert [one.id for one in link.candidates] == ["安财发〔2010〕5号"]
    assert known.effects == {}


def test_a_number_quoted_wrongly_is_not_linked_by_its_title(circular, world):
    title = "关于职业培训补贴管理的通知"
    known = world(
        circular("安财发〔2010〕5号", title=title, on="2010-01-05"),
        circular("安财发〔2020〕1号", ("cites", title, {"number": "安财发〔2010〕6号"})),
    )
    link = only(known, "安财发〔2020〕1号")
    assert (link.target, link.held) == ("安财发〔2010〕6号", False)
    assert [one.id for one in link.candidates] == ["安财发〔2010〕5号"]


def test_a_title_of_two_years_means_neither(circular, world):
    title = "关于提高最低生活保障标准的通知"
    known = world(
        circular("安民发〔2010〕5号", title=title, on="2010-01-05"),
        circular("安民发〔2011〕5号", title=title, on="2011-01-05"),
        circular("安财发〔2020〕1号", ("cites", title)),
    )
    link = only(known, "安财发〔2020〕1号")
    assert (link.target, link.how) == (None, "ambiguous")
    assert [one.id for one in link.candidates] == ["安民发〔2010〕5号", "安民发〔2011〕5号"]


def test_what_was_issued_later_cannot_be_meant(circular, world):
    title = "关于提高最低生活保障标准的通知"
    known = world(
        circular("安民发〔2010〕5号", title=title, on="2010-01-05"),
        circular("安民发〔2021〕5号", title=title, on="2021-01-05"),
        circular("安财发〔2020〕1号", ("cites", title)),
    )
    assert only(known, "安财发〔2020〕1号").target == "安民发〔2010〕5号"


def test_town_is_not_country(circular, world):
    known = world(
        circular("安民发〔2010〕5号", title="关于提高城市低保标准的通知", on="2010-01-05"),
        circular("安财发〔2020〕1号", ("repeals", "关于提高农村低保标准的通知")),
    )
    link = only(known, "安财发〔2020〕1号")
    assert (link.target, link.held) == ("无号/关于提高农村低保标准的通知", False)


def test_a_carried_text_by_its_own_title(circular, world):
    known = world(
        circular("安财发〔2010〕5号", carried="安河市补贴办法", on="2010-01-05"),
        circular("安财发〔2020〕1号", ("cites", "安河市补贴办法")),
    )
    link = only(known, "安财发〔2020〕1号")
    assert (link.target, link.text) == ("安财发〔2010〕5号", "安河市补贴办法")


def test_a_wanted_document_gathers_what_is_said_of_it(circular, world):
    known = world(
        circular("安财发〔2020〕1号", ("cites", "安河市补贴办法", {"number": "安财发〔2009〕5号"})),
        circular("安财发〔2020〕2号", ("repeals", "安财发〔2009〕5号")),
        circular("安财发〔2020〕3号", ("cites", "安河市补贴办法")),
    )
    wanted = known.wanted["安财发〔2009〕5号"]
    assert wanted.titles == ("安河市补贴办法",)
    assert wanted.cited_by == ("安财发〔2020〕1号", "安财发〔2020〕2号", "安财发〔2020〕3号")


def test_when_it_arrives_all_of_it_is_linked(circular, world):
    said = [
        circular("安财发〔2020〕1号", ("cites", "安河市补贴办法", {"number": "安财发〔2009〕5号"})),
        circular("安财发〔2020〕3号", ("cites", "安河市补贴办法")),
    ]
    arrived = circular("安财发〔2009〕5号", carried="安河市补贴办法", on="2009-05-01")
    known = world(*said, arrived)
    assert known.wanted == {}
    assert [link.held for link in known.links.to("安财发〔2009〕5号")] == [True, True]


def test_orders_of_two_provinces_under_one_short_name(circular, world):
    known = world(
        circular("安政发〔2020〕1号", ("cites", "省政府令第31号"), issuer="黑龙江省人民政府"),
        circular("云政发〔2020〕1号", ("cites", "省政府令第31号"), issuer="吉林省人民政府"),
    )
    assert sorted(known.wanted) == ["省政府令第31号@吉林省", "省政府令第31号@黑龙江省"]


def test_the_known_day_is_the_year_at_least(circular, world):
    undated = circular("安财发〔2010〕5号", on=None)
    assert known_day(undated.circular) == dt.date(2010, 12, 31)


def test_what_the_circular_holds_itself_is_its_own_text_however_it_passes_it_on(circular, world):
    for relation in ("promulgates", "endorses", "forwards"):
        said = relation, "安河市采购办法"
        known = world(circular("安政办发〔2020〕1号", said, carried="安河市采购办法"))
        link = only(known, "安政办发〔2020〕1号")
        assert (link.target, link.text) == ("安政办发〔2020〕1号", "安河市采购办法")
