"""Files that hold more than one thing: several circulars, originals, sheets; forms of their own."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

NOTICE = (
    "云澜市财政局文件\n\n云财预〔2021〕35号\n\n云澜市财政局关于做好预算编制工作的通知\n\n各县财政局：\n\n"
    "现将有关事项通知如下。\n\n一、总体要求。认真编制预算。\n\n云澜市财政局\n2021年6月16日\n\n"
    "云澜市财政局办公室　　2021年6月17日印发"
)
LETTER = "云澜市财政局关于开展检查的函\n\n市审计局：\n\n为做好检查工作，请予支持。\n\n云澜市财政局\n2021年7月1日"
REPLY = "关于协助开展检查的复函\n\n市财政局：\n\n你局《关于开展检查的函》收悉。同意。\n\n云澜市审计局\n2021年7月9日"
FORWARDING = (
    "沧岭县财政局关于转发《云澜市财政局关于开展检查的通知》的通知\n\n各乡镇财政所：\n\n"
    "现将《云澜市财政局关于开展检查的通知》转发给你们，请遵照执行。\n\n"
    "附件：云澜市财政局关于开展检查的通知\n\n沧岭县财政局\n2021年7月5日"
)
ORIGINAL = (
    "云澜市财政局关于开展检查的通知\n\n各县财政局：\n\n为做好工作，现通知如下。\n\n"
    "一、检查范围。各单位。\n\n云澜市财政局\n2021年7月1日"
)
SAMPLE = "附件\n\n关于报送预算的函（样式）\n\n云澜市财政局：\n\n现将预算报上，请审核。\n\n某某单位\n　　年　月　日"
ORDER = (
    "云澜省人民政府令\n\n第{0}号\n\n《云澜省{1}办法》已经2020年9月27日省人民政府第41次常务会议通过，"
    "现予公布，自2021年1月1日起施行。\n\n省长　钱海\n2020年10月20日\n\n云澜省{1}办法\n\n"
    "第一条　为了规范{1}，制定本办法。"
)
CLOSURE = (
    "关于道路封闭施工的通告\n\n因施工需要，封闭道路，特此通告。\n\n云澜市公安局\n2021年{}月1日"
)
ISSUED = (
    "云澜市财政局文件\n\n云财预〔2021〕36号\n\n云澜市财政局关于印发《预算管理办法》《决算管理办法》的通知\n\n"
    "各县财政局：\n\n现将《预算管理办法》《决算管理办法》印发给你们，请遵照执行。\n\n"
    "云澜市财政局\n2021年6月16日\n\n预算管理办法\n\n第一条　为规范管理，制定本办法。\n\n"
    "决算管理办法\n\n第一条　为规范决算，制定本办法。\n\n云澜市财政局办公室　　2021年6月17日印发"
)
SHEET = (
    "文件处理单\n\n来文单位：云澜市财政局　　收文编号：0893\n来文字号：云财预〔2021〕35号　　收文日期：2021年6月18日\n"
    "文件标题：云澜市财政局关于做好预算编制工作的通知\n拟办意见：请预算股提出意见，报局领导审定。\n"
    "领导批示\n同意，请于月底前办结。赵立 6月19日\n办理结果：已转各股室。"
)

FILES = [
    (f"{NOTICE}\n\n{LETTER}", 2, "a letter without a number behind an imprint"),
    (f"{LETTER}\n\n{NOTICE}", 2, "a number behind a letter without one"),
    (f"{LETTER}\n\n{REPLY}", 2, "neither has a number"),
    (f"{FORWARDING}\n\n附件\n\n{ORIGINAL}", 2, "the original forwarded, behind the word 附件"),
    (f"{NOTICE}\n\n{SAMPLE}", 1, "a sample letter has no date: a form of the annex"),
    (ORDER.format(5, "投诉") + "\n\n" + ORDER.format(6, "供水"), 2, "two orders"),
    (CLOSURE.format(3) + "\n\n" + CLOSURE.format(4), 2, "announcements have no addressee"),
    (ISSUED, 1, "texts issued are carried"),
    (f"{SHEET}\n\n{NOTICE}", 1, "a sheet is no circular"),
    (f"{NOTICE}\n\n{SHEET}", 1, "nor is it one behind"),
    (
        f"{NOTICE}\n\n解读\n\n关于做好预算编制工作的通知\n\n近日，市财政局印发了通知。",
        1,
        "a title alone",
    ),
]


@pytest.mark.parametrize(("text", "count", "why"), FILES, ids=[row[2] for row in FILES])
def test_circulars_of_a_file(as_text, text, count, why):
    assert len(read_circulars(as_text(text))) == count, why


def test_each_circular_has_its_own_fields(as_text):
    first, second = read_circulars(as_text(f"{NOTICE}\n\n{LETTER}"))
    assert first.printed_by.value == "云澜市财政局办公室"
    assert (second.number, second.title.value) == (None, "云澜市财政局关于开展检查的函")
    assert second.issued_on.value == dt.date(2021, 7, 1)
    assert [item.value for item in second.addressees] == ["市审计局"]


def test_several_texts_carried(as_text):
    (circular,) = read_circulars(as_text(ISSUED))
    assert [text.title for text in circular.carried] == ["预算管理办法", "决算管理办法"]


def test_a_reply_and_what_it_answers_are_one_item(as_text):
    assert [c.item for c in read_circulars(as_text(f"{LETTER}\n\n{REPLY}"))] == [2, 2]


def test_a_forwarding_and_what_it_forwards_are_one_item(as_text):
    both = read_circulars(as_text(f"{FORWARDING}\n\n附件\n\n{ORIGINAL}"))
    assert [circular.item for circular in both] == [1, 1]


def test_circulars_that_only_lie_together_are_no_item(as_text):
    assert [c.item for c in read_circulars(as_text(f"{NOTICE}\n\n{LETTER}"))] == [None, None]


@pytest.mark.parametrize("text", [f"{SHEET}\n\n{NOTICE}", f"{NOTICE}\n\n{SHEET}"])
def test_a_sheet_tells_what_was_written_and_when_it_was_received(as_text, text):
    (circular,) = read_circulars(as_text(text))
    assert circular.number.value.text == "云财预〔2021〕35号"
    assert circular.title.value == "云澜市财政局关于做好预算编制工作的通知"
    assert [(note.value.kind, note.value.text) for note in circular.annotations] == [
        ("handwriting", "请预算股提出意见，报局领导审定。"),
        ("handwriting", "同意，请于月底前办结。赵立6月19日"),
        ("handwriting", "已转各股室。"),
    ]
    received = circular.received
    assert (received.value.number, received.value.on) == ("0893", dt.date(2021, 6, 18))
    assert [item.quote for item in received.evidence] == ["0893", "2021年6月18日"]


def test_a_received_stamp_typed_out_is_no_text(as_text):
    (circular,) = read_circulars(as_text(f"沧岭县财政局收文 第0893号 2021年6月18日\n\n{NOTICE}"))
    assert [note.value.kind for note in circular.annotations] == ["stamp"]
    assert circular.received.value.on == dt.date(2021, 6, 18)
    assert [item.value for item in circular.issuers] == ["云澜市财政局"]


def test_a_file_of_nothing_but_a_sheet_keeps_its_text(as_text):
    assert len(read_circulars(as_text(SHEET))) == 1


MINUTES = (
    "云澜市人民政府常务会议纪要\n\n〔2021〕3号\n\n云澜市人民政府办公室　　2021年5月9日\n\n{}"
    "5月8日，市长赵立主持召开会议，研究有关工作。纪要如下：\n\n一、关于供水\n\n会议同意方案。\n\n"
    "出席：赵立、钱海\n列席：孙平\n\n抄送：市委办公室。\n云澜市人民政府办公室　　2021年5月10日印发"
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("", "云澜市人民政府常务会议纪要"),
        ("研究供水有关问题\n\n", "研究供水有关问题"),
        ("关于研究供水工作的会议纪要\n\n", "关于研究供水工作的会议纪要"),
    ],
    ids=["none", "free", "formal"],
)
def test_minutes(as_text, title, expected):
    (circular,) = read_circulars(as_text(MINUTES.format(title)))
    assert circular.title.value == expected
    assert circular.genre.value == "纪要"
    assert circular.number.value.text == "〔2021〕3号"
    assert [item.value for item in circular.issuers] == ["云澜市人民政府"]
    assert circular.issued_on.value == dt.date(2021, 5, 9)
    assert not circular.addressees
    assert "出席" not in circular.clauses[-1].text


def test_a_bulletin_is_issued_by_the_office_below_its_count(as_text):
    text = (
        "优化营商环境工作简报\n\n第7期（总第52期）\n\n云澜市财政局办公室　　2021年5月9日\n\n改革取得成效\n\n"
        "近日，市财政局召开会议，部署有关工作，取得成效。"
    )
    (circular,) = read_circulars(as_text(text))
    assert [item.value for item in circular.issuers] == ["云澜市财政局办公室"]
    assert (circular.title.value, circular.number.value.text) == ("改革取得成效", "第7期")


def test_the_head_of_a_telegram(as_text):
    text = (
        "传真电报\n\n发电单位：云澜省应急管理厅　签批盖章：钱海\n等级：特提·明电　云应急明电〔2022〕7号　云机发123号\n\n"
        "关于做好防汛工作的紧急通知\n\n各市人民政府：\n\n现通知如下。\n\n2022年7月1日"
    )
    (circular,) = read_circulars(as_text(text))
    assert circular.number.value.text == "云应急明电〔2022〕7号"
    assert circular.title.value == "关于做好防汛工作的紧急通知"
    assert [item.value for item in circular.issuers] == ["云澜省应急管理厅"]
    assert [item.value for item in circular.signers] == ["钱海"]
    assert circular.urgency.value == "特提"


def test_an_order_is_known_by_its_number(as_text):
    (circular,) = read_circulars(as_text(ORDER.format(5, "投诉")))
    assert (circular.title, circular.genre.value) == (None, "命令")
    assert [text.title for text in circular.carried] == ["云澜省投诉办法"]


REGISTERED = [
    ("YLGF-2018-05009", "YLGF-2018-05009"),
    ("ZJBC01-2021-0005", "ZJBC01-2021-0005"),
    ("澜建规备-2019-003", "澜建规备-2019-003"),
    ("规范性文件统一编号：HNPR—2021—01005", "HNPR-2021-01005"),
    ("规范性文件登记号：云规〔2021〕015号", "云规〔2021〕015号"),
]


@pytest.mark.parametrize(("line", "expected"), REGISTERED, ids=[row[1] for row in REGISTERED])
def test_register_numbers(as_text, line, expected):
    (circular,) = read_circulars(as_text(f"{line}\n\n{NOTICE}"))
    assert circular.register_number.value == expected
    assert circular.number.value.text == "云财预〔2021〕35号"
    assert [item.value for item in circular.issuers] == ["云澜市财政局"]


def test_a_draft_put_out_for_comment_is_carried(as_text):
    text = (
        "云澜县财政局公告\n\n2024年第3号\n\n关于公开征求《云澜县补助办法（征求意见稿）》意见的公告\n\n"
        "我局起草了《云澜县补助办法（征求意见稿）》，现公开征求意见。\n\n附件：云澜县补助办法（征求意见稿）\n\n"
        "云澜县财政局\n2024年8月12日\n\n附件\n\n云澜县补助办法（征求意见稿）\n\n第一条　为规范补助，制定本办法。"
    )
    (circular,) = read_circulars(as_text(text))
    assert [text.title for text in circular.carried] == ["云澜县补助办法（征求意见稿）"]


def test_a_register_number_in_the_table_of_a_portal(as_text):
    table = "索引号：0001/2021-00209\n发文机关：云澜市财政局\n成文日期：2021年6月16日\n规范性文件统一编号：YLGF-2021-05009"
    (circular,) = read_circulars(as_text(f"{table}\n\n{NOTICE}"))
    assert circular.register_number.value == "YLGF-2021-05009"


def test_an_instruction_above_the_head_is_no_circular(as_text):
    (circular,) = read_circulars(as_text(f"拟同意。请财政局核实后报。\n王明 4月12日\n\n{NOTICE}"))
    assert circular.number.value.text == "云财预〔2021〕35号"
