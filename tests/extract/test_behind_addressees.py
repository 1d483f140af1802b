"""Text that runs on in one line behind its addressees."""

import pytest

from hongtou.extract import read_circulars

NUMBER, TITLE = "云财规〔2015〕5号", "云澜省财政厅关于做好补贴工作的通知"
CLOSE = "\n云澜省财政厅\n2015年12月14日"
CLAUSES = "一、提高认识。各市要高度重视。二、加强管理。三、本通知自印发之日起施行。"


def read(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


@pytest.mark.parametrize(
    "opening",
    [
        "根据《云澜省补贴管理办法》（云政发〔2014〕3号），", "为加强管理，", "春节将至，", "今年以来，",
        "鉴于情况变化，", "接省政府通知，", "你们的请示收悉。", "省政府决定开展检查。",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "addressees",
    ["各市财政局", "霁州市财政局", "省直各单位，各市财政局、人力资源和社会保障局", "各有关单位"],
)
def test_addressees_and_clauses_are_told_apart(as_text, addressees, opening):
    line = f"{addressees}：{opening}现将有关事项通知如下：{CLAUSES}"
    circular = read(as_text, f"{NUMBER}\n{TITLE}\n{line}{CLOSE}")
    assert [found.value for found in circular.addressees] == addressees.split("，")
    assert [clause.label for clause in circular.clauses] == ["一", "二", "三"]
    assert circular.title.value == TITLE
    assert circular.issued_on.value.year == 2015


def test_the_text_on_a_line_of_its_own(as_text):
    line = f"各市财政局：\n现将有关事项通知如下：{CLAUSES}"
    circular = read(as_text, f"{NUMBER}\n{TITLE}\n{line}{CLOSE}")
    assert [clause.label for clause in circular.clauses] == ["一", "二", "三"]


def test_the_title_before_them_on_their_line(as_text):
    circular = read(as_text, f"{TITLE} 各市财政局：现将有关事项通知如下：{CLAUSES}{CLOSE}")
    assert circular.title.value == TITLE
    assert [found.value for found in circular.addressees] == ["各市财政局"]
    assert [clause.label for clause in circular.clauses] == ["一", "二", "三"]


def test_attachments_and_signature_behind_them(as_text):
    line = "各市财政局：现通知如下：1.提高认识。2.加强管理。附件：1.补贴表 2.名单"
    circular = read(as_text, f"{NUMBER}\n{TITLE}\n{line}{CLOSE}")
    assert [clause.label for clause in circular.clauses] == ["1", "2"]
    assert [found.value.title for found in circular.attachments] == ["补贴表", "名单"]
    line = f"各市财政局：春节将至，现将有关事项通知如下：{CLAUSES}云澜省财政厅2015年12月14日"
    circular = read(as_text, f"{NUMBER}\n{TITLE}\n{line}")
    assert [clause.label for clause in circular.clauses] == ["一", "二", "三"]
    assert circular.issued_on.value.isoformat() == "2015-12-14"


def test_a_list_inside_a_clause_opens_none(as_text):
    body = "各市财政局：\n现通知如下：\n一、做好以下工作：1.提高认识。2.加强管理。\n二、本通知自印发之日起施行。"
    circular = read(as_text, f"{NUMBER}\n{TITLE}\n{body}{CLOSE}")
    assert [clause.label for clause in circular.clauses] == ["一", "二"]
    assert circular.clauses[0].children == ()


def test_a_label_is_no_addressee(as_text):
    for label in ("承办单位", "责任单位", "联系人"):
        body = f"{label}：云澜省财政厅监督处负责本项工作。请各市配合做好检查。"
        circular = read(as_text, f"{NUMBER}\n{TITLE}\n{body}{CLOSE}")
        assert circular.addressees == ()
