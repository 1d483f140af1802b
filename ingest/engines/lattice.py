"""The other readings of a line's doubtful characters, from what a CTC model gives step by step.

The steps of a line are parted at its characters: from where one is read to where the next is. In
each part the probability of a reading (nothing, one character, two) is summed over all its
alignments (Graves et al. 2006), so that a character lost between two others is found too.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from ..page import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BLANK = 0
"""The class of no character."""
DOUBTFUL = 0.9
"""A character less probable than this is in doubt."""
_LEAST, _MOST = 0.02, 4
"""Least probability of a reading that is kept, and how many are."""
_RIVAL = 0.1
"""A class that reaches this at a step where it was not read may be a character."""
_HALF = 0.5
_SINGLE, _PAIRED = 5, 3
"""Classes of a part, the likeliest first, that are tried alone and in twos."""


def doubts(
    probabilities: NDArray[np.float32],
    best: NDArray[np.intp],
    columns: NDArray[np.intp],
    characters: Sequence[str],
) -> tuple[Doubt, ...]:
    """The doubtful characters of a line with their readings, the one read first.

    `probabilities` are steps × classes, `best` the class of each step, `columns` the steps at
    which the line's characters were read.
    """
    found = []
    unsure = probabilities[np.arange(len(best)), best] < DOUBTFUL
    edges = [0, *columns[1:].tolist(), len(best)]
    for n, column in enumerate(columns.tolist()):
        start, end = edges[n], edges[n + 1]
        if not unsure[start:end].any():
            continue
        read = int(best[column])
        before = int(best[columns[n - 1]]) if n else BLANK
        behind = int(best[end]) if end < len(best) else BLANK
        part = probabilities[start:end]
        if not _contested(part, read, behind, sure=float(probabilities[column, read])):
            continue
        led = float(probabilities[start - 1, BLANK]) if start else 1.0
        sums = {
            label: _probability(part, label, trailed=label[-1:] == (behind,))
            * (led if label[:1] == (before,) and label != (read,) else 1.0)
            for label in _labels(part, read)
        }
        if readings := _ranked(sums, (read,), characters):
            found.append(Doubt(n, n + 1, readings))
    return tuple(found)


def _contested(part: NDArray[np.float32], read: int, behind: int, *, sure: float) -> bool:
    """Whether a part may hold something else than the character read: this one is unsure, or
    another one shows, or a gap within it. The next one may show in the last step, on its way."""
    run = np.flatnonzero(part[:, read] >= _HALF)
    gap = run.size > 0 and part[run[0] : run[-1] + 1, read].min() < 1 - _RIVAL
    if sure < DOUBTFUL or gap:
        return True
    rivals = part.max(axis=0)
    rivals[[BLANK, read]] = 0
    if behind != BLANK:
        rivals[behind] = part[:-1, behind].max(initial=0)
    return bool(rivals.max() >= _RIVAL)


def _labels(part: NDArray[np.float32], read: int) -> Iterator[tuple[int, ...]]:
    """The readings of a part that are tried, as classes."""
    peaks = part.max(axis=0)
    peaks[BLANK] = 0
    likely = np.flatnonzero(peaks >= _LEAST)
    ranked = likely[np.argsort(-peaks[likely], kind="stable")].tolist()
    singles = list(dict.fromkeys((read, *ranked)))[:_SINGLE]
    yield ()
    yield from ((one,) for one in singles)
    yield from ((one, other) for one in singles[:_PAIRED] for other in singles[:_PAIRED])


def _probability(part: NDArray[np.float32], label: Sequence[int], *, trailed: bool) -> float:
    """The probability that the steps of a part give `label`, over all alignments; `trailed`: those
    that end in a step of no character, as what follows is the same character again."""
    states = [BLANK, *(state for one in label for state in (one, BLANK))]
    steps = part[:, states].tolist()
    reached = [steps[0][state] if state < 2 else 0.0 for state in range(len(states))]
    for step in steps[1:]:
        reached = [
            step[state]
            * (
                reached[state]
                + (reached[state - 1] if state else 0.0)
                + (reached[state - 2] if _skips(states, state) else 0.0)
            )
            for state in range(len(states))
        ]
    return reached[-1] if trailed or not label else reached[-1] + reached[-2]


def _skips(states: Sequence[int], state: int) -> bool:
    """Whether the step of no character before a state may be left out."""
    return state > 1 and states[state] != BLANK and states[state] != states[state - 2]


def _ranked(
    sums: dict[tuple[int, ...], float], read: tuple[int, ...], characters: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    """The readings kept, the one read first; empty where that one is in no doubt after all.

    Readings that differ in width (（ and half-width) or white space alone are one.
    """
    texts = {label: "".join(characters[one] for one in label) for label in sums}
    merged: dict[str, float] = {}
    for label, value in sums.items():
        key = _key(texts[label])
        merged[key] = merged.get(key, 0.0) + value
    total, own = sum(merged.values()), _key(texts[read])
    if total <= 0 or merged[own] >= DOUBTFUL * total:
        return ()
    first = {_key(text): text for text in reversed(texts.values())}
    others = sorted((-value, key) for key, value in merged.items() if key != own)
    kept = [(first[key], -value) for value, key in others if -value >= _LEAST * total]
    return tuple(
        (text, round(value / total, 4))
        for text, value in [(texts[read], merged[own]), *kept[: _MOST - 1]]
    )


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
