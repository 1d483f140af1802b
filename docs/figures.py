"""Draws docs/images/evidence.png: two pages of a sample scan with the evidence of its record.

    python docs/figures.py

Labels are the record's own JSON pointers, with the rule that read the value and how sure it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

import hongtou

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SCAN = ROOT / "corpus" / "scans" / "04_lanjiaohouqin_2023_17.pdf"
TARGET = ROOT / "docs" / "images" / "evidence.png"
PAGES = (1, 3)

TOP, HEIGHT = 84.0, 672.0
"""The part of a page that is shown, in points from its top."""
SCALE = 0.86
"""Pixels of the picture for a point of the page."""
FINER = 4
"""Shapes are drawn so many times larger, then made small: their edges are smooth."""
MARGIN, GAP, BORDER, STEP = 172, 20, 14, 44
"""Room for labels, between pages, around all, and from one label to the next, in pixels."""
PAPER, GROUND, WORDS = (255, 255, 255), (244, 245, 246), (104, 110, 118)

RUST, BLUE, GREEN, VIOLET = (176, 80, 50), (38, 98, 152), (42, 122, 98), (118, 80, 148)
COLOURS = {
    "copy_number": RUST,
    "issuers": RUST,
    "number": RUST,
    "title": BLUE,
    "addressees": BLUE,
    "clauses": GREEN,
    "contacts": GREEN,
    "attachments": GREEN,
    "issued_on": BLUE,
    "disclosure": BLUE,
    "seals": VIOLET,
}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """What is said beside a page of the boxes of one field, in pixels of the picture."""

    pointer: str
    detail: str
    colour: tuple[int, int, int]
    boxes: tuple[Box, ...]


def labels(record: dict[str, Any], page: int, left: float) -> Iterator[Label]:
    """The labels of a page, items of one list and rule together."""
    groups: dict[tuple[str, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for pointer, shown in record["evidence"].items():
        name, *rest = pointer.strip("/").split("/")
        for item in shown:
            if name in COLOURS and len(rest) <= 1 and item["page"] == page:
                groups[name, item["rule"]].append((pointer, item))
    for (name, rule), items in groups.items():
        pointers = list(dict.fromkeys(pointer for pointer, _ in items))
        last = f" … {pointers[-1].rpartition('/')[2]}" if len(pointers) > 1 else ""
        sure = min(item["confidence"] for _, item in items)
        boxes = tuple(placed(item["box"], left) for _, item in items)
        yield Label(pointers[0] + last, f"{rule}  {sure:.2f}", COLOURS[name], boxes)


def placed(box: Box, left: float) -> Box:
    """A box in points on a page as pixels of the picture, a little wider."""
    x0, y0, x1, y1 = box
    return (
        left + x0 * SCALE - 3,
        BORDER + (y0 - TOP) * SCALE - 1,
        left + x1 * SCALE + 3,
        BORDER + (min(y1, TOP + HEIGHT) - TOP) * SCALE + 1,
    )


def paper(number: int) -> Image.Image:
    """The shown part of a page, its background made even."""
    document = pypdfium2.PdfDocument(SCAN)
    try:
        image = document[number - 1].render(scale=2 * SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    image = image.crop((0, round(TOP * SCALE), image.width, round((TOP + HEIGHT) * SCALE)))
    return image.point([min(255, round(value * 255 / 226)) for value in range(256)] * 3)


def spread(wanted: Iterable[float], room: float) -> list[float]:
    """Heights near those wanted, `STEP` apart at least, the last one inside `room`."""
    heights: list[float] = []
    for height in wanted:
        heights.append(max(height, heights[-1] + STEP) if heights else height)
    limit = room
    for index in reversed(range(len(heights))):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - STEP
    return heights


def draw_boxes(picture: Image.Image, found: list[Label]) -> Image.Image:
    """The picture with every box filled lightly and framed."""
    size = (picture.width * FINER, picture.height * FINER)
    layer = Image.new("RGBA", size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(layer)
    framed = [(box, label.colour) for label in found for box in label.boxes]
    # what lies under a seal stands out from it: the tallest are drawn first
    for box, colour in sorted(framed, key=lambda item: item[0][1] - item[0][3]):
        large = [value * FINER for value in box]
        edge = (*colour, 235)
        pen.rounded_rectangle(large, 4 * FINER, (*colour, 28), edge, round(1.6 * FINER))
    small = layer.resize(picture.size, Image.Resampling.BOX)
    return Image.alpha_composite(picture.convert("RGBA"), small).convert("RGB")


def draw_words(picture: Image.Image, found: list[Label], edge: float, *, right: bool) -> None:
    """The labels beside a page whose outer edge is at `edge`, each joined to its nearest box."""
    pen = ImageDraw.Draw(picture)
    name, detail = ImageFont.load_default(17), ImageFont.load_default(13)
    nearest = [nearest_box(label.boxes, right=right) for label in found]
    order = sorted(range(len(found)), key=lambda index: nearest[index][1] + nearest[index][3])
    wanted = [(nearest[index][1] + nearest[index][3]) / 2 for index in order]
    heights = spread(wanted, picture.height - BORDER - STEP / 2)
    side = 1 if right else -1
    for index, middle, height in zip(order, wanted, heights, strict=True):
        label, box = found[index], nearest[index]
        x = box[2] if right else box[0]
        path = [(x, middle), (edge - 6 * side, middle), (edge + 9 * side, height)]
        pen.line(path, label.colour, 1, joint="curve")
        anchor = "l" if right else "r"
        at = edge + 13 * side
        pen.text((at, height + 1), label.pointer, label.colour, name, anchor=f"{anchor}s")
        pen.text((at, height + 17), label.detail, WORDS, detail, anchor=f"{anchor}s")


def nearest_box(boxes: tuple[Box, ...], *, right: bool) -> Box:
    """The box that is nearest to the labels; of several, the uppermost."""
    return min(boxes, key=lambda box: (round(-box[2] if right else box[0], -1), box[1]))


def main() -> None:
    """Read the scan and write the picture."""
    (circular,) = hongtou.read(SCAN)
    record = circular.to_record()
    sheets = [paper(number) for number in PAGES]
    width = 2 * (BORDER + MARGIN) + sum(sheet.width for sheet in sheets) + GAP
    picture = Image.new("RGB", (width, sheets[0].height + 2 * BORDER), GROUND)
    lefts = (BORDER + MARGIN, BORDER + MARGIN + sheets[0].width + GAP)
    for sheet, left in zip(sheets, lefts, strict=True):
        picture.paste(sheet, (left, BORDER))
        frame = (left, BORDER, left + sheet.width, BORDER + sheet.height)
        ImageDraw.Draw(picture).rectangle(frame, None, (214, 217, 220), 1)
    sides = [list(labels(record, page, left)) for page, left in zip(PAGES, lefts, strict=True)]
    picture = draw_boxes(picture, [label for side in sides for label in side])
    draw_words(picture, sides[0], lefts[0], right=False)
    draw_words(picture, sides[1], lefts[1] + sheets[1].width, right=True)
    TARGET.parent.mkdir(exist_ok=True)
    plain = picture.quantize(96, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    plain.save(TARGET, optimize=True)
    print(f"{TARGET}: {picture.width} by {picture.height}, {TARGET.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
