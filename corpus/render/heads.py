"""版头: the red head, the number, the line below it. Each gives where the title begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fonts import advance
from .page import BOTTOM, EM, LEFT, LINE, MEASURE, MM, RED, RIGHT, TOP, WIDTH, Page, Rule, Text
from .paragraph import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from .source import Document


def _line(page: Page, text: str, x: float, top: float, face: str = "fang") -> float:
    """Puts one line of 三号 at `x`; its width."""
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
    return said


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


def _joint(page: Page, document: Document, top: float) -> float:
    """Several bodies one below the other, all as wide as the longest, 文件 beside them."""
    size = 36.0 if len(document.head) > 2 else 42.0
    suffix = document.head_suffix
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
    top = TOP + 35 * MM
    if len(document.head) == 1:
        y = _single(page, document.head[0] + document.head_suffix, top)
    else:
        y = _joint(page, document, top)
    y += 1.3 * LINE
    width = advance(document.number, "fang", EM)
    if document.signers:
        _line(page, document.number, LEFT + EM, y)
        signers = "　".join(document.signers)
        name_width = EM * (len(signers) + 4)
        _line(page, "签发人：{kai|" + signers + "}", RIGHT - EM - name_width, y)
        page.lines.append(f"{document.number}  签发人：{signers}")
    else:
        width = sum(p.width for p in lines(document.number, "fang", EM, 10 * MEASURE))
        _line(page, document.number, LEFT + (MEASURE - width) / 2, y)
        page.lines.append(document.number)
    y += LINE + 4 * MM
    page.put(Rule(LEFT, y, RIGHT, y, 0.7 * MM, RED))
    return y + 1.6 * LINE


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
    y += 8
    if document.urgency:
        _line(page, document.urgency, LEFT, y, "hei")
        page.lines.append(document.urgency)
    width = sum(row.width for row in lines(document.number, "fang", EM, 10 * MEASURE))
    _line(page, document.number, RIGHT - width, y)
    page.lines.append(document.number)
    return y + 3 * LINE


HEADS: dict[str, Callable[[Page, Document], float]] = {"file": file_head, "letter": letter_head}
assert BOTTOM > TOP
