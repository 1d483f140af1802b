"""References by relation: what a sentence says to which document, in the preamble and in a clause."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n"
TAIL = "\n云城市财政局\n2020年1月2日"
DAY = dt.date


def references(as_text, body, head=HEAD):
    (circular,) = read_circulars(as_text(head + body + TAIL))
    return circular.references


PREAMBLE = [
    ("根据《甲办法》，现通知如下。", [("甲办法", "based_on")], "根据"),
    ("依照《甲条例》规定，现通知如下。", [("甲条例", "based_on")], "依照"),
    ("按照省财政厅《甲通知》要求，现通知如下：", [("甲通知", "based_on")], "按照 in the preamble"),
    ("按照《甲通知》精神，现通知如下：", [("甲通知", "based_on")], "按照…精神"),
    ("为贯彻落实省财政厅《甲办法》精神，现通知如下。", [("甲办法", "implements")], "贯彻落实"),
    ("结合《甲方案》要求，现通知如下。", [("甲方案", "implements")], "结合…要求"),
    ("现将《关于甲的通知》转发给你们。", [("关于甲的通知", "forwards")], "现将…转发"),
    ("《关于甲的通知》已经市政府同意，现转发给你们。", [("关于甲的通知", "forwards")], "现转发"),
    ("市政府同意市水务局《关于甲的意见》，现批转给你们。", [("关于甲的意见", "endorses")], "批转"),
    ("现将《甲实施方案》印发给你们。", [("甲实施方案", "promulgates")], "印发"),
    ("《甲办法》已经市政府第5次常务会议通过，现予公布。", [("甲办法", "promulgates")], "现予公布"),
    ("现发布《甲条例》，自发布之日起施行。", [("甲条例", "promulgates")], "现发布"),
    ("你局《关于甲的请示》收悉。", [("关于甲的请示", "replies_to")], "收悉"),
    ("为做好《甲条例》宣传贯彻工作，现通知如下。", [("甲条例", "implements")], "做好…贯彻工作"),
    ("自5月1日起，继续按照《甲公告》规定的税率征收船舶税。", [("甲公告", "applies")], "ordered in the sentence"),
    ("按照《甲公告》规定的程序，我局开展了检查，现通报如下。", [("甲公告", "based_on")], "told, not ordered"),
    ("王某同志《关于甲的报告》和协调会议《关于乙的报告》收悉。",
     [("关于甲的报告", "replies_to"), ("关于乙的报告", "replies_to")], "two letters, two writers"),
    ("市政府同意市水务局《关于甲的意见》，现转发给你们。", [("关于甲的意见", "endorses")], "同意…现转发"),
    ("根据省政府关于加强甲工作的意见（云政〔2019〕3号）和市政府关于甲的通知（星政〔2019〕8号），现通知如下。",
     [("省政府关于加强甲工作的意见", "based_on"), ("市政府关于甲的通知", "based_on")], "titles without 《》"),
    ("根据省政府关于印发《甲办法》的通知（云政〔2019〕3号）精神，现通知如下。",
     [("省政府关于印发〈甲办法〉的通知", "based_on")], "the inner title marked, the outer not"),
    ("现转发省水务局关于做好甲工作的通知（云水〔2019〕3号），请遵照执行。",
     [("省水务局关于做好甲工作的通知", "forwards")], "forwarded without 《》"),
    ("现将蓝汛资金管理办法（试行）》印发给你们。", [("蓝汛资金管理办法（试行）", "promulgates")],
     "the opening mark lost"),
    ("现对《甲办法》第五条有关问题解释如下：", [("甲办法", "interprets")], "解释如下"),
    ("现就《甲通知》补充通知如下：", [("甲通知", "completes")], "补充通知"),
    ("《甲办法》施行以来，成效明显。", [("甲办法", "cites")], "a bare mention"),
    ("根据国家有关规定，现通知如下。", [], "nothing named"),
    ("根据《甲办法》《乙办法》和省财政厅《丙办法》，现通知如下。",
     [("甲办法", "based_on"), ("乙办法", "based_on"), ("丙办法", "based_on")], "a list under one verb"),
    ("根据《甲办法》，经研究，现发布启动公告。", [("甲办法", "based_on")], "what is published is another thing"),
    ("现将《甲办法》印发给你们，原《乙办法》同时废止。",
     [("甲办法", "promulgates"), ("乙办法", "repeals")], "carrier and repeal in one sentence"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected", "why"), PREAMBLE, ids=[str(i) for i in range(len(PREAMBLE))]
)
def test_relation_in_the_preamble(as_text, sentence, expected, why):
    assert [(r.title, r.relation) for r in references(as_text, sentence)] == expected, why


CLAUSE = [
    ("一、补贴标准按照《甲办法》规定执行。", "applies", {"scope": "补贴标准"}, "按…规定执行"),
    ("一、各地应当按照《甲办法》要求，认真组织。", "applies", {}, "按照 in a clause"),
    ("一、具体参照《甲办法》执行。", "applies", {"mutatis": True}, "参照"),
    ("一、严格执行《甲标准》。", "applies", {}, "执行…标准"),
    ("一、《甲细则》关于现场核查的规定，适用于全部培训班。", "applies",
     {"partial": True, "scope": "现场核查"}, "适用于"),
    ("一、《甲办法》另有规定的，从其规定。", "applies", {}, "从其规定"),
    ("一、按《职业分类大典》执行。", "applies", {}, "a publication ordered applied"),
    ("一、按照《甲办法》第十二条的规定拨付。", "applies",
     {"partial": True, "target_clause": "第十二条"}, "a clause of the target"),
    ("一、根据《甲办法》确定标准。", "based_on", {}, "根据 in a clause"),
    ("一、符合《甲办法》规定的，给予补贴。", "cites", {}, "符合 orders nothing"),
    ("一、以《甲标准》为依据，评定等级。", "based_on", {}, "以…为依据"),
    ("一、费用按《甲通知》规定的标准收取。", "applies", {"partial": False}, "规定的标准: the whole"),
    ("一、抓好《甲意见》的贯彻落实。", "implements", {}, "the verb behind the document"),
    ("一、推动《甲规划》落地见效。", "implements", {}, "落地"),
    ("一、未按《甲办法》报送的，予以通报。", "cites", {}, "what is not done orders nothing"),
    ("一、企业应当遵守《甲办法》。", "applies", {"scope": None}, "who is told is no matter"),
    ("一、严格遵照《甲办法》等规定办理业务。", "applies", {"partial": False}, "遵照…办理"),
    ("一、根据《甲条例》批准设立的证券公司，可以申请。", "cites", {}, "设立的: says which"),
    ("一、按照《甲条例》登记注册的企业，给予补贴。", "cites", {}, "登记注册的: says which"),
    ("一、其他未尽事宜，按《甲办法》执行。", "applies", {"scope": "其他未尽事宜"}, "其他 is a whole word"),
    ("一、《甲办法》同时废止。", "repeals", {"partial": False}, "同时废止"),
    ("一、《甲办法》（云财〔2015〕3号）等三个文件同时废止。", "repeals", {"partial": False}, "等三个文件"),
    ("一、《甲办法》第三条废止。", "repeals", {"partial": True, "target_clause": "第三条"}, "废止第三条"),
    ("一、废止《甲办法》第三条第二款第（三）项。", "repeals",
     {"partial": True, "target_clause": "第三条第二款第（三）项"}, "废止 before a part"),
    ("一、《甲办法》作废。", "repeals", {}, "作废"),
    ("一、《甲办法》不再作为行政管理的依据。", "repeals", {}, "不再作为依据"),
    ("一、自2020年3月1日起，废止《甲办法》。", "repeals",
     {"effective_on": DAY(2020, 3, 1), "until": DAY(2020, 2, 29)}, "自X起: the day before"),
    ("一、《甲办法》自2020年3月1日起废止。", "repeals", {"until": DAY(2020, 2, 29)}, "自X起 between"),
    ("一、《甲办法》已不适应当前需要，现予以废止。", "repeals", {}, "the reason between commas"),
    ("一、决定撤销《甲办法》。", "annuls", {}, "决定撤销"),
    ("一、《甲办法》予以撤销。", "annuls", {}, "予以撤销"),
    ("一、《甲办法》宣布失效。", "declares_lapsed", {}, "宣布失效"),
    ("一、《甲办法》期满自动失效。", "declares_lapsed", {}, "自动失效"),
    ("一、《甲通知》停止执行。", "ceases", {}, "停止执行"),
    ("一、停止执行《甲通知》中有关收费的规定。", "ceases", {"partial": True, "scope": "收费"}, "scope behind"),
    ("一、《甲通知》中与本通知不一致的规定，停止执行。", "ceases",
     {"partial": True, "scope": "与本通知不一致的规定"}, "scope before a comma"),
    ("一、《甲通知》中线上培训补贴标准执行至2020年6月20日。", "ceases",
     {"partial": True, "scope": "线上培训补贴标准", "until": DAY(2020, 6, 20)}, "执行至X: X itself"),
    ("一、本办法代替《甲办法》。", "supersedes", {}, "代替"),
    ("一、《甲办法》由本办法取代。", "supersedes", {}, "取代"),
    ("一、《甲办法》与本通知不一致的，以本通知为准。", "supersedes", {"partial": True}, "naming the target"),
    ("一、将《甲办法》第三条修改为：“标准为五元。”", "amends",
     {"partial": True, "target_clause": "第三条"}, "将…修改为"),
    ("一、在《甲办法》第十三条后增加一条，作为第十三条之一：“……”", "amends",
     {"target_clause": "第十三条之一"}, "增加一条"),
    ("一、删去《甲办法》第八条第二款。", "amends", {"target_clause": "第八条第二款"}, "删去"),
    ("一、对《甲办法》作如下修改：", "amends", {"partial": False}, "作如下修改"),
    ("一、《甲通知》中“三十日”应为“三十个工作日”。", "corrects", {}, "应为"),
    ("一、《甲通知》更正如下：", "corrects", {}, "更正如下"),
    ("一、《甲办法》有效期延长至2025年12月31日。", "extends", {"until": DAY(2025, 12, 31)}, "有效期延长至"),
    ("一、《甲办法》继续执行。", "extends", {"until": None}, "继续执行 with no date"),
    ("一、《甲办法》继续执行至2022年6月底。", "extends", {"until": DAY(2022, 6, 30)}, "月底"),
    ("一、《甲公告》规定的优惠政策，执行期限延长至2021年3月31日。", "extends",
     {"until": DAY(2021, 3, 31), "scope": "优惠政策", "partial": True}, "one matter goes on"),
    ("一、不再执行《甲规定》第四条、第五条规定。", "ceases", {"target_clause": "第四条、第五条"}, "parts behind"),
    ("一、将《甲办法》第二条中的“甲”修改为“乙”，第五条中的“丙”修改为“丁”。", "amends",
     {"target_clause": "第二条、第五条"}, "two parts in one sentence"),
    ("一、《甲办法》继续有效。", "confirms", {}, "继续有效"),
    ("一、《甲办法》予以保留。", "confirms", {}, "予以保留"),
    ("一、《甲办法》暂停执行。", "suspends", {}, "暂停"),
    ("一、《甲办法》第九条关于公示的规定，在应急响应结束前暂缓执行。", "suspends",
     {"target_clause": "第九条", "scope": "公示"}, "暂缓 with an event"),
    ("一、《甲办法》自2020年5月1日起恢复执行。", "resumes", {"effective_on": DAY(2020, 5, 1)}, "恢复"),
    ("一、重新启用《甲规程》。", "resumes", {}, "重新启用"),
    ("一、《甲办法》推迟至2021年1月1日起施行。", "defers", {"effective_on": DAY(2021, 1, 1)}, "推迟至"),
    ("一、《甲办法》的施行日期推迟至2021年1月1日。", "defers", {"effective_on": DAY(2021, 1, 1)}, "施行日期"),
    ("一、2020年6月21日后审批的，按照《甲通知》规定执行。", "applies",
     {"effective_on": DAY(2020, 6, 21)}, "from a day"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "relation", "more", "why"), CLAUSE, ids=[str(i) for i in range(len(CLAUSE))]
)
def test_relation_in_a_clause(as_text, sentence, relation, more, why):
    found = references(as_text, "现将有关事项通知如下：\n" + sentence)
    assert [r.relation for r in found] == [relation], why
    assert {name: getattr(found[0], name) for name in more} == more, why


UNREAL = [
    "《甲办法》不予废止。", "《甲办法》未废止。", "《甲办法》尚未被废止。", "《甲办法》不得废止。",
    "拟废止《甲办法》。", "《甲办法》拟于年底废止。", "建议废止《甲办法》。", "《甲办法》是否废止？",
    "复议期间《甲办法》不停止执行。", "有同志提出一并废止《甲办法》。", "拟将《甲办法》废止。",
    "《甲办法》待新规定出台后废止。", "《甲办法》部分内容已经过时，建议废止。",
    "一、将第三条修改为：“《甲办法》同时废止。”",
]  # fmt: skip


@pytest.mark.parametrize("sentence", UNREAL, ids=[str(i) for i in range(len(UNREAL))])
def test_what_is_denied_planned_asked_or_quoted_has_no_effect(as_text, sentence):
    found = references(as_text, sentence)
    assert [(r.title, r.relation, r.effective) for r in found] == [("甲办法", "cites", False)]


NO_ACT = [
    ("《甲办法》废止前已经受理的，按原规定办理。", "a time, no act"),
    ("《甲办法》已于2019年废止。", "done before, told here"),
    ("除《甲办法》外，其他文件一律废止。", "an exception"),
    ("做好《甲办法》废止工作。", "a task"),
    ("《甲办法》部分失效。", "部分失效 is a status"),
    ("《甲办法》尚未生效。", "尚未生效 is a status"),
    ("各地要及时修订《甲办法》。", "a task"),
    ("认真学习《甲办法》，本办法有效期5年，期满自动失效。", "what lapses is the text itself"),
    ("请对照《甲办法》自查。", "nothing is done"),
]


@pytest.mark.parametrize(("sentence", "why"), NO_ACT, ids=[str(i) for i in range(len(NO_ACT))])
def test_no_effect_where_none_is_said(as_text, sentence, why):
    assert [r.relation for r in references(as_text, sentence)] == ["cites"], why


SEVERAL = [
    ("根据《甲办法》第五条规定，废止《乙办法》。", {"甲办法": "based_on", "乙办法": "repeals"}),
    ("《甲办法》继续有效，《乙办法》同时废止。", {"甲办法": "confirms", "乙办法": "repeals"}),
    ("《甲办法》、《乙办法》和《丙办法》同时废止。",
     {"甲办法": "repeals", "乙办法": "repeals", "丙办法": "repeals"}),
    ("《甲办法》自5月1日起恢复执行，《乙办法》暂停执行。", {"甲办法": "resumes", "乙办法": "suspends"}),
    ("《甲规程》已被《乙办法》所涵盖，自2020年7月15日起废止。", {"甲规程": "repeals", "乙办法": "cites"}),
    ("自《甲办法》施行之日起，《乙办法》同时废止。", {"甲办法": "cites", "乙办法": "repeals"}),
    ("转发《关于废止〈甲办法〉的通知》，请遵照执行。", {"关于废止〈甲办法〉的通知": "forwards"}),
    ("现将《关于废止〈甲办法〉的通知》转发给你们。", {"关于废止〈甲办法〉的通知": "forwards"}),
    ("《甲办法》已经过时。《乙办法》不再适用。", {"甲办法": "cites", "乙办法": "ceases"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"), SEVERAL, ids=[str(i) for i in range(len(SEVERAL))]
)
def test_a_verb_reaches_its_own_object_only(as_text, sentence, expected):
    assert {r.title: r.relation for r in references(as_text, sentence)} == expected


def test_a_whole_repeal_is_sure_a_far_one_is_not(as_text):
    (near,) = references(as_text, "《甲办法》同时废止。")
    (far,) = references(as_text, "《甲办法》印发多年，情况变化，经研究，决定予以废止。")
    assert (near.relation, near.confidence >= 0.9) == ("repeals", True)
    assert (far.relation, far.confidence < 0.9) == ("repeals", True)


def test_one_document_two_acts(as_text):
    body = "一、《甲规定》停止执行，其中第六条关于收费的规定予以废止。"
    found = {(r.relation, r.target_clause, r.scope) for r in references(as_text, body)}
    assert found == {("ceases", None, None), ("repeals", "第六条", "收费")}


def test_the_rest_of_a_document(as_text):
    body = "一、云财〔2015〕3号文件第一部分停止执行，其余部分继续有效。"
    found = {(r.relation, r.target_clause or r.scope) for r in references(as_text, body)}
    assert ("ceases", "第一部分") in found
    assert "confirms" in {relation for relation, _ in found}


def test_items_of_an_amending_decision_keep_its_target(as_text):
    body = (
        "决定对《甲办法》（云财〔2015〕3号）作如下修改：\n一、将第三条修改为：“标准为五元。”\n"
        "二、增加一条，作为第七条：“附则。”\n三、删去第八条第二款。"
    )
    found = [(r.clause, r.relation, r.target_clause) for r in references(as_text, body)]
    assert found == [
        (None, "amends", None),
        ("一", "amends", "第三条"),
        ("二", "amends", "第七条"),
        ("三", "amends", "第八条第二款"),
    ]


def test_parts_named_in_one_clause_are_one_reference(as_text):
    body = "一、将《甲办法》第三条修改为：“五元。”将《甲办法》第五条修改为：“六元。”"
    (reference,) = references(as_text, body)
    assert (reference.target_clause, reference.partial) == ("第三条、第五条", True)


def test_the_event_that_decides(as_text):
    body = "一、《甲通知》中补贴标准执行至2020年6月20日，以审批的开班时间为准。"
    (reference,) = references(as_text, body)
    assert reference.applies_by is not None
    assert (reference.applies_by.event, reference.applies_by.last) == (
        "审批的开班时间",
        DAY(2020, 6, 20),
    )


OVERRIDES = [
    ("一、此前有关规定与本通知不一致的，以本通知为准。", None),
    ("一、凡与本通知相抵触的规定，一律废止。", None),
    ("一、以往有关低保标准的规定与本通知不一致的，按本通知执行。", "以往有关低保标准的规定"),
]


@pytest.mark.parametrize(("sentence", "scope"), OVERRIDES, ids=[str(i) for i in range(3)])
def test_an_override_names_no_document(as_text, sentence, scope):
    (reference,) = references(as_text, sentence)
    assert (reference.relation, reference.title, reference.number) == ("overrides", None, None)
    assert reference.scope == scope


def test_approval_gives_rank(as_text):
    (reference,) = references(
        as_text, "《甲意见》已经市人民政府第5次常务会议研究同意，现转发给你们。"
    )
    assert (reference.relation, reference.approved_by) == ("forwards", "市人民政府")


def test_a_text_s_own_start_dates_its_effects(as_text):
    body = "一、《甲办法》自本通知印发之日起废止。\n二、本通知自印发之日起施行。"
    (reference,) = references(as_text, body)
    assert (reference.effective_on, reference.until) == (DAY(2020, 1, 2), DAY(2020, 1, 1))


def test_a_draft_has_no_effect(as_text):
    head = HEAD.replace("关于做好工作的通知", "关于公开征求甲办法（征求意见稿）意见的公告")
    (reference,) = references(as_text, "一、《乙办法》同时废止。", head)
    assert (reference.relation, reference.effective) == ("cites", False)


def test_keys_come_from_content(as_text):
    first = references(as_text, "根据《甲办法》执行。")[0].key
    assert first in [r.key for r in references(as_text, "按照《乙办法》，并根据《甲办法》执行。")]


ISSUERS = [
    ("根据省人社厅、省财政厅《甲办法》，现通知如下。", "省人社厅、省财政厅"),
    ("应按国务院颁布的《甲规则》办理。", "国务院"),
    ("根据国家发展改革委等30部门《甲意见》，现通知如下。", "国家发展改革委等30部门"),
    ("根据《甲办法》，现通知如下。", None),
]


@pytest.mark.parametrize(("sentence", "issuer"), ISSUERS, ids=[str(i) for i in range(4)])
def test_issuer_as_the_text_names_it(as_text, sentence, issuer):
    assert references(as_text, sentence)[0].issuer == issuer
