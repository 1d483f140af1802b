"""Circulars as collections of law and courts print them: history lines, joint orders, plain names."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.blocks import read_document

HEAD = "云澜省财政厅关于加强资金管理的通知\n云财规〔2020〕5号\n各市财政局：\n"
TAIL = "云澜省财政厅\n2020年8月19日\n"


def read(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return circular


def told(references):
    return [(one.relation, one.title, one.number, one.target_clause) for one in references]


def test_a_number_below_the_line_that_tells_who_passed_the_text(as_text):
    text = (
        "云澜省检察院关于邮寄送达文书的若干规定\n\n"
        "2014年12月30日 云澜省检察院第十二届检察委员会第三十三次会议通过\n\n"
        "云检发〔2015〕1号\n\n第一条 文书可以邮寄送达。\n\n第二条 本规定自公布之日起施行。\n"
    )
    circular = read(as_text, text)
    assert circular.number.value.text == "云检发〔2015〕1号"
    assert circular.title.value == "云澜省检察院关于邮寄送达文书的若干规定"
    assert circular.issued_on.value == dt.date(2014, 12, 30)
    assert circular.issued_on.confidence < 0.9  # the day of a meeting


@pytest.mark.parametrize("behind", ["云澜省人民政府令第37号发布", "公布，自公布之日起施行"])
def test_of_two_days_below_a_title_that_of_issue_counts(as_text, behind):
    text = (
        "云澜省调解委员会组织条例\n\n1989年5月5日 省人民政府第40次常务会议通过\n\n"
        f"1989年6月17日 {behind}\n\n1989年7月1日 施行\n\n第一条 为了加强建设，制定本条例。\n\n"
        "第十七条 本条例自发布之日起施行。1954年3月22日公布施行的《云澜省调解委员会通则》同时废止。\n"
    )
    circular = read(as_text, text)
    assert circular.issued_on.value == circular.published_on.value == dt.date(1989, 6, 17)
    assert circular.validity.effective_on == dt.date(1989, 6, 17)
    (repeal,) = circular.references
    assert (repeal.relation, repeal.title) == ("repeals", "云澜省调解委员会通则")
    assert repeal.issuer is None


def test_a_day_above_the_title_is_no_circular(as_text):
    text = "2018.11.02\n云澜省卫生厅关于印发指南的通知\n\n云卫函〔2016〕936号\n\n各市卫生局：\n为完善体系，现印发指南。\n云澜省卫生厅\n2016年8月29日\n"
    assert read(as_text, text).issued_on.value == dt.date(2016, 8, 29)


def test_an_order_of_several_bodies_is_named_with_all_of_them(as_text):
    sentence = "一、应严格按照《产权转让管理暂行办法》（省国资委、财政厅令第3号）及《转让规定》（云国资发〔2005〕78号）等有关文件的规定执行。\n"
    references = read(as_text, HEAD + sentence + TAIL).references
    assert told(references) == [
        ("applies", "产权转让管理暂行办法", "省国资委财政厅令第3号", None),
        ("applies", "转让规定", "云国资发〔2005〕78号", None),
    ]
    assert [(one.scope, one.partial) for one in references] == [(None, False)] * 2


def test_a_common_word_given_as_a_short_name(as_text):
    text = (
        "云澜省职工休假实施办法\n第一条 为了实施《云澜省职工休假条例》（以下简称条例），制定本实施办法。\n"
        "第二条 职工有条例第四条第（二）、（三）项情形的，不享受休假。\n"
        "第三条 依照条例规定享受休假的，由单位发给工资。\n"
        "第四条 违反供水条例第七条的，由水务部门处理。本条例草案另行公布。\n"
    )
    references = read(as_text, text).references
    assert told(references) == [
        ("implements", "云澜省职工休假条例", None, None),
        ("cites", "云澜省职工休假条例", None, "第四条第（二）、（三）项"),
        ("applies", "云澜省职工休假条例", None, None),
    ]
    assert references[2].scope is None


def test_the_new_wording_of_an_article_amends_nothing(as_text):
    text = (
        "云澜省高级法院关于修改《关于办理案件的解释》的决定\n\n"
        "现决定对《关于办理案件的解释》（云高法〔2009〕19号，以下简称《解释》）作如下修改：\n\n"
        "一、将《解释》原第六条修改为：“经催收后仍不归还的，应当认定为透支。\n\n"
        "“具有以下情形之一的，属于本条第二款规定的情形，但有证据证明的除外：\n\n"
        "“（一）明知不能归还的；\n\n“（二）其他情形。”\n\n二、删去《解释》第九条。\n"
    )
    amended = [one.target_clause for one in read(as_text, text).references if one.clause]
    assert amended == ["第六条", "第九条"]


BODY = "一、加强管理。各市要高度重视。\n二、严肃纪律。对违反规定的，依法处理。\n"
CLOSE = "本通知自2020年9月1日起施行。《云澜省资金管理办法》（云财规〔2015〕3号）同时废止。\n"


def test_what_closes_a_text_below_its_clauses_stands_in_none(as_text):
    circular = read(as_text, HEAD + BODY + CLOSE + TAIL)
    assert [one.clause for one in circular.references] == [None]
    assert circular.clauses[1].text == "对违反规定的，依法处理。"
    headed = BODY + "三、施行日期\n" + CLOSE
    circular = read(as_text, HEAD + headed + TAIL)
    assert [one.clause for one in circular.references] == ["三"]


@pytest.mark.parametrize(
    ("word", "start"),
    [("本办法", dt.date(2020, 9, 1)), ("本管理办法", dt.date(2020, 9, 1)), ("本通知", None)],
)
def test_a_circular_tells_when_the_text_it_carries_starts(as_text, word, start):
    text = (
        "云澜省财政厅关于印发《云澜省资金管理办法》的通知\n云财规〔2020〕5号\n各市财政局：\n"
        f"现将《云澜省资金管理办法》印发给你们。{word}自2020年9月1日起执行。\n{TAIL}"
        "云澜省资金管理办法\n第一章 总则\n第一条 为加强管理，制定本办法。\n"
    )
    circular = read(as_text, text)
    (carried,) = circular.carried
    assert (carried.validity and carried.validity.effective_on) == start


def test_a_purpose_is_no_norm(as_text):
    purpose = "一、根据《云澜省预算条例》，参照《云澜省资金办法》，制定本规则。\n二、各市根据本规则制定本地区细则。\n"
    norms = read(as_text, HEAD + purpose + TAIL).norms
    assert [norm.clause for norm in norms] == ["二"]


def test_addressees_whose_colon_is_lost(as_text):
    text = (
        "云城区人民政府办公室关于印发城市管理细则的通知\n各街道办事处,区级各部门,云新区管委会\n"
        "《云城区城市管理细则》已经区政府审议通过,现印发你们。\n云城区人民政府办公室\n2020年10月28日\n"
    )
    circular = read(as_text, text)
    named = [one.value for one in circular.addressees]
    assert named == ["各街道办事处", "区级各部门", "云新区管委会"]
    assert all(one.confidence < 0.9 for one in circular.addressees)
    assert circular.references[0].issuer is None


def test_what_closes_an_amending_decision_amends_nothing_more(as_text):
    text = (
        "云澜省建设厅关于修改《招标办法》的决定\n"
        "省建设厅决定对《招标办法》（云建令第89号）作如下修改：\n一、删去第三条。\n"
        "本决定自发布之日起施行。《招标办法》根据本决定作相应修正，重新发布。\n2018年9月28日\n"
    )
    references = read(as_text, text).references
    assert told(references) == [
        ("amends", "招标办法", "云建令第89号", None),
        ("amends", "招标办法", "云建令第89号", "第三条"),
    ]


def test_a_collection_that_goes_on_with_another_text(as_text):
    text = (
        "云澜省高级法院关于继承问题的复函\n云澜省高级法院\n云澜省高级法院关于继承问题的复函\n"
        "1964年2月10日，云澜省高级法院\n云州市中级法院：\n来函收悉。侄子女没有代位继承权，由你们酌定，并告诉申诉人。\n\n"
        "云州市拆迁管理条例\n云澜省云州市人大常委会\n云州市拆迁管理条例\n第一章 总则\n"
        "第一条 为加强管理，制定本条例。\n第二条 凡在本市拆迁的，适用本条例。\n"
    )
    first, second = read_circulars(as_text(text))
    assert first.addressees[0].value == "云州市中级法院"
    assert second.title.value == "云州市拆迁管理条例"
    assert [clause.id for clause in first.clauses] == []


def test_particulars_with_their_values_on_lines_of_their_own(as_text):
    title = "云澜县人民政府关于印发管理办法的通知"
    text = (
        f"标题\n{title}发文机关\n云澜县人民政府办公室\n发文字号\n云政发〔2021〕1号\n索引号\n1137/2021-51\n"
        f"成文日期\n2021-03-26\n有效性\n有效\n{title}\n云政发〔2021〕1号\n各镇人民政府：\n"
        "《云澜县管理办法》已经县政府同意，现印发给你们。\n云澜县人民政府\n2021年3月26日\n"
    )
    assert read(as_text, text).number.value.text == "云政发〔2021〕1号"


def test_the_state_a_portal_gives_a_title_is_no_part_of_it(as_text):
    text = (
        "索引号：1144/2017-00096\n发布机构：云州市人民政府办公室\n成文日期：2017-04-05\n"
        "名称：【已失效】云州市人民政府关于印发《云州市程序规定》的通知\n文号：云府〔2017〕46号\n"
        "云府〔2017〕46号\n各县人民政府：\n《云州市程序规定》已经通过，现印发给你们。\n云州市人民政府\n2017年4月5日\n"
    )
    assert read(as_text, text).title.value == "云州市人民政府关于印发《云州市程序规定》的通知"


def test_orders_of_the_first_years_by_their_letters(as_text):
    text = (
        "（一）奉云东军政委员会东办秘字第五三一号通令，统一规定各级政府名称。\n（二）希即遵照。\n"
    )
    (reference,) = read(as_text, text).references
    assert (reference.relation, reference.number) == ("based_on", "东办秘字第531号")
    assert reference.issuer == "云东军政委员会"


def test_a_body_above_the_last_of_three_titles_is_not_before_it(as_text):
    title = "云州市人民政府办公厅关于印发云州市农村老人补贴办法的通知"
    text = (
        f"{title}\n作者：法规网 时间：2024-07-05\n{title}\n云澜省云州市人民政府办公厅\n{title}\n"
        "云政办函〔2008〕358号\n各区、县人民政府：\n《云州市农村老人补贴办法》已经市政府同意，现印发给你们。\n"
        "二○○八年十月二十日\n"
    )
    circular = read(as_text, text)
    assert [body.value for body in circular.issuers] == ["云州市人民政府办公厅"]
    assert circular.title.value == title


def test_a_title_with_its_day_and_a_number_behind_its_day(as_text):
    title = "云州市人民政府关于印发云州市管理规定的通知"
    text = (
        f"用户名 密码\n记住我\n{title}\n状态：有效 发布日期：2004-05-19 生效日期：2004-05-19\n"
        f"发布部门：云澜省云州市人民政府\n发布文号：\n{title}（2004/06/23）\n2004-6-23云政发〔2004〕89号\n"
        "各县人民政府：\n《云州市管理规定》已经通过，现予以印发。\n二oo四年五月十九日\n"
    )
    circular = read(as_text, text)
    assert circular.title.value == title
    assert circular.number.value.text == "云政发〔2004〕89号"
    assert circular.issued_on.value == dt.date(2004, 5, 19)
    assert [body.value for body in circular.addressees] == ["各县人民政府"]


def test_a_name_in_latin_letters_above_the_title(as_text):
    text = (
        "Yunlan Finance Executive Council Limited\n服务热线：400-000-0000\n\n云州市人民政府关于印发管理办法的通知\n\n"
        "内容分类：财务法 实 效 性：现行有效\n文    号：云政发[2007]18号 发文机关：\n发文日期：2007-04-04\n"
        "各县人民政府，市政府各委、办、局：\n《云州市管理办法》已经通过，现印发给你们。\n云州市人民政府\n二○○七年四月四日\n"
    )
    circular = read(as_text, text)
    assert circular.title.value == "云州市人民政府关于印发管理办法的通知"
    assert circular.number.value.text == "云政发〔2007〕18号"
    assert circular.addressees[0].value == "各县人民政府"


def test_a_head_whose_breaks_are_lost_altogether(as_text):
    title = "云澜省建设委员会关于印发《云澜省建筑业计价依据的实施意见》的通知"
    text = (
        f"{title}来源：发布时间：2016-04-08 浏览次数：2471云建发〔2016〕116号{title}各有关单位：根据《准备工作的通知》"
        "（云建标〔2016〕4号）等文件规定，建筑业纳入试点范围。\n\n结合本市实际情况制订了《云澜省建筑业计价依据的实施意见》，"
        "现印发给你们，请遵照执行。\n\n附件：云澜省建筑业计价依据的实施意见云澜省建设委员会2016年4月6日\n"
    )
    circular = read(as_text, text)
    assert circular.number.value.text == "云建发〔2016〕116号"
    assert circular.title.value == title
    assert [body.value for body in circular.issuers] == ["云澜省建设委员会"]
    assert [body.value for body in circular.addressees] == ["各有关单位"]
    assert circular.issued_on.value == dt.date(2016, 4, 6)
    assert [(one.relation, one.number) for one in circular.references] == [
        ("based_on", "云建标〔2016〕4号"),
        ("promulgates", None),
    ]


def test_what_was_passed_behind_its_basis_is_promulgated(as_text):
    sentence = "根据《云澜省外贸法》和《云澜省进出口条例》，《云澜省配额办法》已经省政府讨论通过，现予公布。\n"
    references = read(as_text, HEAD + sentence + TAIL).references
    assert [(one.relation, one.title) for one in references] == [
        ("based_on", "云澜省外贸法"),
        ("based_on", "云澜省进出口条例"),
        ("promulgates", "云澜省配额办法"),
    ]


def test_an_announcement_counted_by_year_behind_its_verb(as_text):
    sentence = "2007年6月15日，省商务厅发布2007年第48号公告，决定征收。\n"
    (reference,) = read(as_text, HEAD + sentence + TAIL).references
    assert (reference.relation, reference.number) == ("cites", "公告2007年第48号")


def test_two_days_in_one_line_below_a_title(as_text):
    text = (
        "云澜省用水办法\n（1999年3月5日省政府第3次会议通过，2003年5月1日省政府令第8号公布）\n"
        "第一条 为管理用水，制定本办法。\n第二条 本办法自公布之日起施行。\n"
    )
    circular = read(as_text, text)
    assert circular.issued_on.value == circular.published_on.value == dt.date(2003, 5, 1)


@pytest.mark.parametrize("between", ["", "云财规〔2020〕5号"])
def test_titles_glued_to_each_other(as_text, between):
    title = "云澜省水务厅、云澜省财政厅关于加强用水管理的通知"
    body = "各市要认真落实用水管理的各项要求，切实加强组织领导，" * 8 + "请认真执行。"
    text = f"首页\n{title}{title}{between}各市财政局：{body}\n云澜省财政厅\n2020年8月19日\n"
    circular = read(as_text, text)
    assert circular.title.value == title
    assert (circular.number and circular.number.value.text) == (between or None)
    assert [body.value for body in circular.addressees] == ["各市财政局"]


@pytest.mark.parametrize("label", ["抄送：", "联系单位："])
def test_a_labelled_last_line_is_no_signature(as_text, label):
    text = HEAD + "一、各市要落实。\n二、各县应当巡查。\n" + label + "云澜省财政厅2020年8月19日"
    assert read(as_text, text).issued_on is None


def test_articles_of_an_amending_decision_are_its_clauses(as_text):
    text = (
        "云澜省人民政府关于修改《云澜省供水办法》的决定\n云澜省人民政府令第5号\n"
        "第一条　将第三条修改为：“甲。”\n第二条　增加一条，作为第五条：“乙。”\n"
        "第三条　本决定自公布之日起施行。\n2020年8月19日"
    )
    circular = read(as_text, text)
    assert [clause.id for clause in circular.clauses] == ["第一条", "第二条", "第三条"]
    amended = [(one.target_clause, one.clause) for one in circular.references]
    assert amended == [("第三条", "第一条"), ("第五条", "第二条")]


def test_a_start_between_clauses_closes_none(as_text):
    text = (
        HEAD + "一、标准\n（一）城市低保标准提高到每人每月800元。\n本标准自2020年1月1日起执行。\n"
        "（二）特困供养标准提高到每人每月1200元。\n二、要求\n各市应当落实到位。\n" + TAIL
    )
    circular = read(as_text, text)
    assert [clause.id for clause in circular.clauses] == ["一", "二"]
    assert [clause.id for clause in circular.clauses[0].children] == ["一（一）", "一（二）"]


OWED = [
    "根据《云澜省预算条例》，各市应当于月底前制定本办法的配套制度。",
    "根据国家有关规定，制定本实施方案，各县必须于6月底前报送。",
    "按照省政府要求，各县应当结合实际制定本办法实施细则。",
]


@pytest.mark.parametrize("sentence", OWED)
def test_what_is_owed_under_a_basis_is_a_norm(as_text, sentence):
    norms = read(as_text, f"{HEAD}一、{sentence}\n二、执行情况。\n{TAIL}").norms
    assert [norm.modality for norm in norms if norm.clause == "一"] == ["obligation"]


def test_places_and_banks_whose_names_look_like_verbs(as_text):
    text = (
        HEAD + "一、奉贤区水务局《关于用水的通知》（奉水发〔2020〕3号）废止。\n"
        "二、农发行《贷款通知》（农发〔2020〕3号）同时废止。\n" + TAIL
    )
    issuers = [one.issuer for one in read(as_text, text).references]
    assert issuers == ["奉贤区水务局", "农发行"]


def test_a_heading_alone_is_no_addressee(as_text):
    text = "云澜省财政厅关于各部门职责分工的通知\n各部门\n负责本部门工作。\n" + TAIL
    assert read(as_text, text).addressees == ()


def test_the_rest_of_what_is_planned_is_planned_too(as_text):
    sentence = "拟对《云澜省渔船办法》等9件规章予以修改，对《云澜省专利办法》等5件规章予以废止。\n"
    references = read(as_text, HEAD + sentence + TAIL).references
    assert [(one.relation, one.effective) for one in references] == [("cites", False)] * 2


def test_a_text_right_below_the_mark_of_an_annex(as_text):
    text = (
        "云州市税务局关于印发后续管理办法（试行）的通知\n云税发〔2006〕6号\n2006-1-17\n各县税务局：\n"
        "为加强管理，制定了《后续管理办法（试行）》，现印发给你们，请遵照执行。\n附：\n后续管理办法（试行）\n"
        "根据《云澜省税务条例》、《税务条例细则》，结合我市实际，制定本办法，望各县遵照执行。\n第一章 总则\n"
        "第一条 本办法适用于全市。\n"
    )
    (carried,) = read(as_text, text).carried
    assert [one.title for one in carried.references] == ["云澜省税务条例", "税务条例细则"]


def test_a_term_extended_by_number(as_text):
    sentence = (
        "对附件所列商品，延长云税公告〔2020〕8号规定的排除期限，自2021年9月17日至2022年4月16日。\n"
    )
    (reference,) = read(as_text, HEAD + sentence + TAIL).references
    assert (reference.relation, reference.number) == ("extends", "云税公告〔2020〕8号")


def test_what_a_collection_says_of_itself_is_no_circular(as_text):
    text = (
        "云税函〔2010〕205号[合集]\n时间：2019-05-13 17:46:03下载本文作者：会员上传\n"
        "简介：小编为你整理了多篇相关的《云税函〔2010〕205号》，还可以找到更多。\n"
        "第一篇：云税函〔2010〕205号\n云澜省税务局关于印发实施方案的通知（云税函〔2010〕205号）\n"
        "各市税务局：\n为适应要求，制定如下方案，请遵照执行。\n二〇一〇年八月九日\n"
    )
    assert read(as_text, text).number.value.text == "云税函〔2010〕205号"


def test_addressees_below_the_notes_of_a_collection(as_text):
    text = (
        "云澜省人民政府关于同意设立云城区的批复\n云政函〔2001〕28号\n云澜省人民政府\n2001年3月22日\n"
        "本作品收錄於《云澜省人民政府公报/2001年/第15号\n收录于《云澜省人民政府公报》2001年第15号\n"
        "云州市人民政府：\n你市《关于设立云城区的请示》（云州政〔2000〕72号）收悉。现批复如下：\n"
        "一、同意设立云城区。\n云澜省人民政府\n二〇〇一年三月二十二日\n"
    )
    assert [body.value for body in read(as_text, text).addressees] == ["云州市人民政府"]


def test_what_an_own_genre_says_is_not_said_of_what_is_attached(as_text):
    text = (
        "云澜省财政厅关于印发《云澜省资金管理办法》的办法\n云财规〔2020〕5号\n各市财政局：\n"
        f"现将《云澜省资金管理办法》印发给你们。本办法自2020年9月1日起执行。\n{TAIL}"
        "云澜省资金管理办法\n第一章 总则\n第一条 为加强管理，制定本细则。\n"
    )
    (carried,) = read(as_text, text).carried
    assert carried.validity is None or carried.validity.effective_on is None


def test_a_paragraph_that_names_a_title_twice_is_one(as_text):
    title = "云澜省财政厅关于加强资金管理的通知"
    rows = "\n".join(f"第{n}项工作由各市财政局负责落实。" for n in range(60))
    again = f"{title}印发后，各市要认真落实，{title}的各项要求都要执行，" + "并及时报告。" * 20
    document = read_document(as_text(f"{HEAD}{rows}\n{again}\n{TAIL}"))
    assert again in [block.text for block in document.blocks]
