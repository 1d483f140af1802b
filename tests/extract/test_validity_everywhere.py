"""What a sentence says of time is the same wherever a circular has it and however its days are
written: for the circular, for the text it carries, for the documents it names."""

import datetime as dt
import re

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.clauses import walk

HEAD = "云澜省水利厅文件\n云水规〔2020〕5号\n云澜省水利厅关于做好水利工作的通知\n{}各市水利局：\n"
DATE = "\n云澜省水利厅\n2020年5月20日\n"
ORDERS = "为做好有关工作，现就有关事项通知如下：\n"
TWO = (
    "一、加强领导。各地要加强组织领导，明确责任，落实人员。\n"
    "二、强化监督。各地要定期检查，发现问题及时整改。\n"
)
LONG = (
    "为进一步加强全省水库运行管理工作，提高水库安全运行水平，保障人民群众生命财产安全，经研究，现就有关事项通知如下：\n"
    "一、各市要高度重视水库安全运行管理工作，建立健全责任制，明确行政责任人、技术责任人和巡查责任人，确保各项措施落到实处。\n"
    "二、各市要加强水库日常巡查，汛期每天至少巡查一次，非汛期每周至少巡查一次，发现险情及时报告并采取有效措施进行处置。\n"
)
PASSED = "现将《云澜省水库工作办法》印发给你们，请遵照执行。"
ARTICLES = (
    "云澜省水库工作办法\n第一章 总则\n第一条 为了加强水库管理，制定本办法。\n"
    "第二条 水库管理单位应当建立制度，落实责任。\n第三条 水库管理单位应当定期巡查，及时处理问题。\n第二章 附则\n"
)
DIGITS = "〇一二三四五六七八九"
FULL = re.compile(r"([12][09]\d\d)年(\d{1,2})月(\d{1,2})日")


def in_words(count):
    tens, ones = divmod(int(count), 10)
    return (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (
        DIGITS[ones] if ones else ""
    )


def in_chinese(text):
    year = lambda found: "".join(DIGITS[int(digit)] for digit in found[1])  # noqa: E731
    return FULL.sub(lambda m: f"{year(m)}年{in_words(m[2])}月{in_words(m[3])}日", text)


def dotted(text):
    return FULL.sub(r"\1.\2.\3", text)


def dashed(text):
    return FULL.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text)


def spaced(text):
    text = re.sub(r"(?<=[自从至到为于由])(?=\d)|(?<=\d)(?=[年月日个])|(?<=[年月])(?=\d)", " ", text)
    return text.replace("号》 ", "号》")


def wrapped(text, width=28):
    parts = ([line[i : i + width] for i in range(0, len(line), width)] for line in text.split("\n"))
    return "\n".join(part for line in parts for part in line or [""])


def whole(body, head="", date=DATE):
    return HEAD.format(head) + body + date


OWN = {
    "last": lambda s: whole(ORDERS + TWO + s),
    "clause": lambda s: whole(ORDERS + TWO + "三、" + s),
    "item": lambda s: whole(ORDERS + TWO + "三、其他事项\n（一）及时反馈情况。\n（二）" + s),
    "number": lambda s: whole(ORDERS + TWO + "三、其他事项\n1.及时反馈情况。\n2." + s),
    "alone": whole,
    "run_in": lambda s: whole(ORDERS + TWO + "三、附则。" + s),
    "behind": lambda s: whole(ORDERS + TWO + "三、各地要加强领导，落实责任。" + s),
    "before": lambda s: whole(ORDERS + TWO + "三、" + s + "执行中的问题，请及时反映。"),
    "no_head": lambda s: ORDERS + TWO + s + DATE,
    "broken": lambda s: wrapped(whole(LONG + "三、" + s)),
    "broken_early": lambda s: wrapped(whole(LONG + s), 23),
    "chinese": lambda s: whole(ORDERS + TWO + in_chinese(s), date=in_chinese(DATE)),
    "dotted": lambda s: whole(ORDERS + TWO + dotted(s)),
    "dashed": lambda s: whole(ORDERS + TWO + "三、" + dashed(s)),
    "spaced": lambda s: whole(ORDERS + TWO + "三、" + spaced(s)),
    "brackets": lambda s: whole(ORDERS + TWO + f"三、加强领导。（{s.rstrip('。')}）"),
    "date_above": lambda s: whole(ORDERS + TWO + s, head="（2020年5月20日）\n", date="\n"),
    "carrier": lambda s: whole(PASSED + s) + ARTICLES + "第四条 各市可以制定细则。\n",
}
CARRIED = {
    "article": lambda s: whole(PASSED) + ARTICLES + "第四条 " + s + "\n",
    "carried_item": lambda s: (
        whole(PASSED) + ARTICLES + "第四条 附则\n（一）从严管理。\n（二）" + s
    ),
}
PLACES = [*OWN, *CARRIED]
A, B = "《云澜省水费征收办法》", "《关于加强水库管理的通知》（云水〔2012〕3号）"
IN_A, IN_B = A[1:-1], "关于加强水库管理的通知"


def stated(on, until=None, **more):
    return {"effective_on": on, "effective_basis": "stated", **ended(until), **more}


def issued(until=None, **more):
    return {"effective_on": "2020-05-20", "effective_basis": "on_issue", **ended(until), **more}


def ended(until, basis="stated"):
    return {"expires_on": until, "expires_basis": basis} if until else {}


def term(count, unit, until):
    return {"term": (count, unit), **ended(until, "term")}


EARLY, ASSUMED, JULY = {"retroactive": True}, {"assumed": True}, "2020-07-01"
OF_ITSELF = [
    ("{}自发布之日施行。", issued(**ASSUMED)),
    ("{}从下达之日起执行。", issued()),
    ("{}自印发之日起30日后施行。", {"effective_on": "2020-06-19", "effective_basis": "computed"}),
    ("{}自2020年1月1日起施行，有效期5年。", stated("2020-01-01", **EARLY, **term(5, "year", "2024-12-31"))),
    ("{}自2020年7月1日起施行。有效期五年。", stated(JULY, **term(5, "year", "2025-06-30"))),
    ("{}自2020年7月1日起施行，有效期至2025年6月30日，期满自动失效。",
     stated(JULY, "2025-06-30", lapses="automatic")),
    ("{}自2020年7月1日起施行，期限为两年。", stated(JULY, **term(2, "year", "2022-06-30"))),
    ("{}自2020年7月1日起至2021年6月30日止试行一年。", stated(JULY, "2021-06-30", term=(1, "year"))),
    ("{}先试行一年。", term(1, "year", None)),
    ("{}自明年1月1日起执行。", stated("2021-01-01")),
    ("{}自明年一月份起执行。", stated("2021-01-01")),
    ("{}自去年10月1日起执行。", stated("2019-10-01", **EARLY)),
    ("{}从今年一月一日起执行。", stated("2020-01-01", **EARLY)),
    ("{}从下月1日起执行。", stated("2020-06-01")),
    ("{}追溯到2020年1月1日起执行。", stated("2020-01-01", **EARLY)),
    ("{}执行时间追溯到2020年1月1日。", stated("2020-01-01", **EARLY)),
    ("{}自2020年7月1日起正式施行。", stated(JULY)),
    ("{}由省水利厅负责解释。自2020年7月1日起施行。", stated(JULY)),
    ("{}的有效期为三年，自2020年7月1日起计算。", stated(JULY, **term(3, "year", "2023-06-30"))),
    ("{}自2022年1月1日起废止。", ended("2021-12-31")),
    ("{}自2020年7月1日（含）起施行。", stated(JULY)),
    ("决定自2020年7月1日起施行{}。", stated(JULY)),
    ("{}执行期限自2020年7月1日起至疫情结束。", stated(JULY, until_event="疫情结束")),
    ("{}自印发之日起施行，有效期自印发之日起计算为5年。", issued(**term(5, "year", "2025-05-19"))),
    ("{}施行日期另行通知。", {}),
    ("{}自批准之日起执行。", {}),
]  # fmt: skip
OF_OTHERS = [
    (f"从今年7月1日起，{A}停止执行。", ("ceases", IN_A, None, JULY, "2020-06-30")),
    (f"{A}从9月1日起停止执行。", ("ceases", IN_A, None, "2020-09-01", "2020-08-31")),
    (f"自下月1日起，{A}作废。", ("repeals", IN_A, None, "2020-06-01", "2020-05-31")),
    (f"自明年1月1日起，{A}同时废止。", ("repeals", IN_A, None, "2021-01-01", "2020-12-31")),
    (f"自2020年7月1日起停止执行{A}第三条。", ("ceases", IN_A, "第三条", JULY, "2020-06-30")),
    (f"从2020年6月1日起暂缓执行{A}第六条。", ("suspends", IN_A, "第六条", "2020-06-01", None)),
    (f"自2020年6月1日至2020年12月31日，暂停执行{A}。", ("suspends", IN_A, None, "2020-06-01", "2020-12-31")),
    (f"自6月1日起至8月31日止，暂停执行{A}。", ("suspends", IN_A, None, "2020-06-01", "2020-08-31")),
    (f"自2020年7月1日起恢复执行{A}。", ("resumes", IN_A, None, JULY, None)),
    (f"{A}推迟到2021年1月1日施行。", ("defers", IN_A, None, "2021-01-01", None)),
    (f"{A}暂缓到2021年1月1日施行。", ("defers", IN_A, None, "2021-01-01", None)),
    (f"{A}改为2021年1月1日起施行。", ("defers", IN_A, None, "2021-01-01", None)),
    (f"{A}有效期延长至2025年12月31日。", ("extends", IN_A, None, None, "2025-12-31")),
    (f"{A}继续试行至2021年12月31日。", ("extends", IN_A, None, None, "2021-12-31")),
    (f"{B}顺延执行至2021年12月31日。", ("extends", IN_B, None, None, "2021-12-31")),
    (f"{A}实施期限延长至2021年12月31日，到期后自动失效。", ("extends", IN_A, None, None, "2021-12-31")),
    (f"决定延期施行{A}。", ("defers", IN_A, None, None, None)),
    (f"自发文之日起，{A}停止执行。", ("ceases", IN_A, None, "2020-05-20", "2020-05-19")),
    (f"废止{B}。", ("repeals", IN_B, None, None, None)),
    (f"以{{}}代替{B}。", ("supersedes", IN_B, None, None, None)),
    (f"{A}规定的缴费时间推迟到2020年8月1日。", ("amends", IN_A, None, None, None)),
    (f"{A}规定的补助推迟到2020年8月1日发放。", None),
    (f"待国家新规定出台后，{A}自行废止。", None),
    (f"如{A}废止，另行通知。", None),
    (f"{A}暂不延长有效期。", None),
    (f"{A}自2020年7月1日起施行。", None),
]  # fmt: skip
OF_BOTH = [
    (f"{{}}自2020年7月1日起施行，{A}同时废止。", stated(JULY), ("repeals", IN_A, None, JULY, "2020-06-30")),
    (f"{{}}自2020年7月1日起施行，{A}继续执行至2020年12月31日。", stated(JULY),
     ("extends", IN_A, None, None, "2020-12-31")),
    (f"{{}}自2020年7月1日起实施，原{A}自2021年1月1日起停止执行。", stated(JULY),
     ("ceases", IN_A, None, "2021-01-01", "2020-12-31")),
]  # fmt: skip
OF_NEITHER = [
    "{}规定的取水许可证，有效期为五年。",
    "{}施行前取得的许可证，有效期至2021年12月31日。",
    "{}施行前签订的合同，自2020年7月1日起执行新水价。",
    "{}印发前已开工的项目，执行至2020年12月31日。",
    "{}附件中的合同范本，有效期至2021年12月31日。",
    "本次招标文件有效期为90日。",
    "本年度计划自2020年7月1日起实施。",
    "责任追溯至2020年1月1日起执行职务的人员。",
    "新水价推迟到2020年8月1日执行。",
    "现有人员自2020年7月1日起执行新标准。",
    "项目实施日期为2020年7月1日。",
]
ALL = [
    *((said, time, None) for said, time in OF_ITSELF),
    *((said, {}, effect) for said, effect in OF_OTHERS),
    *OF_BOTH,
]


def plain(validity):
    if validity is None:
        return {}
    names = "effective_on effective_basis assumed retroactive expires_on expires_basis lapses until_event"
    said = {name: getattr(validity, name) for name in names.split() if getattr(validity, name)}
    told = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in said.items()}
    return told | ({"term": (validity.term.value, validity.term.unit)} if validity.term else {})


def effects(references):
    day = lambda date: date.isoformat() if date else None  # noqa: E731
    return [
        (item.relation, item.title, item.target_clause, day(item.effective_on), day(item.until))
        for item in references
        if item.title in (IN_A, IN_B) and item.relation != "cites"
    ]


def read(as_text, sentence, place):
    """The text that says the sentence, and what it carries: (said, others)."""
    made = CARRIED.get(place) or OWN[place]
    text = made(sentence.format("本办法" if place in CARRIED else "本通知"))
    (circular,) = read_circulars(as_text(text))
    carried = list(circular.carried)
    return (carried[0], [circular]) if place in CARRIED else (circular, carried)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("sentence", "time", "effect"), ALL, ids=[row[0] for row in ALL])
def test_time_is_read_alike_in_every_place(as_text, sentence, time, effect, place):
    said, others = read(as_text, sentence, place)
    assert plain(said.validity) == time
    assert effects(said.references) == ([effect] if effect else [])
    assert not any(clause.validity for clause in walk(said.clauses))
    assert not any(plain(other.validity) for other in others)


@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("alone", "carrier")])
@pytest.mark.parametrize("sentence", OF_NEITHER)
def test_the_time_of_a_matter_is_not_the_text_s(as_text, sentence, place):
    said, _ = read(as_text, sentence, place)
    assert plain(said.validity) == {}
    assert effects(said.references) == []


NEAR = [
    ("本通知自印发之日起施行，有效期5年。", {"effective_basis": "on_issue", "term": (5, "year")}),
    ("本通知从9月1日起执行。", {}),
    ("本通知自明年1月1日起执行。", {}),
    ("本通知自2020年7月1日起执行。", stated(JULY)),
]


@pytest.mark.parametrize(("sentence", "time"), NEAR)
def test_without_a_day_of_issue_none_is_made_up(as_text, sentence, time):
    (circular,) = read_circulars(as_text(whole(ORDERS + TWO + sentence, date="\n")))
    assert plain(circular.validity) == time


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("本通知从今年一月一日起执行。", "2020-01-01"),
        ("本通知从一月一日起执行。", "2021-01-01"),
        ("本通知自明年元月一日起执行。", "2021-01-01"),
        ("本通知自十二月一日起执行。", "2020-12-01"),
        ("本通知从下月1日起执行。", "2021-01-01"),
        ("本通知自次年1月1日起执行。", None),
    ],
)
def test_days_near_the_end_of_the_year(as_text, sentence, on):
    date = DATE.replace("5月20日", "12月10日")
    (circular,) = read_circulars(as_text(whole(ORDERS + TWO + sentence, date=date)))
    assert plain(circular.validity).get("effective_on") == on


def test_a_contract_traced_back_starts_no_text(as_text):
    sentence = "追溯到2019年1月1日起生效的合同，须重新备案。"
    (circular,) = read_circulars(as_text(whole(ORDERS + TWO + sentence)))
    assert circular.validity is None or circular.validity.effective_on != dt.date(2019, 1, 1)
