"""When a text begins and ends: a sentence of the body, as circulars word it, to its validity."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.clauses import walk

HEAD = """云城市财政局文件

云财规〔2020〕31号

{title}

各县（市、区）财政局：

为做好有关工作，现就有关事项通知如下：

一、适用范围。本市行政区域内的各类企业。

二、工作要求。各地要加强领导。

"""
CLOSE = """

云城市财政局

{date}
"""
TITLE = "云城市财政局关于规范收费管理的通知"


def day(text):
    return dt.date.fromisoformat(text) if text else None


def plain(validity):
    """The fields that say something, as plain values."""
    if validity is None:
        return {}
    names = (
        "effective_on", "effective_basis", "assumed", "retroactive", "expires_on", "expires_basis",
        "lapses", "tentative", "until_event", "trial", "partial", "scope",
    )  # fmt: skip
    said = {name: getattr(validity, name) for name in names if getattr(validity, name)}
    said = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in said.items()}
    if validity.term:
        said["term"] = (validity.term.value, validity.term.unit)
    if validity.plan_period:
        period = validity.plan_period
        said["plan_period"] = (period.first.isoformat(), period.last.isoformat())
    return said


def circular(as_text, last, title=TITLE, date="2020年5月20日", more=""):
    text = HEAD.format(title=title) + last + "\n" + more + CLOSE.format(date=date)
    return read_circulars(as_text(text))[0]


def issued(**more):
    return {"effective_on": "2020-05-20", "effective_basis": "on_issue", **more}


def stated(on, **more):
    return {"effective_on": on, "effective_basis": "stated", **more}


def until(on, basis="stated"):
    return {"expires_on": on, "expires_basis": basis}


TERM_5 = {"term": (5, "year")}
ASSUMED = {"assumed": True}
ROWS = [
    ("三、本通知自2020年9月1日开始执行。", stated("2020-09-01"), "开始 without 起"),
    ("三、本通知的施行日期为2020年9月1日。", stated("2020-09-01"), "the day named"),
    (
        "三、本通知适用期为2020年9月1日至2021年8月31日。",
        {**stated("2020-09-01"), **until("2021-08-31")},
        "适用期",
    ),
    (
        "三、本通知自2020年9月1日起施行，暂行期两年。",
        {**stated("2020-09-01"), **until("2022-08-31", "term"), "term": (2, "year")},
        "暂行期",
    ),
    (
        "三、本办法试行期为一年，自2020年9月1日起计算。",
        {**stated("2020-09-01"), **until("2021-08-31", "term"), "term": (1, "year")},
        "a term counted from a day",
    ),
    ("本通知自印发之日起施行。", issued(), "印发: the date of issue"),
    ("本通知自印发之日起执行，有效期五年。", issued(**TERM_5, **until("2025-05-19", "term")), "五年"),
    ("三、本通知自下发之日起执行。", issued(), "a clause of its own"),
    ("本通知自发布之日起实施。", issued(**ASSUMED), "no day of publication: the day of issue"),
    ("本通知自公布之日起生效。", issued(**ASSUMED), "公布"),
    ("本通知自即日起执行。", issued(**ASSUMED), "即日"),
    ("本通知自本通知印发之日起施行。", issued(), "自本通知印发之日"),
    ("本通知由市财政局负责解释，自印发之日起施行。", issued(), "the subject stands before"),
    ("本通知由市财政局负责解释。自印发之日起施行。", issued(), "the sentence before speaks of itself"),
    ("本办法自2020年7月1日起施行。", stated("2020-07-01"), "stated"),
    ("本规定自二○二○年七月一日起执行。", stated("2020-07-01"), "Chinese numerals"),
    ("本通知从9月1日起正式执行。", stated("2020-09-01"), "the year of issue"),
    ("本通知自1月1日起执行。", stated("2020-01-01", retroactive=True), "before the issue"),
    ("本通知自2020年1月1日起执行。", stated("2020-01-01", retroactive=True), "retroactive"),
    ("本通知自2020年6月起执行。", stated("2020-06-01"), "a month: its first day"),
    ("本通知从2021年起执行。", stated("2021-01-01"), "a year: its first day"),
    (
        "本通知自公布之日起30日后施行。",
        {"effective_on": "2020-06-19", "effective_basis": "computed", **ASSUMED},
        "thirty days behind",
    ),
    (
        "本通知自印发之日起满三十日后施行，有效期五年。",
        {
            "effective_on": "2020-06-19",
            "effective_basis": "computed",
            **TERM_5,
            **until("2025-06-18", "term"),
        },
        "thirty days in Chinese numerals",
    ),
    (
        "本通知自发布之日起一个月后实施。",
        {"effective_on": "2020-06-20", "effective_basis": "computed", **ASSUMED},
        "a month behind",
    ),
    (
        "本通知自2020年7月1日起施行，有效期5年。",
        stated("2020-07-01", **TERM_5, **until("2025-06-30", "term")),
        "the example of relations.md",
    ),
    (
        "本通知自2020年7月1日起施行，有效期至2025年6月30日。",
        stated("2020-07-01", **until("2025-06-30")),
        "both stated",
    ),
    (
        "本通知自2020年7月1日起施行，有效期为5年，至2025年6月30日止。",
        stated("2020-07-01", **TERM_5, **until("2025-06-30")),
        "the day beside the term",
    ),
    (
        "本意见自2020年6月10日起施行，至2022年6月9日止。",
        stated("2020-06-10", **until("2022-06-09")),
        "至…止",
    ),
    (
        "本公告自2020年6月10日起施行至2022年12月31日。",
        stated("2020-06-10", **until("2022-12-31")),
        "施行至",
    ),
    (
        "本公告执行期限为2020年1月1日至2020年12月31日。",
        stated("2020-01-01", retroactive=True, **until("2020-12-31")),
        "执行期限A至B",
    ),
    (
        "本公告自2020年6月1日起至12月31日止执行。",
        stated("2020-06-01", **until("2020-12-31")),
        "the year of the first day",
    ),
    (
        "上述政策适用于所有企业，执行期限为2020年6月1日至2023年12月31日。",
        stated("2020-06-01", **until("2023-12-31")),
        "上述政策 in a paragraph of its own",
    ),
    (
        "本通知有效期自2020年6月1日起至2025年5月31日止。",
        stated("2020-06-01", **until("2025-05-31")),
        "有效期自A起至B止",
    ),
    ("三、执行期限\n2020年6月1日至2020年9月30日。", stated("2020-06-01", **until("2020-09-30")), "heading"),
    ("三、执行时间\n2020年7月1日起。", stated("2020-07-01"), "heading, open end"),
    (
        "三、禁火时间\n2020年9月30日至2021年4月30日。",
        stated("2020-09-30", **until("2021-04-30")),
        "the ban's time",
    ),
    ("本通知试行期一年，自2020年6月1日起执行。",
     stated("2020-06-01", term=(1, "year"), **until("2021-05-31", "term")), "the term first"),
    ("本办法自2020年6月1日起试行一年。",
     stated("2020-06-01", term=(1, "year"), **until("2021-05-31", "term")), "起试行一年"),
    ("本措施自印发之日起施行，有效期暂定6个月。",
     issued(term=(6, "month"), tentative=True, **until("2020-11-19", "term")), "暂定6个月"),
    ("本通知暂定执行至2020年12月31日。", {"tentative": True, **until("2020-12-31")}, "暂定执行至"),
    ("本通知有效期5年。", TERM_5, "a term without a known start"),
    (
        "本通知自印发之日起施行，有效期2年，期满自动失效。",
        issued(term=(2, "year"), lapses="automatic", **until("2022-05-19", "term")),
        "期满自动失效",
    ),
    (
        "本通知自2020年6月1日起施行，于2021年12月31日自行失效。",
        stated("2020-06-01", lapses="automatic", **until("2021-12-31")),
        "a day on which it lapses by itself",
    ),
    ("本通知自2022年1月1日起自动失效。", {"lapses": "automatic", **until("2021-12-31")}, "自X起: the day before"),
    ("本通知执行至疫情结束。", {"until_event": "疫情结束"}, "an event, no day"),
    (
        "本通知自印发之日起施行，有效期至疫情结束后再顺延3个月。",
        issued(until_event="疫情结束后再顺延3个月"),
        "an event and a while",
    ),
    ("本通知自印发之日起施行，疫情结束后自行终止。", issued(until_event="疫情结束", lapses="automatic"), "自行终止"),
    (
        "本通知自发布之日起至2020年12月31日有效。",
        issued(**ASSUMED, **until("2020-12-31")),
        "on issue, to a day",
    ),
    ("本通知自2020年6月1日起施行，原《云城市收费办法》（云财规〔2015〕3号）同时废止。",
     stated("2020-06-01"), "what is repealed is another's"),
    ("此前规定与本通知不一致的，以本通知为准，本通知自2020年6月1日起执行。", stated("2020-06-01"), "以本通知为准"),
    ("《云城市收费办法》自2020年6月1日起停止执行，本通知自2020年7月1日起执行。",
     stated("2020-07-01"), "the other's end is no end here"),
    ("通告有效期三年。", {"term": (3, "year")}, "named by its kind alone"),
    ("本通知自2020年6月1日至12月31日执行。", stated("2020-06-01", **until("2020-12-31")), "A至B执行"),
    ("本意见自发布之日起实施，2027年12月31日前有效。", issued(**ASSUMED, **until("2027-12-31")), "X前有效"),
    ("本通知自2020年7月1日起执行，暂定两年。",
     stated("2020-07-01", term=(2, "year"), tentative=True, **until("2022-06-30", "term")), "暂定两年"),
    ("本通知有效期5年，自2020年6月20日起计算。", stated("2020-06-20", **TERM_5, **until("2025-06-19", "term")), "起计算"),
    ("政策执行期限截至2020年12月31日。", until("2020-12-31"), "政策 alone"),
]  # fmt: skip
NOTHING = [
    ("截至2020年6月30日，全市共培训五千人。", "a reporting date"),
    ("各地要在本通知印发之日起10个工作日内报送方案。", "a deadline"),
    ("自本办法印发之日起30日内报送备案。", "a deadline"),
    ("申请材料于2020年6月30日前报送。", "a deadline"),
    ("培训时间为2020年6月1日至6月10日。", "a training"),
    ("报名时间：2020年6月1日至6月10日。", "an enrolment"),
    ("三、活动时间\n2020年6月1日至6月10日。", "an activity"),
    ("许可证有效期五年。", "a certificate"),
    ("资质证书自颁发之日起有效期为三年。", "a certificate"),
    ("劳动合同期限自2020年1月1日至2020年12月31日。", "a contract"),
    ("补贴期限最长不超过3年。", "a subsidy to a person"),
    ("行政规范性文件的有效期为5年。", "a rule about documents"),
    ("《中华人民共和国民法典》自2021年1月1日起施行。", "another text"),
    ("根据2021年1月1日起施行的《中华人民共和国民法典》，各地要加强宣传。", "another text, behind"),
    ("新修订的《云澜省条例》已于2020年3月1日通过，自2020年7月1日起施行。", "another text, passed"),
    ("本办法施行前已受理的，按原规定办理。", "施行前"),
    ("自2019年1月1日起施行以来，成效显著。", "以来"),
    (
        "《云城市收费办法》（云财规〔2015〕3号）有效期延长至2025年12月31日。",
        "an extension of another",
    ),
    ("将第五条修改为：“本办法自2020年7月1日起施行，有效期5年。”", "the words of an amendment"),
    ("会议期间，各单位要做好值班工作。", "a meeting"),
    ("具体时间另行通知。", "a date to come"),
    ("节假日期间妥善安排值班。", "holidays"),
    ("2019年以来，全市共发放1.5万元。", "a year at the start of a line"),
    ("许可自批准之日起执行。", "the day of a permit"),
    ("项目实施期限为2020年1月至2022年12月。", "a project"),
    ("公示期自2020年6月1日至6月7日。", "a notice to the public"),
    ("自2020年7月1日起，停止执行《云城市收费办法》。", "the end of another"),
]


@pytest.mark.parametrize(("last", "expected", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_reads_when_a_text_begins_and_ends(as_text, last, expected, why):
    assert plain(circular(as_text, last).validity) == expected, why


@pytest.mark.parametrize(("last", "why"), NOTHING, ids=[str(i) for i in range(len(NOTHING))])
def test_says_nothing_where_nothing_is_said(as_text, last, why):
    found = circular(as_text, last)
    assert plain(found.validity) == {}, why
    assert found.validity is None
    for clause in walk(found.clauses):
        assert plain(clause.validity) == {}, why


TITLES = [
    ("云城市农村供水管护暂行办法", {"trial": True}, "暂行 in its own title"),
    ("云城市专项资金管理办法（试行）", {"trial": True}, "（试行）"),
    ("关于执行《云澜省资金暂行办法》有关问题的通知", {}, "暂行 of another"),
    ("关于印发云城市资金管理暂行办法的通知", {}, "暂行 of the text carried"),
    ("云城市职业技能提升行动实施方案（2019—2021年）",
     {"plan_period": ("2019-01-01", "2021-12-31")}, "the years of a plan"),
    ("云城市“十四五”就业促进规划", {"plan_period": ("2021-01-01", "2025-12-31")}, "a five-year plan"),
    ("关于云城新区总体规划（2018—2035年）的批复", {}, "a reply is no plan"),
    ("关于做好疫情防控期间线上培训工作的通知", {"until_event": "疫情防控期间"}, "an open event"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected", "why"), TITLES, ids=[str(i) for i in range(8)])
def test_a_title_says_trial_plan_and_event(as_text, title, expected, why):
    found = circular(as_text, "三、其他事项。按有关规定办理。", title=title)
    assert found.title.value == title
    assert plain(found.validity) == expected, why


def test_no_date_of_issue_leaves_the_start_open(as_text):
    text = HEAD.format(title=TITLE) + "本通知自印发之日起施行，有效期5年。"
    validity = read_circulars(as_text(text))[0].validity
    assert plain(validity) == {"effective_basis": "on_issue", **TERM_5}


def test_the_day_of_printing_stands_in_for_the_day_of_issue(as_text):
    text = HEAD.format(title=TITLE) + (
        "本通知自印发之日起施行。\n\n云城市财政局办公室\n\n2020年6月15日印发"
    )
    validity = read_circulars(as_text(text))[0].validity
    assert plain(validity) == {
        "effective_on": "2020-06-15",
        "effective_basis": "on_issue",
        "assumed": True,
    }


def test_the_day_of_publication_comes_before_the_day_of_issue(as_text):
    portal = "索引号：0001/2020-1\n发文机关：云城市财政局\n成文日期：2020年5月20日\n"
    portal += "发布日期：2020年6月2日\n\n"
    text = portal + HEAD.format(title=TITLE) + "本通知自发布之日起施行。"
    found = read_circulars(as_text(text + CLOSE.format(date="2020年5月20日")))[0]
    assert found.published_on.value == day("2020-06-02")
    assert plain(found.validity) == {"effective_on": "2020-06-02", "effective_basis": "on_issue"}


def test_evidence_leads_back_and_confidence_is_that_of_the_sentence(as_text):
    found = circular(as_text, "本通知自2020年7月1日起施行，有效期5年。").validity
    assert found.confidence >= 0.9
    assert [e.rule for e in found.evidence] == ["validity.start_stated", "validity.term"]
    assert found.evidence[0].quote == "自2020年7月1日起施行"
    assert found.evidence[1].quote == "有效期5年"


def test_two_days_for_one_start_are_doubted(as_text):
    last = "本通知自2020年7月1日起施行。\n本通知自2020年8月1日起执行。"
    assert circular(as_text, last).validity.confidence < 0.7
