"""What a page prints around a head: its particulars on one line, and notes of what became of the text."""

import pytest

from hongtou.extract import read_circulars

TITLE, NUMBER, BODY = (
    "云澜省税务局关于企业改制契税政策有关问题的通知",
    "云税函〔2006〕844号",
    "云澜省税务局",
)
TEXT = (
    "各市税务局：\n根据各地执行中反映的情况，现就有关问题明确如下：\n一、请认真执行。\n二、请遵照执行。\n"
    f"{BODY}\n二○○六年八月二十八日\n"
)
PARTICULARS = {
    "source_first": f"来源:{BODY}  发文日期:2006-08-28 文号:{NUMBER}",
    "no_blanks": f"来源：{BODY}发文日期：2006-08-28文号：{NUMBER}",
    "issuer_first": f"发文单位：{BODY} 文号：{NUMBER} 发布日期：2006-08-28",
    "day_first": f"颁布时间：2006-08-28 00:00:00.000 发文单位：{BODY}  文号：{NUMBER}",
    "brackets": f"【发布单位】{BODY}【发布文号】{NUMBER}【发布日期】2006-08-28",
    "lines": f"发布单位：{BODY}\n发布文号：{NUMBER}\n发布日期：2006-08-28",
}
NOTES = {
    "none": "",
    "editor": "云澜网校编辑注：根据“云税令第83号文件”规定，本文件失效。\n",
    "database": "根据《关于公布废止目录的决定》（云税令第62号）要求，本法规全文失效。\n",
    "basis": "全文废止，废止依据：云税发〔2020〕14号《云澜省税务局关于印发指引的通知》\n",
    "see": "注：本文自2011年1月4日起全文废止。参见：《云澜省税务局关于公布目录的公告》（公告2011年第2号）。\n",
    "by": "提示：本文件已被《甲通知》（云税发〔2010〕1号）废止。\n",
    "clause": "[条款失效]第三条失效。参见：云税发〔2009〕125号。\n",
}


@pytest.mark.parametrize("order", ["behind", "between", "above"])
@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("particulars", PARTICULARS)
def test_a_head_among_particulars_and_notes(as_text, particulars, note, order):
    title, row, told = f"{TITLE}\n", f"{PARTICULARS[particulars]}\n", NOTES[note]
    head = {
        "behind": title + row + told,
        "between": title + told + row,
        "above": told + title + row,
    }
    (circular,) = read_circulars(as_text(head[order] + TEXT))
    assert circular.title
    assert circular.title.value == TITLE
    assert circular.number
    assert circular.number.value.text == NUMBER
    assert [item.value for item in circular.issuers] == [BODY]
    assert [item.value for item in circular.addressees] == ["各市税务局"]
    assert circular.references == ()


def test_a_circular_that_ends_another_is_no_note(as_text):
    body = TEXT.replace("一、请认真执行。", "一、根据《甲办法》规定，《乙办法》废止。")
    (circular,) = read_circulars(as_text(f"{TITLE}\n{NUMBER}\n{body}"))
    assert [item.relation for item in circular.references] == ["based_on", "repeals"]


def test_the_title_below_a_label_without_a_value(as_text):
    table = "索引号：0001/2018-22\n发文机关：云澜省人民政府\n成文日期：2018年12月21日\n发文字号：云政发〔2018〕43号\n主题词：\n"
    title = (
        "云澜省人民政府关于在海岛旅游先行区\n暂时调整实施《云澜省药品管理办法》\n有关规定的决定\n"
    )
    text = f"{table}{title}云政发〔2018〕43号\n各市人民政府：\n省政府决定暂时调整有关规定。\n"
    (circular,) = read_circulars(as_text(text))
    assert circular.title
    assert circular.title.value == title.replace("\n", "")
