"""Mentions of documents: titles by depth with lost marks, numbers, short names, forms."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongtou.extract import read_circulars
from hongtou.extract.mentions import find_mentions
from hongtou.extract.normalise import tight
from hongtou.extract.short_names import short_names
from hongtou.extract.title_marks import find_titles
from hongtou.ingest.page import Line, Page

ROWS = [
    ("《关于做好工作的通知》（云人社函〔2020〕27号）", [("关于做好工作的通知", "云人社函〔2020〕27号")], "one, not two"),
    ("转发《关于印发〈资金办法〉的通知》", [("关于印发〈资金办法〉的通知", None)], "the inner title belongs to it"),
    ("《关于印发〈资金办法》的通知》执行", [("关于印发〈资金办法〉的通知", None)], "a wrong inner mark"),
    ("《关于印发《资金办法》的通知》执行", [("关于印发〈资金办法〉的通知", None)], "both in 《》"),
    ("《关于印发〈甲办法〉和〈乙办法〉的通知》", [("关于印发〈甲办法〉和〈乙办法〉的通知", None)], "two inner titles"),
    ("《关于印发《甲办法》和《乙办法》的通知》", [("关于印发〈甲办法〉和〈乙办法〉的通知", None)], "two inner titles in 《》"),
    ("《转发〈关于印发《甲办法》的通知〉的通知》", [("转发〈关于印发〈甲办法〉的通知〉的通知", None)], "three deep"),
    ("《关于印发资金办法》的通知》", [("关于印发〈资金办法〉的通知", None)], "the inner opening mark lost"),
    ("《关于印发〈资金办法的通知》", [("关于印发〈资金办法〉的通知", None)], "the inner closing mark lost"),
    ("《关于印发〈资金办法〉的通知〉（云财〔2020〕1号）", [("关于印发〈资金办法〉的通知", "云财〔2020〕1号")], "the outer closing mark misread"),
    ("《关于做好培训工作的通知（云财〔2020〕1号）", [("关于做好培训工作的通知", "云财〔2020〕1号")], "the closing mark lost"),
    ("《甲办法》《乙办法》", [("甲办法", None), ("乙办法", None)], "side by side"),
    ("填写《培训补贴申请表》，刊登在《人民日报》", [("培训补贴申请表", None), ("人民日报", None)], "forms are told by kind"),
    ("（以下简称《办法》）", [], "a short name defined"),
    ("《办法》规定", [], "a short name nobody defined"),
    ("政策按照云财审〔2019〕13号文件执行", [(None, "云财审〔2019〕13号")], "a number alone"),
    ("云财〔2019〕13号《关于甲的通知》", [("关于甲的通知", "云财〔2019〕13号")], "the number before the title"),
    ("《关于甲的通知》（2007年5月17日云财〔2007〕15号）", [("关于甲的通知", "云财〔2007〕15号")], "a date before the number"),
    ("《云城市规划（2018—2035年）》", [("云城市规划（2018—2035年）", None)], "years in the title"),
    ("《通知", [], "never closed"),
    ("《考评标准》（详见附件1）", [], "what is attached is no other document"),
    ("批准文号：云食健字〔1997〕第348号", [], "a certificate's number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_mentions(text, expected, why):
    found = [(m.title, m.number.text if m.number else None) for m in find_mentions(tight(text))]
    assert found == expected, why


PARTS = [
    ("《甲办法》第三条第二款第（三）项", "第三条第二款第（三）项"),
    ("《甲办法》（云财〔2019〕1号）第二部分", "第二部分"),
    ("《甲通知》附件2", "附件2"),
    ("《甲办法》第三条至第五条", "第三条至第五条"),
    ("《甲办法》第三条和第五条", "第三条、第五条"),
    ("《甲办法》中第四十五条、第四十七条", "第四十五条、第四十七条"),
    ("《甲办法》第七条之一", "第七条之一"),
    ("《甲办法》第三方平台", None),
    ("《甲办法》第二批名单", None),
]


@pytest.mark.parametrize(("text", "part"), PARTS, ids=[str(i) for i in range(len(PARTS))])
def test_parts_of_a_document(text, part):
    assert find_mentions(tight(text))[0].target_clause == part


KINDS = [
    ("《甲办法》", "document"),
    ("《培训补贴申请表》", "form"),
    ("《残疾证》", "form"),
    ("《红楼梦》", "doubtful"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[str(i) for i in range(4)])
def test_kinds(text, kind):
    assert [m.kind for m in find_mentions(text)] == [kind]


def test_short_names_are_resolved():
    text = tight(
        "《甲管理办法》（云财〔2020〕1号，以下简称《办法》）和《乙准则》（以下简称39号准则）"
    )
    known = short_names(text, find_mentions(text))
    found = find_mentions(tight("按照《办法》第三条和39号准则执行"), known)
    assert [(m.target, m.target_clause, m.again) for m in found] == [
        (("甲管理办法", "云财〔2020〕1号"), "第三条", True),
        (("乙准则", None), None, True),
    ]


def test_that_notice_and_the_documents_above():
    before = find_mentions("《甲办法》、《乙通知》和《丙通知》")
    assert [m.title for m in find_mentions("该通知停止执行", None, before)] == ["丙通知"]
    assert [m.title for m in find_mentions("该办法停止执行", None, before)] == ["甲办法"]
    assert [m.title for m in find_mentions("上述文件停止执行", None, before)] == [
        "甲办法",
        "乙通知",
        "丙通知",
    ]
    assert find_mentions("应该通知各单位", None, before) == []


FORMS = [
    ("填写《培训补贴申请表》。", []),
    ("一、持《残疾证》的失业人员，给予补贴。", []),
    ("在《人民日报》刊登公告。", []),
    ("一、签订《目标责任书》。", []),
    ("一、已发放的《河道采砂证》继续有效。", []),
    ("云水〔2019〕3号", []),
    ("一、按《中华人民共和国职业分类大典》执行。", ["中华人民共和国职业分类大典"]),
    ("附件1：《关于甲的通知》", []),
    ("本通知自印发之日起施行，本办法由市财政局解释。", []),
]


@pytest.mark.parametrize(("body", "titles"), FORMS, ids=[str(i) for i in range(len(FORMS))])
def test_forms_and_the_text_itself_are_none(as_text, body, titles):
    text = f"云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n根据工作需要，现通知如下：\n{body}\n云城市财政局\n2020年1月2日"
    (circular,) = read_circulars(as_text(text))
    assert [r.title for r in circular.references] == titles


def test_what_is_carried_is_named_once(as_text):
    text = (
        "云城市财政局文件\n云财〔2020〕1号\n关于印发《甲管理办法》的通知\n各县财政局：\n"
        "现将《甲管理办法》（以下简称《办法》）印发给你们，请按照《办法》执行。\n云城市财政局\n2020年1月2日"
    )
    (circular,) = read_circulars(as_text(text))
    assert [(r.title, r.relation) for r in circular.references] == [("甲管理办法", "promulgates")]


noise = st.text(
    alphabet="《》〈〉（）“”，。；：、废止该上述文件通知办法第三条自2020年1月日起号〔〕根据甲将修改为",
    max_size=200,
)


@settings(max_examples=150)
@given(noise)
def test_any_text_is_read_and_spans_stay_in_order(text):
    spans = [(span.start, span.end) for span in find_titles(text)]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    mentions = find_mentions(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)


@settings(max_examples=100)
@given(st.lists(noise, max_size=8))
def test_references_of_any_text_map_back(lines):
    page = Page(1, 0.0, 0.0, tuple(Line(line) for line in lines), "text")
    text = "\n".join(lines)
    for circular in read_circulars([page]):
        for reference in circular.references:
            for item in reference.evidence:
                assert item.span is not None
                assert text[item.span[0] : item.span[1]].replace("\n", " ") == item.quote


@pytest.mark.parametrize("unit", ["《", "》", "《〈", "废止", "《甲", "第三条"])
def test_a_long_line_of_marks_is_read_to_its_end(unit):
    """In steps that would never end if they grew with the square of its length."""
    text = unit * (200_000 // len(unit))
    assert all(item.end <= len(text) for item in find_mentions(text))


@pytest.mark.parametrize(
    "unit", ["根据《甲办法》，", "《甲办法》废止，", "《甲办法》第三条修改为“五”，"]
)
def test_a_sentence_without_end_is_read_to_its_end(unit):
    page = Page(1, 0.0, 0.0, (Line("关于做好工作的通知"), Line(unit * 4000)), "text")
    assert len(read_circulars([page])) == 1
