"""Time of single clauses, of what a circular carries, and of a matter that ends."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongtou.extract import read_circulars
from hongtou.extract.circular import Term
from hongtou.extract.clauses import walk
from hongtou.extract.validity_dates import last_day, later, read_point, read_term

HEAD = """云城市人力资源和社会保障局文件

云人社函〔2020〕31号

{title}

各县（市、区）人力资源和社会保障局：

"""
CLOSE = "\n\n云城市人力资源和社会保障局\n\n2020年2月6日\n"
TITLE = "关于做好职业技能培训工作的通知"


def one(as_text, body, title=TITLE):
    return read_circulars(as_text(HEAD.format(title=title) + body + CLOSE))[0]


def times(clauses):
    """(start, end, event) of the clauses that have a time of their own."""
    return {
        clause.id: (clause.validity.effective_on, clause.validity.expires_on,
                    clause.validity.until_event)
        for clause in walk(clauses)
        if clause.validity
    }  # fmt: skip


MATTER = """现就有关事项通知如下：

一、全面暂停聚集性培训活动，恢复时间视防控情况另行通知。

二、扩大生活费补贴支出范围。对参加培训的人员给予生活费补贴，标准由各县确定。

三、对线上平台实施补贴。按照标准的20%支付。

四、严肃工作纪律。防控期间，各地要认真履职尽责。

五、本通知涉及的补贴政策暂定执行至2020年6月30日。"""


def test_a_matter_ends_the_clauses_on_it(as_text):
    found = one(as_text, MATTER)
    end = dt.date(2020, 6, 30)
    assert times(found.clauses) == {
        "一": (None, None, "另行通知"),
        "二": (None, end, None),
        "三": (None, end, None),
        "四": (None, None, "防控期间"),
    }
    assert found.validity is None
    two = next(clause for clause in found.clauses if clause.id == "二")
    assert two.validity.tentative
    assert two.validity.evidence[0].quote == "执行至2020年6月30日"


def test_a_matter_no_clause_is_clearly_meant_by_is_a_part(as_text):
    found = one(as_text, MATTER.replace("补贴政策暂定", "稳岗返还政策暂定"))
    assert found.validity.partial
    assert found.validity.scope == "本通知涉及的稳岗返还政策"
    assert found.validity.expires_on == dt.date(2020, 6, 30)
    assert "二" not in times(found.clauses)


CLAUSES = [
    (
        "一、规范恢复。从2月19日起，各县要恢复线下培训。\n二、加强管控。各地要落实责任。",
        {"一": (dt.date(2020, 2, 19), None, None)},
        "the start of one measure",
    ),
    (
        "一、规范恢复。即日起，各县要恢复线下培训。\n二、加强管控。各地要落实责任。",
        {"一": (dt.date(2020, 2, 6), None, None)},
        "即日 in a clause",
    ),
    (
        "一、调整标准。各地要宣传到位。从2月19日起，各县要恢复培训。\n二、加强管控。各地要落实责任。",
        {},
        "a later sentence starts no clause",
    ),
    (
        "一、减免。自2020年4月1日至2020年12月31日，小微企业免征服务费。\n二、加强管控。各地要落实责任。",
        {"一": (dt.date(2020, 4, 1), dt.date(2020, 12, 31), None)},
        "a measure for a span of time",
    ),
    (
        "一、组织自查。自5月10日至5月20日，各单位开展自查。\n二、加强管控。各地要落实责任。",
        {},
        "a schedule is no time of the rule",
    ),
    (
        "一、提高补助。补助由八百元提高到一千元，从今年三月一日起计算。\n二、加强管控。各地要落实责任。",
        {"一": (dt.date(2020, 3, 1), None, None)},
        "今年",
    ),
    (
        "一、发放补助。对困难学员按每人每天45元给予生活补助，由县级财政负担，按月发放到人，不得拖欠。\n".replace(
            "\n", "这一标准暂定执行至2020年5月31日。\n二、加强管控。各地要落实责任。"
        ),
        {"一": (None, dt.date(2020, 5, 31), None)},
        "这一标准 is that of its clause",
    ),
    (
        "一、特别规定\n（一）培训分批进行。\n（二）上述规定在疫情结束后自行失效。\n二、加强管控。各地要落实责任。",
        {"一": (None, None, "疫情结束")},
        "上述规定 in an item: the whole list",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), CLAUSES, ids=range(len(CLAUSES)))
def test_a_clause_has_its_own_time(as_text, body, expected, why):
    found = one(as_text, "现就有关事项通知如下：\n\n" + body)
    assert times(found.clauses) == expected, why
    assert found.validity is None, why


ARTICLES = """云城市培训资金管理办法

第一条 为加强资金管理，制定本办法。
第二条 资金由市财政局负责分配，各县不得截留。
第三条 补贴标准由各县确定。
第四条 本办法自2020年7月1日起施行，有效期5年。本办法第三条自2021年1月1日起施行。
"""
CARRIER = "《云城市培训资金管理办法》已经市政府同意，现印发给你们，{words}请认真贯彻执行。"
CARRIES = "云城市人力资源和社会保障局关于印发云城市培训资金管理办法的通知"


def carrier(as_text, words="", articles=ARTICLES):
    text = HEAD.format(title=CARRIES) + CARRIER.format(words=words) + CLOSE + "\n\n" + articles
    return read_circulars(as_text(text))[0]


def test_what_only_the_carried_text_says_is_its_own(as_text):
    found = carrier(as_text)
    (carried,) = found.carried
    assert found.validity is None
    assert carried.validity.effective_on == dt.date(2020, 7, 1)
    assert carried.validity.term == Term(5, "year")
    assert carried.validity.expires_on == dt.date(2025, 6, 30)
    assert times(carried.clauses) == {"第三条": (dt.date(2021, 1, 1), None, None)}


def test_what_the_carrier_says_holds_for_both(as_text):
    silent = ARTICLES.partition("第四条")[0]
    found = carrier(as_text, "自2020年3月1日起施行，", silent)
    assert found.validity.effective_on == dt.date(2020, 3, 1)
    assert found.carried[0].validity.effective_on == dt.date(2020, 3, 1)


def test_each_text_has_its_own_word(as_text):
    found = carrier(as_text, "本通知自印发之日起执行，")
    assert found.validity.effective_on == dt.date(2020, 2, 6)
    assert found.validity.effective_basis == "on_issue"
    assert found.carried[0].validity.effective_on == dt.date(2020, 7, 1)


def test_the_carried_text_counts_from_the_carrier(as_text):
    articles = ARTICLES.replace("自2020年7月1日起施行，有效期5年", "自发布之日起30日后施行")
    validity = carrier(as_text, "", articles).carried[0].validity
    assert validity.effective_on == dt.date(2020, 3, 7)
    assert validity.effective_basis == "computed"
    assert validity.assumed


def test_trial_is_the_carried_texts(as_text):
    text = HEAD.format(title=CARRIES.replace("管理办法", "管理暂行办法"))
    text += CARRIER.format(words="").replace("管理办法", "管理暂行办法") + CLOSE + "\n\n"
    text += ARTICLES.partition("第四条")[0].replace("资金管理办法", "资金管理暂行办法")
    found = read_circulars(as_text(text))[0]
    assert found.validity is None
    assert found.carried[0].validity.trial


def test_an_order_starts_what_it_publishes(as_text):
    text = "云澜省人民政府令\n\n第205号\n\n《云澜省档案办法》已经2018年10月17日省人民政府第16次常务会议"
    text += "通过，现予公布，自2018年12月1日起施行。\n\n省长 赵立\n\n2018年10月23日\n"
    validity = read_circulars(as_text(text))[0].validity
    assert (validity.effective_on, validity.effective_basis) == (dt.date(2018, 12, 1), "stated")


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("2020年6月30日", None, ("2020-06-30", "2020-06-30")),
        ("6月", "2020-05-03", ("2020-06-01", "2020-06-30")),
        ("2020年2月", None, ("2020-02-01", "2020-02-29")),
        ("2020年底", None, ("2020-12-31", "2020-12-31")),
        ("2020年", None, ("2020-01-01", "2020-12-31")),
        ("同年12月31日", "2020-05-03", ("2020-12-31", "2020-12-31")),
        ("20日", "2020-05-03", ("2020-05-20", "2020-05-20")),
        ("12月31日", None, None),
        ("2月30日", "2020-05-03", None),
        ("底", "2020-05-03", ("2020-12-31", "2020-12-31")),
        ("春季学期", "2020-05-03", None),
    ],
    ids=range(11),
)
def test_a_point_of_time_is_a_span_of_days(text, near, expected):
    span = read_point(text, dt.date.fromisoformat(near) if near else None)
    assert (tuple(day.isoformat() for day in span) if span else None) == expected


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        ("五", "年", Term(5, "year")),
        ("半", "年", Term(6, "month")),
        ("两", "年", Term(2, "year")),
        ("6", "个月", Term(6, "month")),
        ("三十", "日", Term(30, "day")),
        ("〇", "年", None),
    ],
    ids=range(6),
)
def test_reads_a_term(count, unit, expected):
    assert read_term(count, unit) == expected


@given(st.dates(dt.date(1949, 10, 1), dt.date(2049, 12, 31)), st.integers(1, 30))
def test_a_term_of_years_ends_the_day_before_its_day(start, years):
    end = last_day(start, Term(years, "year"))
    nxt = end + dt.timedelta(days=1)
    assert nxt.year == start.year + years
    assert (nxt.month, nxt.day) in {(start.month, start.day), (3, 1)}
    assert later(start, Term(years * 12, "month")) == nxt


SENTENCES = st.lists(
    st.sampled_from(
        ["自", "本办法", "2020年", "7月1日", "起", "施行", "，", "。", "有效期", "五年", "至", "印发之日", "执行",
         "《", "》", "“", "补贴政策", "暂定", "期满", "自动失效", "一、", "（一）", "第三条", "即日", "疫情期间", "30日后"]
    ),
    max_size=40,
)  # fmt: skip


@given(SENTENCES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_shuffle_of_its_words_is_too_much(as_text, parts):
    body = "".join(parts)
    for circular in read_circulars(as_text(HEAD.format(title=TITLE) + body + CLOSE)):
        texts = [circular.validity, *(c.validity for c in walk(circular.clauses))]
        for validity in filter(None, texts):
            assert 0 < validity.confidence <= 1
            assert validity.evidence
            if validity.effective_on and validity.expires_basis == "term":
                assert validity.expires_on >= validity.effective_on


def test_a_measure_told_before_its_end_is_what_ends(as_text):
    body = (
        "一、关于补偿标准。会议同意市住建局提出的方案，按每平方米68元执行，执行至2024年12月31日。\n\n"
        "二、做好工作。"
    )
    found = one(as_text, body)
    assert times(found.clauses) == {"一": (None, dt.date(2024, 12, 31), None)}
    assert found.validity is None


def test_an_end_of_a_measure_without_clauses_is_partial(as_text):
    found = one(as_text, "补偿按每平方米68元执行，执行至2024年12月31日。")
    assert (found.validity.partial, found.validity.scope) == (True, "每平方米68元")


@pytest.mark.parametrize("named", ["《甲办法》（云财〔2010〕8号）", "云财〔2010〕8号文"])
def test_what_waits_with_another_document_is_not_this_one(as_text, named):
    found = one(as_text, f"{named}暂停执行，恢复执行时间另行通知。")
    assert found.validity is None
    assert [item.relation for item in found.references] == ["suspends"]


def test_a_clause_that_suspends_another_waits_with_it(as_text):
    found = one(as_text, "一、《甲办法》第三条暂停执行，恢复时间另行通知。\n\n二、做好工作。")
    assert times(found.clauses) == {"一": (None, None, "另行通知")}
    assert found.validity is None


@pytest.mark.parametrize("lead", ["", "根据《甲办法》，"])
def test_what_this_one_suspends_waits_with_it(as_text, lead):
    found = one(as_text, f"{lead}线下培训一律暂停，恢复时间另行通知。")
    assert found.validity.until_event == "另行通知"


@pytest.mark.parametrize("words", ["本办法自文到之日起执行。", "自到文之日起执行。"])
def test_the_day_of_receipt_is_taken_for_that_of_issue(as_text, words):
    found = one(as_text, words).validity
    assert (found.effective_on, found.effective_basis) == (dt.date(2020, 2, 6), "on_issue")
    assert found.assumed
