"""Names and days that are cells of a list close no body, those behind the number of a page do."""

from datetime import date

import pytest

from hongtou.extract import read_circulars

HEAD = "云澜省财政厅关于报送材料的通知\n云财〔2021〕18号\n各市财政局：\n"
SIGNED = "云澜省财政厅\n2021年3月5日"
ROWS = "1\n岫水县财政局\n2021年3月8日\n2\n霁州市财政局\n2021年3月9日\n"
BODIES = {
    "text_behind": f"请按下列时间报送：\n{ROWS}逾期不予受理。\n{SIGNED}",
    "rows_last": f"请按下列时间报送：\n{ROWS}{SIGNED}",
    "columns": f"请按下列时间报送：\n序号\n单位\n时间\n{ROWS}{SIGNED}",
    "page_before_the_name": f"请认真贯彻执行，并做好总结。\n2\n{SIGNED}\n（此件公开发布）",
    "page_before_the_day": "请认真贯彻执行，并做好总结。\n云澜省财政厅\n2\n2021年3月5日",
    "signed_on_a_page_of_its_own": f"请认真执行，\n1\n并做好总结。\n2\n{SIGNED}\n3\n抄送：省政府。",
    "number_above": "请认真贯彻执行《云澜省预算管理办法》，其文号为\n云财〔2020〕3号\n2021年3月5日",
}


@pytest.mark.parametrize("body", BODIES)
def test_the_day_of_issue_is_the_one_below_the_body(as_text, body):
    (circular,) = read_circulars(as_text(HEAD + BODIES[body]))
    assert circular.issued_on.value == date(2021, 3, 5)
