"""What a PDF page is: born with text, a scan, or empty."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from .values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

COVER = 0.7
"""Share of the page an image must cover to be a scan of it."""
LITTLE = 0.03
"""Less of the page than this under text over such an image is a note on it, not the text."""
FEW = 100
"""Fewer characters than this are not either, however large."""
MARGIN = 0.1
"""Share of the page, at each side, in which no text of a document lies."""
SLANT = 0.07
"""Quarter turns off the level from which text is slanted: 6°."""
GARBAGE = 0.15
"""Share of unreadable characters from which a text layer is of no use."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How to read a page: its text layer, its one page-filling image, or rendered.

    `image` is PDFium's object of that image where nothing else visible lies on the page.
    """

    way: Literal["text", "scan", "blank"]
    image: Any = None
    notes: tuple[str, ...] = ()


BLANK = Survey("blank")


@dataclass(slots=True)
class _Content:
    images: list[Any]
    nested_images: int = 0
    visible: int = 0
    hidden: int = 0
    other: int = 0


@dataclass(slots=True)
class _Words:
    """A page's text as one string, and what of it people see level and between the margins."""

    text: str = ""
    inside: int = 0
    """Characters."""
    area: float = 0.0
    """Share of the page."""


def survey(page: Any) -> Survey:
    """Decide for one page (PDFium's). A text layer counts when people see it and can read it.

    It does not when it is invisible over an image (another program's OCR, of unknown quality),
    when its characters are unreadable, or when it is only a note on a scan: a watermark, a
    footer of whoever passed it on, something typed into it.
    """
    content = _content(page)
    covered = _cover(page, content.images) >= COVER or bool(content.nested_images)
    words = _words(page, measured=covered) if content.visible or content.hidden else _Words()
    solid = "".join(words.text.split())
    if not solid:
        drawn = content.images or content.nested_images or content.other
        return Survey("scan", _only_image(content), _no_image(content)) if drawn else BLANK
    if not content.visible:
        return Survey("scan", _only_image(content), ("hidden_text_layer",))
    if is_garbage(solid):
        return Survey("scan", None, ("garbage_text_layer",))
    if covered and (not words.inside or _is_repeated(words.text)):
        alone = len(content.images) == 1 and not (content.other or content.nested_images)
        return Survey("scan", content.images[0] if alone else None, ("watermark",))
    little = covered and (words.inside < FEW or words.area < LITTLE)
    return Survey("scan") if little else Survey("text")


def _no_image(content: _Content) -> tuple[str, ...]:
    return () if content.images or content.nested_images else ("no_image",)


def _only_image(content: _Content) -> Any:
    """The single image of a page that shows nothing else."""
    alone = len(content.images) == 1 and not (
        content.nested_images or content.other or content.visible
    )
    return content.images[0] if alone else None


def _content(page: Any) -> _Content:
    from pypdfium2 import raw

    content = _Content([])
    for item in page.get_objects():
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            if item.level:
                content.nested_images += 1
            else:
                content.images.append(item)
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                content.hidden += 1
            else:
                content.visible += 1
        elif item.type != raw.FPDF_PAGEOBJ_FORM:
            content.other += 1
    return content


def _cover(page: Any, images: Sequence[Any]) -> float:
    """Share of the page under its images; strips of one scan add up."""
    left, bottom, right, top = page.get_bbox()
    area = 0.0
    for image in images:
        x0, y0, x1, y1 = image.get_bounds()
        across, up = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
        area += max(0.0, across) * max(0.0, up)
    return float(min(1.0, area / max(1.0, (right - left) * (top - bottom))))


def _words(page: Any, *, measured: bool) -> _Words:
    """The text of a page; `measured`: and how much of it lies between the margins."""
    textpage = page.get_textpage()
    try:
        words = _Words(str(textpage.get_text_range()))
        if measured:
            _measure(words, page.get_bbox(), textpage)
    finally:
        textpage.close()
    return words


def _measure(words: _Words, bounds: Sequence[float], textpage: Any) -> None:
    from pypdfium2 import raw

    left, bottom, right, top = bounds
    across, up = max(1.0, right - left), max(1.0, top - bottom)
    for index in range(textpage.count_chars()):
        if not _is_seen(textpage, index):
            continue
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        x, y = (box.left + box.right) / 2 - left, (box.bottom + box.top) / 2 - bottom
        if MARGIN < x / across < 1 - MARGIN and MARGIN < y / up < 1 - MARGIN:
            words.inside += 1
            words.area += (box.right - box.left) * (box.top - box.bottom) / (across * up)


def _is_seen(textpage: Any, index: int) -> bool:
    """Whether a character is drawn, and along or across the page: a slant is a watermark's."""
    from pypdfium2 import raw

    item = raw.FPDFText_GetTextObject(textpage, index)
    if not item or chr(raw.FPDFText_GetUnicode(textpage, index)).isspace():
        return False
    if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return False
    quarters = raw.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)
    return bool(abs(quarters - round(quarters)) < SLANT)


def _is_repeated(text: str) -> bool:
    """The same words again and again: a watermark."""
    rows = Counter(row.strip() for row in text.splitlines() if row.strip())
    return sum(rows.values()) >= 4 and len(rows) <= sum(rows.values()) / 3


def is_garbage(text: str) -> bool:
    """Whether a text layer is unreadable: private characters, broken encodings, rare ideographs.

    Fonts without a proper map to Unicode give private-use characters, control characters,
    bytes of GBK read as Latin-1, or ideographs taken at random; of those a third are in
    GB 2312 or Big5, of real Chinese text nearly all.
    """
    if not text:
        return False
    junk = sum(_is_junk(char) for char in text) + 7 * text.count("(cid:")
    if junk > GARBAGE * len(text):
        return True
    latin = sum("\x80" <= char <= "\xff" for char in text)
    if latin > 0.3 * len(text):
        return True
    ideographs = [char for char in text if "\u3400" <= char <= "\u9fff"]
    if len(ideographs) < 20:
        return False
    known = sum(_encodes(char, "gb2312") or _encodes(char, "big5") for char in ideographs)
    return known < 0.85 * len(ideographs)


def _is_junk(char: str) -> bool:
    return char == "\ufffd" or (
        unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") and char not in "\t\n\r\f"
    )


def _encodes(char: str, name: str) -> bool:
    try:
        char.encode(name)
    except UnicodeEncodeError:
        return False
    return True
