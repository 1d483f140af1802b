"""Pages made of text, with and without layout."""

import pytest

from hongtou.ingest.page import Line, Page

EM = 16.0
LEFT, RIGHT = 79.0, 79.0 + 28 * EM


def text_page(text):
    return [Page(1, 0.0, 0.0, tuple(Line(line) for line in text.split("\n")), "text")]


def set_line(text, row, *, indent=0.0, size=1.0, colour="black", kind="print", **more):
    """A line as an engine gives it: `indent` in ems from the left margin, `size` in 三号."""
    em = EM * size
    left, top = LEFT + indent * EM, 100.0 + row * 29
    box = (left, top, left + em * len(text), top + em)
    edges = tuple(x for i in range(len(text)) for x in (left + i * em, left + (i + 1) * em))
    more.setdefault("char_confidence", (0.99,) * len(text))
    return Line(text, box, 0.99, kind, colour, em, edges, **more)


def set_page(lines, number=1, marks=()):
    return Page(number, 595.0, 842.0, tuple(lines), "ocr", dpi=200.0, marks=tuple(marks))


@pytest.fixture
def as_text():
    return text_page


@pytest.fixture
def typeset():
    return set_line


@pytest.fixture
def page():
    return set_page
