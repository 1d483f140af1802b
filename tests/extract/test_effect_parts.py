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
     [("ceases", "甲办法", "第三条", "水龄要求"), ("ceases", "甲办法", "第六条", "备案要求")], "two parts, each with its matter"),
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
    ("《甲办法》（云水〔2008〕3号）有效期延长5年，其中第三条、第四条不再延长。",
     [("extends", "甲办法", None, "除第三条、第四条外"), ("cites", "甲办法", "第三条、第四条", None)],
     "what is not extended"),
    ("原《甲办法》（云水〔2008〕3号）除第二章、第四章继续有效外，其余章节停止执行。",
     [("ceases", "甲办法", None, "其余章节")], "what goes on within an exception is no effect of its own"),
    ("决定废止《甲名录》等3件规章（见附件1），《乙公告》（云水〔2007〕4号）等2件文件予以保留，《丙通知》（云水〔2009〕5号）宣布失效。",
     [("repeals", "甲名录", None, None), ("confirms", "乙公告", None, None), ("declares_lapsed", "丙通知", None, None)],
     "a comma behind 等 ends a list"),
    ("决定废止《甲通知》（云水〔2007〕4号）及其附件1—13，《乙通知》中的附件继续有效，其余文件凡与本通知要求不一致的，不再执行。",
     [("repeals", "甲通知", None, None), ("confirms", "乙通知", "附件", None), ("overrides", None, None, "其余文件")],
     "other documents are a subject of their own"),
    ("决定取消《甲规定》第六条第（三）项、《乙规定》第十一条第二款设定的收费项目。",
     [("repeals", "甲规定", "第六条第（三）项", None), ("repeals", "乙规定", "第十一条第二款", "收费项目")],
     "取消 what is laid down"),
    ("《甲办法》第九条“40万元”提高至“60万元”，第十二条取消。",
     [("amends", "甲办法", "第九条", None), ("repeals", "甲办法", "第十二条", None)], "a part cancelled"),
    ("《甲办法》第五条关于船闸用电的规定，从十一月一日起停止实行。", [("ceases", "甲办法", "第五条", "船闸用电")],
     "停止实行, a day without its year"),
    ("决定在试点县暂停执行《甲办法》第八条、第十二条第二款。", [("suspends", "甲办法", "第八条、第十二条第二款", None)],
     "decided for a place"),
    ("在云城市暂时调整《甲条例》第十条第一款，《乙条例》第六条的有关规定。",
     [("amends", "甲条例", "第十条第一款", None), ("amends", "乙条例", "第六条", None)], "暂时调整 alone"),
    ("《甲通知》（云水〔2013〕2号）第二条第（一）、（三）项，第三条，《乙通知》（云水〔2015〕6号）废止。",
     [("repeals", "甲通知", "第二条第（一）、（三）项、第三条", None), ("repeals", "乙通知", None, None)],
     "items counted in brackets"),
    ("废止云水〔2002〕7号文件中第一、二条，云水〔2004〕9号文件附件二中第3项。",
     [("repeals", None, "第一、二条", None), ("repeals", None, "附件二中第3项", None)], "a part of an annex"),
    ("《甲规范》2.4.3条第（2）项同时废止。", [("repeals", "甲规范", "2.4.3条第（2）项", None)], "articles counted as in a standard"),
    ("《甲通知》（云水〔2010〕3号）所附《水表范围》中的“旧式水表”删除。",
     [("amends", "甲通知", None, "《水表范围》")], "words deleted in a text that another holds"),
    ("《甲细则》（云水规〔2018〕5号）届满后自动失效，不再延长。", [("declares_lapsed", "甲细则", None, None)], "届满后"),
    ("云水〔1997〕32号文件“附件”中的有关内容一并失效。", [("declares_lapsed", None, None, "“附件”中的有关内容")],
     "a matter told in quotation marks"),
    ("决定对《甲办法》（市政府令第32号）第三条第二款、第七条，《乙规定》（市政府令第9号）整体，《丙意见》（云水〔2006〕81号）第十至十二条予以废止。",
     [("repeals", "甲办法", "第三条第二款、第七条", None), ("repeals", "乙规定", None, None), ("repeals", "丙意见", "第十至十二条", None)],
     "整体 within a list"),
    ("对云水〔1982〕38号、云水办〔1993〕7号（第三部分除外）文件宣布失效。",
     [("declares_lapsed", None, None, None), ("declares_lapsed", None, None, "除第三部分外")], "文件 behind a bracket"),
    ("《甲意见》（云水〔2012〕56号）第二条至第六条、第九条不再适用；其他各条与上位法不一致的，亦不再适用。",
     [("ceases", "甲意见", "第二条至第六条、第九条", None), ("ceases", "甲意见", None, "其他各条")],
     "the rest of the document of the sentence before"),
    ("《甲公告》第二条停止执行；其他规定与本通知不一致的，以本通知为准。",
     [("ceases", "甲公告", "第二条", None), ("overrides", None, None, None)], "其他规定 are of nobody in particular"),
    ("《甲实施细则》附件1第二项调整为本通知附件内容，附件2同步停用。",
     [("amends", "甲实施细则", "附件1第二项", None), ("ceases", "甲实施细则", "附件2", None)], "停用"),
    ("此前其他规定同本通知不一致的，一律按本通知办理。", [("overrides", None, None, None)], "按本通知办理"),
    ("《甲通知》（云水〔2003〕121号）第五条中“购买水表的，首付比例仍执行20%的规定”停止执行。",
     [("ceases", "甲通知", "第五条", None)], "a comma within a quotation parts nothing"),
    ("废止《甲通知》（云水〔2013〕12号）“三、费用标准”部分。", [("repeals", "甲通知", None, "“”部分")], "a part by its heading"),
    ("1958年2月9日市政府公布施行的《甲规定》和1958年3月7日公布施行的《乙规定（草案）》，自本通知发布之日起停止执行。",
     [("ceases", "甲规定", None, None), ("ceases", "乙规定（草案）", None, None)], "公布施行的 within a list"),
    ("对《甲通知》（云水〔2016〕1号）等5件主要内容已被新文件替代的水务文件予以废止（见附件）。",
     [("repeals", "甲通知", None, None)], "why the others end is nothing that was done before"),
    ("《甲通知》（云水〔2017〕12号）申领条件中“累计缴费36个月以上”的规定暂停执行。",
     [("suspends", "甲通知", None, "申领条件中“累计缴费36个月以上”的规定")], "a matter by its words"),
    ("《甲通知》（云水〔2015〕5号）需继续实施，经市政府同意，其有效期延期至2022年12月31日。",
     [("extends", "甲通知", None, None)], "其有效期"),
    ("云水〔2010〕67号文中涉及水表检定的内容不再作为执法依据。", [("repeals", None, None, "水表检定")],
     "不再作为执法依据"),
    ("《甲意见》（云水〔2000〕44号）第二部分自同日起不再参照适用。", [("ceases", "甲意见", "第二部分", None)],
     "不再参照适用"),
    ("云水〔2008〕88号、云水〔2011〕24号文件中相关收费项目同时取消。",
     [("cites", None, None, None), ("cites", None, None, None)], "fees are cancelled, no documents"),
    ("宣布云水〔2009〕8号等7件文件失效。", [("declares_lapsed", None, None, None)], "宣布 is no part of a number"),
    ("云水函〔2008〕12号电报同时废止。", [("repeals", None, None, None)], "a telegram"),
    ("《甲办法》除第三条和第五条外，其余条款废止。", [("repeals", "甲办法", None, "其余条款")],
     "several parts excepted, the rest named"),
    ("《甲办法》除第三条、第四条、第五条和第七条外，其余条款停止执行。", [("ceases", "甲办法", None, "其余条款")],
     "four parts excepted"),
    ("《甲办法》除第三条以及附件1外，其他内容继续有效。", [("confirms", "甲办法", None, "其他内容")],
     "an article and an annex excepted"),
    ("《甲办法》、《乙办法》除第三条和第五条外废止。",
     [("repeals", "甲办法", None, "除第三条和第五条外"), ("repeals", "乙办法", None, "除第三条和第五条外")],
     "parts excepted of all of a list"),
    ("《甲办法》中除第二条和附件外，全部停止执行。", [("ceases", "甲办法", None, "除第二条和附件外")],
     "the last of the exceptions does not end"),
    ("《甲办法》除第二条外，第三条和第五条废止。",
     [("repeals", "甲办法", "第三条、第五条", None)], "an exception ends at its comma"),
    ("将《甲办法》删除第三条和第五条。", [("amends", "甲办法", "第三条、第五条", None)], "删除 is no exception"),
    ("将《乙办法》第五条修改为：“违反规定的，废止其证书”。", [("amends", "乙办法", "第五条", None)], "new wording abolishes nothing"),
    ("《甲办法》第三条第一项中的“废止”修改为“失效”。", [("amends", "甲办法", "第三条第一项", None)], "a verb replaced"),
    ("《甲办法》第三条中的“延长有效期”修改为“续期”。", [("amends", "甲办法", "第三条", None)], "old wording extends nothing"),
    ("将《甲办法》第三条中“继续执行”删去。", [("amends", "甲办法", "第三条", None)], "a verb deleted"),
    ("将《乙办法》第五条修改为“第五条 违反规定的，停止执行。逾期的，予以作废。”", [("amends", "乙办法", "第五条", None)],
     "new wording of several sentences"),
    ("除《乙办法》外，《甲办法》（云水〔2001〕3号）、《乙办法》（云水〔2002〕3号）一律废止。",
     [("cites", "乙办法", None, None), ("repeals", "甲办法", None, None)], "excepted by its name, listed with its number"),
    ("除《乙办法》（云水〔2002〕3号）外，《甲办法》（云水〔2001〕3号）、《乙办法》（云水〔2003〕3号）一律废止。",
     [("cites", "乙办法", None, None), ("repeals", "甲办法", None, None), ("repeals", "乙办法", None, None)],
     "of one name but of another number"),
    ("废止《甲办法》（云水〔2001〕3号）、《乙办法》（云水〔2002〕3号），但《乙办法》第三条继续有效。",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", None, "除第三条外"), ("confirms", "乙办法", "第三条", None)],
     "a part kept of a document by its name"),
    ("《甲办法》（云水〔2001〕3号）、《乙办法》（云水〔2002〕3号）除云水〔2002〕3号外一律废止。",
     [("repeals", "甲办法", None, None), ("cites", None, None, None)], "excepted by its number"),
    ("《甲办法》不予废止，第三条修改为“一次”。", [("cites", "甲办法", None, None), ("amends", "甲办法", "第三条", None)],
     "what is not abolished is no heading over its amendments"),
    ("《甲办法》废止（除第三条外）。", [("repeals", "甲办法", None, "除第三条外")], "excepted in a bracket behind the verb"),
    ("《甲办法》废止（第三条、第五条除外）。", [("repeals", "甲办法", None, "除第三条、第五条外")], "excepted behind the verb"),
    ("《甲办法》、《乙办法》自2022年1月1日起废止，其中《乙办法》第三条执行至2022年6月30日。",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", None, "除第三条外"), ("ceases", "乙办法", "第三条", None)],
     "a part that runs on to a later day"),
    ("《甲办法》自2022年1月1日起废止，第三条自2021年6月1日起停止执行。",
     [("repeals", "甲办法", None, None), ("ceases", "甲办法", "第三条", None)], "a part that ends before the whole"),
    ("《甲办法》自2022年1月1日起废止，但第三条、第四条继续有效，第五条执行至2022年6月30日。",
     [("repeals", "甲办法", None, "除第三条、第四条、第五条外"), ("confirms", "甲办法", "第三条、第四条", None),
      ("ceases", "甲办法", "第五条", None)], "parts kept in two ways"),
    ("废止《甲办法》、《乙办法》（附件除外）、《丙办法》。",
     [("repeals", "甲办法", None, None), ("repeals", "乙办法", None, "除附件外"), ("repeals", "丙办法", None, None)],
     "an annex excepted within a list"),
    ("《甲办法》第三条（第二款除外）废止。", [("repeals", "甲办法", "第三条", "除第二款外")], "a paragraph excepted of an article"),
    ("《甲办法》第三条（第二款）废止。", [("repeals", "甲办法", "第三条第二款", None)], "a paragraph of an article in a bracket"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_what_of_which_document(as_text, sentence, expected, why):
    assert said(read(as_text, sentence)) == expected, why


def test_parts_that_end_on_other_days_stay_apart(as_text):
    found = read(
        as_text,
        "《甲办法》第二条、第三条自2021年6月1日起停止执行，第五条自2022年1月1日起停止执行，第七条自2021年6月1日起停止执行。",
    )
    assert [(r.target_clause, r.effective_on) for r in found] == [
        ("第二条、第三条、第七条", DAY(2021, 6, 1)),
        ("第五条", DAY(2022, 1, 1)),
    ]


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
    ("四、废止第53条。", [("repeals", "甲细则", "第53条", None)], "an item that abolishes"),
    ("五、将引言修改为：“为加强管理，制定本细则。”", [("amends", "甲细则", None, None)], "the words before the articles"),
    ("六、《乙办法》（云水〔2016〕1号）第十条修改为“应当配备人员。”，第十四条同时废止。",
     [("amends", "乙办法", "第十条", None), ("repeals", "乙办法", "第十四条", None)],
     "a part behind another document is not of the one amended before"),
    ("六、第二十条、第二十二条作同样修改。", [("amends", "甲细则", "第二十条、第二十二条", None)], "作同样修改"),
    ("七、第十四条、第十五条移至第二章。", [("amends", "甲细则", "第十四条、第十五条", None)], "moved"),
    ("八、附件4《登记书》停止使用。", [("ceases", "甲细则", "附件4", None)], "an annex with its name"),
    ("九、第五十条、第五十一条不再执行。", [("ceases", "甲细则", "第五十条、第五十一条", None)], "parts that end"),
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


def test_rows_that_mean_a_part(as_text):
    found = read(
        as_text,
        "决定废止下列文件：\n"
        "1.关于甲收费的通知（云水〔2000〕1号）第二条\n2.关于乙收费的通知（云水〔2000〕2号）中有关水票的规定\n"
        "3.关于丙收费的通知（云水〔2000〕3号）\n4.《丁办法》（云水〔2000〕4号）除第三章以外的规定。",
    )
    assert [(r.number, r.target_clause, r.scope, r.partial) for r in found] == [
        ("云水〔2000〕1号", "第二条", None, True),
        ("云水〔2000〕2号", None, "水票", True),
        ("云水〔2000〕3号", None, None, False),
        ("云水〔2000〕4号", None, "除第三章以外的规定", True),
    ]


def test_a_paragraph_with_its_own_verb_is_no_row(as_text):
    text = (
        "云城市水务局关于废止部分收费文件的通知\n云水〔2021〕11号\n各县水务局：\n"
        "一、废止云水〔1996〕12号、〔1998〕40号文件。\n二、云水〔1999〕8号文件与本通知不一致的部分停止执行。\n"
        "云城市水务局\n2021年1月2日"
    )
    (circular,) = read_circulars(as_text(text))
    assert [(r.relation, r.number, r.partial) for r in circular.references] == [
        ("repeals", "云水〔1996〕12号", False),
        ("repeals", "云水〔1998〕40号", False),
        ("ceases", "云水〔1999〕8号", True),
    ]


def test_an_annex_of_titles_and_their_changes(as_text):
    text = (
        "云澜省人民政府关于修改部分规章的决定\n云澜省人民政府令第42号\n省人民政府决定，对2件规章予以修改（见附件）。\n"
        "云澜省人民政府\n2021年1月2日\n附件\n决定修改的省政府规章\n一、云澜省渡口管理办法\n"
        "将第七条第一款中的“水利”修改为“水务”。\n二、云澜省渠道管理规定\n1.第十条修改为：“渠道分级管理。”\n2.删去第十四条。"
    )
    (circular,) = read_circulars(as_text(text))
    assert [(r.title, r.target_clause) for r in circular.references] == [
        ("云澜省渡口管理办法", None),
        ("云澜省渡口管理办法", "第七条第一款"),
        ("云澜省渠道管理规定", None),
        ("云澜省渠道管理规定", "第十条、第十四条"),
    ]
    assert {r.relation for r in circular.references} == {"amends"}


def test_a_title_line_in_marks_keeps_its_number(as_text):
    found = read(
        as_text,
        "一、废止的文件\n《关于加强甲闸内部管理若干措施的意见》（云水管字〔2003〕261号）\n《乙办法》（市政府令第117号）第十一条",
    )
    assert [(r.relation, r.number, r.target_clause) for r in found] == [
        ("repeals", "云水管字〔2003〕261号", None),
        ("repeals", "市政府令第117号", "第十一条"),
    ]


def read_titled(as_text, title, body):
    text = f"{title}\n云水〔2021〕12号\n各县水务局：\n{body}\n云城市水务局\n2021年1月2日"
    (circular,) = read_circulars(as_text(text))
    return said(circular.references)


def test_items_of_what_the_title_amends(as_text):
    found = read_titled(
        as_text,
        "云城市水务局关于修改《云城市水表登记规定》的决定",
        "一、将第七条第一款第六项修改为：“合格证明”。\n二、第四十五条增加一款，作为第三款。",
    )
    assert found == [
        ("amends", "云城市水表登记规定", "第七条第一款第六项、第四十五条第三款", None)
    ] or found == [
        ("amends", "云城市水表登记规定", "第七条第一款第六项", None),
        ("amends", "云城市水表登记规定", "第四十五条第三款", None),
    ]


def test_a_heading_under_a_title_of_two_fates(as_text):
    """A title that tells of abolishing and amending says neither of a document named alone."""
    found = read_titled(
        as_text,
        "云城市水务局关于废止和修改部分文件的决定",
        "一、《甲细则》（云水〔2015〕16号）\n删去第二条第二款，第十一条。\n"
        "二、《乙办法》（云水〔2013〕15号）\n（一）将第八条中的“资格”删去。\n（二）第五十条不再执行。\n"
        "三、废止下列文件：《丙规定》（云水〔1995〕43号）；《丁规范》（云水〔1999〕1号）。",
    )
    assert found == [
        ("amends", "甲细则", None, None),
        ("amends", "甲细则", "第二条第二款、第十一条", None),
        ("amends", "乙办法", None, None),
        ("amends", "乙办法", "第八条", None),
        ("ceases", "乙办法", "第五十条", None),
        ("repeals", "丙规定", None, None),
        ("repeals", "丁规范", None, None),
    ]


def test_a_list_has_the_fate_told_last(as_text):
    found = read(
        as_text,
        "决定废止《甲办法》（云水〔2001〕7号），修改《乙规定》（云水〔2008〕3号）部分条款：\n一、《乙规定》\n删去第十九条。",
    )
    assert said(found)[0] == ("repeals", "甲办法", None, None)
    assert {r.relation for r in found if r.title == "乙规定"} == {"amends"}


def test_an_item_that_is_not_understood_does_not_end_a_list(as_text):
    found = read(
        as_text,
        "以下文件停止执行：\n（一）《甲公告》（云水〔2016〕1号）；\n（二）市水利局《乙条例》的说明（1985年3月发布）\n"
        "（三）《丙公告》（云水〔2013〕7号），但附件2继续执行；\n（四）云水个〔2005〕239号、云水〔2010〕14号第二条。",
    )
    told = [(r.relation, r.number, r.target_clause, r.scope) for r in found if r.number]
    assert told == [
        ("ceases", "云水〔2016〕1号", None, None),
        ("ceases", "云水〔2013〕7号", None, "除附件2外"),
        ("extends", "云水〔2013〕7号", "附件2", None),
        ("ceases", "云水个〔2005〕239号", None, None),
        ("ceases", "云水〔2010〕14号", "第二条", None),
    ]


def test_a_row_with_what_it_keeps(as_text):
    found = read(
        as_text,
        "决定废止下列文件：\n1.关于丙闸收费的通知（云水〔2006〕35号）（其中第二条继续有效）\n2.关于丁闸收费的通知（云水〔2006〕36号）",
    )
    assert [(r.number, r.partial) for r in found] == [
        ("云水〔2006〕35号", True),
        ("云水〔2006〕36号", False),
    ]


def test_new_wording_of_several_paragraphs_is_no_row(as_text):
    found = read(
        as_text,
        "决定对下列办法作如下修改：\n一、对《甲办法》（云水〔2013〕2号）作如下修改：\n（一）将第七条第四项、第五项修改为：\n"
        "“（四）具备水表经营的条件；\n“（五）包括合作协议等。”\n（二）将第九条第一款修改为：“按照规定审批。”",
    )
    assert {r.title for r in found} == {"甲办法"}
    assert {r.target_clause for r in found} == {None, "第七条第四项、第五项", "第九条第一款"}
