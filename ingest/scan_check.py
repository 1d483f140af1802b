"""What is wrong with a scan, in the sense of DA/T 31-2017 (digitising paper archives).

Measured on the image as it came and on the page as it was read. The limits are this program's:
the standard asks for 200 dpi and more and for images that are complete, clear and straight.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from .contrast import line_contrasts
from .layout import union
from .page import TOUCHING, Finding
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .page import Box, Line, Page
    from .raster import Raster

CHECK_VERSION = 1
RESOLUTION, UNREADABLE = 200.0, 120.0
"""Dots per inch below which a scan is too coarse, and far too coarse. Half a dot is let pass."""
SKEW = 1.5
"""Degrees that are seen."""
CONTRAST = 70.0
"""Median contrast of the lines (0…255)."""
_READ = 0.5


def with_findings(page: Page, raster: Raster, seen: Raster) -> Page:
    """The page with what is wrong with its scan: `raster` as it came, `seen` as it was read."""
    return replace(page, findings=tuple(_findings(page, raster, seen)))


def _findings(page: Page, raster: Raster, seen: Raster) -> Iterator[Finding]:
    if raster.dpi < RESOLUTION - 0.5:
        severity = "error" if raster.dpi < UNREADABLE else "warning"
        yield Finding("low_resolution", severity, raster.dpi, "dpi")  # type: ignore[arg-type]
    if "blank" in page.notes:
        yield Finding("blank_page", "info")
    yield from _lying(page)
    yield from _edges(page, seen)
    if print_ := [line for line in page.lines if line.kind == "print" and line.confidence > _READ]:
        depth = float(median(line_contrasts(print_, seen) or [255.0]))
        # where pale print was darkened before it was read, what it was
        came = [step.value for step in page.steps if step.code == "contrast_raised"]
        depth = min([depth, *came])
        if depth < CONTRAST:
            yield Finding("low_contrast", "warning", depth, "levels")
    if through := [line for line in page.lines if line.kind == "show_through"]:
        share = len(through) / len(page.lines)
        yield Finding("show_through", "warning", share, "share", _around(page, through))


def _lying(page: Page) -> Iterator[Finding]:
    """How the page lay on the glass or before the lens."""
    skew = page.skew
    for n, step in enumerate(page.steps):
        there = replace(page, steps=page.steps[: n + 1])
        if step.code == "turned":
            yield Finding("turned", "warning", step.value, "deg")
        elif step.code == "half_turned" and step.area:
            yield Finding("turned", "warning", step.value, "deg", there.on_sheet(step.area))
        elif step.code == "sheet_cut":
            box = there.on_sheet((0.0, 0.0, step.width, step.height))
            yield Finding("border", "info", round(1 - step.value, 4), "share", box)
        elif step.code == "levelled":
            skew += step.value
    if abs(skew) > SKEW:
        yield Finding("skewed", "warning", round(skew, 2), "deg")


def _edges(page: Page, seen: Raster) -> Iterator[Finding]:
    """Print that touches the edge of its image: part of it may be cut off."""
    left, top, right, bottom = seen.box
    touching = [
        (line, away)
        for line in page.lines
        if line.box and line.kind == "print" and line.confidence > _READ and len(line.text) > 1
        for box in [line.box]
        for away in [min(box[0] - left, box[1] - top, right - box[2], bottom - box[3])]
        if away < TOUCHING
    ]
    if touching:
        nearest = max(0.0, min(away for _, away in touching))
        lines = [line for line, _ in touching]
        yield Finding("cut_edge", "warning", round(nearest, 2), "pt", _around(page, lines))


def _around(page: Page, lines: Sequence[Line]) -> Box | None:
    """The box around lines, on the page of the file."""
    boxes = [line.box for line in lines if line.box]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = union(whole, box)
    return page.on_sheet(whole)
