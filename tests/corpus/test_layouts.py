"""The sample texts as copies of copies set them: what is read of them stays the same."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from opencc import OpenCC

from hongtou.extract import read_circulars
from hongtou.ingest.page import Line, Page

TEXTS = sorted((Path(__file__).parents[2] / "corpus" / "text").glob("*.txt"))
DAY = re.compile(r"(?m)^([12]\d{3})年(\d{1,2})月(\d{1,2})日$")
SIGNED = re.compile(r"\n([^\n。，]{3,24})\n([12]\d{3}年\d{1,2}月\d{1,2}日)(?=\n|$)")
NUMBER = re.compile(r"(?m)^([\u4e00-\u9fff（）]{2,14}〔\d{4}〕\d{1,4}号)[ 　]*$")
TITLE = re.compile(r"(?m)^(?=.{12,}$)[^\n]*关于[^\n]*(?:通知|意见|决定|批复|函|公告|办法|报告)$")
MENU = "网站首页\n政务公开\n办事服务\n当前位置：首页 > 政务公开 > 政策文件\n"
FOOT = "\n【字体：大 中 小】\n【打印本页】 【关闭窗口】\n分享到：\n版权所有：某省人民政府办公厅\n网站标识码：1200000000\n"
LINKS = "\n上一篇：关于做好汛期安全工作的通知\n下一篇：关于召开会议的通知\n相关链接\n关于印发某某办法的通知\n"


def lines(change):
    return lambda text: "\n".join(change(line) for line in text.split("\n"))


def wrapped(width):
    def change(line):
        parts = [line[i : i + width] for i in range(0, len(line), width)]
        return line if "\t" in line else "\n".join(parts)

    return lines(change)


def brackets(opened, closed):
    return lambda text: text.replace("〔", opened).replace("〕", closed)


def day_as(form):
    return lambda text: DAY.sub(lambda m: form.format(*map(int, m.groups())), text)


def with_page_numbers(text):
    rows = text.split("\n")
    return "\n".join(
        f"{row}\n— {n // 18 + 1} —" if n % 18 == 17 else row for n, row in enumerate(rows)
    )


def over_two_lines(text):
    """The first title, broken in its middle."""
    found = TITLE.search(text[:600])
    middle = (found.start() + found.end()) // 2 if found else 0
    return text[:middle] + "\n" + text[middle:] if found else text


def addressees_over_two_lines(text):
    head, colon, body = text.partition("：\n")
    line = head.rpartition("\n")[2]
    at = line.find("、", len(line) // 2)
    if not colon or at < 0 or len(line) < 24:
        return text
    split = len(head) - len(line) + at + 1
    return head[:split] + "\n" + head[split:] + colon + body


LAYOUTS = {
    "no_blank_lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "blank_lines": lambda text: text.replace("\n", "\n\n"),
    "indented": lines(lambda row: f"　　{row}" if len(row) > 20 else row),
    "indented_by_spaces": lines(lambda row: f"    {row}" if len(row) > 20 else row),
    "spaces_behind": lines(lambda row: f"{row}  "),
    "line_feeds": lambda text: text.replace("\n", "\r\n"),
    "wide_digits": lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "square_brackets": brackets("[", "]"),
    "round_brackets": brackets("(", ")"),
    "black_brackets": brackets("【", "】"),
    "broken_at_28": wrapped(28),
    "broken_at_34": wrapped(34),
    "broken_at_40": wrapped(40),
    "page_numbers": with_page_numbers,
    "half_width_marks": lambda text: text.translate(str.maketrans("：，；（）", ":,;()")),
    "straight_quotes": lambda text: text.translate(str.maketrans("“”", '""')),
    "half_width_inner_marks": lambda text: text.translate(str.maketrans("〈〉", "<>")),
    "same_inner_marks": lambda text: text.translate(str.maketrans("〈〉", "《》")),
    "days_with_dots": day_as("{}.{}.{}"),
    "days_with_dashes": day_as("{}-{:02d}-{:02d}"),
    "days_with_zeros": day_as("{}年{:02d}月{:02d}日"),
    "days_with_spaces": day_as("{} 年 {} 月 {} 日"),
    "signed_on_one_line": lambda text: SIGNED.sub(r"\n\1 \2", text),
    "spaces_in_numbers": lambda text: NUMBER.sub(
        lambda m: " ".join(re.split("([〔〕])", m[1])), text
    ),
    "title_over_two_lines": over_two_lines,
    "addressees_over_two_lines": addressees_over_two_lines,
    "markdown": lambda text: TITLE.sub(lambda m: f"# {m[0]}", text, count=1),
    "traditional": OpenCC("s2t").convert,
    "menu_above": lambda text: MENU + text,
    "foot_below": lambda text: text + FOOT,
    "links_below": lambda text: text + LINKS,
}


def values(items):
    return [getattr(item.value, "text", item.value) for item in items if item]


def said(text):
    """What is read of a text, a list a circular."""
    page = Page(1, 0.0, 0.0, tuple(Line(row) for row in text.split("\n")), "text")
    return [
        [
            values([one.number, one.title, one.genre, one.issued_on, one.printed_on]),
            *map(values, (one.issuers, one.addressees, one.copied_to)),
            [(clause.label, len(clause.children)) for clause in one.clauses],
            one.validity and (one.validity.effective_on, one.validity.expires_on),
            [text.title for text in one.carried],
            sorted(
                (r.relation, r.title or "", r.number or "", r.target_clause or "")
                for r in [*one.references, *(r for text in one.carried for r in text.references)]
            ),
        ]
        for one in read_circulars([page], norms=False)
    ]


@cache
def plain(path):
    return said(path.read_text("utf-8"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_changes_nothing(layout):
    change = LAYOUTS[layout]
    texts = {path.stem: change(path.read_text("utf-8")) for path in TEXTS}
    assert {path.stem: said(texts[path.stem]) for path in TEXTS} == {
        path.stem: plain(path) for path in TEXTS
    }


def test_two_circulars_in_a_file_are_read_as_each_alone():
    pairs = [*pairwise(TEXTS), (TEXTS[-1], TEXTS[0])]
    texts = {(a, b): f"{a.read_text('utf-8').rstrip()}\n{b.read_text('utf-8')}" for a, b in pairs}
    for (a, b), text in texts.items():
        assert [one[:-1] for one in said(text)] == [one[:-1] for one in plain(a) + plain(b)], (a, b)
