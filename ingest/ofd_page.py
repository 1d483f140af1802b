"""What a page of an OFD draws: characters, pictures and strokes, in points (GB/T 33190-2016 7 to 11)."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, Any

from .markup import child, children, local
from .ofd_shapes import POINT, Matrix, around, box, colour, deltas, matrix, moved, number, strokes
from .values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .page import Box

DEEPEST = 12
"""Blocks and composite objects in each other that are followed."""
MOST_OBJECTS = 100_000
ASCENT = 0.88
"""Share of a character that stands above its baseline, as in the fonts of circulars."""
SLANT = 6.0
"""Degrees off a quarter turn from which text is slanted."""
_HELD = ("PageBlock", "Layer", "Content", "Block")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as drawn. `direction`: where the next one stands, 0 right, 1 down, 2 left, 3 up,
    None where text is slanted; `run` counts the text codes, `order` the objects drawn."""

    text: str
    box: Box
    size: float
    direction: int | None
    colour: Sequence[float] | None
    run: int
    order: int
    upright: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as placed: `place` maps its unit square to the page, in points, y down."""

    resource: str
    place: Matrix
    order: int
    opaque: bool

    @property
    def box(self) -> Box:
        """The box around it."""
        return around(self.place.of(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)))


@dataclass(frozen=True, slots=True)
class Path:
    """A drawn or filled path: its straight strokes, the box around them, its colour."""

    strokes: tuple[tuple[tuple[float, float], tuple[float, float]], ...]
    box: Box
    colour: Sequence[float] | None


@dataclass(slots=True)
class Drawn:
    """What a page draws, in the order in which it does; `hidden` counts characters not to be seen."""

    glyphs: list[Glyph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    hidden: int = 0
    objects: int = 0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Pen:
    """How an object is drawn: where, in which colour unless it says so, and whether at all."""

    place: Matrix
    fill: Sequence[float] | None = None
    stroke: Sequence[float] | None = None
    seen: bool = True
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages refer to by ID: drawing parameters and composite units as elements, images as
    the paths of their files."""

    parameters: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)


def draw(element: Any, pen: Pen, resources: Resources, drawn: Drawn) -> None:
    """Draw what stands in a page's content, a block or an appearance (7.7, 13.2)."""
    if pen.depth > DEEPEST:
        return
    for item in element:
        name = local(item)
        if drawn.objects >= MOST_OBJECTS:
            return
        if name in _HELD:
            own = _dressed(item, replace(pen, depth=pen.depth + 1), resources)
            draw(item, own, resources, drawn)
        elif kind := _KINDS.get(name):
            drawn.objects += 1
            frame = box(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
            own = _dressed(item, pen, resources)
            place = matrix(item.get("CTM")).then(moved(frame[0], frame[1])).then(pen.place)
            kind(item, replace(own, place=place), resources, drawn)


def _dressed(item: Any, pen: Pen, resources: Resources) -> Pen:
    """The pen with the colours and the visibility that an object states (8.2, 8.5)."""
    fill, stroke = pen.fill, pen.stroke
    for source in (*_parameters(item.get("DrawParam"), resources), item):
        fill = _stated(source, "FillColor") or fill
        stroke = _stated(source, "StrokeColor") or stroke
    hidden = item.get("Visible") in ("false", "0") or number(item.get("Alpha"), 255) <= 0
    return replace(pen, fill=fill, stroke=stroke, seen=pen.seen and not hidden)


def _parameters(identifier: str | None, resources: Resources) -> list[Any]:
    """Drawing parameters, those they build on first."""
    chain: list[Any] = []
    while identifier and len(chain) < DEEPEST:
        parameter = resources.parameters.get(identifier)
        if parameter is None:
            break
        chain.insert(0, parameter)
        identifier = parameter.get("Relative")
    return chain


def _stated(source: Any, name: str) -> Sequence[float] | None:
    stated = child(source, name)
    return None if stated is None else colour(stated.get("Value"))


# characters


def _text(item: Any, pen: Pen, resources: Resources, drawn: Drawn) -> None:
    del resources
    size = number(item.get("Size"), 0.0)
    filled = item.get("Fill") not in ("false", "0") or item.get("Stroke") in ("true", "1")
    at = (0.0, 0.0)
    for code in children(item, "TextCode"):
        text = "".join(code.itertext()).replace("\n", "").replace("\r", "").replace("\t", "")
        at = number(code.get("X"), at[0]), number(code.get("Y"), at[1])
        if not (pen.seen and filled and size > 0):
            drawn.hidden += len(text.strip())
            continue
        drawn.runs += 1
        _run(text, item, code, at, pen, drawn)


def _run(text: str, item: Any, code: Any, at: tuple[float, float], pen: Pen, drawn: Drawn) -> None:
    """The characters of one text code (11.3)."""
    size, wide = number(item.get("Size"), 0.0), number(item.get("HScale"), 1.0)
    quarter = int(number(item.get("ReadDirection"), 0.0)) // 90 % 4
    steps = _steps(text, code, size * wide, quarter)
    direction = _direction(steps, quarter, pen.place)
    turned = int(number(item.get("CharDirection"), 0.0)) // 90 % 4
    level = _angle(pen.place.a, pen.place.b)
    upright = abs(level) <= SLANT and not turned
    x, y = at
    for char, (across, down) in zip(text, steps, strict=True):
        width = _natural(char) * size * wide
        if 0 < across <= size * wide and not down:
            width = across  # a letter's width is its font's; more than an em is a gap
        corners = [
            pen.place.of(x + a, y + b)
            for a in (0.0, width)
            for b in (-ASCENT * size, (1 - ASCENT) * size)
        ]
        if not char.isspace():
            height = size * pen.place.scale
            drawn.glyphs.append(
                Glyph(
                    char, around(corners), height, direction, pen.fill,
                    drawn.runs, drawn.objects, upright,
                )
            )  # fmt: skip
        x, y = x + across, y + down


def _steps(text: str, code: Any, em: float, quarter: int) -> list[tuple[float, float]]:
    """The advance behind every character: as stated, else by its own width.

    Where fewer are stated than there are characters, the others stand at their widths.
    """
    across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
    natural = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
    steps = []
    for index, char in enumerate(text):
        if index < max(len(across), len(down)):
            steps.append(
                (
                    across[index] if index < len(across) else 0.0,
                    down[index] if index < len(down) else 0.0,
                )
            )
        else:
            width = em * (1.0 if quarter % 2 else _natural(char))
            steps.append((natural[0] * width, natural[1] * width))
    return steps


def _natural(char: str) -> float:
    """Width of a character, in heights: fonts are not opened."""
    return 1.0 if unicodedata.east_asian_width(char) in ("W", "F", "A") else 0.5


def _direction(steps: Sequence[tuple[float, float]], quarter: int, place: Matrix) -> int | None:
    """Where text goes on the page, None where it is slanted."""
    first = next((step for step in steps[:-1] if step != (0.0, 0.0)), None)
    across, down = first or ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
    angle = _angle(place.a * across + place.c * down, place.b * across + place.d * down)
    near = round(angle / 90)
    return near % 4 if abs(angle - 90 * near) <= SLANT else None


def _angle(across: float, down: float) -> float:
    return math.degrees(math.atan2(down, across))


# pictures and paths


def _image(item: Any, pen: Pen, resources: Resources, drawn: Drawn) -> None:
    del resources
    identifier = item.get("ResourceID")
    if not identifier or not pen.seen:
        return
    place = pen.place
    frame = box(item.get("Boundary"))
    if item.get("CTM") is None and frame:
        place = Matrix(a=frame[2] - frame[0], d=frame[3] - frame[1]).then(place)
    opaque = number(item.get("Alpha"), 255) >= 250
    drawn.pictures.append(Picture(identifier, place, drawn.objects, opaque))


def _path(item: Any, pen: Pen, resources: Resources, drawn: Drawn) -> None:
    del resources
    stroked = item.get("Stroke") not in ("false", "0")
    filled = item.get("Fill") in ("true", "1")
    ink = pen.stroke if stroked else pen.fill
    paper = not stroked and ink is not None and len(ink) == 3 and min(ink) > 0.95
    if not pen.seen or not (stroked or filled) or paper:
        return
    data = child(item, "AbbreviatedData")
    if data is None:
        return
    lines = tuple(
        (pen.place.of(*one), pen.place.of(*other)) for one, other in strokes(data.text or "")
    )
    if lines:
        frame = around(point for line in lines for point in line)
        drawn.paths.append(Path(lines, frame, ink))


def _composite(item: Any, pen: Pen, resources: Resources, drawn: Drawn) -> None:
    """A composite object: the content of its unit, or what stands in it (12)."""
    unit = resources.units.get(item.get("ResourceID") or "")
    draw(item if unit is None else unit, replace(pen, depth=pen.depth + 1), resources, drawn)


_KINDS: dict[str, Callable[[Any, Pen, Resources, Drawn], None]] = {
    "TextObject": _text,
    "ImageObject": _image,
    "PathObject": _path,
    "CompositeObject": _composite,
}

PAGE = Matrix(a=POINT, d=POINT)
"""From millimetres to points."""
