"""Which documents of a list an effect means, and which parts of them: bare parts, matters told
behind one document, exceptions."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市水务局文件\n云水〔2021〕10号\n关于做好工作的通知\n各县水务局：\n"
TAIL = "\n云城市水务局\n2021年1月2日"
DAY = dt.date


def read(as_text, body):
    (circular,) = read_circulars(as_text(HEAD + body + TAIL))
    return circular.references


def said(references):
    """Relation, title, part and matter of each; `None` twice is the whole."""
    return [(r.relation, r.title, r.target_clause, r.scope) for r in references]


ROWS = [
    ("将《甲办法》第三条中的“河道”修改为“水域”，第六条、第九条废止。",
     [("amends", "甲办法", "第三条", None), ("repeals", "甲办法", "第六条、第九条", None)],
     "a part alone is of the document named before"),
    ("对《甲办法》第四条予以废止、第七条予以修改，《乙办法》继续有效。",
     [("repeals", "甲办法", "第四条", None), ("amends", "甲办法", "第七条", None), ("confirms", "乙办法", None, None)],
     "each part its own verb"),
    ("《甲公告》（2016年第4号）第一条同时废止，第二条继续执行至2023年12月31日。",
     [("repeals", "甲公告", "第一条", None), ("extends", "甲公告", "第二条", None)], "one part ends, one goes on"),
    ("将《甲办法》第三条第一款中的“河长”修改为“湖长”，删去第八条，第九条第二款改为第三款。",
     [("amends", "甲办法", "第三条第一款、第八条、第九条第二款", None)], "parts amended one after the other"),
    ("《甲办法》停止执行其中第一条、第二条条款。", [("ceases", "甲办法", "第一条、第二条", None)], "停止执行其中"),
    ("《甲办法》不再执行第六条关于押金的规定。", [("ceases", "甲办法", "第六条", "押金")], "the part behind the verb"),
    ("《甲办法》第三条规定的水龄要求和第六条规定的备案要求自2021年6月1日起停止执行。",
     [("ceases", "甲办法", "第三条、第六条", "水龄要求")], "two parts, each with its matter"),
    ("根据《甲条例》，本通知第三条自2021年5月1日起停止执行。", [("based_on", "甲条例", None, None)],
     "a part of the circular itself is of no other"),
    ("依据《甲条例》，决定废止第六条。", [("based_on", "甲条例", None, None)], "a basis has no bare parts"),
    ("将《甲办法》的名称修改为《乙办法》，第一条中的“甲”修改为“乙”。",
     [("amends", "甲办法", None, "名称"), ("cites", "乙办法", None, None), ("amends", "甲办法", "第一条", None)],
     "a part is not of the new name"),
    ("停止执行原市水利局《甲通知》（云水〔2001〕3号）中第四条关于标识牌工本费和《乙复函》（云水〔2002〕4号）的规定。",
     [("ceases", "甲通知", "第四条", "标识牌工本费"), ("ceases", "乙复函", None, None)],
     "a matter told behind one of a list is of that one"),
    ("现决定废止以下3件文件：《甲通知》（云水〔2001〕3号）、《乙通知》（云水〔2002〕4号）除第三章、第五章外的条款、《丙通知》（云水〔2003〕5号）。",
     [("repeals", "甲通知", None, None), ("repeals", "乙通知", None, "除第三章、第五章外的条款"), ("repeals", "丙通知", None, None)],
     "one of the list but for two chapters"),
    ("《甲通知》、《乙通知》第三条、《丙通知》的有关条款停止执行。",
     [("ceases", "甲通知", None, None), ("ceases", "乙通知", "第三条", None), ("ceases", "丙通知", None, "条款")],
     "where others have parts, what is told behind the last is of the last"),
    ("《甲通知》、《乙通知》的有关条款停止执行。",
     [("ceases", "甲通知", None, "条款"), ("ceases", "乙通知", None, "条款")],
     "where none has, it may be of all: never a wrong whole"),
    ("《甲通知》第二条、《乙通知》、《丙通知》中与本通知不一致的规定停止执行。",
     [("ceases", "甲通知", "第二条", "与本通知不一致的规定"), ("ceases", "乙通知", None, "与本通知不一致的规定"),
      ("ceases", "丙通知", None, "与本通知不一致的规定")], "what differs is meant of all"),
    ("《甲办法》、《乙办法》、《丙办法》除《乙办法》外予以废止。",
     [("repeals", "甲办法", None, None), ("repeals", "丙办法", None, None), ("cites", "乙办法", None, None)],
     "one of the list is excepted by name"),
    ("除《乙办法》外，《甲办法》、《乙办法》、《丙办法》予以废止。",
     [("cites", "乙办法", None, None), ("repeals", "甲办法", None, None), ("repeals", "丙办法", None, None)],
     "excepted before the list"),
    ("《甲办法》、《乙办法》除《乙办法》第二条外予以废止。",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", None, "除第二条外"), ("cites", "乙办法", "第二条", None)],
     "only an article of one is excepted"),
    ("《甲办法》、《云城市乙补充规定》（以下简称《补充规定》）除《补充规定》第二条外予以废止。",
     [("repeals", "甲办法", None, None), ("repeals", "云城市乙补充规定", None, "除第二条外"),
      ("cites", "云城市乙补充规定", "第二条", None)], "excepted by the short name the sentence gives"),
    ("除第四条外，《甲办法》同时废止。", [("repeals", "甲办法", None, "除第四条外")], "the part excepted comes first"),
    ("《甲办法》（除第十条外）同时废止。", [("repeals", "甲办法", None, "除第十条外")], "excepted in a bracket"),
    ("《甲办法》（第五条除外）、《乙办法》同时废止。",
     [("repeals", "甲办法", None, "除第五条外"), ("repeals", "乙办法", None, None)], "a bracket of one of two"),
    ("《甲办法》（第五条、第六条）同时废止。", [("repeals", "甲办法", "第五条、第六条", None)], "the parts in a bracket"),
    ("《甲办法》同时废止，但第五条除外。", [("repeals", "甲办法", None, "除第五条外")], "excepted behind"),
    ("《甲办法》《乙办法》予以废止，其中《甲办法》第五条继续有效。",
     [("repeals", "甲办法", None, "除第五条外"), ("repeals", "乙办法", None, None), ("confirms", "甲办法", "第五条", None)],
     "what is kept of one"),
    ("《甲通知》（云水〔2007〕5号）中的《水样目录》同时废止，其他条款继续执行。",
     [("repeals", "甲通知", None, "《水样目录》"), ("extends", "甲通知", None, "其他条款")], "a text within another"),
    ("《甲办法》及其实施细则、《乙办法》第二章同时废止。",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", "第二章", None)], "with its rules in a list"),
    ("《甲通知》（云水〔2007〕5号）在新的办法出台后废止，此前继续执行。",
     [("cites", "甲通知", None, None)], "waits for another document: neither ended nor extended"),
    ("自2021年7月1日起，原水利部公告第16号和第22号废止。",
     [("repeals", None, None, None), ("repeals", None, None, None)], "two counts of one body"),
    ("《甲通知》（云水〔2007〕5号）文件第二条第（三）款同时停止执行。",
     [("ceases", "甲通知", "第二条第（三）款", None)], "文件 before the part"),
    ("《甲办法》第五条与本办法规定不一致的，依照本办法执行。", [("supersedes", "甲办法", "第五条", "与本办法规定不一致")],
     "依照本办法执行"),
    ("《甲公告》第五条第二项规定的“三十日”缩短为“二十日”。", [("amends", "甲公告", "第五条第二项", None)], "缩短为"),
    ("《甲办法》第七条规定的备案要求自2021年6月1日起停止执行。", [("ceases", "甲办法", "第七条", "备案要求")],
     "要求 as what a rule asks, not as a wish"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_what_of_which_document(as_text, sentence, expected, why):
    assert said(read(as_text, sentence)) == expected, why


def test_days_told_apart(as_text):
    found = read(
        as_text,
        "《甲通知》（云水〔2010〕1号）、《乙通知》（云水〔2011〕2号）的有效期分别延长至2025年12月31日和2026年6月30日。\n"
        "《丙办法》和《丁办法》分别自2021年3月1日、2021年7月1日起废止。",
    )
    assert [(r.relation, r.title, r.effective_on, r.until, r.partial) for r in found] == [
        ("extends", "甲通知", None, DAY(2025, 12, 31), False),
        ("extends", "乙通知", None, DAY(2026, 6, 30), False),
        ("repeals", "丙办法", DAY(2021, 3, 1), DAY(2021, 2, 28), False),
        ("repeals", "丁办法", DAY(2021, 7, 1), DAY(2021, 6, 30), False),
    ]


ITEMS = [
    ("三、附件2《水样表》按本通知附件执行，原附件2同时废止。", [("repeals", "甲细则", "附件2", None)],
     "an annex of the document amended"),
    ("三、删去第六条、第十条第（二）项，第十一条改为第九条。",
     [("amends", "甲细则", "第六条、第十条第（二）项、第十一条", None)], "several parts in one item"),
    ("三、第九条“水尺不得移动。”后增加“确需移动的，应当报告。”", [("amends", "甲细则", "第九条", None)],
     "a full stop within a quotation ends no sentence"),
    ("三、将第十条中的“《乙条例》”修改为“《丙条例》”。", [("amends", "甲细则", "第十条", None)],
     "documents within the wording are not amended"),
    ("三、附件3由本决定附件1替代。", [("amends", "甲细则", "附件3", None)], "替代"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "expected", "why"), ITEMS, ids=[row[2] for row in ITEMS])
def test_an_item_of_an_amendment(as_text, item, expected, why):
    found = read(as_text, "决定对《甲细则》（云水〔2014〕6号）做如下修改：\n" + item)
    assert found[0].relation == "amends", "做如下修改 is said of the whole"
    assert said(found[1:]) == expected, why


def test_an_order_of_changes_in_one_document(as_text):
    """第三十条后增加一条；第四十一条作相应修改: sentences that go on with parts."""
    found = read(as_text, "《甲办法》第五条关于船闸的规定，停止执行；第七条作相应修改。")
    assert said(found) == [
        ("ceases", "甲办法", "第五条", "船闸"),
        ("amends", "甲办法", "第七条", None),
    ]


def test_rows_whose_remark_names_parts(as_text):
    found = read(
        as_text,
        "清理结果如下：\n序号\t文件名称\t文号\t清理结果\t备注\n"
        "1\t甲采水管理规定\t云水〔2016〕2号\t修改\t第五条、第八条\n"
        "2\t关于加强乙堤养护的意见\t云水〔2017〕8号\t部分废止\t第三条第二款\n"
        "3\t关于丙渠收费的通知\t云水〔2018〕9号\t部分废止\t\n"
        "4\t丁闸管理办法\t云水〔2014〕1号\t继续有效\t有效期至2027年12月31日",
    )
    assert [(r.relation, r.number, r.target_clause, r.partial) for r in found] == [
        ("amends", "云水〔2016〕2号", "第五条、第八条", True),
        ("repeals", "云水〔2017〕8号", "第三条第二款", True),
        ("repeals", "云水〔2018〕9号", None, True),
        ("confirms", "云水〔2014〕1号", None, False),
    ]
