"""What rules once took too widely: sentences near those they are for, that say something else."""

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.normalise import fold

HEAD = "云水〔2020〕15号\n云澜省水利厅关于进一步做好有关工作的通知\n各市水利局：\n"
CLOSE = "\n云澜省水利厅\n2020年5月6日"
ONE, TWO = "《云澜省甲办法》（云水〔2018〕3号）", "《云澜省乙办法》（云水〔2018〕4号）"
ROWS = f"1.{ONE}\n2.{TWO}\n"


def read(as_text, text):
    (circular,) = read_circulars(as_text(HEAD + text + CLOSE))
    return circular


def effects(as_text, text):
    return [
        (item.relation, (item.title or "")[3:4], item.scope)
        for item in read(as_text, text).references
        if item.relation not in ("cites", "based_on", "applies", "overrides") and item.effective
    ]


@pytest.mark.parametrize(
    "text",
    [
        "以上文件由省水利厅负责解释，此前的文件同时废止。",
        "上述文件施行后，《云澜省丙办法》的解释同时废止。",
        "上述文件如有修改或废止，按新规定执行。",
        "上述文件废止后，各地按新规定执行。",
        "上述文件拟予废止。",
    ],
)
def test_a_sentence_below_a_list_that_ends_something_else_ends_none_of_it(as_text, text):
    assert not [one for one in effects(as_text, ROWS + text) if one[1] in "甲乙"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("以上文件中有关收费的规定自2020年6月1日起废止。", "收费"),
        ("以上规定与本通知不一致的，停止执行。", "与本通知不一致"),
    ],
)
def test_a_matter_told_below_a_list_ends_no_whole(as_text, text, scope):
    assert {(title, said) for _, title, said in effects(as_text, ROWS + text)} == {
        ("甲", scope),
        ("乙", scope),
    }


LISTED = f"1.{ONE}\n2.{TWO}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中第2件继续执行至2020年12月31日", [("repeals", "甲", None)]),
        ("其中1件保留部分条款", [("repeals", "甲", None), ("repeals", "乙", None)]),
        (
            "其中第1件保留部分条款",
            [("repeals", "甲", "除其中的规定外"), ("repeals", "乙", None)],
        ),
    ],
)
def test_an_item_that_goes_on_is_told_by_its_place_and_no_count(as_text, text, expected):
    assert effects(as_text, f"决定废止下列文件，{text}：\n{LISTED}") == expected


@pytest.mark.parametrize(
    "text",
    [
        f"一、要将{ONE}确定的覆盖面由50%提高到80%。",
        f"一、到2022年，{ONE}确定的灌溉面积由50万亩扩大到80万亩。",
        f"一、力争将{ONE}规定的标准由50元提高到80元。",
        f"一、{ONE}的实施使灌溉面积由50万亩扩大到80万亩。",
        f"一、请省财政厅对{ONE}相应调整。",
    ],
)
def test_what_is_to_be_reached_or_done_by_others_amends_nothing(as_text, text):
    assert effects(as_text, text) == []


def test_a_document_of_a_named_office_is_changed_too(as_text):
    found = effects(as_text, f"一、水费由90元降为80元，省水利厅{ONE}第二条相应修改。")
    assert found == [("amends", "甲", None)]


def test_an_amount_newly_set_amends(as_text):
    text = f"一、{ONE}规定的补助标准由50元提高到80元。"
    assert effects(as_text, text) == [("amends", "甲", "补助标准")]


def test_what_was_revised_is_told_and_no_task(as_text):
    (one,) = read(as_text, f"一、去年，省厅修订{ONE}，完善了收费标准。").references
    assert one.relation == "cites"
    assert one.effective


@pytest.mark.parametrize("verb", ["应列入", "应纳入", "根据"])
@pytest.mark.parametrize("old", ["", "原"])
def test_behind_a_measure_and_a_comma_another_document_ends(as_text, verb, old):
    text = f"一、项目{verb}{ONE}，{old}{TWO}同时废止。".replace("项目根据", "根据")
    assert effects(as_text, text) == [("repeals", "乙", None)]


def test_then_is_an_act_where_nothing_is_still_to_come(as_text):
    text = f"本通知自印发之日起施行，{ONE}届时废止。"
    assert effects(as_text, text) == [("repeals", "甲", None)]


def test_a_day_behind_the_verb_is_no_case(as_text):
    assert effects(as_text, f"一、{ONE}停止执行于2020年6月1日。") == [("ceases", "甲", None)]


def test_who_explains_a_document_is_told_in_a_bracket_of_its_title(as_text):
    found = effects(as_text, "一、《云澜省甲办法》（由省水利厅负责解释）废止。")
    assert found == [("repeals", "甲", None)]


def test_numbers_that_stand_above_their_titles_are_not_given_to_those_before(as_text):
    text = (
        "决定废止下列文件：\n云水〔2010〕1号\n关于加强水库管理的通知\n云水〔2011〕2号\n"
        "关于加强河道管理的通知\n云水〔2012〕3号\n关于加强泵站管理的通知"
    )
    found = read(as_text, text).references
    assert not [item for item in found if item.title and item.number]


def test_a_number_without_title_makes_those_behind_it_doubtful(as_text):
    text = (
        "决定废止下列文件：\n关于加强水库管理的通知\n云水〔2010〕1号\n关于加强河道管理的通知\n云水〔2011〕2号\n"
        "云水〔2012〕3号\n关于加强泵站管理的通知\n云水〔2013〕4号"
    )
    found = {item.title: item.number for item in read(as_text, text).references if item.title}
    assert found == {
        "关于加强水库管理的通知": "云水〔2010〕1号",
        "关于加强河道管理的通知": "云水〔2011〕2号",
        "关于加强泵站管理的通知": None,
    }


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (
            "一、请各地高度重视，\n第一条 各地应当建立台账。\n第二条 各地应当及时报送。",
            ["第一条", "第二条"],
        ),
        ("（一)申报条件\n1）依法登记的企业。\n2）纳税信用良好的企业。", ["1）", "2）"]),
    ],
)
def test_an_item_starts_anew_whatever_stays_open_above(as_text, text, marks):
    (clause,) = read(as_text, text).clauses
    assert [child.label for child in clause.children] == marks


@pytest.mark.parametrize(
    "tail", ["附件：登记表", "联系人：张三，电话：0551-1234567", "云澜省水利厅"]
)
def test_what_closes_a_text_is_not_taken_into_a_clause_that_ends_with_a_comma(as_text, tail):
    clause = read(as_text, f"一、请抓紧落实。\n二、请于5月底前报送有关材料，\n{tail}").clauses[-1]
    assert clause.text == "请于5月底前报送有关材料，"


def test_a_chapter_in_a_sentence_opens_no_carried_text(as_text):
    text = (
        "云澜省水利厅关于印发《水库管理办法》的通知\n各市水利局：\n现将《水库管理办法》印发给你们，请遵照执行。\n"
        "第一章要认真学习。\n第二章要认真落实。"
    )
    (circular,) = read_circulars(as_text(text))
    assert [clause.id for clause in circular.clauses] == ["第一章", "第二章"]


def test_a_title_may_open_with_a_count_of_courses(as_text):
    text = "2020年第3期水利培训班通知\n各县水利局：\n定于5月10日举办。请参加。" + CLOSE
    (circular,) = read_circulars(as_text(text))
    assert circular.title.value == "2020年第3期水利培训班通知"


@pytest.mark.parametrize(
    ("text", "curled"),
    [
        ('管径12"以上。\n推行"甲"。\n落实"乙"。', '管径12"以上。\n推行“甲”。\n落实“乙”。'),
        ('实施"放管\n服"改革和"双随\n机"监管。', "实施“放管\n服”改革和“双随\n机”监管。"),
        ('"甲"和"乙"', "“甲”和“乙”"),
        ('"甲。\n"乙。\n"丙。"', "“甲。\n“乙。\n“丙。”"),
        ('"甲\n丙"，\n"乙"', "“甲\n丙”，\n“乙”"),
    ],
)
def test_straight_quotation_marks_are_paired_as_they_close(text, curled):
    assert fold(text) == curled


@pytest.mark.parametrize("label", ["各市水利局工作职责", "各市水利局请注意"])
def test_a_label_that_opens_with_bodies_names_no_addressee(as_text, label):
    text = f"云澜省水利厅关于做好巡查工作的通知\n{label}：春节将至，请各地做好水库值守工作。"
    (circular,) = read_circulars(as_text(text + CLOSE))
    assert circular.addressees == ()


def test_several_bodies_above_a_title_are_no_site(as_text):
    text = (
        "云澜省水利厅\n云澜省财政厅\n云澜省发展改革委\n关于做好巡查工作的通知\n"
        "云水〔2020〕3号\n各市水利局：\n请抓紧落实。"
    )
    (circular,) = read_circulars(as_text(text))
    assert {"云澜省水利厅", "云澜省财政厅"} <= {item.value for item in circular.issuers}
