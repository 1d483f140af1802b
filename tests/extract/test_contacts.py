"""Contacts: every person with the telephone that is theirs, and none with another's."""

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest.page import Line, Page


def contacts(*lines):
    text = (
        "清原市教育局文件", "清教发〔2022〕16号", "清原市教育局关于报送材料的通知", "各县（区）教育局：",
        "　　请办理。", "清原市教育局", "2022年6月8日", *lines,
    )  # fmt: skip
    page = Page(1, 595, 842, tuple(Line(line) for line in text), "text")
    (circular,) = read_circulars([page])
    return [(c.value.name, c.value.phone, c.value.email) for c in circular.contacts], circular


SEVERAL = [
    (
        "（联系人：张三，电话138 1234 5678；李四（0999-5550101）；王五 15912345678）",
        [("张三", "138 1234 5678"), ("李四", "0999-5550101"), ("王五", "15912345678")],
    ),
    (
        "（联系人：张三，电话：138 1234 5678；李四，电话：0999-5550101）",
        [("张三", "138 1234 5678"), ("李四", "0999-5550101")],
    ),
    (
        "（联系人：张三  13812345678    李四  0999-5550101转802；传真：0999-5550102）",
        [("张三", "13812345678"), ("李四", "0999-5550101转802")],
    ),
    (
        "联系人及电话：基础教育科 张三、李四  0999-5550101；财务科 王五（兼）0999-5550102",
        [("张三", "0999-5550101"), ("李四", "0999-5550101"), ("王五", "0999-5550102")],
    ),
    (
        "省教育厅联系人：张三，电话：0999-5550101；省财政厅联系人：李四，电话：0999-5550102。",
        [("张三", "0999-5550101"), ("李四", "0999-5550102")],
    ),
    ("联系人：张三；传真：0999-5550102；电话：0999-5550101", [("张三", "0999-5550101")]),
    ("联系人：张三，传真：0999-5550102", [("张三", None)]),
    ("联系人：李 岩 电话 5550 1010", [("李岩", "5550 1010")]),
    ("联系人：张三；联系电话：（0999）5550101", [("张三", "（0999）5550101")]),
    ("联系人：张三 0999-5550101 监督电话 0999-5550109", [("张三", "0999-5550101")]),
    ("联系人：张三，邮编：830000，电话：400-555-0101", [("张三", "400-555-0101")]),
    (
        "联系人：张三；李四；王五 15912345678",
        [("张三", None), ("李四", None), ("王五", "15912345678")],
    ),
]


@pytest.mark.parametrize(("line", "wanted"), SEVERAL)
def test_everyone_has_their_own_telephone(line, wanted):
    assert [(name, phone) for name, phone, _ in contacts(line)[0]] == wanted


def test_as_many_telephones_as_names_are_in_doubt():
    found, circular = contacts("联系人：张三、李四，电话：0999-5550101、0999-5550102")
    assert [phone for _, phone, _ in found] == ["0999-5550101", "0999-5550102"]
    assert all(contact.confidence <= 0.6 for contact in circular.contacts)


def test_telephones_that_fit_no_count_of_names_are_nobodys():
    found, _ = contacts("联系人：张三、李四、王五，电话：0999-5550101、0999-5550102")
    assert [phone for _, phone, _ in found] == [None, None, None]


def test_a_mail_address_behind_several_persons_is_nobodys():
    found, _ = contacts("联系人：张三 0999-5550101；李四 0999-5550102；邮箱：a@b.cn")
    assert [mail for _, _, mail in found] == [None, None]
    found, _ = contacts("联系人：张三；联系电话：0999-5550101；邮箱：a@b.cn")
    assert found == [("张三", "0999-5550101", "a@b.cn")]


def test_what_is_said_behind_a_contact_is_no_person():
    found, _ = contacts("联系人：张三，电话：0999-5550101。请于6月1日前报送，高度重视。")
    assert found == [("张三", "0999-5550101", None)]
