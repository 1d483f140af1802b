"""The clause tree: marks of every kind, misread and misnumbered, headings, paragraphs."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongtou.extract import read_circulars
from hongtou.extract.clause_marks import count_of, read_mark, strict_mark
from hongtou.extract.clauses import paragraphs, walk
from hongtou.extract.normalise import tight
from hongtou.extract.numbering import numbering_issues

HEAD = """云城市财政局文件

云财规〔2020〕31号

关于加强培训资金管理的通知

各县（市、区）财政局：

为加强管理，现就有关事项通知如下：

"""
CLOSE = "\n\n云城市财政局\n\n2020年5月20日\n"


def read(as_text, body):
    return read_circulars(as_text(HEAD + body + CLOSE))[0].clauses


def ids(clauses):
    return [clause.id for clause in walk(clauses)]


MARKS = [
    ("一、总体要求", "clause.first", "一", 1),
    ("十二、附则", "clause.first", "十二", 12),
    ("（一）指导思想", "clause.second", "（一）", 1),
    ("（ 一 ）指导思想", "clause.second", "（一）", 1),
    ("㈡指导思想", "clause.second", "（二）", 2),
    ("1.培训对象", "clause.third", "1", 1),
    ("１．培训对象", "clause.third", "1", 1),
    ("2、培训标准", "clause.third", "2", 2),
    ("⒉培训标准", "clause.third", "2", 2),
    ("3.2020年计划", "clause.third", "3", 3),
    ("（1）对象", "clause.fourth", "（1）", 1),
    ("⑶对象", "clause.fourth", "（3）", 3),
    ("①企业职工", "clause.circled", "①", 1),
    ("1）对象", "clause.half", "1）", 1),
    ("Ⅱ、主要任务", "clause.roman", "Ⅱ", 2),
    ("1.2编制依据", "clause.decimal.1", "1.2", 2),
    ("第一章 总 则", "clause.chapter.章", "第一章", 1),
    ("第二十一条 本措施", "clause.article", "第二十一条", 21),
    ("第二条之一 有特别规定的", "clause.article", "第二条之一", 2),
    ("第一部分 总则", "clause.part", "第一部分", 1),
]
NO_MARKS = [
    "首先，加强领导", "其次要落实责任", "一是加强领导", "1.5万元", "2020年以来", "2020.5.1起", "3月1日起",
    "一季度", "一、二季度", "第三条规定的情形", "第五条至第七条", "第一批名单", "第一条件", "（2020）5号",
    "1.5倍", "12.5%", "第一节课", "一般要求", "3、4月份",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "label", "count"), MARKS, ids=range(len(MARKS)))
def test_knows_every_kind_of_mark(text, kind, label, count):
    mark = strict_mark(tight(text))
    assert (mark.kind, mark.label, mark.count) == (kind, label, count)


@pytest.mark.parametrize("text", NO_MARKS, ids=range(len(NO_MARKS)))
def test_what_only_looks_like_a_mark_is_none(text):
    assert strict_mark(tight(text)) is None


READ = [
    ("一，总体要求", "一"),
    ("二\u4e36总体要求", "二"),
    ("—、总体要求", "一"),
    ("一）指导思想", "（一）"),
    ("（二指导思想", "（二）"),
    ("[三]指导思想", "（三）"),
    ("（—）指导思想", "（一）"),
    ("l.培训对象", "1"),
    ("2，培训标准", "2"),
    ("（l）对象", "（1）"),
]


@pytest.mark.parametrize(("text", "label"), READ, ids=range(len(READ)))
def test_a_misread_mark_is_put_right(text, label):
    mark = read_mark(tight(text))
    assert mark.read
    assert mark.label == label


@pytest.mark.parametrize(
    ("text", "count"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百零三", 103), ("12", 12), ("⑫", 12),
     ("Ⅻ", 12), ("2.3.4", 4), ("", 0)],
    ids=range(11),
)  # fmt: skip
def test_counts(text, count):
    assert count_of(text) == count


TREES = [
    (
        "一、甲\n（一）乙。文字。\n1.丙。文字。\n（1）丁。文字。\n①戊。\n②己。\n2.庚。\n（二）辛。\n二、壬。",
        ["一", "一（一）", "一（一）1", "一（一）1（1）", "一（一）1（1）①", "一（一）1（1）②", "一（一）2", "一（二）", "二"],
        "five levels",
    ),
    ("一、甲\n1.乙。\n2.丙。\n二、丁\n1.戊。", ["一", "一1", "一2", "二", "二1"], "a level left out"),
    ("一、甲\n（一）乙。\n（二）丙。\n二、丁\n（三）戊。", ["一", "一（一）", "一（二）", "二", "二（三）"], "counted on"),
    ("一、甲。\n三、乙。\n四、丙。", ["一", "三", "四"], "二 is missing"),
    ("一、甲。\n一、乙。\n三、丙。", ["一", "一#2", "三"], "一 twice"),
    ("一、甲\n（一）乙。\n一、丙\n（一）丁。", ["一", "一（一）", "一#2", "一#2（一）"], "children of the second"),
    ("一、甲。\n一、丙\n1.丁。\n2.戊。", ["一", "一#2", "一#2.1", "一#2.2"], "no 21st of them"),
    (
        "第一章 总则\n第一条 甲。\n第二条 乙：\n（一）丙；\n（二）丁。\n第二章 附则\n第三条 戊。",
        ["第一章", "第一条", "第二条", "第二条（一）", "第二条（二）", "第二章", "第三条"],
        "chapters stay out of the ids of articles",
    ),
    ("第一条 甲：\n一、乙；\n二、丙。\n第二条 丁。", ["第一条", "第一条一", "第一条二", "第二条"], "一、 under an article"),
    ("一、总则\n第一条 甲。\n第二条 乙。\n二、附则\n第三条 丙。", ["一", "第一条", "第二条", "二", "第三条"], "articles under 一、"),
    ("第一章 总则\n一、甲。\n二、乙。\n第二章 分则\n一、丙。", ["第一章", "一", "二", "第二章", "第二章一"], "一、 again in a chapter"),
    ("（一）甲。\n（二）乙。\n一、丙。\n（一）丁。", ["（一）", "（二）", "一", "一（一）"], "a higher level comes later"),
    ("一、甲。\n二，乙。\n三\u4e36丙。", ["一", "二", "三"], "marks misread"),
    ("一、甲\n（一）乙。\n二）丙。\n（三丁。", ["一", "一（一）", "一（二）", "一（三）"], "brackets lost"),
    ("一、甲\nl.乙。\n2，丙。", ["一", "一1", "一2"], "digits misread"),
    ("一、甲。\n五，乙。\n二、丙。", ["一", "二"], "a misread mark out of turn is none"),
    ("1、总则\n1.1编制目的\n为应对事故。\n1.2编制依据\n依据法律。\n2、职责\n2.1指挥部\n负责指挥。",
     ["1", "1.1", "1.2", "2", "2.1"], "decimal numbers"),
    ("一、甲\n首先，加强领导。\n其次，落实责任。\n1.5万元以上的，报市政府。\n2020年以前的，不再办理。", ["一"], "no marks"),
    ("目 录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。",
     ["第一章", "第一条", "第二章", "第二条"], "a table of contents"),
    ("一、甲\n序号\t名称\t金额\n1.培训\t三类\t500元\n2.评价\t二类\t300元\n二、乙。", ["一", "二"], "rows of a table"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), TREES, ids=range(len(TREES)))
def test_clauses_nest_as_the_text_does(as_text, body, expected, why):
    assert ids(read(as_text, body)) == expected, why


def test_a_text_on_one_line_has_its_clauses(as_text):
    body = "一、加强组织领导。各地要高度重视，成立领导小组，明确责任分工，确保各项工作落到实处，取得实效。"
    body += "二、强化资金保障。（一）统筹安排。各级财政要统筹安排资金，及时足额拨付到位，不得截留。"
    body += "（二）严格监管。各级财政要严格监管，定期检查，发现问题及时纠正。三、严肃工作纪律。对弄虚作假的，追究责任。"
    found = read(as_text, body)
    assert ids(found) == ["一", "二", "二（一）", "二（二）", "三"]
    assert [c.heading for c in walk(found)] == [
        "加强组织领导", "强化资金保障", "统筹安排", "严格监管", "严肃工作纪律",
    ]  # fmt: skip


def test_an_enumeration_in_a_sentence_is_no_list_of_clauses(as_text):
    body = "一、总体要求。补贴分为三类：一类工种每人一千元，二类工种每人八百元，三类工种每人五百元。\n二、其他。各地抓好落实。"
    assert ids(read(as_text, body)) == ["一", "二"]


def test_a_sentence_broken_over_lines_is_one(as_text):
    lines = [
        "第一条为了规范行政机构的设置，加强编制管",
        "理，提高行政效率，根据有关法律的规定，制",
        "定本规定，请各单位认真贯彻执行。",
        "第二条行政机构的设置应当适应事业发展的需",
        "要，遵循精简统一效能的原则。",
    ]
    one, two = read(as_text, "\n".join(lines))
    assert one.text.startswith("为了规范行政机构的设置，加强编制管理")
    assert two.text == "行政机构的设置应当适应事业发展的需要，遵循精简统一效能的原则。"


HEADINGS = [
    ("一、补贴对象\n城乡劳动者均可参加培训。", "补贴对象", "on a line of its own"),
    ("一、补贴对象。城乡劳动者均可参加培训。", "补贴对象", "run into the text"),
    ("一、补贴对象：\n城乡劳动者均可参加培训。", "补贴对象", "with a colon on its line"),
    ("一、补贴对象。\n城乡劳动者均可参加培训。", "补贴对象", "with a full stop on its line"),
    ("一、全面暂停培训活动，恢复时间另行通知。", None, "one sentence is all"),
    ("一、本通知自印发之日起执行。原规定不再执行。", None, "a sentence that starts the text"),
    ("一、申请应当在2个工作日内办结。不得收取费用。", None, "an order"),
    ("一、单位可以通过下列方式提出意见：\n（一）来信；\n（二）来电。", None, "a lead-in"),
    ("一、总体要求\n（一）目标。完成任务。", "总体要求", "with clauses below"),
    ("第一章 总 则\n第一条 为加强管理。", "总则", "of a chapter"),
    ("第一条【目的依据】为加强管理，制定本办法。", "目的依据", "in brackets"),
    ("第一条（目的和依据）为加强管理，制定本办法。", "目的和依据", "in round brackets"),
    ("第一条 为加强管理，制定本办法。", None, "an article has none"),
]


@pytest.mark.parametrize(("body", "heading", "why"), HEADINGS, ids=range(len(HEADINGS)))
def test_a_heading_is_what_stands_as_one(as_text, body, heading, why):
    assert read(as_text, body)[0].heading == heading, why


def test_the_paragraphs_of_an_article_are_its_kuan(as_text):
    body = "第十二条 补贴按月发放。\n补贴由县级财政负担。\n第十三条 本办法自2020年7月1日起施行。"
    first, second = read(as_text, body)
    assert paragraphs(first) == ("补贴按月发放。", "补贴由县级财政负担。")
    assert len(paragraphs(second)) == 1


def test_a_closing_phrase_ends_the_last_clause(as_text):
    found = read(as_text, "一、甲乙。文字。\n二、丙丁。文字。\n特此通知。")
    assert found[-1].text == "文字。"


def test_what_does_not_follow_is_less_sure(as_text):
    sure, gap = read(as_text, "一、甲。文字。\n三、乙。文字。")
    assert sure.confidence > 0.9 > gap.confidence
    misread = read(as_text, "一、甲。文字。\n二，乙。文字。")[1]
    assert misread.confidence < 0.9


def test_two_clauses_of_one_number_are_told(as_text):
    (issue,) = numbering_issues(read(as_text, "一、甲。\n一、乙。"))
    assert (issue.code, issue.field) == ("clause_numbering", "clauses")
    assert numbering_issues(read(as_text, "一、甲。\n二、乙。")) == ()


PIECES = st.lists(
    st.sampled_from(
        ["一、", "二、", "（一）", "（二", "1.", "（1）", "①", "第一条", "第二章", "1.1", "甲乙丙", "。", "：", "\n", "\n",
         "本办法", "l.", "一，", "目录", "\t", "特此通知。", "“", "《", "12", "条"]
    ),
    max_size=60,
)  # fmt: skip


@given(PIECES)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
def test_any_shuffle_gives_unique_ids_that_lead_back(as_text, pieces):
    raw = HEAD + "".join(pieces) + CLOSE
    text = "\n".join(raw.split("\n"))
    for circular in read_circulars(as_text(raw)):
        found = walk(circular.clauses)
        assert len({clause.id for clause in found}) == len(found)
        for clause in found:
            for evidence in clause.evidence:
                start, end = evidence.span
                assert " ".join(text[start:end].split("\n")) == evidence.quote
            if clause.heading:
                shown = re.sub(r"\s", "", "".join(e.quote for e in clause.evidence))
                assert re.sub(r"\s", "", clause.heading) in shown


def test_cost_grows_with_the_text_alone(as_text):
    body = "\n".join(f"{i % 99 + 1}.各地要加强领导，落实责任，按月报送。" for i in range(3000))
    assert len(walk(read(as_text, body))) == 3000


CONTENTS = [
    (
        "目录\n一、总则..\n二、资金的分配……5\n三、监督…\n…8\n四、附则\n..10",
        "dots and pages broken off",
    ),
    ("目 次\n一、总则 1\n二、资金的分配 5\n三、监督  8\n四、附则 10", "pages alone"),
    ("目录\n一、总则............1\n二、资金的分配.....5\n三、监督.....8", "as it is set"),
]


@pytest.mark.parametrize(("listed", "why"), CONTENTS, ids=range(len(CONTENTS)))
def test_a_table_of_contents_says_nothing(as_text, listed, why):
    body = (
        "\n一、总则\n为规范资金，制定本办法。\n二、资金的分配\n甲。\n三、监督\n乙。\n四、附则\n丙。"
    )
    found = read(as_text, listed + body)
    assert ids(found) == ["一", "二", "三", "四"], why
    assert found[0].heading == "总则"


def test_what_follows_a_lone_head_of_contents_is_kept(as_text):
    found = read(as_text, "目录\n一、补助每户 500\n二、由乡镇发放。")
    assert ids(found) == ["一", "二"]


WORK_PLAN = """
一、完成城乡供水改造工程，新增供水能力20万吨，12月底前投入使用。（责任单位：市水务局）
二、新建幼儿园不少于30所。市教育局牵头。
三、严禁收费。违者追究责任。
四、加强组织领导。各县要落实责任。
五、全面完成2023年目标任务。各县要加快进度。
六、培训教师。
（一）每年培训教师不少于500人。
1.骨干教师200人；
2.其他教师300人。
（二）申报期限为2023年9月30日。
1.逾期不予受理。
"""


def test_a_first_sentence_with_a_measure_a_day_or_a_ban_is_no_heading(as_text):
    tree = {clause.id: clause for clause in walk(read(as_text, WORK_PLAN))}
    headings = {id_: clause.heading for id_, clause in tree.items() if clause.heading}
    assert headings == {
        "四": "加强组织领导", "五": "全面完成2023年目标任务", "六": "培训教师",
    }  # fmt: skip
    assert tree["二"].text == "新建幼儿园不少于30所。市教育局牵头。"
    assert tree["六（一）"].text == "每年培训教师不少于500人。"


def test_two_clauses_of_one_number_in_a_text_carried_are_told(as_text):
    text = (
        "清原市民政局文件\n清民规〔2023〕2号\n清原市民政局关于印发《清原市救助规程》的通知\n"
        "各县民政局：\n现将《清原市救助规程》印发给你们，请遵照执行。\n清原市民政局\n"
        "2023年6月15日\n清原市救助规程\n第一条 为规范救助，制定本规程。\n"
        "第三条 申请人可提出申请。\n第三条 乡镇应当审核。\n"
    )
    (circular,) = read_circulars(as_text(text))
    doubts = [issue for issue in circular.issues if issue.code == "clause_numbering"]
    assert [issue.field for issue in doubts] == ["carried"]
    assert "清原市救助规程" in doubts[0].message
