"""Lists below words that tell of something else than their fate: what their documents serve, what
becomes of other documents; and lists of other things than documents."""

import pytest

from hongtou.extract import read_circulars

HEAD = "云澜省财政厅关于{}的通知\n云财〔2021〕18号\n各市财政局：\n"
CLOSE = "\n云澜省财政厅\n2021年3月5日\n"
LISTED = [("云澜省预算管理办法", "云财预〔2018〕5号"), ("云澜省债务管理办法", "云财债〔2018〕6号")]
ROWS = {
    "marks": "\n".join(f"{n}.《{t}》（{no}）" for n, (t, no) in enumerate(LISTED, 1)),
    "table": "\n".join(
        ["序号 文件名称 文号", *(f"{n} {t} {no}" for n, (t, no) in enumerate(LISTED, 1))]
    ),
    "tabs": "\n".join(
        ["序号\t文件名称\t文号", *(f"{n}\t{t}\t{no}" for n, (t, no) in enumerate(LISTED, 1))]
    ),
}
TITLES = ("有关事项", "废止部分规范性文件", "废止《云澜省水费办法》")
OPENINGS = (
    "请各地对照以下文件做好衔接：",
    "下列文件是本次清理的依据：",
    "为贯彻以下文件，原有做法停止执行。",
    "本通知依据下列规定制定，原规定同时废止。",
)
FATES = (
    "决定对以下2个文件予以废止，现予公布。",
    "废止下列规范性文件。",
    "对下列2件规范性文件，经研究，决定予以废止。",
    "下列规范性文件自本通知印发之日起废止，请遵照执行。",
)


def repealed(as_text, text):
    (circular,) = read_circulars(as_text(text))
    effects = [item for item in circular.references if item.relation != "cites"]
    return [(item.title, item.number) for item in effects if item.relation == "repeals"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("opening", OPENINGS)
def test_what_a_list_serves_ends_none_of_it(as_text, opening, rows, title):
    text = HEAD.format(title) + f"{opening}\n{ROWS[rows]}" + CLOSE
    assert not {row[1] for row in repealed(as_text, text)} & {number for _, number in LISTED}


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("opening", OPENINGS[:2])
def test_a_list_behind_one_that_is_repealed(as_text, opening, rows):
    body = (
        f"决定废止下列文件：\n1.《云澜省差旅费办法》（云财行〔2010〕5号）\n{opening}\n{ROWS[rows]}"
    )
    found = repealed(as_text, HEAD.format("有关事项") + body + CLOSE)
    assert found == [("云澜省差旅费办法", "云财行〔2010〕5号")]


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("opening", FATES)
def test_a_full_stop_below_which_the_list_stands(as_text, opening, rows):
    text = HEAD.format("有关事项") + f"{opening}\n{ROWS[rows]}" + CLOSE
    assert repealed(as_text, text) == LISTED


@pytest.mark.parametrize("between", [" ", "\t"])
@pytest.mark.parametrize("name", ["项目名称", "企业名称", "许可证名称"])
def test_a_table_of_other_things_below_a_title_that_repeals(as_text, name, between):
    rows = [["序号", name, "文号"]]
    rows += [[str(n), f"第{n}灌区建设方案", f"云水〔2020〕{n}号"] for n in (1, 2, 3)]
    table = "\n".join(map(between.join, rows))
    text = HEAD.format("废止部分规范性文件") + f"有关情况如下：\n{table}" + CLOSE
    assert repealed(as_text, text) == []


@pytest.mark.parametrize("rows", ["table", "tabs"])
@pytest.mark.parametrize("order", ["现予公布，请遵照执行。", "请各地认真贯彻落实。"])
def test_an_order_above_a_list_takes_the_fate_of_the_title_from_no_table(as_text, order, rows):
    text = (
        HEAD.format("废止部分规范性文件")
        + f"经研究，决定废止部分文件，{order}\n{ROWS[rows]}"
        + CLOSE
    )
    assert repealed(as_text, text) == LISTED
