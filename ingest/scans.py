"""A page image to a page: read as it lies, looked at again where it may not be as it should.

The looks are in the order in which they help each other: the sheet of paper cut out, a pale
print darkened; the page turned, one half of a sheet turned, its lines levelled; what shows
through the paper told from what stands on it. A good page costs the first reading and no more.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from .contrast import is_flat, is_strong, line_contrasts, pale_step
from .engines.modules import TableReader
from .keys import stage_key
from .leaning import may_lean
from .ocr import find_lines, make_page, page_shapes, prepare, seal_marks, without_pen
from .page import Page, Step
from .paper import sheet_step
from .pen import find_pen
from .red_pen import find_red_pen
from .scan_check import CHECK_VERSION, with_findings
from .seal import find_seals
from .sheet import Sheet
from .show_through import cleared, in_doubt, merged
from .spreads import gutter_between
from .steps import done, half_turning, levelling, turning
from .table_structure import with_structures
from .tables import TABLES_VERSION, page_grids
from .turning import LOOKS, is_better, is_nonsense, is_odd, which_way
from .values import dataclass, replace
from .watermark import is_watermarked, parted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .engines import Engine, Reading
    from .layout import Quad
    from .page import Box
    from .raster import Raster
    from .sheet import EngineSource

OCR_VERSION = 7
"""7: what a watermark crosses is read without it; print is told from a pen in blue print and under a
highlighter. 6: what was written or stamped without colour is told by its slope. 5: where two readings of a sealed line differ, what each has is kept. 4: blue ink is read apart from print. 3: sheets are cut out, halves turned, pale print darkened, show-through kept apart, lines that
slant steeply levelled; page numbers between dashes the engine missed; seals without colour, those
that touch or run off the page, and what stands along their rings. 2: pages that lie upside down or
on their side are turned."""
_INK = 25
"""Contrast (0…255) below which there is no line."""
STEEP = 8.0
"""Degrees from which a page's lines are levelled before they are read: below, engines read them
as well and layout and tables reckon with the slope."""


def scan_sheet(
    number: int,
    raster: Raster,
    engine: EngineSource,
    notes: tuple[str, ...] = (),
    image: str = "",
) -> Sheet:
    """The sheet of a page image: its key is made of image, placement and engine.

    `image` is the hash of what the image was decoded from, where that says all; else its pixels
    are hashed.
    """
    parameters = {
        "engine": engine().identity,
        "dpi": raster.dpi,
        "page": [round(raster.width, 2), round(raster.height, 2)],
        "box": [round(value, 2) for value in raster.box],
    }
    inputs = [image or raster.digest()]
    reads = [stage_key("ocr", v, parameters, inputs) for v in range(OCR_VERSION, 0, -1)]
    ruled = [
        stage_key("tables", v, {}, [read]) for read in reads for v in range(TABLES_VERSION, 0, -1)
    ]
    return Sheet(
        number,
        stage_key("check", CHECK_VERSION, {}, ruled[:1]),
        lambda: _examined(*_read(raster, engine()), raster, engine()),
        notes,
        earlier=(*ruled, *reads),
        complete=lambda page: examined(_read_again(page, raster, engine), raster, engine()),
    )


def examined(page: Page, raster: Raster, engine: Engine | None = None) -> Page:
    """The page of an image with its tables, ruled or those an `engine` with a module for them finds,
    and what is wrong with the scan."""
    return _examined(page, done(raster, page.steps), raster, engine)


def _examined(page: Page, seen: Raster, raster: Raster, engine: Engine | None) -> Page:
    """The same, where the image after the page's steps is known."""
    tables = page_grids(seen, page.skew) if page.lines else ()
    if page.lines and isinstance(engine, TableReader):
        tables = with_structures(tables, page, seen, engine)
    return with_findings(replace(page, tables=tables), raster, seen)


def _read_again(page: Page, raster: Raster, engine: EngineSource) -> Page:
    """A page as an earlier version read it, read again where this one would see more."""
    doubted = (
        is_odd(page)
        or in_doubt(page.lines)
        or is_watermarked(raster.pixels, raster.dpi)
        or abs(page.skew) >= STEEP
        or "blank" in page.notes
        or may_lean(page)
        or sheet_step(raster) is not None
        or _odd_half(page) is not None
        or not _fits(page, raster)
    )
    if (doubted and not page.steps) or _is_written_on(page, raster):
        return read_raster(raster, engine())
    return _with_rings(page, raster, engine) if page.lines else page


def _is_written_on(page: Page, raster: Raster) -> bool:
    """Whether there is blue ink on a page as it was read, or red ink over its print."""
    seen = done(raster, page.steps)
    if seen.grey:
        return False
    small = seen.small()
    if find_pen(small):
        return True
    quads = _quads(page, seen)
    return find_red_pen(small, quads, find_seals(small), page_shapes(small)) is not None


def _quads(page: Page, raster: Raster) -> list[Quad]:
    """The corners of a page's lines of print, in pixels of its image."""
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    across, down = columns / (right - left), rows / (bottom - top)
    boxes = [line.box for line in page.lines if line.box and line.kind == "print"]
    scaled = [
        ((x0 - left) * across, (y0 - top) * down, (x1 - left) * across, (y1 - top) * down)
        for x0, y0, x1, y1 in boxes
    ]
    return [((x0, y0), (x1, y0), (x1, y1), (x0, y1)) for x0, y0, x1, y1 in scaled]


def _with_rings(page: Page, raster: Raster, engine: EngineSource) -> Page:
    """A page as an earlier version read it: read again where it has seals that were not found, else
    with the rings of its seals read."""
    seen = done(raster, page.steps)
    seals = find_seals(seen.small())
    known = [mark for mark in page.marks if mark.kind == "seal"]
    if len(seals) != len(known):
        return read_raster(raster, engine())
    if not known or any(mark.text for mark in known):
        return page
    others = [mark for mark in page.marks if mark.kind != "seal"]
    return replace(page, marks=(*seal_marks(seen, seals, engine()), *others))


def _fits(page: Page, raster: Raster) -> bool:
    """Whether a page's lines stand where its image has ink: it was read as it lies."""
    if abs(page.width - raster.width) > 1 or abs(page.height - raster.height) > 1:
        return False
    found = line_contrasts([line for line in page.lines if line.kind != "seal"], raster)
    return sum(value < _INK for value in found) <= len(found) / 4


def damaged_sheet(number: int, sha256: str, code: str) -> Sheet:
    """A page of a file that cannot be read while others can: empty, with `code` as its note."""
    return empty_sheet(number, sha256, code)


def empty_sheet(
    number: int, sha256: str, note: str, size: tuple[float, float] = (0.0, 0.0)
) -> Sheet:
    """A page with nothing on it, or nothing that can be read; `note` says which."""
    key = stage_key("empty", OCR_VERSION, {"note": note, "size": list(size)}, [sha256, str(number)])
    page = Page(number, size[0], size[1], (), "none", notes=(note,))
    return Sheet(number, key, lambda: page)


@dataclass(frozen=True, slots=True)
class _Look:
    """A page, the lines found on its image, and that image: after the page's steps."""

    page: Page
    readings: Sequence[Reading]
    raster: Raster

    def after(self, step: Step, engine: Engine) -> _Look:
        """The page read again after one more step."""
        return _look(done(self.raster, [step]), engine, (*self.page.steps, step))


def read_raster(raster: Raster, engine: Engine) -> Page:
    """Read a page image, set right where it has to be.

    Number 1: the caller knows which page it is.
    """
    return _read(raster, engine)[0]


def _read(raster: Raster, engine: Engine) -> tuple[Page, Raster]:
    """The page of an image, and that image after the page's steps."""
    size = (raster.width, raster.height)
    steps = [step for step in [sheet_step(raster)] if step]
    raster = done(raster, steps)
    if not is_strong(raster):
        if pale := pale_step(raster):
            steps.append(pale)
            raster = done(raster, [pale])
        elif is_flat(raster):
            return _blank(raster, engine, tuple(steps), size), raster
    look = _look(raster, engine, tuple(steps))
    for again in (_turned, _half_turned, _levelled, _cleared):
        look = again(look, engine)
    page = replace(look.page, sheet_size=size) if look.page.steps else look.page
    return page, look.raster


def _blank(
    raster: Raster, engine: Engine, steps: tuple[Step, ...], size: tuple[float, float]
) -> Page:
    page = Page(1, raster.width, raster.height, (), "ocr", raster.dpi, engine=engine.identity)
    return replace(page, notes=("blank",), steps=steps, sheet_size=size if steps else None)


def _look(raster: Raster, engine: Engine, steps: tuple[Step, ...]) -> _Look:
    ready = prepare(raster)
    lines = iter(engine.read(ready.bare))
    first = list(islice(lines, LOOKS))
    once = all(step.code != "turned" for step in steps)
    # A sheet wider than high may hold two pages, one of them turned: it is read to the end.
    if once and raster.height > raster.width and is_nonsense(first):
        degrees = which_way(first, ready.bare, engine)
        if degrees:
            step = _turning(raster, degrees)
            return _look(done(raster, [step]), engine, (*steps, step))
    readings = find_lines(ready, engine, chain(first, lines))
    if parted := without_pen(ready, readings):
        ready, readings = parted, find_lines(parted, engine)
    return _Look(replace(make_page(ready, readings, engine), steps=steps), readings, raster)


def _turned(look: _Look, engine: Engine) -> _Look:
    if not is_odd(look.page, look.readings):
        return look
    degrees = which_way(look.readings, look.raster.bgr(), engine)
    if not degrees:
        return look
    other = look.after(_turning(look.raster, degrees), engine)
    return other if is_better(look.page, other.page) else look


def _turning(raster: Raster, degrees: int) -> Step:
    size = (raster.width, raster.height)
    return turning(degrees, *(size if degrees == 180 else size[::-1]))


def _half_turned(look: _Look, engine: Engine) -> _Look:
    area = _odd_half(look.page)
    if area is None:
        return look
    inside = [each for each in look.readings if _is_in(_middle(each, look.raster), area)]
    if which_way(inside, look.raster.bgr(), engine) != 180:
        return look
    other = look.after(half_turning(area, look.raster.width, look.raster.height), engine)
    return other if is_better(_part(look.page, area), _part(other.page, area)) else look


def _odd_half(page: Page) -> Box | None:
    """The half of a sheet of two pages that may lie upside down, the other one being right."""
    gutter = gutter_between(page)
    if gutter is None:
        return None
    halves = ((0.0, 0.0, gutter, page.height), (gutter, 0.0, page.width, page.height))
    odd = [half for half in halves if is_odd(_part(page, half))]
    return odd[0] if len(odd) == 1 else None


def _part(page: Page, area: Box) -> Page:
    lines = [
        line
        for line in page.lines
        if line.box
        and _is_in(((line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2), area)
    ]
    return replace(page, lines=tuple(lines))


def _middle(reading: Reading, raster: Raster) -> tuple[float, float]:
    """The middle of a line as found, in points of the page."""
    xs, ys = zip(*reading.quad, strict=True)
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = raster.box
    x, y = sum(xs) / len(xs) / columns, sum(ys) / len(ys) / rows
    return left + x * (right - left), top + y * (bottom - top)


def _is_in(point: tuple[float, float], area: Box) -> bool:
    return area[0] <= point[0] <= area[2] and area[1] <= point[1] <= area[3]


def _levelled(look: _Look, engine: Engine) -> _Look:
    if abs(look.page.skew) < STEEP:
        return look
    other = look.after(levelling(look.page.skew, look.raster.width, look.raster.height), engine)
    return other if abs(other.page.skew) < STEEP else look


def _cleared(look: _Look, engine: Engine) -> _Look:
    """What shows through, and a watermark, told from what stands on the page, by a reading without
    its ground."""
    if not (in_doubt(look.page.lines) or is_watermarked(look.raster.pixels, look.raster.dpi)):
        return look
    pixels, share = cleared(look.raster.pixels, look.raster.dpi)
    again: Sequence[Reading] = ()
    marks: list[Reading] = []
    print_ = look.readings
    if pixels is not None:
        again = find_lines(prepare(replace(look.raster, pixels=pixels)), engine)
        print_, marks = parted(print_, look.raster.pixels, pixels, look.page.skew)
    kept, beside = merged(print_, again, look.raster.bgr(), pixels, engine)
    beside += marks
    page = make_page(prepare(look.raster), kept, engine, beside)
    if not kept:
        page = replace(page, notes=("blank",))
    size = (look.raster.width, look.raster.height)
    step = Step("ground_cleared", round(share, 4), *size)
    return _Look(replace(page, steps=(*look.page.steps, step)), kept, look.raster)
