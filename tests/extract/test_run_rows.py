"""Lists of documents however a copy of a page set their rows: a row a line, a cell a line, all rows
run together, below the names of their columns or without them."""

from collections import Counter
from datetime import date

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.column_tables import table_end
from hongtou.extract.run_rows import row_cuts

HEAD = "云澜省财政厅关于废止一批文件的通知\n云财〔2021〕18号\n各市财政局：\n"
CLOSE = "\n云澜省财政厅\n2021年3月5日\n"
LISTED = [
    ("云澜省财政厅关于印发《云澜省水利专项资金管理办法》的通知", "云财农〔2008〕112号"),
    ("云澜省财政厅关于调整差旅费标准的通知", "云财行〔2010〕5号"),
    ("云澜省财政厅、云澜省物价局关于公布收费目录的通知", "云财综〔2011〕37号"),
    ("关于加强粮食风险基金管理的意见", "云财建〔1999〕204号"),
    ("云澜省会计人员继续教育暂行规定", "云财会〔2003〕9号"),
]
INNER = str.maketrans("《》", "〈〉")
COUNTS = {"count": "{n}{cell}", "dotted": "{n}.{cell}", "uncounted": ""}
TITLES = {"plain": ("", "", "", ""), "marks": "《》  ", "brackets": "  （）", "both": "《》（）"}
COLUMNS = {
    "no_columns": "",
    "columns": "序号 文件名称 文号\n",
    "a_column_a_line": "序号\n文件名称\n文号\n",
}
CELLS = {"spaced": " ", "glued": "", "a_cell_a_line": "\n"}
PLACES = {
    "below": "经研究，决定废止下列文件：\n{table}" + CLOSE,
    "below_a_full_stop": "经研究，决定废止下列5件文件。\n{table}" + CLOSE,
    "annex": "经研究，决定废止一批文件（见附件）。" + CLOSE + "附件：废止文件目录\n{table}",
}


def rows(count, marks, cell):
    left, right, open_, close = (mark.strip() for mark in marks)
    for n, (title, number) in enumerate(LISTED, 1):
        named = title.translate(INNER) if left else title
        yield count.format(n=n, cell=cell) + left + named + right + cell + open_ + number + close


def repealed(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return [
        (item.title.translate(INNER), item.number)
        for item in circular.references
        if item.relation == "repeals" and item.title
    ]


EXPECTED = [(title.translate(INNER), number) for title, number in LISTED]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("marks", TITLES)
@pytest.mark.parametrize("count", COUNTS)
def test_a_row_a_line(as_text, count, marks, cell, columns, place):
    table = "\n".join(rows(COUNTS[count], TITLES[marks], CELLS[cell]))
    text = HEAD + PLACES[place].format(table=COLUMNS[columns] + table)
    assert repealed(as_text, text) == EXPECTED


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("columns", ["", "序号 文件名称 文号 ", "序号文件名称文号"])
@pytest.mark.parametrize("cell", ["spaced", "glued"])
@pytest.mark.parametrize("marks", TITLES)
@pytest.mark.parametrize("count", ["count", "dotted"])
def test_all_rows_on_one_line(as_text, count, marks, cell, columns, place):
    table = CELLS[cell].join(rows(COUNTS[count], TITLES[marks], CELLS[cell]))
    text = HEAD + PLACES[place].format(table=columns + table)
    assert repealed(as_text, text) == EXPECTED


@pytest.mark.parametrize("columns", ["", "序号 文件名称 文号 ", "序号文件名称文号"])
def test_rows_without_counts_on_one_line(as_text, columns):
    table = " ".join(rows("", TITLES["plain"], " "))
    text = HEAD + PLACES["annex"].format(table=columns + table)
    assert repealed(as_text, text) == EXPECTED


@pytest.mark.parametrize("at", range(60, 140, 7))
def test_a_line_broken_anywhere(as_text, at):
    table = "附件：废止文件目录 序号 文件名称 文号 " + " ".join(rows("{n} ", TITLES["plain"], " "))
    text = HEAD + "经研究，决定废止一批文件（见附件）。" + CLOSE + f"{table[:at]}\n{table[at:]}"
    assert len(repealed(as_text, text)) == len(LISTED)


@pytest.mark.parametrize(
    "text",
    [
        "废止《甲办法》（云财〔2008〕1号）、《乙办法》（云财〔2009〕2号）、《丙办法》（云财〔2010〕3号）和《丁办法》（云财〔2011〕4号）。",
        "根据云财〔2008〕1号、云财〔2009〕2号、云财〔2010〕3号规定，对2011年1月起的3项收费作出调整。",
        "经研究，云财〔2008〕1号、云财〔2009〕2号文件停止执行，云财〔2010〕3号2项收费继续执行。",
    ],
)
def test_a_sentence_is_no_table(text):
    assert row_cuts(text, frozenset()) == []


DATED = ("2008年3月11日", "2010-04-12", "2011.5.13", "1999年6月", "2003年")
REMARKS = ("已被新规定代替", "主要内容与上位法不一致", "工作任务已完成", "适用期已过", "")
MORE = {
    "dated": ("序号 文件名称 文号 发文日期", lambda n, t, no: [n, t, no, DATED[int(n) - 1]]),
    "number_first": ("序号 发文字号 文件名称", lambda n, t, no: [n, no, t]),
    "day_first": ("序号 发文日期 文号 文件名称", lambda n, t, no: [n, DATED[0], no, t]),
    "issuer": ("序号 文件名称 文号 制定机关", lambda n, t, no: [n, t, no, "云澜省财政厅"]),
    "remarks": ("序号 文件名称 文号 备注", lambda n, t, no: [n, t, no, REMARKS[int(n) - 1]]),
}
FATES = {
    "repeals": "现将废止的文件目录公布如下：",
    "ceases": "自本通知印发之日起，以下文件不再执行：",
    "declares_lapsed": "下列文件因适用期已过，自然失效：",
    "suspends": "决定暂停执行下列文件：",
    "extends": "以下文件继续执行至2025年12月31日：",
    "confirms": "经清理，决定保留下列规范性文件：",
}
SETTINGS = {
    "a_row_a_line": lambda columns, cells: "\n".join(
        [columns, *(" ".join(row).strip() for row in cells)]
    ),
    "a_cell_a_line": lambda columns, cells: "\n".join(
        [columns.replace(" ", "\n"), *("\n".join(filter(None, row)) for row in cells)]
    ),
    "tabs": lambda columns, cells: "\n".join(
        [columns.replace(" ", "\t"), *("\t".join(row) for row in cells)]
    ),
    "one_line": lambda columns, cells: " ".join(
        [columns, *(" ".join(row).strip() for row in cells)]
    ),
    "no_columns": lambda columns, cells: "\n".join(" ".join(row).strip() for row in cells),
}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("kind", MORE)
@pytest.mark.parametrize("relation", FATES)
def test_further_columns(as_text, relation, kind, setting):
    columns, row = MORE[kind]
    cells = [row(str(n), title, number) for n, (title, number) in enumerate(LISTED, 1)]
    table = SETTINGS[setting](columns, cells)
    (circular,) = read_circulars(as_text(f"{HEAD}{FATES[relation]}\n{table}{CLOSE}"))
    found = [item for item in circular.references if item.title]
    assert [(item.title.translate(INNER), item.number) for item in found] == EXPECTED
    assert {item.relation for item in found} == {relation}


def test_the_first_named_of_a_list_is_told_once_with_its_number(as_text):
    title = LISTED[0][0]
    body = f"决定废止《{title.translate(INNER)}》等5件规范性文件，现予公布：\n"
    table = "\n".join(rows("{n}{cell}", TITLES["plain"], " "))
    assert repealed(as_text, HEAD + body + table + CLOSE) == EXPECTED


def test_days_in_cells_part_no_circular(as_text):
    cells = [[str(n), *row, DATED[0]] for n, row in enumerate(LISTED, 1)]
    table = SETTINGS["a_cell_a_line"]("序号 文件名称 文号 发文日期", cells)
    annex = f"经研究，决定废止一批文件（见附件）。{CLOSE}附件：废止文件目录\n{table}"
    assert repealed(as_text, HEAD + annex) == EXPECTED


LASTS = ((2025, 12, 31), (2024, 6, 30), (2026, 1, 1), (2025, 3, 31), (2023, 12, 31))
DAYS = {
    "full": "{}年{}月{}日".format,
    "dashes": "{}-{:02}-{:02}".format,
    "dots": "{}.{}.{}".format,
    "told": "有效期延长至{}年{}月{}日".format,
}
COLUMNS_OF_DAYS = {
    "one": ("序号 文件名称 文号 有效期至", lambda day: [day]),
    "behind": ("序号 文件名称 文号 发文日期 有效期截止日期", lambda day: ["2019年5月6日", day]),
    "before": ("序号 文件名称 文号 有效期至 印发时间", lambda day: [day, "2019年5月6日"]),
    "old_and_new": (
        "序号 文件名称 文号 原有效期至 延长后有效期",
        lambda day: ["2021年5月6日", day],
    ),
}
EXTENDED = {
    "body": "决定延长下列文件的有效期：\n{}" + CLOSE,
    "annex": "现将目录予以公布。" + CLOSE + "附件：\n延长有效期的规范性文件目录\n{}",
}


def extended(as_text, text):
    (circular,) = read_circulars(as_text(text))
    return [(i.number, i.until) for i in circular.references if i.relation == "extends"]


UNTIL = [(number, date(*day)) for (_, number), day in zip(LISTED, LASTS, strict=True)]


@pytest.mark.parametrize("place", EXTENDED)
@pytest.mark.parametrize("setting", ["a_row_a_line", "tabs", "one_line"])
@pytest.mark.parametrize("written", DAYS)
@pytest.mark.parametrize("kind", COLUMNS_OF_DAYS)
def test_the_last_day_of_each_row(as_text, kind, written, setting, place):
    columns, row = COLUMNS_OF_DAYS[kind]
    cells = [
        [str(n), title, number, *row(DAYS[written](*day))]
        for n, ((title, number), day) in enumerate(zip(LISTED, LASTS, strict=True), 1)
    ]
    table = SETTINGS[setting](columns, cells)
    assert extended(as_text, HEAD + EXTENDED[place].format(table)) == UNTIL


@pytest.mark.parametrize("place", EXTENDED)
def test_the_last_day_of_a_row_told_behind_its_number(as_text, place):
    table = "\n".join(
        f"{n}.《{title.translate(INNER)}》（{number}），有效期延长至{DAYS['full'](*day)}。"
        for n, ((title, number), day) in enumerate(zip(LISTED, LASTS, strict=True), 1)
    )
    assert extended(as_text, HEAD + EXTENDED[place].format(table)) == UNTIL


def test_a_row_without_a_day_in_each_column_tells_none(as_text):
    table = f"序号 文件名称 文号 发文日期 有效期至\n1 {' '.join(LISTED[0])} 2019年5月6日"
    found = extended(as_text, HEAD + EXTENDED["annex"].format(table))
    assert found == [(LISTED[0][1], None)]


WRAPPED = [
    (
        "云澜省财政厅、云澜省水利厅、云澜省物价局关于印发云澜省",
        "2020年水费管理办法的通知",
        "云水〔2020〕3号",
    ),
    (
        "云澜省财政厅、云澜省水利厅、云澜省物价局关于落实云财〔2019〕",
        "3号文件要求的通知",
        "云水〔2020〕4号",
    ),
    (
        "云澜省财政厅、云澜省水利厅、云澜省物价局关于认真贯彻落实",
        "5部门会议精神的通知",
        "云水〔2020〕5号",
    ),
    (
        "云澜省财政厅、云澜省水利厅关于在全省开展农村饮水安全工程",
        "第4次检查的通知",
        "云水〔2020〕6号",
    ),
]


@pytest.mark.parametrize("mark", ["{n}.", "{n}、", "（{n}）"])
@pytest.mark.parametrize("place", ["below", "below_a_full_stop"])
def test_a_title_wrapped_before_a_numeral(as_text, place, mark):
    listed = [
        f"{mark.format(n=n)}{first}\n{rest}（{number}）"
        for n, (first, rest, number) in enumerate(WRAPPED, 1)
    ]
    text = HEAD + PLACES[place].format(table="\n".join(listed))
    assert repealed(as_text, text) == [(first + rest, number) for first, rest, number in WRAPPED]


OTHER_DAYS = ["补贴执行至", "报名截止至", "申报期限至", "项目执行期限为"]
OWN_DAYS = ["继续执行至", "有效期延长5年至", "执行期限：", "自2021年1月1日起执行至"]


@pytest.mark.parametrize("words", [*OTHER_DAYS, *OWN_DAYS])
@pytest.mark.parametrize("between", ["，", " "])
def test_only_a_day_told_of_the_document_is_its_last(as_text, between, words):
    rows = [
        f"{n} {t}（{no}）{between}{words}2025年12月31日" for n, (t, no) in enumerate(LISTED[1:4], 1)
    ]
    found = extended(as_text, HEAD + EXTENDED["body"].format("\n".join(rows)))
    last = date(2025, 12, 31) if words in OWN_DAYS else None
    assert found == [(number, last) for _, number in LISTED[1:4]]


PARTS = [
    ("一、废止的文件", "二、宣布失效的文件", "declares_lapsed"),
    ("（一）废止的文件（2件）", "（二）继续有效的文件（2件）", "confirms"),
    ("废止的文件目录", "继续有效的文件目录", "confirms"),
    ("一、下列文件予以废止：", "二、下列文件宣布失效：", "declares_lapsed"),
]
RESULTS = {
    "body": "经清理，现将结果公布如下：\n{}" + CLOSE,
    "annex": "经清理，现将结果予以公布。" + CLOSE + "附件\n文件清理结果\n{}",
}


@pytest.mark.parametrize("place", RESULTS)
@pytest.mark.parametrize("columns", ["", "序号 文件名称 文号\n"])
@pytest.mark.parametrize(("first", "second", "relation"), PARTS)
def test_a_heading_between_rows_parts_their_fates(as_text, first, second, relation, columns, place):
    halves = [
        columns + "\n".join(f"{n} {title} {number}" for n, (title, number) in enumerate(some, 1))
        for some in (LISTED[:2], LISTED[2:4])
    ]
    table = f"{first}\n{halves[0]}\n{second}\n{halves[1]}"
    (circular,) = read_circulars(as_text(HEAD + RESULTS[place].format(table)))
    told = [(item.relation, item.number) for item in circular.references]
    expected = ["repeals", "repeals", relation, relation]
    assert told == list(zip(expected, [number for _, number in LISTED[:4]], strict=True))


MANY = {
    "a_column_a_line": "\n".join(["序号"] * 1_500),
    "columns_a_line": "\n".join(["序号文件名称文号"] * 1_500),
    "first_rows": "\n".join(["1关于甲", "2关于乙"] * 1_500),
    "numbers_on_a_line": " ".join(f"云财〔2010〕{n}号" for n in range(1, 1_500)),
    "titles_and_numbers": " ".join(f"关于甲的通知 云财〔2010〕{n}号" for n in range(1, 1_500)),
}


@pytest.mark.parametrize("opening", ["", "下列文件予以废止：\n"])
@pytest.mark.parametrize("many", MANY)
def test_no_list_is_looked_at_again_from_each_of_its_lines(as_text, monkeypatch, many, opening):
    looked = Counter()

    def counted(paragraphs, start):
        looked["paragraphs"] += (end := table_end(paragraphs, start)) - start
        return end

    monkeypatch.setattr("hongtou.extract.references.table_end", counted)
    lines = MANY[many]
    read_circulars(as_text(HEAD + opening + lines + CLOSE))
    assert looked["paragraphs"] <= lines.count("\n") + 10
