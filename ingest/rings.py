"""Rings on an image: where a thin round rim runs, by votes of its edge and then along itself.

A seal is a ring with print, other seals and stamps through it; it may be pale, broken or run off
the page. Its edge still points at one centre (Hough 1962, with gradients: Ballard 1981), and along
the rim so found the ink stands out from both sides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Ink = NDArray[np.float32]
    """Ink from 0 (paper) to 1, rows by columns."""

ANGLES = 180
"""Directions in which a rim is followed."""
_VOTES = 0.45
"""Votes for a circle, as a share of its length, from which it is looked at: print gives up to 0.6, a
rim seen all round 2 and more."""
_TOGETHER = 5
"""Radii looked for at a time."""
_LOOKS = 12
"""Circles looked at on a page, at most."""
_REACH = 0.12
"""How far a rim may lie off the circle the votes give, as a share of its radius."""
_TURNS = np.arange(ANGLES) * (2 * np.pi / ANGLES)
_WAVES = np.stack(
    [np.ones(ANGLES), *(wave(n * _TURNS) for n in (1, 2) for wave in (np.sin, np.cos))], axis=1
)
"""What a rim's radius by direction is made of: a circle, off its centre, an ellipse."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A rim: `x`, `y` of its middle and, by direction (clockwise from the top), its radius, all in
    pixels; `seen`, in which of the directions it was seen; `depth`, how much ink it has (0…1);
    `inside`, in which directions it lies on the image."""

    x: float
    y: float
    radii: tuple[float, ...]
    seen: tuple[bool, ...]
    inside: tuple[bool, ...]
    depth: float

    @property
    def radius(self) -> float:
        """The mean radius."""
        return float(np.mean(self.radii))

    @property
    def coverage(self) -> float:
        """Share of the directions in which the rim is seen, of those that lie on the image."""
        return sum(self.seen) / max(1, sum(self.inside))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The upright box around it."""
        sine, cosine = directions()
        xs, ys = self.x + np.array(self.radii) * sine, self.y - np.array(self.radii) * cosine
        return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())

    def radii_at(self, turns: NDArray[np.floating]) -> NDArray[np.float64]:
        """The radius in any directions, given as shares of the whole turn."""
        count = len(self.radii)
        known = np.arange(count + 1) / count
        return np.asarray(np.interp(turns, known, [*self.radii, self.radii[0]]), dtype=np.float64)

    def moved(self, across: float, down: float) -> Ring:
        """The ring on an image that begins elsewhere."""
        return replace(self, x=self.x + across, y=self.y + down)

    def scaled(self, factor: float) -> Ring:
        """The ring on an image that many times as large."""
        radii = tuple(radius * factor for radius in self.radii)
        x, y = (self.x + 0.5) * factor - 0.5, (self.y + 0.5) * factor - 0.5
        return replace(self, x=x, y=y, radii=radii)


def directions(count: int = ANGLES) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sines and cosines of the directions, clockwise from the top."""
    turns = np.arange(count) * (2 * np.pi / count)
    return np.sin(turns), np.cos(turns)


def circles(ink: Ink, smallest: float, largest: float) -> list[tuple[float, float, float]]:
    """Where edges of ink point at one centre: (x, y, radius) in pixels, the most votes first."""
    import cv2

    soft = cv2.GaussianBlur(ink, (0, 0), 0.8)
    dx = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.25), np.float32)
    dy = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.25), np.float32)
    steep = np.asarray(cv2.magnitude(dx, dy), np.float32)
    floor = max(0.03, 0.15 * float(np.percentile(steep[::2, ::2], 99.5)))
    edge = np.flatnonzero(steep > floor)
    if len(edge) < 40:
        return []
    # Votes are counted on half the pixels, in few bytes: this is most of the time.
    margin = round(0.6 * largest)
    beyond = max(0, math.ceil((largest + 2 - margin) / 2))
    reach = margin + 2 * beyond  # every vote has a place
    half = 0.5 / steep.ravel()[edge]
    across, down = dx.ravel()[edge] * half, dy.ravel()[edge] * half
    y, x = ((at + reach).astype(np.float32) / 2 for at in np.divmod(edge, ink.shape[1]))
    shape = tuple((side + 2 * reach) // 2 + 1 for side in ink.shape)
    best, radii = np.zeros((2, shape[0] * shape[1]), np.float32)

    def votes_near(radius: np.float32, side: int) -> NDArray[np.uint16]:
        """The votes for circles of a radius in the square around each place."""
        places = (y + radius * down).astype(np.int32) * shape[1]
        places += (x + radius * across).astype(np.int32)
        votes = np.bincount(places, minlength=best.size).reshape(shape).astype(np.uint16)
        return np.asarray(cv2.boxFilter(votes, -1, (side, side), normalize=False), np.uint16)

    # From one radius to the next a vote moves by one place: it stays in its square.
    step = max(2.0, largest / 30)
    for radius in _likely(np.arange(smallest, largest + 0.5, step, dtype=np.float32), votes_near):
        near = votes_near(radius, 3)
        length = 2 * math.pi * float(radius)
        middles = np.flatnonzero(near >= math.ceil(_VOTES * length))
        share = (near.ravel()[middles] / length).astype(np.float32)
        better = share > best[middles]
        best[middles[better]], radii[middles[better]] = share[better], radius
    kept = slice(beyond, -beyond or None)  # no middles further off the image than `margin`
    best, radii = best.reshape(shape), radii.reshape(shape)
    return _peaks(best[kept, kept], radii[kept, kept], margin)


def _likely(
    radii: NDArray[np.float32], votes_near: Callable[[np.float32, int], NDArray[np.uint16]]
) -> Iterator[np.float32]:
    """The radii for which there may be votes enough, looked for five at a time.

    From one radius to the next a vote moves by one place: with two more places all round, those
    of the middle one hold all votes of its neighbours.
    """
    for first in range(0, len(radii), _TOGETHER):
        some = radii[first : first + _TOGETHER]
        middle = some[len(some) // 2]
        side = 3 + 2 * math.ceil(max(some[-1] - middle, middle - some[0]) / 2)
        if votes_near(middle, side).max() >= _VOTES * 2 * math.pi * float(some[0]):
            yield from some


def _peaks(best: Ink, radii: Ink, margin: int) -> list[tuple[float, float, float]]:
    found: list[tuple[float, float, float]] = []
    best = best.copy()
    for _ in range(_LOOKS):
        row, column = (int(at) for at in np.unravel_index(int(best.argmax()), best.shape))
        if best[row, column] < _VOTES:
            break
        radius = float(radii[row, column])
        found.append((2.0 * column - margin + 0.5, 2.0 * row - margin + 0.5, radius))
        around = max(2, round(0.08 * radius))
        best[
            max(0, row - around) : row + around + 1, max(0, column - around) : column + around + 1
        ] = 0
    return found


def follow(ink: Ink, x: float, y: float, radius: float) -> Ring | None:
    """The rim near a circle, followed round: null where there is none.

    In every direction the place is taken where the ink most stands out from what lies inside and
    outside of it; a smooth curve (a circle off its centre, and an ellipse) is laid through these,
    those far from it left out one after the other.
    """
    import cv2

    sine, cosine = directions()
    scale = np.arange(1 - 2 * _REACH, 1 + 2 * _REACH, 0.5 / radius, dtype=np.float64)
    across = (x + radius * np.outer(sine, scale)).astype(np.float32)
    down = (y - radius * np.outer(cosine, scale)).astype(np.float32)
    around = cv2.remap(ink, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    rows, columns = ink.shape
    at = [x + radius * sine, y - radius * cosine]
    inside = (at[0] > 2) & (at[1] > 2) & (at[0] < columns - 3) & (at[1] < rows - 3)
    ridge = _ridge(np.asarray(around, np.float32), radius)
    curve = _laid(ridge, scale, inside)
    if curve is None:
        return None
    radii, seen, depth = curve
    return Ring(
        x,
        y,
        tuple((radius * radii).tolist()),
        tuple(seen.tolist()),
        tuple(inside.tolist()),
        depth,
    )


def _ridge(around: Ink, radius: float) -> Ink:
    """How far each place (direction by distance) stands out from both sides, 0…1."""
    step = 0.5  # pixels between distances
    away = max(3, round(0.055 * radius / step))
    soft = (around + np.roll(around, 1, 1) + np.roll(around, -1, 1)) / 3
    sides = np.maximum(soft[:, : -2 * away], soft[:, 2 * away :])
    ridge = np.zeros_like(soft)
    np.maximum(soft[:, away:-away] - sides, 0, out=ridge[:, away:-away])
    return np.asarray(ridge, np.float32)


def _laid(
    ridge: Ink, scale: NDArray[np.float64], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], float] | None:
    """A smooth curve through the crests: its radii (shares), where it is seen, its ink."""
    strength = ridge.max(axis=1)
    crest = scale[ridge.argmax(axis=1)]
    floor = 0.2 * _quantile(strength[inside], 0.75)
    used = inside & (strength > max(floor, 0.02))
    middle = _quantile(crest[used], 0.5) if used.sum() > ANGLES / 5 else 1.0
    radii = np.full(ANGLES, middle)
    for reach in (0.08, 0.05, 0.035, 0.025):
        near = used & (np.abs(crest - radii) < reach)
        if near.sum() < ANGLES / 5:
            return None
        columns = _WAVES if near.sum() > ANGLES / 2 else _WAVES[:, :3]
        known = columns[near]
        radii = columns @ np.linalg.solve(known.T @ known, known.T @ crest[near])
    if np.abs(radii - middle).max() > 0.3:
        return None
    window = np.abs(scale[None, :] - radii[:, None]) < 0.03
    along = np.where(window, ridge, 0).max(axis=1)
    seen = inside & (along > max(floor, 0.02))
    return radii, seen, _quantile(along[seen], 0.5)


def _quantile(values: NDArray[np.floating], share: float) -> float:
    """`numpy.quantile` of few values, for which its checks take most of the time; 0 of none."""
    if not values.size:
        return 0.0
    ordered, at = np.sort(values), share * (values.size - 1)
    low, high = (float(ordered[n]) for n in (int(at), min(int(at) + 1, values.size - 1)))
    return low + (high - low) * (at - int(at))


def unrolled(
    image: Ink, ring: Ring, reach: tuple[float, float], shape: tuple[int, int], *, off: float = 0.0
) -> Ink:
    """The ring between two shares of its radius laid out as `shape` (rows, columns): the outer edge
    is the first row, columns go clockwise from the top; what is off the image is `off`."""
    import cv2

    sine, cosine = directions(shape[1])
    radii = ring.radii_at(np.arange(shape[1]) / shape[1])
    shares = np.linspace(reach[1], reach[0], shape[0])[:, None]
    across = (ring.x + radii * shares * sine).astype(np.float32)
    down = (ring.y - radii * shares * cosine).astype(np.float32)
    strip = cv2.remap(
        image, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(off,)
    )
    return np.asarray(strip, dtype=np.float32)
