"""What a sentence orders, forbids, allows, grants or defines."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars

HEAD = """霁川市职业培训局文件
霁职培字〔2021〕91号
关于做好培训工作的通知
各县（区）职业培训局：
为做好培训工作，现将有关事项通知如下：
一、工作安排
"""
TAIL = "\n霁川市职业培训局\n2021年12月2日\n"
ROWS = [
    ("本办法所称管水员，是指看管供水设施的人员。", "definition", None, "所称…是指"),
    ("补贴资金不得用于人员工资。", "prohibition", None, "不得"),
    ("严禁培训机构转包任务。", "prohibition", "培训机构", "严禁, and whom"),
    ("产权单位可以委托专业机构运营。", "permission", "产权单位", "可以"),
    ("各县（区）职业培训局应当公布定点机构名单。", "obligation", "各县（区）职业培训局", "应当"),
    ("供水单位要公布水费明细。", "obligation", "供水单位", "要"),
    ("加强组织领导，落实工作责任。", "obligation", None, "bare imperative"),
    ("经考核取得证书的，按每人200元给予一次性奖励。", "entitlement", None, "给予奖励"),
    ("申报机构应当具备下列条件：", "condition", "申报机构", "具备条件"),
    (
        "申请人向村民委员会提出申请，由乡镇人民政府审核。",
        "procedure",
        "申请人",
        "who submits to whom",
    ),
    ("逾期不交的，供水单位可以限量供水，但不得停止供水。", "permission", "供水单位", "first word"),
    ("对弄虚作假的，依法给予处分。", "obligation", None, "给予处分 grants nothing"),
    ("鼓励社会力量参与管护。", "permission", "社会力量", "鼓励 obliges nobody"),
    ("建议各单位提前安排培训。", "permission", "各单位", "建议 obliges nobody"),
    ("提出处理建议。", "obligation", None, "建议 as a noun"),
    (
        "申请人无需提交户籍证明。",
        "permission",
        "申请人",
        "what is not required is allowed to be left",
    ),
    ("已经联网的，不需要提供纸质材料。", "permission", None, "不需要 is no 需要"),
    ("不需要的设备应当封存。", "obligation", None, "不需要的 says which"),
    ("办理变更手续的，不再要求提供复印件。", "permission", None, "不再要求 is no 不再"),
    ("对特困学员一律免收学费。", "entitlement", "特困学员", "一律免收 grants"),
    ("对入选的教学点，一次性奖励教师3000元。", "entitlement", None, "whom stands before how much"),
    ("对离岗人员要加强管理，严禁替岗。", "obligation", None, "对…要 is no condition"),
    ("有条件的地方可以单独编班。", "permission", "有条件的地方", "地方可以 is no 方可"),
    ("供水站应用户要求停水，可以收取费用。", "permission", "供水站", "应…要求 is no 应"),
    ("禁止性规定应当公开。", "obligation", None, "禁止性 says of what kind"),
    ("县民政局负责人工降雨的协调。", "obligation", "县民政局", "负责人工 is no 负责人"),
]


def norms(as_text, sentence):
    (circular,) = read_circulars(as_text(HEAD + sentence + TAIL))
    return circular.norms


@pytest.mark.parametrize(
    ("sentence", "modality", "bearer", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))]
)
def test_the_modality_of_a_sentence(as_text, sentence, modality, bearer, why):
    (norm,) = norms(as_text, sentence)
    assert (norm.modality, norm.bearer) == (modality, bearer), why
    assert norm.text == sentence.rstrip("。")
    assert norm.clause == "一"
    assert norm.evidence[0].quote == norm.text


@pytest.mark.parametrize(
    "sentence",
    [
        "近年来，我市农村供水条件逐步改善。",
        "本通知自印发之日起施行。",
        "《关于做好培训工作的通知》（霁职培字〔2018〕27号）同时废止。",
    ],
    ids=["fact", "validity", "repeal"],
)
def test_what_is_no_norm(as_text, sentence):
    assert norms(as_text, sentence) == ()


def test_parts_of_a_norm(as_text):
    (norm,) = norms(
        as_text,
        "供水不足1000人的，县级水务局原则上应当在收到申请后10个工作日内配备1名管水员，抢险期间除外。",
    )
    assert norm.conditions == ("供水不足1000人的",)
    assert norm.soft
    assert norm.exceptions == ("抢险期间除外",)
    assert (norm.deadline.within.value, norm.deadline.within.start) == (10, "收到申请")
    assert [(q.kind, q.value, q.unit) for q in norm.quantities] == [
        ("threshold", "1000", "人"),
        ("count", "1", "名"),
    ]


def test_items_that_are_acts_stand_for_their_lead_in(as_text):
    text = "管护区内禁止下列行为：\n（一）倾倒垃圾；\n（二）使用剧毒农药。"
    found = [(norm.text, norm.modality) for norm in norms(as_text, text)]
    assert found == [("倾倒垃圾", "prohibition"), ("使用剧毒农药", "prohibition")]


def test_items_that_name_things_are_norms_only_when_they_say_so(as_text):
    text = "资金用于下列支出：\n（一）更换管道；\n（二）检测费用，不得超过1200元。"
    assert [norm.text for norm in norms(as_text, text)] == [
        "资金用于下列支出：",
        "检测费用，不得超过1200元",
    ]


def test_a_number_in_what_a_sentence_is_about_decides_whether_it_applies(as_text):
    (norm,) = norms(as_text, "20万元以上的项目应当每半年评审一次。")
    assert next((q.kind, q.value, q.bound) for q in norm.quantities) == (
        "threshold",
        "200000",
        "min",
    )


def test_the_event_that_decides_which_case_falls_under_it(as_text):
    sentence = "2025年12月31日以前开班的，按原标准发放补贴，以审批的开班时间为准。"
    (norm,) = norms(as_text, sentence)
    event = norm.applies_by
    assert (event.event, event.first, event.last) == (
        "审批的开班时间",
        None,
        dt.date(2025, 12, 31),
    )


def test_a_text_without_clauses_binds_where_its_words_say_so(as_text):
    head = HEAD.replace("一、工作安排\n", "")
    text = head + "申请人应当向县民政局提出申请。本次调整惠及多人。" + TAIL
    (circular,) = read_circulars(as_text(text))
    assert [(norm.clause, norm.text) for norm in circular.norms] == [
        (None, "申请人应当向县民政局提出申请")
    ]


@pytest.mark.parametrize(
    "sentence",
    ["“300元”应为“3000元”。", "证书分为初级、中级和高级。", "删去《甲办法》第五条。"],
    ids=["correction", "fact", "amendment"],
)
def test_more_that_is_no_norm(as_text, sentence):
    assert norms(as_text, sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "modality", "soft"),
    [
        ("希望各单位认真执行。", "obligation", True),
        ("提倡学员自带午餐。", "permission", True),
        ("学员可以自带午餐。", "permission", False),
    ],
    ids=["wish", "advice", "leave"],
)
def test_what_is_wished_is_soft_and_no_sure_order(as_text, sentence, modality, soft):
    (norm,) = norms(as_text, sentence)
    assert (norm.modality, norm.soft) == (modality, soft)
    assert (norm.confidence < 0.9) == soft


def test_what_can_be_done_is_no_leave(as_text):
    assert "permission" not in {n.modality for n in norms(as_text, "学习成果可追溯、可查询。")}


def test_what_is_left_to_lower_bodies(as_text):
    (norm,) = norms(as_text, "具体标准由各县人民政府确定。")
    assert norm.discretion == "各县人民政府"


ACTS = [
    ("主管单位应于2023年5月15日前完成决算工作。", "完成", "决算工作", "behind the day"),
    ("各单位将决算材料直接报送市财政局。", "报送", "决算材料", "将 before what is sent"),
    ("供水单位应当建立健全维修、登记制度。", "建立", "维修、登记制度", "two verbs joined"),
    ("补贴资金不得用于人员工资。", "用于", "补贴资金", "what a sentence is about"),
    ("水价由县级人民政府核定。", "核定", "水价", "who does it stands between"),
    ("可通过购买服务等方式委托相关机构运营。", "委托", "相关机构运营", "how it is done"),
    ("市财政按区域对示范县给予定额补助。", "给予", "定额补助", "a verb that grants"),
    ("培训补贴按附件所列的标准发放。", "发放", "培训补贴", "补贴 is a noun there"),
    ("管理部门应当及时报告县水务局。", "报告", None, "whom, not what"),
    ("课时不得低于总课时的一半。", "低于", "课时", "a bound that binds"),
    ("汛期内管护员应当每日巡坝不少于二次。", "巡坝", None, "a bound that only measures"),
    ("学员不参加结业考核。", "参加", "结业考核", "the operative word is the act"),
    ("管委会可以委托有资质的机构对进场商品进行检验。", "委托", "有资质的机构", "whom is made to do what"),
    ("主管部门负责窨井设施的日常监管和应急处置工作。", "监管", "窨井设施", "in charge of a thing"),
    ("各申报城市应紧扣要求编制工作方案。", "编制", "工作方案", "no verb in 紧扣要求"),
    ("省财政应为支付救济金提供周转金。", "提供", "周转金", "what it is for comes first"),
    ("本办法所称管水员，是指看管供水设施的人员。", None, "管水员", "a definition explains a term"),
    ("《细则》第五条规定的公示期，是指连续的自然日。", None, "公示期", "a term of another text"),
    ("不合格的，停止执行并查明原因。", "停止执行", None, "停止 and a verb are one act"),
    ("逾期不改的，处二千元以上一万元以下罚款。", "处", "罚款", "a fine behind its amount"),
    ("违反规定的，由县水务局给予警告并责令改正。", "给予", "警告", "责令 is no first word"),
    ("县水务局会同县财政局制定并公布水价目录。", "制定", "水价目录", "并 joins two verbs"),
    ("供水单位应按主管部门确定的范围，向用户供应净水。", "供应", "净水", "a part that says by what"),
    ("管水员不得加水、加冰。", "加水", None, "a list of acts that no list knows"),
    ("县民政局应当发给救助证。", "发给", "救助证", "what is given, not whom"),
    ("县民政局审核后发给救助证。", "发给", "救助证", "behind what is done before"),
    ("申请人应当提交《用水申请表》。", "提交", "《用水申请表》", "a quoted name"),
    ("县水务局应当将所需经费列入预算。", "列入", "所需经费", "所需 is one word"),
    ("领取补贴须提供身份证明。", "提供", "身份证明", "a grant that only says what about"),
    ("安全常识应当作为培训的内容。", "作为", "安全常识", "作为 says something of what stands before it"),
    ("补贴资金应当纳入县级财政预算。", "纳入", "补贴资金", "where to is no object"),
    ("工作人员失职的，应当给予处分。", "给予", "处分", "an act that is given"),
    ("备案机关应当责令制定机关在指定的期限内改正。", "责令", "制定机关", "when is no part of whom"),
    ("有关文件应当报省人民政府备案。", "报", "有关文件", "to whom, and for what"),
    ("培训中心应当享受每人每天30元的生活补贴。", "享受", "生活补贴", "how much is no part of what"),
    ("县财政应当给予一次性奖励。", "给予", "一次性奖励", "一次性 is no count"),
    ("供水单位要将水质结果及时报送县卫生局。", "报送", "水质结果", "adverbs between 将 and its verb"),
    ("各县要把培训任务落实到教学点。", "落实", "培训任务", "where to is no object"),
    ("市水务局应当对违反规程的单位给予处罚。", "给予", "处罚", "the verb of an attribute is no predicate"),
    ("各站要对供水设施进行全面检修。", "检修", "供水设施", "进行 says nothing"),
    ("培训机构应当如期完成整改任务。", "完成", "整改任务", "an adverb and a verb in one word"),
    ("经办机构不得擅自提高收费标准、变更服务内容。", "提高", "收费标准", "a further act ends the object"),
    ("县水务局要督促供水站严格执行操作规程。", "督促", "供水站", "what somebody is made to do"),
    ("主管部门应当制定具体措施落实本办法。", "制定", "具体措施", "what it is for ends the object"),
    ("各乡镇要加强对取水口的巡查。", "加强", "对取水口的巡查", "a preposition within the object"),
    ("全站的消毒工作，由县疾控机构负责。", "负责", "全站的消毒工作", "in charge, and nothing behind"),
    ("县水务局负责水价的调查工作。", "负责", "水价的调查工作", "in charge of what is named"),
    ("指挥部由主管局长担任总指挥。", "担任", "总指挥", "由 within the part"),
    ("培训补贴由县财政按季度拨付。", "拨付", "培训补贴", "what stands before 由"),
    ("渐退期最长不超过12个月。", None, None, "a bound without an order is no act"),
    ("培训以集中授课为主。", None, None, "以…为 is not understood"),
    ("学员应当据实补记。", "补记", None, "a verb the dictionary does not know"),
    ("供水站要统筹使用维修资金。", "使用", "维修资金", "统筹 says how"),
    ("鼓励企业招用学员。", "招用", "学员", "who is meant stands between"),
    ("承担任务的机构，由县局选取。", "选取", "承担任务的机构", "named in the part before"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "action", "thing", "why"), ACTS, ids=[r[3] for r in ACTS])
def test_what_is_done_to_what(as_text, sentence, action, thing, why):
    (norm,) = norms(as_text, sentence)
    assert (norm.action, norm.object) == (action, thing), why


BEARERS = [
    ("违反规定的，由县（市）水务局责令限期改正。", "县（市）水务局", "由, and a bracket in a name"),
    ("省财政对贫困县补助一半。", "省财政", "whom it does it to"),
    ("备案机关发现文件违法的，应当责令改正。", "备案机关", "named in the condition"),
    ("每日巡查取水口和水厂。", None, "an act is nobody"),
    ("发现伤亡的，须在30分钟内报告市政府。", None, "须 is no part of a name"),
    ("公民认为处罚不当的，可以申请复议。", "公民", "who thinks so"),
    ("主要负责人和审批人均应签署意见。", "主要负责人和审批人", "主要 is no 要"),
    ("需修订的文件，责任单位应于年底前完成修订。", "责任单位", "需…的 says which"),
    ("社会公众可登录网站查询。", "社会公众", "the public"),
    ("人民法院决定暂缓执行的，应当制作决定书。", "人民法院", "who decides in the condition"),
    ("合同文本由县水务局会同县财政局制定。", "县水务局", "without with whom"),
    ("设备由自治区水利厅统一采购。", "自治区水利厅", "as far as the name goes"),
    ("禁止在渠道内捕鱼或者游泳。", None, "或者 is no name"),
    ("学员人数每年核定一次。", None, "a thing is nobody"),
    ("汛期内管水员应当每日巡查。", "管水员", "when is no part of who"),
    ("全市每年要培训管水员不少于300名。", None, "a region is nobody"),
    ("教师经所在学校同意，可以兼任教学点教师。", "教师", "with whose consent"),
    ("培训机构终止办学的，应当提前报告。", "培训机构", "who does what the condition says"),
    ("培训机构弄虚作假的，应当追回补贴。", None, "what is done to whom it names"),
    ("学校提交材料的情况，应当作为考核内容。", None, "part of what it is about"),
    ("申报单位应当附送合同。", "申报单位", "a verb within a name"),
    ("凡符合条件的企业，均可申请补贴。", "符合条件的企业", "all of them"),
    ("县财政局会同县水务局应当核定水价。", "县财政局", "with whom, before 应当"),
    (
        "供水单位收到申请时，应按规定的程序，向县水务局报告。",
        "供水单位",
        "named in the condition, with a way behind",
    ),
]


@pytest.mark.parametrize(("sentence", "bearer", "why"), BEARERS, ids=[r[2] for r in BEARERS])
def test_who_is_bound(as_text, sentence, bearer, why):
    assert norms(as_text, sentence)[0].bearer == bearer, why


def test_a_grant_that_only_tells_who_is_meant(as_text):
    (norm,) = norms(as_text, "已获得省级补助的县不得再次申报。")
    assert norm.modality == "prohibition"


def test_two_deadlines_in_one_sentence(as_text):
    (norm,) = norms(as_text, "中心应当于2022年3月31日前报送上年决算，并在批准后15日内向社会公布。")
    assert norm.deadline.on == dt.date(2022, 3, 31)
    (further,) = norm.further_deadlines
    assert (further.within.value, further.within.start) == (15, "批准")


SURE = [
    ("供水单位应当公布水费明细。", {"bearer", "action", "object"}, "the plain order"),
    (
        "县水务局应当向省水务厅提交年度报告。",
        {"bearer", "action", "object"},
        "to whom, and one verb",
    ),
    ("水价由县人民政府核定。", set(), "by whom, and what about"),
    ("检测不合格的，应当停止供水。", set(), "one act or two words"),
    ("同一学员不得重复申领。", {"bearer"}, "how, or part of the act"),
    ("教学点放假期间停课，不计入结业时限，学员应当补足课时。", set(), "more acts than one"),
    ("课时不得少于40个。", set(), "a bound"),
    ("各站应当检查、维护管道。", {"bearer"}, "two acts"),
]


@pytest.mark.parametrize(("sentence", "sure", "why"), SURE, ids=[r[2] for r in SURE])
def test_each_part_is_as_sure_as_the_way_it_was_read(as_text, sentence, sure, why):
    norm = norms(as_text, sentence)[0]
    found = {part.name: min(e.confidence for e in part.evidence) for part in norm.parts}
    named = {name for name, least in found.items() if least >= 0.9} & {"bearer", "action", "object"}
    assert named == sure, why


def test_each_part_has_evidence_of_its_own(as_text):
    (norm,) = norms(as_text, "供水单位应当公布水费明细。")
    shown = {part.name: part.evidence[0].quote for part in norm.parts}
    assert shown == {"bearer": norm.bearer, "action": norm.action, "object": norm.object}
    start = norm.evidence[0].span[0]
    assert norm.parts[0].evidence[0].span == (start, start + len(norm.bearer))


SENT = [("将资金下达到县", "下达"), ("将文件传达到各村", "传达"), ("将情况上传到平台", "上传")]


@pytest.mark.parametrize(("words", "action"), SENT)
def test_a_verb_and_where_to_are_two_words(as_text, words, action):
    """The dictionary would cut 下|达到|县."""
    (norm,) = norms(as_text, f"市财政局应当{words}。")
    assert norm.action == action


def test_what_is_to_be_reached_is_one_word(as_text):
    (norm,) = norms(as_text, "覆盖率应当达到63%。")
    assert norm.action == "达到"
