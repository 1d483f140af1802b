"""What a sentence says of a document is the same wherever a circular has it: in a paragraph, behind
the mark of a clause, an item or an article, on one line or on lines broken at a width."""

import pytest

from hongtou.extract import read_circulars

HEAD = "云澜省水利厅文件\n云水规〔2020〕5号\n云澜省水利厅关于做好有关工作的通知\n各市水利局：\n"
CLOSE = "\n云澜省水利厅\n2020年8月19日\n"
ORDERS = "为做好工作，现通知如下：\n"
LONG = (
    "为进一步加强全省水库运行管理工作，提高水库安全运行水平，保障人民群众生命财产安全，经研究，现就有关事项通知如下：\n"
    "一、各市要高度重视水库安全运行管理工作，建立健全责任制，明确行政责任人、技术责任人和巡查责任人，确保各项措施落到实处。\n"
    "二、各市要加强水库日常巡查，汛期每天至少巡查一次，非汛期每周至少巡查一次，发现险情及时报告并采取有效措施进行处置。\n"
)
LAST = "\n四、各市要认真执行本通知各项要求，执行中遇到的问题及时向省水利厅反映。"
CARRIED = "云澜省水库工作办法\n第一条 为了加强管理，制定本办法。\n第二条 {}\n第三条 本办法由省水利厅负责解释。\n"


def wrapped(text, width=28):
    lines = text.split("\n")
    return "\n".join(
        part
        for line in lines
        for part in [line[i : i + width] for i in range(0, len(line), width)] or [""]
    )


PLACES = {
    "paragraph": lambda s: HEAD + s + CLOSE,
    "clause": lambda s: HEAD + ORDERS + f"一、{s}\n二、请认真执行。" + CLOSE,
    "within_a_clause": lambda s: (
        HEAD + ORDERS + f"一、明确政策\n各地要明确政策。{s}\n二、请认真执行。" + CLOSE
    ),
    "item": lambda s: HEAD + ORDERS + f"一、加强领导\n（一）各地要努力。\n（二）{s}" + CLOSE,
    "number": lambda s: HEAD + ORDERS + f"一、加强领导\n1.各地要努力。\n2.{s}" + CLOSE,
    "behind_the_clauses": lambda s: HEAD + ORDERS + f"一、各地要努力。\n二、照办。\n{s}" + CLOSE,
    "article": lambda s: (
        HEAD + "现将《云澜省水库工作办法》印发给你们，请遵照执行。" + CLOSE + CARRIED.format(s)
    ),
    "no_head": lambda s: f"一、{s}\n二、请认真执行。\n",
    "broken": lambda s: wrapped(HEAD + LONG + f"三、{s}" + LAST + CLOSE),
    "broken_item": lambda s: wrapped(HEAD + LONG + f"三、明确政策\n（一）{s}" + LAST + CLOSE),
    "broken_early": lambda s: wrapped(HEAD + LONG + f"三、{s}" + LAST + CLOSE, 23),
}

OLD, OTHER = "《关于加强水库管理的通知》（云水〔2012〕3号）", "《云澜省水资源费征收办法》"
N, M = ("关于加强水库管理的通知", "云水〔2012〕3号"), ("云澜省水资源费征收办法", None)
NUMBER = (None, "云水〔2012〕3号")
SAID = [
    (
        "废止2007年8月1日省人大常委会第七十八次会议通过的《云澜省水资源费征收办法》。",
        [("repeals", M, None)],
    ),
    ("前颁《云澜省水资源费征收办法》应即废止。", [("repeals", M, None)]),
    ("《云澜省水资源费征收办法》即予废止。", [("repeals", M, None)]),
    ("《云澜省水资源费征收办法》改为按本通知执行。", [("supersedes", M, None)]),
    ("废止经省政府批准的《云澜省水资源费征收办法》。", [("repeals", M, None)]),
    (f"暂停执行{OTHER}第六条。", [("suspends", M, "第六条")]),
    (f"撤销{OLD}。", [("annuls", N, None)]),
    (f"自2020年9月1日起恢复执行{OTHER}。", [("resumes", M, None)]),
    (f"{OLD}自2020年9月1日起不再执行。", [("ceases", N, None)]),
    (f"{OLD}继续有效。", [("confirms", N, None)]),
    (f"{OLD}有效期延长至2025年12月31日。", [("extends", N, None)]),
    ("云水〔2012〕3号文同时作废。", [("repeals", NUMBER, None)]),
    ("原发云水〔2012〕3号文件收回作废。", [("repeals", NUMBER, None)]),
    (
        "根据《水法》制定的《云澜省水资源费征收办法》停止执行。",
        [("based_on", ("水法", None), None), ("ceases", M, None)],
    ),
    (f"在{OTHER}第八条后增加一条，作为第九条：“取水应当计量。”", [("amends", M, "第九条")]),
    ("将云水〔2012〕3号文件规定的补助标准由每月50元提高到80元。", [("amends", NUMBER, None)]),
    (f"{OTHER}第三条规定的补助标准从50元增加到80元。", [("amends", M, "第三条")]),
    (f"{OLD}相关规定停止执行。", [("ceases", N, None)]),
    (f"{OLD}相应条款同时废止。", [("repeals", N, None)]),
    (f"本规范代替DB99/T 123—2010{OTHER}。", [("supersedes", M, None)]),
    (
        "违反本通知规定的，依照《水法》第六十九条的规定处罚。",
        [("applies", ("水法", None), "第六十九条")],
    ),
    (
        "工程验收按《水库验收规程》（SL 223—2008）进行。",
        [("applies", ("水库验收规程", None), None)],
    ),
    (
        f"你局云水〔2012〕3号{OLD[:13]}收悉。现答复如下：",
        [("replies_to", N, None)],
    ),
]

OF_OLD = "《关于水库管理的指示》"
SAID += [
    (f"兹转发水利部{OF_OLD}，希研究执行。", [("forwards", (OF_OLD[1:-1], None), None)]),
    (f"现颁发{OTHER}，希遵照执行。", [("promulgates", M, None)]),
    (f"随文下发{OTHER}，自下月起执行。", [("promulgates", M, None)]),
    (f"国务院批准水利部{OF_OLD}，现发给你们。", [("endorses", (OF_OLD[1:-1], None), None)]),
    (f"中央同意水利部党组{OF_OLD}，现转发给你们。", [("endorses", (OF_OLD[1:-1], None), None)]),
    (f"原则同意{OTHER}，请认真组织实施。", [("endorses", M, None)]),
    (f"{OLD}中涉及人员经费的部分，按照本通知规定执行。", [("supersedes", N, None)]),
    (f"{OLD}规定的申报时间由每年3月延长至每年6月。", [("amends", N, None)]),
    (f"{OLD}规定的有效期由3年延长至5年。", [("extends", N, None)]),
    (f"{OLD}涉及机构名称的，作相应修改。", [("amends", N, None)]),
    (f"{OTHER}第十条在自由贸易试验区内暂停实施。", [("suspends", M, "第十条")]),
    ("云水〔2012〕3号批复文件同时撤销。", [("annuls", NUMBER, None)]),
    (
        f"根据{OTHER}，{OLD}规定的审批已经取消，各地不得再行审批。",
        [("based_on", M, None), ("cites", N, None)],
    ),
    (f"已按{OLD}享受补助的，可享受至期满。", [("cites", N, None)]),
    (f"补助按照省人力资源社会保障厅{OLD}执行。", [("applies", N, None)]),
    (
        "违反《水法》的，责令改正，并依照该法第六十九条给予处罚。",
        [("cites", ("水法", None), None), ("applies", ("水法", None), "第六十九条")],
    ),
    (f"各市要严格执行{OTHER}，原{OLD}废止。", [("applies", M, None), ("repeals", N, None)]),
    (f"请结合实际认真研究，并按照{OTHER}的要求抓好各项任务。", [("applies", M, None)]),
    (
        "本办法所称小型水库，按《水库等级标准》（SL252—2017）界定。",
        [("applies", ("水库等级标准", None), None)],
    ),
    (
        "根据省政府关于修改《水费条例》的决定，水费停止征收。",
        [("based_on", ("关于修改〈水费条例〉的决定", None), None)],
    ),
]


def told(as_text, text):
    return [
        (item.relation, (item.title, item.number), item.target_clause)
        for circular in read_circulars(as_text(text))
        for item in [*circular.references, *(r for c in circular.carried for r in c.references)]
        if item.title != "云澜省水库工作办法"
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("sentence", "expected"), SAID, ids=[row[0] for row in SAID])
def test_what_is_said_is_read_in_every_place(as_text, sentence, expected, place):
    assert told(as_text, PLACES[place](sentence)) == expected


NO_ACT = [
    f"修订{OTHER}，完善水价形成机制。",
    f"修订出台{OTHER}。",
    f"2021年6月底前，修订{OTHER}。",
    f"修订{OTHER}（责任单位：省水利厅）。",
    f"{OTHER}废止前已经办理的许可继续有效。",
    "凡未列入《继续有效文件目录》的文件，一律停止执行。",
    f"不得以任何理由停止执行{OTHER}。",
    f"对{OTHER}等文件的清理结果是：废止2件、修改3件。",
    f"{OLD}暂不废止。",
    f"{OLD}暂不修改，继续研究。",
    "原《取水许可证》同时作废。",
    "原《水费专用票据》停止使用。",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sentence", NO_ACT)
def test_what_only_sounds_like_an_act(as_text, sentence, place):
    found = told(as_text, PLACES[place](sentence))
    assert [relation for relation, _, _ in found] in ([], ["cites"])


@pytest.mark.parametrize(
    "opening",
    [
        "为落实云水〔2012〕3号文件精神，现通知如下：",
        "根据云水〔2012〕3号文件的规定，现作如下规定：",
        "遵照省水利厅云水〔2012〕3号文件的规定，现作如下规定：",
    ],
)
@pytest.mark.parametrize("behind", ["", "\n一、加强管理。"])
def test_a_number_in_a_short_opening_is_no_head(as_text, opening, behind):
    (circular,) = read_circulars(as_text(HEAD + opening + behind + CLOSE))
    assert circular.number.value.text == "云水规〔2020〕5号"
    assert [item.number for item in circular.references] == ["云水〔2012〕3号"]
    assert circular.references[0].relation in ("based_on", "implements")


def test_a_sentence_below_an_opening_is_no_row_of_a_list(as_text):
    text = HEAD + f"现就{OLD}有关问题补充通知如下：\n第三条 本办法由省水利厅负责解释。" + CLOSE
    assert told(as_text, text) == [("completes", N, None)]


@pytest.mark.parametrize("number", ["〔85〕国发94号", "（85）国发94号"])
def test_an_old_number_with_a_short_prefix(as_text, number):
    found = told(as_text, HEAD + f"按照国务院{number}文件精神，改革已取得成效。" + CLOSE)
    assert found == [("based_on", (None, "〔85〕国发94号"), None)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("供水工作很重要。\n各市按照《供水标准》要求开展工作。", "applies"),
        (
            "各市按照《供水标准》要求，积极开展工作。\n现将有关事项通知如下：\n一、做好供水。",
            "based_on",
        ),
    ],
)
def test_without_clauses_the_first_paragraph_alone_opens(as_text, body, expected):
    assert [relation for relation, _, _ in told(as_text, HEAD + body + CLOSE)] == [expected]


DOCUMENTS = [
    ("云澜省水利厅关于加强水库管理的通知", "云水〔2001〕3号", "2001年3月1日"),
    ("关于印发〈云澜省水价办法〉的通知", "云水财〔2003〕12号", "2003年5月6日"),
    ("云澜省取水许可管理办法（试行）", "云水规〔2010〕7号", "2010年7月7日"),
]
ROWS = {
    "in_marks": "{n}.《{title}》（{number}）",
    "bare": "{title}（{number}）",
    "counted": "{n}、{title}（{number}）",
    "item": "（{zh}）《{title}》（{number}）；",
    "number_first": "{n}.{number}《{title}》",
    "dated": "{n}.{day}《{title}》（{number}）",
    "issued": "{n}.{day}省水利厅发布的《{title}》（{number}）",
    "columns": "{n}\t{title}\t{number}\t{day}",
    "cells": "{n}\n{title}\n{number}",
}
LISTS = {
    "opened": "经研究，决定废止下列文件：\n{rows}\n本通知自印发之日起施行。" + CLOSE,
    "clause": "现通知如下：\n一、废止下列规范性文件\n{rows}\n二、请遵照执行。" + CLOSE,
    "annex": "附件：废止的文件目录" + CLOSE + "附件\n废止的文件目录\n{rows}\n",
}


def rows_of(kind):
    lines = []
    for n, (title, number, day) in enumerate(DOCUMENTS, 1):
        shown = (
            title if "《{title}" in ROWS[kind] else title.replace("〈", "《").replace("〉", "》")
        )
        lines.append(
            ROWS[kind].format(n=n, zh="一二三"[n - 1], title=shown, number=number, day=day)
        )
    return "\n".join(lines)


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("kind", ROWS)
def test_a_list_is_read_however_its_rows_are_set(as_text, kind, where):
    found = told(as_text, HEAD + LISTS[where].format(rows=rows_of(kind)))
    assert found == [("repeals", (title, number), None) for title, number, _ in DOCUMENTS]


@pytest.mark.parametrize("kind", ["in_marks", "counted", "item", "number_first", "dated"])
def test_the_fate_of_a_list_stands_below_it(as_text, kind):
    rows = rows_of(kind)
    body = f"为便于执行，明确如下。\n{rows}\n以上文件自本通知印发之日起废止。\n特此通知。"
    found = told(as_text, HEAD + body + CLOSE)
    assert found == [("repeals", (title, number), None) for title, number, _ in DOCUMENTS]


def test_lines_broken_at_a_width_beside_rows_of_a_table(as_text):
    table = "序号\t县\t补助标准\t备注\n1\t岫水县\t每人每月补助三百元由县级财政预算安排并于每年三月底以前拨付到位\t无\n"
    articles = "".join(
        f"第{n}条　水库管理单位应当建立健全安全管理制度，明确责任，落实人员，按照规定开展巡查并做好记录。\n"
        for n in "二三四五六"
    )
    text = HEAD + "现将《云澜省水库工作办法》印发给你们，请遵照执行。" + CLOSE
    text += f"云澜省水库工作办法\n第一条　为了加强水库安全管理，根据《云澜省水库条例》，制定本办法。\n{articles}"
    broken = wrapped(text) + "附件\n补助标准表\n" + table
    assert ("based_on", ("云澜省水库条例", None), None) in told(as_text, broken)
    (circular,) = read_circulars(as_text(broken))
    assert [clause.label for clause in circular.carried[0].clauses] == [
        f"第{n}条" for n in "一二三四五六"
    ]
    assert all(clause.text.endswith("。") for clause in circular.carried[0].clauses)


def test_a_word_that_ends_in_one_is_no_mark_of_a_clause(as_text):
    body = LONG + "三、各市要切实维护水库管理制度的权威，做到标准和要求的统一、尊严、权威。" + LAST
    at = (HEAD + body).index("一、尊严") - (HEAD + LONG).rindex("\n") - 1
    (circular,) = read_circulars(as_text(wrapped(HEAD + body + CLOSE, at)))
    assert [clause.label for clause in circular.clauses] == ["一", "二", "三", "四"]


@pytest.mark.parametrize(
    ("straight", "expected"),
    [
        (
            f'将{OTHER}第三条中的"废止"修改为"停止执行"。',
            [("amends", M, "第三条")],
        ),
        (
            f'{OTHER}第五条增加一款，作为第二款："本办法施行前\n的规定同时废止。"',
            [("amends", M, "第五条第二款")],
        ),
    ],
)
def test_straight_quotation_marks(as_text, straight, expected):
    assert told(as_text, PLACES["clause"](straight)) == expected


def test_straight_quotation_marks_in_a_title(as_text):
    (circular,) = read_circulars(
        as_text(HEAD.replace("做好有关工作", '推进"放管服"改革') + "请照办。" + CLOSE)
    )
    assert circular.title.value == "云澜省水利厅关于推进“放管服”改革的通知"


def test_addressees_over_two_lines_without_layout(as_text):
    text = HEAD.replace("各市水利局：", "各市水利局、财政局，各县人民政府、\n省直各部门：")
    (circular,) = read_circulars(as_text(text + "请照办。" + CLOSE))
    named = [body.value for body in circular.addressees]
    assert named == ["各市水利局、财政局", "各县人民政府", "省直各部门"]


FEET = [
    "上一篇：关于做好汛期工作的通知\n下一篇：关于召开会议的通知\n",
    "相关链接\n关于印发供水办法的通知\n",
    "版权所有：云澜省水利厅\n网站标识码：1200000000\n",
]


@pytest.mark.parametrize("foot", FEET)
def test_links_below_an_annex_are_no_rows_of_its_list(as_text, foot):
    text = HEAD + "请照办。\n" + LISTS["annex"].format(rows=rows_of("in_marks")) + "\n" + foot
    assert told(as_text, text) == [
        ("repeals", (title, number), None) for title, number, _ in DOCUMENTS
    ]


def test_the_name_of_the_file_above_the_foot_of_a_page(as_text):
    body = "各县水利局：\n请做好水库管理工作。\n云州市水利局\n2013年6月4日\n"
    name = "云水发〔2013〕26号云州市水利局关于做好水库管理工作的通知.doc\n"
    (circular,) = read_circulars(as_text(body + name + "打印本页\n分享到：\n" + FEET[2]))
    assert circular.number.value.text == "云水发〔2013〕26号"
    assert circular.title.value == "云州市水利局关于做好水库管理工作的通知"


@pytest.mark.parametrize("above", ["请照办。", "请照办。\n附件\n补助标准表\n1\t岫水县\t三百元\n"])
def test_an_announcement_below_another_circular(as_text, above):
    second = (
        "岫津市人民政府公告\n2021年第6号\n岫津市人民政府关于房屋修缮的公告\n"
        "为保护街区的传统风貌，经市政府研究，现就有关事项公告如下：\n一、补助修缮。\n"
        "岫津市人民政府\n2021年6月1日\n"
    )
    first, announced = read_circulars(as_text(HEAD + above + CLOSE + second))
    assert first.number.value.text == "云水规〔2020〕5号"
    assert announced.title.value == "岫津市人民政府关于房屋修缮的公告"
    assert announced.number.value.text == "公告2021年第6号"


@pytest.mark.parametrize(
    "bodies", [["云州市水利局"], ["云州市水利局", "云州市财政局", "云州市民政局"]]
)
def test_bodies_one_below_the_other_over_a_title(as_text, bodies):
    title = "关于做好供水工作的通知"
    text = "\n".join([*bodies, title, "（云水函〔2020〕31号）", "各县水利局：", "请照办。"])
    (circular,) = read_circulars(as_text(text + "\n2020年2月3日\n"))
    assert circular.title.value == "".join(bodies) + title
    assert [body.value for body in circular.issuers] == bodies


@pytest.mark.parametrize("by", ["决定", "通知", "公告"])
def test_what_closes_an_amendment_is_told_once(as_text, by):
    body = f"经研究，决定对{OLD}作如下修改：\n一、第三条修改为：“取水应当申请。”\n"
    close = f"{OLD[:13]}根据本{by}作相应修改，重新公布。"
    found = told(as_text, HEAD + body + close + CLOSE)
    assert found == [("amends", N, None), ("amends", N, "第三条")]


BODIES = [
    "省应急管理厅", "省人力资源社会保障厅", "省执行局", "省委政策研究室", "省军区", "省消防救援总队", "省残联",
    "省水利厅等五部门", "国家能源局综合司", "省发展改革委、省财政厅", "中国人民银行", "省计划委员会",
    "省计划生育委员会", "省委组织部", "省委宣传部", "省机构编制委员会办公室", "应城市人民政府", "应县水利局",
    "自贡市水利局", "同江市水利局", "经开区管委会",
]  # fmt: skip
OF_BODY = [
    ("根据{}《甲办法》的规定，现通知如下：", "based_on"),
    ("为贯彻落实{}《甲办法》，现通知如下：", "implements"),
    ("一、补助按照{}《甲办法》执行。", "applies"),
    ("现将{}《甲办法》转发给你们。", "forwards"),
    ("一、{}《甲办法》同时废止。", "repeals"),
    ("一、废止{}《甲办法》。", "repeals"),
    ("一、{}印发的《甲办法》停止执行。", "ceases"),
    ("一、{}《甲办法》有效期延长至2025年12月31日。", "extends"),
    ("一、将{}《甲办法》第三条修改为：“取水应当申请。”", "amends"),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("sentence", "relation"), OF_BODY)
def test_the_words_of_a_name_say_nothing(as_text, sentence, relation, body):
    found = told(as_text, HEAD + sentence.format(body) + CLOSE)
    assert [(said, name) for said, name, _ in found] == [(relation, ("甲办法", None))]


@pytest.mark.parametrize("title", ["工作规则", "实施细则", "暂行办法"])
@pytest.mark.parametrize(
    "sentence",
    [
        "现将《{}》印发给你们，请遵照执行。",
        "我厅制定了《{}》，现印发给你们，请遵照执行。",
        "《{}》已经厅务会议审议通过，现予公布。",
    ],
)
def test_a_bare_word_that_is_issued_is_a_title(as_text, sentence, title):
    text = HEAD + sentence.format(title) + CLOSE + CARRIED.replace("云澜省水库工作办法", title)
    (circular,) = read_circulars(as_text(text.format("各地应当照办。")))
    assert [(r.relation, r.title) for r in circular.references] == [("promulgates", title)]
    assert [text.title for text in circular.carried] == [title]


def test_a_bare_word_that_is_only_named_is_none(as_text):
    (circular,) = read_circulars(as_text(HEAD + "各地要按照《实施细则》执行。" + CLOSE))
    assert circular.references == ()


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        ("《关于延长执行期限的通知》规定，将《甲办法》执行期限延至2025年12月31日。", ["cites"] * 2),
        ("《关于清理文件的通知》明确，《甲办法》停止执行。", ["cites"] * 2),
        ("根据《关于清理文件的通知》规定，《甲办法》停止执行。", ["based_on", "ceases"]),
        ("对《甲条例》规定的纳税人，自2020年9月1日起暂停征收水资源费。", ["cites"]),
        ("《甲条例》规定的水资源费，自2020年9月1日起暂停征收。", ["suspends"]),
    ],
)
def test_what_another_document_says_or_whom_it_names(as_text, sentence, relations):
    (circular,) = read_circulars(as_text(HEAD + sentence + CLOSE))
    assert [item.relation for item in circular.references] == relations


@pytest.mark.parametrize("called", ["以下称", "下称", "以下简称"])
def test_a_short_name_that_is_a_count(as_text, called):
    text = f"{HEAD}《关于水价的通知》（云水〔2003〕184号，{called}184号文件）已经印发。\n184号文件第三条停止执行。{CLOSE}"
    (circular,) = read_circulars(as_text(text))
    ceased = [item for item in circular.references if item.relation == "ceases"]
    assert [(item.number, item.target_clause) for item in ceased] == [
        ("云水〔2003〕184号", "第三条")
    ]


NAMED = {
    "issued": "省水利厅印发的《甲办法》",
    "approved": "经省政府批准、省水利厅印发的《甲办法》",
    "our_former": "我厅原《甲办法》",
    "our_dated": "我厅2008年印发的《甲办法》",
    "joint": "省水利厅会同省财政厅制定的《甲办法》",
    "by_order": "以省政府令第12号发布的《甲办法》",
    "passed": "2008年5月3日省政府第12次常务会议通过的《甲办法》",
}
ACTS = {
    "repeals": "决定废止{}。",
    "ceases": "自2021年4月1日起停止执行{}。",
    "suspends": "暂停执行{}。",
    "annuls": "撤销{}。",
    "supersedes": "本通知代替{}。",
    "extends": "将{}有效期延长至2025年12月31日。",
    "confirms": "{}继续有效。",
    "declares_lapsed": "{}宣布失效。",
}


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("relation", ACTS)
def test_a_document_is_ended_however_it_is_named(as_text, relation, named):
    text = HEAD + ORDERS + f"一、{ACTS[relation].format(NAMED[named])}\n二、请执行。" + CLOSE
    (circular,) = read_circulars(as_text(text))
    found = [(item.relation, item.title, item.partial) for item in circular.references]
    assert found == [(relation, "甲办法", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "因《甲办法》停止执行，特制定本通知。",
        "《甲办法》应适时废止。",
        "鉴于《甲办法》废止，现重新规定如下。",
        "待《乙规定》出台后，《甲办法》同时废止。",
        "《甲办法》废止后，按本通知执行。",
        "《甲办法》停止执行前已受理的，按原规定办理。",
    ],
)
def test_an_end_that_is_only_told_of(as_text, sentence):
    (circular,) = read_circulars(as_text(HEAD + ORDERS + f"一、{sentence}\n二、请执行。" + CLOSE))
    assert {item.relation for item in circular.references} == {"cites"}


def test_an_end_for_a_cause_is_one(as_text):
    text = HEAD + ORDERS + "一、因《甲办法》与上位法不一致，现予废止。\n二、请执行。" + CLOSE
    (circular,) = read_circulars(as_text(text))
    assert [item.relation for item in circular.references] == ["repeals"]


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("《甲办法》有关内容与上位法不一致，经研究，决定予以废止。", None),
        ("《甲办法》规定的收费标准与上位法抵触，决定废止。", "收费标准"),
        ("《甲办法》与本通知不一致的规定同时废止。", "与本通知不一致的规定"),
    ],
)
def test_why_a_document_ends_is_no_part_of_it(as_text, sentence, scope):
    text = HEAD + ORDERS + f"一、{sentence}\n二、请执行。" + CLOSE
    (circular,) = read_circulars(as_text(text))
    assert [(item.relation, item.scope) for item in circular.references] == [("repeals", scope)]


@pytest.mark.parametrize(
    "title", ["废止《甲办法》的通知", "停止执行《甲办法》（云水〔2008〕1号）的决定"]
)
def test_what_the_title_names_is_meant_by_that_text(as_text, title):
    relation, act = ("repeals", "废止") if "废止" in title else ("ceases", "停止执行")
    text = f"云澜省水利厅关于{title}\n云水规〔2020〕5号\n各市水利局：\n经研究，决定将该办法予以{act}。{CLOSE}"
    (circular,) = read_circulars(as_text(text))
    assert [(item.relation, item.title) for item in circular.references] == [(relation, "甲办法")]
