"""Heads: rows that hold several things, numbers of no known form, letters of the 1950s."""

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest.page import Line, Page

TITLE = "清原市财政局关于做好有关工作的通知"


def circular(text):
    page = Page(1, 595, 842, tuple(Line(line) for line in text.split("\n")), "text")
    (read,) = read_circulars([page])
    return read


def headed(number, *, head="清原市财政局文件"):
    return circular(
        f"{head}\n{number}\n{TITLE}\n各县财政局：\n　　现通知如下：\n　　一、做好工作。\n"
        "清原市财政局\n2021年5月6日"
    )


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("特急　清财发电〔2021〕12号", "清财发电〔2021〕12号"),
        ("特急清财发电〔2021〕12号", "清财发电〔2021〕12号"),
        ("清财发电〔2021〕12号　特急", "清财发电〔2021〕12号"),
        ("内部明电　清财发明电〔2021〕12号", "清财发明电〔2021〕12号"),
        ("内部明电清财发明电〔2021〕12号", "清财发明电〔2021〕12号"),
        ("No.清财发〔2021〕12号", "清财发〔2021〕12号"),
        ("清财发〔2021〕12号 (副本)", "清财发〔2021〕12号"),
        ("清财发〔2021〕12-1号", "清财发〔2021〕12-1号"),
        ("清财发〔二〇二一〕十二号", "清财发〔2021〕12号"),
    ],
)
def test_the_number_of_a_row_that_holds_more(row, number):
    read = headed(row)
    assert read.number.value.text == number
    assert read.title.value == TITLE
    assert read.further_numbers == ()


def test_a_red_head_and_a_number_on_one_row():
    read = headed("中共清原市委文件 清财发〔2021〕12号")
    assert read.number.value.text == "清财发〔2021〕12号"


def test_the_urgency_beside_the_number_is_read():
    assert headed("特急　清财发电〔2021〕12号").urgency.value == "特急"


@pytest.mark.parametrize(
    "odd",
    [
        "清财发〔2021〕12号之一",
        "清财发〔2021〕12号附件",
        "清财发〔2021〕12",
        "清财发〔2021〕XX号",
        "2021年第12号",
        "第12号",
        "财预字第12号（58）",
    ],
)
def test_a_number_of_no_known_form_is_no_part_of_the_title(odd):
    read = headed(odd)
    assert read.number is None
    assert read.title.value == TITLE
    assert any(issue.code == "missing" for issue in read.issues)


def test_a_circular_on_one_line():
    read = circular(
        f"清原市财政局文件 清财发〔2021〕40号 {TITLE} 各县财政局： 　　请做好工作，第40项。 "
        "清原市财政局 2021年5月6日 "
    )
    assert read.number.value.text == "清财发〔2021〕40号"
    assert read.title.value == TITLE
    assert [body.value for body in read.issuers] == ["清原市财政局"]
    assert [body.value for body in read.addressees] == ["各县财政局"]
    assert read.issued_on.value.isoformat() == "2021-05-06"


def test_an_instruction_of_the_fifties_with_its_number_below_the_title():
    read = circular(
        "雲瀾省人民委員會\n關於加強糧食工作的指示\n(57)雲糧字第一〇三號\n\n各專員公署：\n"
        "　　為做好糧食工作，特作如下指示：\n　　一、應於十一月底以前完成任務。\n"
        "　　　　　　　　一九五七年十月二十日"
    )
    assert read.number.value.text == "〔57〕云粮字第103号"
    assert read.title.value == "云澜省人民委员会关于加强粮食工作的指示"
    assert read.genre.value == "指示"
    assert [body.value for body in read.addressees] == ["各专员公署"]
    assert [clause.label for clause in read.clauses] == ["一"]


def test_a_letter_of_the_fifties_without_a_title():
    read = circular(
        "中华人民共和国财政部 （函）\n（58）财预字第12号\n函复关于财务问题\n云澜省财政厅：\n"
        "（58）财预字第3号文收悉。关于你厅所询问题，函复如下：\n一、同意你厅意见。\n"
        "二、（57）财预字第20号文停止执行。\n财政部\n1958年2月3日"
    )
    assert read.number.value.text == "〔58〕财预字第12号"
    assert [body.value for body in read.addressees] == ["云澜省财政厅"]
    assert [clause.label for clause in read.clauses] == ["一", "二"]
    cited = {reference.number for reference in read.references}
    assert cited == {"〔58〕财预字第3号", "〔57〕财预字第20号"}


def closed(*lines):
    return circular(
        f"清原市财政局文件\n清财发〔2021〕12号\n{TITLE}\n各县财政局：\n　　做好工作。\n"
        + "\n".join(lines)
    )


@pytest.mark.parametrize(
    "day",
    ["公元二〇二一年五月六日", "贰零贰壹年五月六日", "贰零贰壹年零伍月零陆日", "2021年5月6日"],
)
def test_days_however_they_are_written(day):
    assert closed("清原市财政局", day).issued_on.value.isoformat() == "2021-05-06"


def test_the_thirty_first_in_one_character():
    assert (
        closed("清原市财政局", "二〇二一年十月卅一日").issued_on.value.isoformat() == "2021-10-31"
    )


def test_only_a_day_of_printing_is_no_day_of_issue():
    read = closed("清原市财政局办公室 2021年5月7日印发")
    assert read.issued_on is None
    assert read.printed_on.value.isoformat() == "2021-05-07"
    (issue,) = [issue for issue in read.issues if issue.code == "missing"]
    assert (issue.field, issue.severity) == ("issued_on", "warning")


def test_a_day_on_which_a_meeting_passed_a_text_is_in_doubt():
    read = circular(
        "云澜省高级人民法院\n关于审理劳动争议若干问题的意见\n云高法〔2019〕12号\n"
        "（2019年3月5日审判委员会第12次会议讨论通过）\n为正确审理，制定本意见。\n1. 应当签订合同。"
    )
    assert read.issued_on.confidence < 0.7


def test_the_day_in_force_below_a_title_is_not_that_of_issue():
    read = circular(
        "清原市供水办法\n（自2021年5月1日起施行）\n第一条 为规范供水，制定本办法。\n第二条 应当供水。"
    )
    assert read.issued_on is None


@pytest.mark.parametrize(
    "row",
    [
        "清原市财政局办公室 2021年5月7日印发 校对：李四",
        "清原市财政局办公室2021年5月7日印发  共印20份",
    ],
)
def test_a_row_of_the_imprint_that_holds_more(row):
    read = closed("清原市财政局", "2021年5月6日", row)
    assert read.printed_on.value.isoformat() == "2021-05-07"
    assert read.printed_by.value == "清原市财政局办公室"
    if "共印" in row:
        assert read.copies.value == 20


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (["抄报：市政府。", "抄送：各区政府。"], ["市政府", "各区政府"]),
        (["抄报：市政府。抄送：各区政府。"], ["市政府", "各区政府"]),
        (["分送：各县财政局。"], ["各县财政局"]),
        (["抄送：市审计局，市教育局。"], ["市审计局", "市教育局"]),
    ],
)
def test_every_list_of_copies_counts(lines, bodies):
    read = closed("清原市财政局", "2021年5月6日", *lines)
    assert [body.value for body in read.copied_to] == bodies


@pytest.mark.parametrize("note", ["（代章）", "(盖章)", "（章）"])
def test_a_note_of_the_seal_is_no_part_of_the_signature(note):
    read = closed(f"清原市财政局{note}", "2021年5月6日")
    assert [body.value for body in read.issuers] == ["清原市财政局"]
    assert not read.issues
