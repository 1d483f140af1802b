"""版头 of each form: the red head, the number, the line below it. Each gives where the title begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page import EM, LEFT, LINE, MEASURE, MM, RED, RIGHT, TOP, WIDTH, Page, Rule, Text
from .paragraph import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from .source import Document


def _line(page: Page, text: str, x: float, top: float, face: str = "fang") -> float:
    """Puts one line of 三号 at `x`; its width."""
    if not text:
        return 0.0
    row = lines(text, face, EM, 10 * MEASURE)[0]
    baseline = top + (LINE - EM) / 2 + 0.86 * EM
    page.put(*(Text(p.text, x + p.x, baseline, p.face, EM) for p in row.pieces))
    return row.width


def _spread(
    page: Page, text: str, span: tuple[float, float], top: float, size: float, stretch: float = 1.0
) -> None:
    """Red characters spread evenly over `span`, their tops at `top`."""
    left, right = span
    wide = size * stretch
    gap = (right - left - wide * len(text)) / max(len(text) - 1, 1)
    for index, char in enumerate(text):
        x = left + index * (wide + gap)
        page.put(Text(char, x, top + 0.88 * size, "biaosong", size, RED, stretch))


def _corner(page: Page, document: Document) -> list[str]:
    """份号, 密级, 紧急程度 (7.2.1 to 7.2.3), from the first line of the type area down."""
    said: list[str] = []
    for text, face in ((document.copy_number, "fang"), (document.urgency, "hei")):
        if text:
            _line(page, text, LEFT, TOP + len(said) * LINE, face)
            said.append(text)
    page.lines += said
    _register(page, document, TOP)
    return said


def _register(page: Page, document: Document, top: float) -> None:
    """规范性文件统一编号, at the right above the head."""
    if document.register_number:
        width = sum(row.width for row in lines(document.register_number, "fang", EM, 10 * MEASURE))
        _line(page, document.register_number, RIGHT - width, top)
        page.lines.append(document.register_number)


def _centred(page: Page, text: str, top: float) -> float:
    """One line of 三号 in the middle; where the next line begins."""
    width = sum(row.width for row in lines(text, "fang", EM, 10 * MEASURE))
    _line(page, text, LEFT + (MEASURE - width) / 2, top)
    page.lines.append(text)
    return top + LINE


def _single(page: Page, text: str, top: float) -> float:
    """The name of one body in the middle; the foot of it."""
    size = 50.0
    natural = size * len(text) * 1.06
    stretch = min(1.0, MEASURE / natural)
    half = min(natural, MEASURE) / 2
    middle = LEFT + MEASURE / 2
    _spread(page, text, (middle - half, middle + half), top, size, stretch)
    page.lines.append(text)
    return top + size


def suffix_of(document: Document) -> str:
    """What the red head says behind the name of the body: 文件, 令, 公告, 通告, 发电, or nothing."""
    if document.head_suffix is not None:
        return document.head_suffix
    suffix = SUFFIXES.get(document.form, "")
    if document.form == "announcement":
        title = "".join(document.title)
        suffix = title[-2:] if title.endswith(("公告", "通告")) else ""
    ends = document.head[-1] if document.head else suffix
    return "" if ends.endswith((suffix, "令", "电报", "明电")) else suffix


def _bodies(page: Page, document: Document, top: float) -> float:
    """The name of the body with its suffix, or those of several; the foot of it."""
    if len(document.head) == 1:
        return _single(page, document.head[0] + suffix_of(document), top)
    return _joint(page, document, top)


def _joint(page: Page, document: Document, top: float) -> float:
    """Several bodies one below the other, all as wide as the longest, 文件 beside them."""
    size = {1: 42.0, 2: 42.0, 3: 36.0}.get(len(document.head), 30.0)
    suffix = suffix_of(document)
    side = (len(suffix) * size + 18) if suffix else 0.0
    longest = max(len(name) for name in document.head)
    stretch = min(1.0, (MEASURE - side) / (size * longest * 1.04))
    wide = size * longest * 1.04 * stretch
    left = LEFT + (MEASURE - side - wide) / 2
    pitch = size * 1.3
    for index, name in enumerate(document.head):
        _spread(page, name, (left, left + wide), top + index * pitch, size, stretch)
        page.lines.append(name)
    if suffix:
        middle = top + pitch * (len(document.head) - 1) / 2
        _spread(page, suffix, (left + wide + 18, left + wide + side), middle, size)
        page.lines.append(suffix)
    return top + pitch * len(document.head)


def file_head(page: Page, document: Document) -> float:
    """文件格式: head 35 mm below the type area's edge, number, signers, red line (7.2.4 to 7.2.7)."""
    _corner(page, document)
    crowd = len(document.head) > 3
    y = _bodies(page, document, TOP + (20 if crowd else 35) * MM) + (1.0 if crowd else 1.3) * LINE
    if len(document.signers) > 2:
        y = _many_signers(page, document, y)
    elif document.signers:
        _line(page, document.number, LEFT + EM, y)
        signers = "　".join(document.signers)
        name_width = EM * (len(signers) + 4)
        _line(page, "签发人：{kai|" + signers + "}", RIGHT - EM - name_width, y)
        page.lines.append(f"{document.number}  签发人：{signers}")
    else:
        _centred(page, document.number, y)
    y += LINE + 4 * MM
    page.put(Rule(LEFT, y, RIGHT, y, 0.7 * MM, RED))
    return y + 1.6 * LINE


def _many_signers(page: Page, document: Document, top: float) -> float:
    """签发人 of joint bodies, two in a row, the number beside the last row (7.2.6); that row's top."""
    page.lines.append(document.number)
    left = RIGHT - EM - 11 * EM
    pairs = [document.signers[i : i + 2] for i in range(0, len(document.signers), 2)]
    for index, pair in enumerate(pairs):
        names = "　".join(pair)
        y = top + index * LINE
        if index == 0:
            _line(page, "签发人：", left, y)
        _line(page, "{kai|" + names + "}", left + 4 * EM, y)
        page.lines.append(f"签发人：{names}" if index == 0 else names)
    last = top + (len(pairs) - 1) * LINE
    _line(page, document.number, LEFT + EM, last)
    return last


def letter_head(page: Page, document: Document) -> float:
    """信函格式 (10.1): head 30 mm from the edge, two double lines, the number at the right."""
    top = 30 * MM
    text = document.head[0]
    size = 40.0
    stretch = min(1.0, MEASURE / (size * len(text) * 1.1))
    half = min(size * len(text) * 1.1, MEASURE) / 2
    middle = WIDTH / 2
    _spread(page, text, (middle - half, middle + half), top, size, stretch)
    page.lines.append(text)
    x0, x1 = middle - 85 * MM, middle + 85 * MM
    y = top + size + 4 * MM
    page.put(Rule(x0, y, x1, y, 1.0 * MM, RED), Rule(x0, y + 4, x1, y + 4, 0.35 * MM, RED))
    foot = 277 * MM
    page.put(
        Rule(x0, foot - 4, x1, foot - 4, 0.35 * MM, RED), Rule(x0, foot, x1, foot, 1.0 * MM, RED)
    )
    _register(page, document, 17 * MM)
    y += 8
    if document.urgency:
        _line(page, document.urgency, LEFT, y, "hei")
        page.lines.append(document.urgency)
    width = sum(row.width for row in lines(document.number, "fang", EM, 10 * MEASURE))
    _line(page, document.number, RIGHT - width, y)
    page.lines.append(document.number)
    return y + 3 * LINE


def order_head(page: Page, document: Document) -> float:
    """命令（令）格式 (10.2): head 20 mm below the type area's edge, two lines on the number, no line."""
    _corner(page, document)
    y = _bodies(page, document, TOP + 20 * MM) + 2 * LINE
    return _centred(page, document.number, y) + (1.0 if document.title else 2.0) * LINE


def minutes_head(page: Page, document: Document) -> float:
    """纪要格式 (10.3): head as in the file form, number; who keeps it and the day on the red line."""
    _corner(page, document)
    y = _single(page, document.head[0] + suffix_of(document), TOP + 35 * MM) + 1.1 * LINE
    y = _centred(page, document.number, y)
    if left_right := head_row(document):
        name, day = left_right
        width = sum(row.width for row in lines(day, "fang", EM, 10 * MEASURE))
        y += 0.4 * LINE
        _line(page, name, LEFT + EM, y)
        _line(page, day, RIGHT - EM - width, y)
        page.lines.append(f"{name}  {day}".strip())
        y += LINE
    y += 2 * MM
    page.put(Rule(LEFT, y, RIGHT, y, 0.7 * MM, RED))
    return y + 1.6 * LINE


def head_row(document: Document) -> tuple[str, str] | None:
    """Minutes: (who keeps them, day) of the row above the red line, where they do not close the text."""
    if document.form != "minutes" or document.date_at_end or not document.date:
        return None
    return "　".join(document.signature), document.date


def announcement_head(page: Page, document: Document) -> float:
    """公告, 通告: the body's red head and a number in the middle; nothing for one without a head."""
    _corner(page, document)
    if not document.head:
        return TOP + 3 * LINE
    y = _bodies(page, document, TOP + 28 * MM) + 1.4 * LINE
    y = _centred(page, document.number, y) + 3 * MM
    page.put(Rule(LEFT, y, RIGHT, y, 0.7 * MM, RED))
    return y + 1.6 * LINE


def telegram_rows(document: Document) -> tuple[tuple[str, str], tuple[str, str]]:
    """明电: 发电单位 and 签批盖章, 等级 and number, as the two rows below the head say them."""
    unit = document.signature[0] if document.signature else document.head[0]
    level = document.urgency or ""
    level = level if level.endswith("明电") else "·".join(filter(None, (level, "明电")))
    signed = "　".join(document.signers)
    return (
        (f"发电单位　{unit}", f"签批盖章　{signed}" if signed else ""),
        (f"等级　{level}", document.number),
    )


def telegram_head(page: Page, document: Document) -> float:
    """明电: red head, two rows of a form between red rules."""
    _register(page, document, TOP)
    top = TOP + 14 * MM
    y = _single(page, document.head[0] + suffix_of(document), top) + 6 * MM
    page.put(Rule(LEFT, y, RIGHT, y, 0.9 * MM, RED))
    for left, right in telegram_rows(document):
        width = sum(row.width for row in lines(right, "fang", EM, 10 * MEASURE))
        y += 1.5 * MM
        _line(page, left, LEFT + EM / 2, y)
        _line(page, right, RIGHT - EM / 2 - width, y)
        page.lines.append(f"{left}  {right}".strip())
        y += LINE + 1.5 * MM
        page.put(Rule(LEFT, y, RIGHT, y, 0.35 * MM, RED))
    return y + 1.6 * LINE


SUFFIXES = {"file": "文件", "order": "令", "telegram": "发电"}
HEADS: dict[str, Callable[[Page, Document], float]] = {
    "file": file_head,
    "letter": letter_head,
    "order": order_head,
    "minutes": minutes_head,
    "announcement": announcement_head,
    "telegram": telegram_head,
}
JOINT = frozenset({"file", "order", "announcement"})
"""Forms whose head may name several bodies; a joint letter carries the lead body's head only."""
