"""Circulars from set pages: what place, size and colour decide."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.blocks import read_document
from hongtou.ingest.page import Mark

BODY = "各级各类职业技能培训活动要按照省委和省政府的部署有序开展下去，"


def first_page(typeset, page):
    lines = [
        typeset("云城市人民政府文件", 0, indent=5, size=2, colour="red"),
        typeset("云政发〔2020〕12号", 2, indent=9),
        typeset("云城市人民政府关于做好职业技能培训", 4, indent=2, size=1.375),
        typeset("工作的通知", 6, indent=10, size=1.375),
        typeset("各县（市、区）人民政府，市政府各部门，各有关企业和各定点", 8),
        typeset("培训机构：", 9),
        typeset(BODY[:26], 10, indent=2),
        typeset(BODY[:28], 11),
        typeset("一、加强组织领导", 12, indent=2),
        typeset(BODY[:26], 13, indent=2),
        typeset("— 1 —", 22, indent=12, kind="page_number"),
    ]
    return page(lines, 1)


def second_page(typeset, page):
    lines = [
        typeset("抓好落实。", 0),
        typeset("云城市人民政府", 3, indent=18, sealed=True),
        typeset("2020年8月19日", 4, indent=18, sealed=True),
        typeset("原则同意 18/8", 6, indent=3, colour="blue", kind="handwriting"),
        typeset("请财政局办理", 7, indent=3, colour="blue", kind="handwriting"),
        typeset("云城市人民政府办公室2020年8月20日印发", 20, indent=0.5, size=0.875),
        typeset("2", 22, indent=13, kind="page_number"),
    ]
    return page(lines, 2, [Mark("seal", (360.0, 180.0, 470.0, 290.0))])


def read(typeset, page):
    return read_circulars([first_page(typeset, page), second_page(typeset, page)])[0]


def test_paragraphs_follow_the_type_area(typeset, page):
    c = read(typeset, page)
    assert c.title.value == "云城市人民政府关于做好职业技能培训工作的通知"
    assert [a.value for a in c.addressees] == [
        "各县（市、区）人民政府", "市政府各部门", "各有关企业和各定点培训机构",
    ]  # fmt: skip
    assert [(x.id, x.heading) for x in c.clauses] == [("一", "加强组织领导")]
    assert c.clauses[0].text == BODY[:26] + "抓好落实。"
    assert c.pages == (1, 2)


def test_page_numbers_and_handwriting_stay_out_of_the_text(typeset, page):
    c = read(typeset, page)
    assert "1" not in c.clauses[0].text
    (note,) = c.annotations
    assert (note.value.kind, note.value.text, note.value.page) == (
        "handwriting", "原则同意 18/8 请财政局办理", 2,
    )  # fmt: skip
    assert [seal.value.page for seal in c.seals] == [2]


def test_evidence_has_page_and_box(typeset, page):
    c = read(typeset, page)
    (where,) = c.number.evidence
    assert where.page == 1
    assert where.box == (79.0 + 9 * 16, 158.0, 79.0 + 9 * 16 + 16 * 12, 174.0)
    assert {e.page for e in c.clauses[0].evidence} == {1, 2}


def test_a_value_is_as_sure_as_its_least_sure_character(typeset, page):
    sure = (0.99,) * 6 + (0.41,) + (0.99,) * 3
    plain = second_page(typeset, page)
    lines = [line for line in plain.lines if line.text != "2020年8月19日"]
    lines.insert(2, typeset("2020年8月19日"[:10], 4, indent=18, char_confidence=sure[:10]))
    c = read_circulars([first_page(typeset, page), page(lines, 2)])[0]
    assert c.issued_on.value == dt.date(2020, 8, 19)
    assert c.issued_on.confidence == 0.41


def test_brackets_and_marks_do_not_lower_confidence(typeset, page):
    one = first_page(typeset, page)
    lines = list(one.lines)
    low = tuple(0.5 if char in "〔〕" else 0.99 for char in lines[1].text)
    lines[1] = typeset(lines[1].text, 2, indent=9, char_confidence=low)
    c = read_circulars([page(lines, 1), second_page(typeset, page)])[0]
    assert c.number.confidence >= 0.9


def test_rows_of_a_table_are_no_paragraph(typeset, page):
    rows = [typeset("附件", 0)]
    for row, (name, count) in enumerate([("县区", "人数"), ("石堰县", "120"), ("葛溪县", "80")], 1):
        rows += [typeset(name, row, indent=1), typeset(count, row, indent=24.5)]
    body = [typeset(BODY[:28], 10 + i) for i in range(6)]
    pages = [first_page(typeset, page), second_page(typeset, page), page([*rows, *body], 3)]
    assert "人数石堰县" not in str(read_circulars(pages))


def head_page(typeset, page, extra, *, row=3.2):
    """The first page with lines between the number and the rule of the head."""
    lines = list(first_page(typeset, page).lines)
    lines[2:2] = extra
    rule = Mark("red_rule", (79.0, 100.0 + row * 29, 527.0, 103.0 + row * 29))
    return page(lines, 1, [rule])


def test_what_stands_above_the_rule_of_the_head_is_no_title(typeset, page):
    star = typeset("★", 3, indent=14, colour="red")
    one = head_page(typeset, page, [star])
    c = read_circulars([one, second_page(typeset, page)])[0]
    assert c.number.value.text == "云政发〔2020〕12号"
    assert c.title.value == "云城市人民政府关于做好职业技能培训工作的通知"


def test_a_received_stamp_gives_no_issuer_and_no_date(typeset, page):
    stamp = [
        typeset(text, row, indent=20, size=0.75, colour="red")
        for row, text in ((-2.0, "葛溪县财政局"), (-1.5, "收文第208号"), (-1.0, "2020年9月3日"))
    ]
    one = first_page(typeset, page)
    c = read_circulars([page([*stamp, *one.lines], 1), second_page(typeset, page)])[0]
    assert [i.value for i in c.issuers] == ["云城市人民政府"]
    assert c.issued_on.value == dt.date(2020, 8, 19)
    assert [a.value.kind for a in c.annotations] == ["stamp", "handwriting"]
    assert c.annotations[0].value.text == "葛溪县财政局 收文第208号 2020年9月3日"


def test_writing_side_by_side_is_kept_apart(typeset, page):
    notes = [
        typeset(text, row, indent=indent, colour="blue", kind=kind)
        for row, indent, text, kind in (
            (14.0, 2, "拟同意请财政局", "handwriting"), (14.0, 18, "葛溪县收文", "stamp"),
            (15.0, 2, "核实资金来源", "handwriting"), (15.0, 18, "第0417号", "stamp"),
        )
    ]  # fmt: skip
    second = second_page(typeset, page)
    lines = [line for line in second.lines if line.kind == "print"]
    c = read_circulars([first_page(typeset, page), page([*lines, *notes], 2)])[0]
    assert [a.value.text for a in c.annotations] == [
        "拟同意请财政局 核实资金来源",
        "葛溪县收文 第0417号",
    ]


def test_a_rule_parts_the_imprint(typeset, page):
    second = second_page(typeset, page)
    lines = [line for line in second.lines if "印发" not in line.text and line.kind == "print"]
    copied = typeset(
        "抄送：市委办公室，市人大常委会办公室，市政协办公室，市纪委", 18, indent=0, size=0.875
    )
    printed = typeset("云城市人民政府办公室2020年8月20日印发", 19, indent=0.2, size=0.875)
    rule = Mark("rule", (79.0, 100 + 18.8 * 29, 527.0, 102 + 18.8 * 29))
    c = read_circulars([first_page(typeset, page), page([*lines, copied, printed], 2, [rule])])[0]
    assert [x.value for x in c.copied_to][-1] == "市纪委"
    assert c.printed_by.value == "云城市人民政府办公室"


def heads(typeset, page, *names):
    """The issuers of a page whose red head has these lines."""
    rows = [
        typeset(name, n * 1.2, indent=2, size=1.6, colour="red") for n, name in enumerate(names)
    ]
    rest = [line for line in first_page(typeset, page).lines if line.colour != "red"]
    second = second_page(typeset, page)
    closing = [line for line in second.lines if "云城市人民政府" not in line.text]
    circular = read_circulars([page([*rows, *rest], 1), page(closing, 2)])[0]
    return [issuer.value for issuer in circular.issuers]


def test_a_name_on_two_lines_of_the_head_is_one(typeset, page):
    names = heads(typeset, page, "云城市优化营商环境", "工作领导小组办公室文件")
    assert names == ["云城市优化营商环境工作领导小组办公室"]


def test_a_body_that_names_its_region_is_no_second_half(typeset, page):
    names = heads(typeset, page, "云城市追究责任暂行办法", "云澜省云城市人民政府文件")
    assert names == ["云澜省云城市人民政府"]


LONG = "管水的人每天早晚各看一次水池，把水位记在簿子上，月底交给村里的账房先生存好"
NOTICE = "云城市财政局关于印发《云城市职业培训资金管理办法"


def plain_page(typeset, page, *rows, number=1, moved=0.0):
    """A page of (text, indent) rows; `moved` ems to the right on its sheet."""
    lines = [typeset(text, n, indent=indent + moved) for n, (text, indent) in enumerate(rows)]
    return page(lines, number)


def test_a_title_ends_with_its_last_bracket_on_the_next_line(typeset, page):
    c = read_circulars([plain_page(
        typeset, page,
        (NOTICE, 2), ("（试行）》的通知", 10), ("云财规〔2020〕5号", 9),
        ("各县（市、区）财政局：", 0), (LONG[:26], 2), (LONG[:28], 0), ("现予印发。", 0),
        ("云城市财政局", 18), ("2020年8月19日", 18),
    )])[0]  # fmt: skip
    assert c.number.value.text == "云财规〔2020〕5号"
    assert [a.value for a in c.addressees] == ["各县（市、区）财政局"]


def test_text_without_indent_is_no_addressee(typeset, page):
    c = read_circulars([plain_page(
        typeset, page,
        ("云城市财政局关于做好资金拨付工作的通知", 4), ("云财规〔2020〕5号", 9),
        ("各县（市、区）人民政府，市政府各部门，各有关直属机构：", 0),
        (LONG[:28], 0), (LONG[:28], 0), (LONG[:28], 0), ("请遵照执行。", 0),
        ("云城市财政局", 18), ("2020年8月19日", 18),
    )])[0]  # fmt: skip
    assert [a.value for a in c.addressees] == [
        "各县（市、区）人民政府", "市政府各部门", "各有关直属机构",
    ]  # fmt: skip


def test_a_body_below_the_title_signs_nothing_above_it(typeset, page):
    c = read_circulars([plain_page(
        typeset, page,
        ("云澜省《国营企业职工培训规定》实施办法", 4), ("云澜省人民政府", 10),
        ("第一条　根据《国营企业职工培训规定》，制定本办法。", 2),
        ("第二条　" + LONG[:22], 2), (LONG[:28], 0), ("请遵照执行。", 0),
        ("第三条　" + LONG[:22], 2), (LONG[:28], 0), ("请遵照执行。", 0),
    )])[0]  # fmt: skip
    assert [x.id for x in c.clauses] == ["第一条", "第二条", "第三条"]
    assert [r.relation for r in c.references] == ["based_on"]
    assert [x.value for x in c.issuers] == ["云澜省人民政府"]


@pytest.mark.parametrize("moved", [-2, 0, 2])
def test_a_sentence_goes_on_over_a_page_that_lies_elsewhere_on_its_sheet(typeset, page, moved):
    first = plain_page(
        typeset, page,
        ("云城市财政局关于修改部分文件的通知", 5), ("云财规〔2020〕5号", 9), ("各县财政局：", 0),
        (LONG[:26], 2), (LONG[:28], 0), (LONG[:28], 0), (LONG[:28], 0), ("请遵照执行。", 0),
    )  # fmt: skip
    amended = ("将《云城市职业培训资金管理办法》第十二条中的“5", 3)
    rows = (amended, ("日”修改为“7日”。", 0), ("云城市财政局", 18), ("2020年8月19日", 18))
    second = plain_page(typeset, page, *rows, number=2, moved=moved)
    texts = [block.text for block in read_document([first, second]).blocks]
    assert amended[0] + "日”修改为“7日”。" in texts


def test_a_number_on_a_line_of_its_own_belongs_to_the_row_it_ends(typeset, page):
    c = read_circulars([plain_page(
        typeset, page,
        ("云城市财政局关于废止部分文件的决定", 5), ("云财规〔2020〕5号", 9), ("各县财政局：", 0),
        ("现决定废止下列文件（见附件），自本决定印发之日起施行", 2), ("。", 0),
        ("云城市财政局", 18), ("2020年8月19日", 18),
        ("附件", 0), ("废止的文件目录", 9),
        ("1 云城市财政局关于加强职业培训资金管理工作的意见云", 2), ("财规〔2007〕117号", 0),
        ("2 云城市财政局关于印发农村供水工程管护资金管理方案", 2), ("的实施步骤的通知云财规〔2009〕86号", 0),
    )])[0]  # fmt: skip
    listed = [(r.relation, r.title, r.number) for r in c.references if r.number]
    assert listed == [
        ("repeals", "云城市财政局关于加强职业培训资金管理工作的意见", "云财规〔2007〕117号"),
        (
            "repeals",
            "云城市财政局关于印发农村供水工程管护资金管理方案的实施步骤的通知",
            "云财规〔2009〕86号",
        ),
    ]


@pytest.mark.parametrize("speck", [".", "·", "'", "..", "•"])
def test_specks_at_the_ends_of_lines_are_no_text(typeset, page, speck):
    c = read_circulars([plain_page(
        typeset, page,
        ("云城市财政局关于做好资金拨付工作的通知", 4), ("云财规〔2020〕5号", 9),
        ("各县（市、区）财政局：" + speck, 0),
        (LONG[:26], 2), (LONG[:28], 0), ("请遵照执行。" + speck, 0),
        ("《云城市财政局关于加强资金管理的通知》（云财〔2007〕7号）中", 2),
        (speck + "与本通知不一致的内容，不再执行。", 0),
        ("云城市财政局", 18), ("2020年8月19日", 18),
    )])[0]  # fmt: skip
    assert [a.value for a in c.addressees] == ["各县（市、区）财政局"]
    (found,) = c.references
    assert (found.relation, found.partial) == ("ceases", True)


def test_a_full_title_a_little_larger_than_the_text_ends_before_it(typeset, page):
    rows = [
        typeset("关于印发农业相关转移支付资金管理办法的通知", 1, indent=1, size=1.19),
        typeset("各县、各自治县、市辖区、云岭垦区的财政局（所）、农业农村（", 2),
        typeset("农牧、畜牧兽医）厅（委、局），云岭垦区管理委员会水利局：", 3),
        typeset(LONG[:26], 4, indent=2),
        typeset(LONG[:28], 5),
        typeset(LONG[:28], 6),
        typeset("请遵照执行。", 7),
        typeset("2020年8月19日", 9, indent=18),
    ]
    c = read_circulars([page(rows, 1)])[0]
    assert c.title.value == "关于印发农业相关转移支付资金管理办法的通知"
    assert c.addressees[-1].value == "云岭垦区管理委员会水利局"
