"""Circulars read whole: the original behind its label, the request answered, words taken up."""

import pytest

from hongtou.extract import read_circulars


def read(as_text, text):
    return read_circulars(as_text(text))


def told(circular):
    return [(item.relation, item.title) for item in circular.references]


PASSED = (
    "云澜省财政局转发国务农部《关于颁发〈防汛补助费管理办法〉的通知》\n各县财政局：\n"
    "现将国务农部《关于颁发〈防汛补助费管理办法〉的通知》转发给你们，请遵照执行。\n"
)
ORIGINAL = (
    "各省、自治区、直辖市水务厅：\n为加强此项资金的管理，我部制定了《防汛补助费管理办法》。"
    "现将之颁发给你们，请遵照执行。\n"
)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        pytest.param("附件：农部关于颁发《防汛补助费管理办法》的通知（94）农财字第45号\n", "〔94〕农财字第45号", id="bare"),
        pytest.param("附：农部关于颁发《防汛补助费管理办法》的通知（农财〔1994〕45号）\n", "农财〔1994〕45号", id="bracketed"),
        pytest.param("附件1：农部关于颁发《防汛补助费管理办法》的通知\n农财〔1994〕45号\n", "农财〔1994〕45号", id="below"),
    ],
)  # fmt: skip
def test_the_original_behind_its_label_and_number(as_text, line, number):
    carrier, original = read(as_text, PASSED + line + ORIGINAL)
    assert original.number.value.text == number
    assert original.title.value == "农部关于颁发《防汛补助费管理办法》的通知"
    assert [relation for relation, _ in told(carrier)] == ["forwards"]
    assert told(original) == [("promulgates", "防汛补助费管理办法")]


def test_the_request_behind_the_answer_is_a_circular(as_text):
    text = (
        "云澜省高级人民法院关于索赔期问题的复函\n1988年12月8日\n霁州市中级人民法院：\n"
        "你院云法字〔1988〕第94号请示报告收悉。\n经研究，应按《货物运输规则》的规定办理。\n\n"
        "附一：霁州市中级人民法院关于索赔期是否适用短期时效的问题的请示报告 云法字〔1988〕第94号\n"
        "云澜省高级人民法院：\n上诉人提出，《货物运输规则》规定了一百八十日的时效，应予驳回。\n"
    )
    answer, request = read(as_text, text)
    assert told(answer) == [("replies_to", None), ("applies", "货物运输规则")]
    assert request.number.value.text == "云法字〔1988〕第94号"
    assert told(request) == [("cites", "货物运输规则")]


def test_what_is_attached_to_a_notice_of_its_own_is_no_circular(as_text):
    text = (
        "云澜省财政局关于做好防汛工作的通知\n各县财政局：\n现就防汛工作通知如下，请遵照执行。\n"
        "附件：农部关于加强防汛工作的通知（农财〔1994〕45号）\n云澜省财政局\n1994年6月3日\n"
    )
    (notice,) = read(as_text, text)
    assert len(notice.attachments) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("你部关于报请新建湖岛自然保护区的请示收悉。现批复如下：", [("replies_to", "关于报请新建湖岛自然保护区的请示")]),
        ("你市报来的关于设立云城开发区的请示已收悉。现批复如下：", [("replies_to", "关于设立云城开发区的请示")]),
        ("你局关于停车收费问题的函收悉。经研究，函复如下：", [("replies_to", "关于停车收费问题的函")]),
        ("你省关于设立开发区的请示，经研究，现批复如下：", []),
        ("你院请示报告收悉。经研究，答复如下：", []),
    ],
    ids=["ministry", "reported", "letter", "not received", "unnamed"],
)  # fmt: skip
def test_a_request_without_title_marks(as_text, sentence, expected):
    text = f"云澜省人民政府关于有关问题的批复\n云政函〔2020〕7号\n自然资源厅：\n{sentence}\n一、同意。\n云澜省人民政府\n2020年9月9日\n"
    (reply,) = read(as_text, text)
    assert told(reply) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("《关于开展创建活动的通知》（云团办〔2004〕4号）", "based_on"),
        ("《关于作出创建活动部署的决定》（云团办〔2004〕4号）", None),
    ],
    ids=["one decision", "two decisions"],
)
def test_a_word_for_one_of_several_documents_of_a_sentence(as_text, second, expected):
    text = (
        "云澜团委创建办法\n第一条 为贯彻落实《团省委关于加强青年中心建设的决定》精神，进一步推进工作，"
        f"根据{second}和《决定》的有关规定，特制定本办法。\n第二条 创建活动立足基层。\n"
    )
    (rules,) = read(as_text, text)
    again = [r for r, title in told(rules) if title == "团省委关于加强青年中心建设的决定"]
    assert again == ["implements"] + ([expected] if expected else [])


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("会议决定批准市人民政府《云城市城市总体规划》。", "endorses"),
        ("会议听取了市人民政府批准《云城市城市总体规划》的说明。", "cites"),
        ("《云城市城市总体规划》批准后，各县要抓紧实施。", "cites"),
    ],
    ids=["decided", "told of", "behind"],
)
def test_what_an_assembly_approves_is_endorsed(as_text, sentence, relation):
    text = f"云城市人大常委会关于批准规划的决定\n云城市人民政府：\n{sentence}\n2018年9月1日\n"
    (decision,) = read(as_text, text)
    assert told(decision) == [(relation, "云城市城市总体规划")]


@pytest.mark.parametrize(
    ("item", "relation"),
    [
        ("按省政府《辞退职工规定》以及经职工大会通过的有关规定辞退的职工。", "cites"),
        ("按省政府《辞退职工规定》和本单位的有关规定辞退职工。", "applies"),
    ],
    ids=["says which", "orders"],
)
def test_whom_a_rule_made_is_no_order(as_text, item, relation):
    text = f"云澜省待业保险实施办法\n第一条 为做好保险，制定本办法。\n第二条 各单位应当做到：\n（一）{item}\n"
    (rules,) = read(as_text, text)
    assert told(rules) == [(relation, "辞退职工规定")]


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("最新法律法规\n- -筑牢防线——《云澜省密码条例》颁布一周年综述-\n- -关于修改《云澜省选举条例》的决定-\n", []),
        ("相关法规\n依《云澜省密码条例》第三条办理。\n", ["云澜省密码条例"]),
        ("“云律师网”提供的法律法规及相关资料仅供您参考。您须自行判断。\n《云澜省密码条例》颁布\n", []),
        ("附则：本通知未尽事宜，按《云澜省密码条例》执行。\n", ["云澜省密码条例"]),
    ],
    ids=["list", "heading", "disclaimer", "text"],
)  # fmt: skip
def test_what_a_page_lists_below_a_text_is_none_of_it(as_text, foot, expected):
    text = (
        "云城市人民政府关于养路费管理的通知\n（1988年5月4日云政发〔1988〕54号）\n各县人民政府：\n"
        f"现将有关问题通知如下。\n一、计划由市政工程局编制。\n二、材料按原渠道解决。\n{foot}"
    )
    (notice,) = read(as_text, text)
    assert [title for _, title in told(notice)] == expected


@pytest.mark.parametrize("verb", ["大力实施", "扎实实施", "积极实施", "切实实施"])
def test_what_is_carried_out_with_zeal_is_implemented(as_text, verb):
    text = (
        "云城市人民政府关于民族教育工作的通知\n各县人民政府：\n"
        f"各县要按照部署，{verb}《云澜省民族地区教育行动计划》，加强领导。\n2018年9月1日\n"
    )
    (notice,) = read(as_text, text)
    assert told(notice) == [("implements", "云澜省民族地区教育行动计划")]
