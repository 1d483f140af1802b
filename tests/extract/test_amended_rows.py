"""Lists of documents that tell of each how it is amended, however their rows are set: the parts are
those of its own items, all of them, and no document is amended as a whole."""

import pytest

from hongtou.extract import read_circulars

CLOSE = "云澜省水利厅\n2021年3月5日\n"
HEAD = "云澜省水利厅关于{}\n云水〔2021〕18号\n各市水利局：\n"
PLACES = {
    "body": HEAD.format("修改部分规范性文件的决定")
    + "经研究，决定对下列规范性文件作出修改：\n{}\n本决定自印发之日起施行。\n"
    + CLOSE,
    "annex": HEAD.format("修改部分规范性文件的通知")
    + "经研究，决定修改部分规范性文件，自印发之日起施行。\n"
    + CLOSE
    + "附件：云澜省水利厅决定修改的规范性文件\n{}",
    "first_annex": HEAD.format("修改和废止部分规范性文件的通知")
    + "经研究，决定修改和废止部分规范性文件（见附件1、附件2），自印发之日起施行。\n"
    + CLOSE
    + "附件1\n修改的规范性文件目录\n{}\n附件2\n废止的规范性文件目录\n1.《云澜省水费办法》（云水〔2001〕1号）",
}
LISTED = [
    ("云澜省取水许可管理办法", "云水〔2008〕112号", ["第三条中的“厅”修改为“部门”", "删去第五条"]),
    ("云澜省水利厅关于加强水库管理的通知", "云水〔2010〕5号", ["第二条修改为“水库分级管理”"]),
    (
        "云澜省河道采砂规定",
        "云水规〔2015〕7号",
        ["第八条第二款中的“五日”修改为“七日”", "增加一条，作为第十二条：“依法处罚”"],
    ),
]
EXPECTED = [
    ("云水〔2008〕112号", "第三条、第五条"),
    ("云水〔2010〕5号", "第二条"),
    ("云水规〔2015〕7号", "第八条第二款、第十二条"),
]
ZH = "一二三"
KINDS = {
    "row": (
        "序号 文件名称 文号 修改内容\n",
        lambda n, t, no, items: f"{n} {t} {no} {'；'.join(items)}。",
    ),
    "cells": (
        "序号\n文件名称\n文号\n修改内容\n",
        lambda n, t, no, items: f"{n}\n{t}\n{no}\n{'；'.join(items)}。",
    ),
    "with_marks": (
        "",
        lambda n, t, no, items: f"{ZH[n - 1]}、《{t}》（{no}），{'；'.join(items)}。",
    ),
    "without_marks": ("", lambda n, t, no, items: f"{n}.{t}（{no}）。{'。'.join(items)}。"),
    "act_first": ("", lambda n, t, no, items: f"{n}.将《{t}》（{no}）{'，'.join(items)}。"),
    "opened": (
        "",
        lambda n, t, no, items: f"（{ZH[n - 1]}）对《{t}》（{no}）作如下修改：{'；'.join(items)}。",
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_parts_that_a_row_amends(as_text, kind, place):
    columns, row = KINDS[kind]
    rows = "\n".join(row(n, *listed) for n, listed in enumerate(LISTED, 1))
    (circular,) = read_circulars(as_text(PLACES[place].format(columns + rows)))
    found = [item for item in circular.references if item.relation == "amends"]
    assert [(item.number, item.target_clause) for item in found] == EXPECTED
    assert all(item.partial for item in found)


TAILS = {
    "number": "{n}.《{t}》（{no}）{p}",
    "of": "{n}、{t}（{no}）的{p}。",
    "within": "{n}．《{t}》（{no}）中的{p}；",
    "bracket": "{n}.《{t}》（{no}）（{p}）",
    "column": "{n} {t} {no} {p}",
    "told": "{n} {t} {no} {p}废止",
}
PARTS = ["第三条、第五条", "第四条第（二）项", "第八条第二款"]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(
    ("relation", "opening"),
    [
        ("repeals", "以下文件部分条款废止："),
        ("declares_lapsed", "下列规范性文件部分条款失效："),
        ("ceases", "停止执行下列文件的部分条款："),
    ],
)
def test_parts_that_a_row_ends(as_text, relation, opening, tail):
    listed = [
        TAILS[tail].format(n=n, t=title, no=number, p=part)
        for n, ((title, number, _), part) in enumerate(zip(LISTED, PARTS, strict=True), 1)
    ]
    text = "\n".join([HEAD.format("清理文件的通知") + opening, *listed, CLOSE])
    (circular,) = read_circulars(as_text(text))
    assert [(item.relation, item.number, item.target_clause) for item in circular.references] == [
        (relation, number, part) for (_, number, _), part in zip(LISTED, PARTS, strict=True)
    ]
