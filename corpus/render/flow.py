"""The pages of one circular as they fill, and lines of body markup onto them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .page import BOTTOM, EM, LEFT, LINE, MEASURE, TOP, Page, Rule, Text
from .paragraph import SetLine, cells, lines
from .tables import LEAD, Row, edges_of, put_row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = EM
ONCE = "%once"
"""A line before a table: its header is not repeated on the pages that follow."""


CARRIED = 2
"""Lines of text that go with a signature to the next page."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A line as set on the page at hand: its text, the number of its pieces, its top."""

    text: str
    count: int
    top: float


class Flow:
    """The pages of one circular, and where the next line goes."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self.y = TOP
        self._set: list[_Set] = []

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def turn(self) -> None:
        """Begins a page."""
        self.pages.append(Page())
        self.y = TOP
        self._set = []

    def need(self, height: float) -> None:
        """Begins a page if `height` points are not left on this one."""
        if self.y + height > BOTTOM + 1:
            self.turn()

    def need_below(self, gap: float, height: float) -> None:
        """`gap` empty lines and `height` points; where a page is begun, two lines come along.

        A signature does not stand on a page alone (7.3.5.5)."""
        if self.y + gap * LINE + height <= BOTTOM + 1 or self.y == TOP:
            self.skip(gap)
            return
        taken = self._set[-CARRIED:] if len(self._set) > 2 * CARRIED else []
        count = sum(row.count for row in taken)
        items = self.page.items[len(self.page.items) - count :]
        del self.page.items[len(self.page.items) - count :]
        del self.page.lines[len(self.page.lines) - len(taken) :]
        shift = TOP - taken[0].top if taken else 0.0
        self.turn()
        for item in items:
            assert isinstance(item, Text)
            self.page.put(replace(item, baseline=item.baseline + shift))
        self.page.lines += [row.text for row in taken]
        self.y += len(taken) * LINE
        self.skip(gap)

    def skip(self, count: float = 1.0) -> None:
        """Empty lines; none at the top of a page."""
        if self.y > TOP:
            self.y += count * LINE

    def line(self, row: SetLine, size: float, *, left: float = LEFT, pitch: float = LINE) -> None:
        """Sets one line and moves on."""
        self.need(pitch)
        put_line(self.page, row, left, self.y, size, pitch)
        self.page.lines.append(row.text)
        self._set.append(_Set(row.text, len(row.pieces), self.y))
        self.y += pitch

    def paragraph(
        self, text: str, face: str = "fang", *, first: float = 2 * EM, hang: float = 0.0
    ) -> None:
        """Sets a paragraph on the grid."""
        for row in lines(text, face, BODY, MEASURE, first=first, hang=hang):
            self.line(row, BODY)

    def centred(self, text: str, face: str, size: float, pitch: float = LINE) -> None:
        """Sets one line in the middle."""
        row = lines(text, face, size, 10 * MEASURE)[0]
        self.line(row, size, left=LEFT + (MEASURE - row.width) / 2, pitch=pitch)

    def table(self, rows: list[list[str]], *, repeat: bool = True) -> None:
        """Sets a table; it runs on over pages, with its header again unless not `repeat`."""
        edges = edges_of(rows)
        header, *rest = rows_of(rows, edges)
        self.need(header.height + sum(row.height for row in rest[:2]))
        parts, part, room = [], [header], BOTTOM - self.y - header.height
        for row in rest:
            if row.height > room and len(part) > (1 if repeat or not parts else 0):
                parts.append(part)
                part = [header] if repeat else []
                room = BOTTOM - TOP - sum(done.height for done in part)
            part.append(row)
            room -= row.height
        for index, rows_here in enumerate([*parts, part]):
            if index:
                self.turn()
            self._part(rows_here, edges)

    def _part(self, rows: list[Row], edges: list[float]) -> None:
        """The rows of a table that stand on one page, with their rules."""
        top = self.y
        self._set = []
        self.page.put(Rule(edges[0], top, edges[-1], top, 1.0))
        for row in rows:
            self.y = put_row(self.page, row, edges, self.y)
        self.page.put(*(Rule(x, top, x, self.y, 0.6) for x in edges))
        self.y += LEAD / 2


def put_line(page: Page, row: SetLine, left: float, top: float, size: float, pitch: float) -> None:
    """Puts a set line into the line box that begins at `top`."""
    baseline = top + (pitch - size) / 2 + 0.86 * size
    page.put(*(Text(p.text, left + p.x, baseline, p.face, size) for p in row.pieces))


def blocks(body: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Body markup in blocks: (line, []) for a paragraph, ("" or `%once`, rows) for a table."""
    rows: list[list[str]] = []
    lead = ""
    for before, text in pairwise(["", *body.strip().splitlines(), ""]):
        if text.startswith("|"):
            lead = ONCE if not rows and before == ONCE else lead
            rows.append(cells(text))
            continue
        if rows:
            yield lead, rows
            rows, lead = [], ""
        if text not in {"", ONCE}:
            yield text, []


def _body_line(flow: Flow, text: str) -> None:
    if text == "---":
        flow.turn()
    elif text.startswith("# "):
        flow.paragraph(text[2:], "hei")
    elif text.startswith("## "):
        flow.paragraph(text[3:], "kai")
    elif text.startswith("^ "):
        flow.centred(text[2:], "fang", BODY)
    elif text.startswith("> "):
        flow.paragraph(text[2:], first=0.0)
    else:
        flow.paragraph(text)


def set_body(flow: Flow, body: str) -> None:
    """`# ` 黑体, `## ` 楷体, `^ ` centred, `> ` not indented, `|` table row, `---` a new page."""
    for text, rows in blocks(body):
        if rows:
            flow.table(rows, repeat=text != ONCE)
        else:
            _body_line(flow, text)
