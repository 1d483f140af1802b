"""The same sentence gives the same norm wherever it stands: in a clause, an item or an article, with
other sentences around it, on broken lines, in full-width digits, with blanks around digits.

The sentences and what they say are in norms_everywhere.txt: sentence | modality | quantities, each
`kind value unit bound` | deadlines: `on DAY`, `w VALUE UNIT EVENT DIRECTION` (event `-`: none named),
`r WORDS` of one that comes again, `t WORDS` where only words are known.
"""

import re
from pathlib import Path

import pytest

from hongtou.extract import read_circulars

HEAD = "云澜省水利厅文件\n云水规〔2020〕5号\n云澜省水利厅关于做好有关工作的通知\n各市水利局：\n"
CLOSE = "\n云澜省水利厅\n2020年8月19日\n"
ORDERS = HEAD + "为做好工作，现通知如下：\n"
ITEMS = ORDERS + "一、加强领导\n"
END = "\n二、请认真执行。" + CLOSE
LONG = (
    HEAD
    + "为进一步加强全省水库运行管理工作，提高水库安全运行水平，经研究，现就有关事项通知如下：\n"
    + "一、各市要高度重视水库安全运行管理工作，建立健全责任制，明确行政责任人、技术责任人和巡查责任人，确保措施落到实处。\n"
)
LAST = "\n三、各市要认真执行本通知各项要求，执行中遇到的问题及时向省水利厅反映。" + CLOSE
ISSUED = HEAD + "现将《云澜省水库工作办法》印发给你们，请遵照执行。" + CLOSE
ARTICLES = "云澜省水库工作办法\n第一条 为了加强管理，制定本办法。\n第二条 {}\n第三条 本办法由省水利厅负责解释。\n"
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
PLAIN = str.maketrans("０１２３４５６７８９．％,()", "0123456789.%，（）")


def broken(text, width):
    return "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, len(line) or 1, width)
    )


def clause(sentence):
    return ORDERS + f"一、{sentence}" + END


PLACES = {
    "clause": clause,
    "item": lambda s: ITEMS + f"（一）各地要努力。\n（二）{s}" + END,
    "number": lambda s: ITEMS + f"1．各地要努力。\n2．{s}" + END,
    "bracketed": lambda s: ITEMS + f"（1）各地要努力。\n（2）{s}" + END,
    "circled": lambda s: ITEMS + f"①各地要努力。\n②{s}" + END,
    "article": lambda s: ISSUED + ARTICLES.format(s),
    "behind_a_heading": lambda s: ORDERS + f"一、明确政策。{s}" + END,
    "behind_a_sentence": lambda s: ORDERS + f"一、明确政策\n各地要努力。{s}" + END,
    "counted": lambda s: ITEMS + f"各地要努力。一是{s}二是各地要自查。" + END,
    "with_a_note": lambda s: ORDERS + f"一、{s}（责任单位：省水利厅）" + END,
    "among_semicolons": lambda s: ORDERS + f"一、各地要努力；{s[:-1]}；各地要自查。" + END,
    "broken": lambda s: broken(LONG + f"二、{s}" + LAST, 28),
    "broken_early": lambda s: broken(LONG + f"二、{s}" + LAST, 23),
    "full_width": lambda s: clause(s.translate(FULL_WIDTH)),
    "blanks": lambda s: clause(re.sub(r"([0-9][0-9.:]*[%‰]?)", r" \1 ", s)),
}
TOLD = Path(__file__).with_name("norms_everywhere.txt")
ROWS = [
    [part.strip() for part in (*line.split("|"), "", "")[:4]]
    for line in TOLD.read_text("utf-8").splitlines()
]


def told(norm):
    """Modality, quantities and deadlines of a norm as the rows write them."""
    dues = [norm.deadline, *norm.further_deadlines] if norm.deadline else []
    return [
        norm.modality,
        "; ".join(f"{q.kind} {q.value} {q.unit} {q.bound}" for q in norm.quantities),
        "; ".join(map(due_told, dues)),
    ]


def due_told(due):
    if due.recurring and not due.within:
        return f"r {tight(due.recurring)}"
    if due.within:
        within = due.within
        event = tight(within.start) if within.start else "-"
        return f"w {within.value} {within.unit} {event} {within.direction}"
    return f"on {due.on}" if due.on else f"t {tight(due.text)}"


def tight(text):
    return re.sub(r"\s", "", text.translate(PLAIN))


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_sentence_says_the_same_wherever_it_stands(as_text, row):
    sentence, *expected = row
    read = {}
    for place, text in PLACES.items():
        (circular, *_) = read_circulars(as_text(text(sentence)))
        norms = [norm for part in (circular, *circular.carried) for norm in part.norms]
        read[place] = [told(n) for n in norms if tight(n.text) == sentence.removesuffix("。")]
    assert read == {place: [expected] for place in PLACES}


def test_the_word_that_counts_a_sentence_is_no_part_of_who_is_bound(as_text):
    text = PLACES["counted"]("县财政局应当公布名单。")
    norm = next(n for n in read_circulars(as_text(text))[0].norms if "公布" in n.text)
    assert (norm.bearer, norm.object) == ("县财政局", "名单")
    assert norm.evidence[0].quote == norm.text


SENTENCES_OF_A_CLAUSE = [
    "聘期为三年。",
    "口粮标准为每人每月三十斤。",
    "滞纳金按日加收万分之五。",
    "每本证书收取工本费五角。",
    "符合条件的，准予登记。",
    "赔偿金按损失的1至3倍计算。",
    "县级水务局每月至少检查一次。",
]


@pytest.mark.parametrize("sentence", SENTENCES_OF_A_CLAUSE, ids=range(len(SENTENCES_OF_A_CLAUSE)))
def test_a_sentence_with_an_amount_is_no_heading_of_the_next_one(as_text, sentence):
    (circular,) = read_circulars(as_text(clause(sentence + "各地要明确政策。")))
    assert circular.clauses[0].heading is None
    assert sentence[:-1] in [n.text for n in circular.norms]


NUMERALS = [
    ("选派2名教师任教。", "选派两名教师任教。"),
    ("单位应当配备1名管水员。", "单位应当配备一名管水员。"),
    ("单个项目补助最高不超过80万元。", "单个项目补助最高不超过八十万元。"),
    ("单位应当于次月10日前缴存。", "单位应当于次月十日前缴存。"),
    ("费率为3%至5%。", "费率为百分之三至百分之五。"),
    ("费率为5%至10%。", "费率为百分之五至十。"),
    ("每人每天伙食费3元5角。", "每人每天伙食费三元五角。"),
    ("票价一律按8折优惠。", "票价一律按八折优惠。"),
    ("超过24小时的加收10元。", "超过二十四小时的加收十元。"),
    ("各区应当于每月最后1个工作日前报送。", "各区应当于每月最后一个工作日前报送。"),
    ("学徒期限为2.5个月。", "学徒期限为两个半月。"),
]


@pytest.mark.parametrize(("arabic", "numerals"), NUMERALS, ids=range(len(NUMERALS)))
def test_arabic_and_chinese_numerals_say_the_same(as_text, arabic, numerals):
    one, other = (
        read_circulars(as_text(clause(sentence)))[0].norms[0] for sentence in (arabic, numerals)
    )
    assert one.modality == other.modality
    assert [(q.value, q.unit, q.bound) for q in one.quantities] == [
        (q.value, q.unit, q.bound) for q in other.quantities
    ]
    assert (one.deadline is None) == (other.deadline is None)
