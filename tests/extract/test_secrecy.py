"""Secrecy marks: how they are printed, where they stand, and what only speaks of secrets."""

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.secrecy import secrecy_mark
from hongtou.ingest.page import Line, Page

HEAD = (
    "清原市财政局文件",
    "清财发〔2021〕12号",
    "清原市财政局关于做好有关工作的通知",
    "各县财政局：",
    "现就有关事项通知如下：",
    "一、做好工作。",
)
CLOSE = ("清原市财政局", "2021年5月6日")


def page(*lines):
    return Page(1, 595, 842, tuple(Line(line) for line in lines), "text")


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("秘密★", "秘密"),
        ("【秘密】", "秘密"),
        ("[机密]", "机密"),
        ("（机密）", "机密"),
        ("机密（10年）", "机密"),
        ("机密 10年", "机密"),
        ("000012  机密★10年", "机密"),
        ("特急 机密", "机密"),
        ("机密·特急", "机密"),
        ("秘密★1年  特急", "秘密"),
        ("机密x10年", "机密"),
        ("机密等级：机密", "机密"),
        ("密级：秘密 保密期限：10年", "秘密"),
        ("密　　级：机密", "机密"),
        ("机密件 注意保存", "机密"),
        ("秘密级文件", "秘密"),
        ("绝密文件", "绝密"),
        ("机　　密", "机密"),
        ("機密級", "机密"),
        ("清原市财政局文件 机密", "机密"),
        ("SECRET 机密", "机密"),
        ("机密 编号：0031", "机密"),
        ("绝密★启用前", "绝密"),
    ],
)
def test_every_printed_form_of_the_mark_is_one(printed, word):
    assert secrecy_mark([page(printed, *HEAD, *CLOSE)]) == word


@pytest.mark.parametrize(
    "lines",
    [
        (*HEAD[:4], "机密★10年", *HEAD[4:], *CLOSE),
        (*HEAD, *CLOSE, "附件", "机密", "名单"),
        (HEAD[0], HEAD[1] + "　　机密★10年", *HEAD[2:], *CLOSE),
        (HEAD[0], HEAD[1] + "  机密", *HEAD[2:], *CLOSE),
        (*HEAD, *["本段是正文。"] * 20, *CLOSE, "密级", "机密"),
        (*HEAD, *["本段是正文。"] * 20, "|密级|机密|份数|3|", *CLOSE),
    ],
)
def test_a_mark_counts_wherever_it_stands(lines):
    assert secrecy_mark([page(*lines)]) == "机密"


@pytest.mark.parametrize(
    "line",
    [
        "关于秘密工作的通知",
        "秘密载体管理办法",
        "机密大楼管理办法",
        "密级：□绝密 □机密 □秘密",
        "密级：公开",
        "（一）机密级。",
        "保守国家秘密",
        "绝密、机密、秘密三级",
        "应当标注“机密★10年”字样。",
    ],
)
def test_what_speaks_of_secrets_is_no_mark(line):
    assert secrecy_mark([page(line, *HEAD, *CLOSE)]) is None


def test_words_alone_in_the_text_are_no_mark():
    assert secrecy_mark([page(*HEAD, *["本段是正文。"] * 20, "机密", *CLOSE)]) is None


def test_letters_that_an_engine_read_as_two_lines_of_one_row_are_one_mark():
    row = Line("机", (70, 80, 90, 100)), Line("密", (130, 80, 150, 100))
    scan = Page(1, 595, 842, (*row, Line("清原市财政局文件", (120, 180, 480, 230))), "scan")
    assert secrecy_mark([scan]) == "机密"


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ("秘密★1年  特急", {"secrecy": "秘密", "secrecy_term": "1年", "urgency": "特急"}),
        ("特急 机密", {"secrecy": "机密", "urgency": "特急"}),
        ("000012  机密★10年", {"copy_number": "000012", "secrecy": "机密", "secrecy_term": "10年"}),
        ("机密（10年）", {"secrecy": "机密", "secrecy_term": "10年"}),
        ("密级：秘密 保密期限：10年", {"secrecy": "秘密", "secrecy_term": "10年"}),
    ],
)
def test_marks_on_one_row_are_fields_of_their_own(row, fields):
    (circular,) = read_circulars([page(row, *HEAD, *CLOSE)])
    assert circular.number.value.text == "清财发〔2021〕12号"
    for name, value in fields.items():
        assert getattr(circular, name).value == value


@pytest.mark.parametrize("mark", ["　　机密★10年", " 机密", "机密★10年"])
def test_a_mark_behind_the_number_leaves_the_number_whole(mark):
    (circular,) = read_circulars([page(HEAD[0], HEAD[1] + mark, *HEAD[2:], *CLOSE)])
    assert circular.number.value.text == "清财发〔2021〕12号"
    assert circular.title.value == HEAD[2]
    assert circular.secrecy.value == "机密"


def test_a_mark_over_an_annex_is_in_the_record():
    (circular,) = read_circulars([page(*HEAD, *CLOSE, "附件", "机密★10年", "名单")])
    assert circular.secrecy.value == "机密"
    assert circular.secrecy_term.value == "10年"
    assert circular.secrecy.confidence < 0.9


@pytest.mark.parametrize(
    "lines",
    [
        ("下列文件予以解密：", "1.清原市财政局关于决算的通知（清财发〔1998〕4号，秘密★10年）"),
        (
            "下列文件予以解密：",
            "序号 文件名 文号 原密级",
            "1 关于预算的通知 清财发〔1999〕3号 机密",
        ),
        ("密级 保密期限 审批人", "绝密 30年 市长", "机密 20年 秘书长"),
        ("一、国家秘密", "机密", "应当保守。"),
    ],
)
def test_what_a_text_says_of_other_documents_is_no_mark_of_its_own(lines):
    assert secrecy_mark([page(*HEAD[:4], *lines, *CLOSE)]) is None
