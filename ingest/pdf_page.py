"""What a PDF page is: born with text, a scan, or empty."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

COVER = 0.7
"""Share of the page an image must cover to be a scan of it."""
LITTLE = 100
"""Fewer characters than this over such an image are a stamp or a watermark, not the text."""
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
    turned: int = 0
    other: int = 0


def survey(page: Any) -> Survey:
    """Decide for one page (PDFium's). A text layer counts when people see it and can read it.

    It does not when it is invisible over an image (another program's OCR, of unknown quality),
    when its characters are unreadable, or when it is only a watermark on a scan.
    """
    content = _content(page)
    text = _text(page) if content.visible or content.hidden else ""
    solid = "".join(text.split())
    if not solid:
        drawn = content.images or content.nested_images or content.other
        return Survey("scan", _only_image(content), _no_image(content)) if drawn else BLANK
    if not content.visible:
        return Survey("scan", _only_image(content), ("hidden_text_layer",))
    if is_garbage(solid):
        return Survey("scan", None, ("garbage_text_layer",))
    covered = _cover(page, content.images) >= COVER or bool(content.nested_images)
    if covered and _is_watermark(text, content):
        alone = len(content.images) == 1 and not (content.other or content.nested_images)
        return Survey("scan", content.images[0] if alone else None, ("watermark",))
    return Survey("scan") if covered and len(solid) < LITTLE else Survey("text")


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
                matrix = item.get_matrix()
                content.turned += abs(matrix.b) > 0.1 * (abs(matrix.a) + 1e-6)
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


def _text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range())
    finally:
        textpage.close()


def _is_watermark(text: str, content: _Content) -> bool:
    """Text at a slant, or the same words again and again."""
    if content.turned > 0.8 * content.visible:
        return True
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
