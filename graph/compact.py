"""All links as arrays: for measures over a whole library, and for chains where only ids count.

Documents are numbers from 1 here, as the store gives them; 0 is none.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .chain import PASSES_ON
from .gaps import CHANGED, FURTHER, NAMED, WEIGHTLESS
from .impact import STRENGTHS
from .relations import EFFECTIVE, OWN, RELATIONS, WANTED, place_of_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

_HOP = np.dtype([("target", "<i4"), ("said", "<u4")])
_RELATION = 63


@dataclass(frozen=True, slots=True)
class Compact:
    """Every link of what is held.

    What document `n` says is `targets[first[n]:first[n + 1]]` (0: nothing one could tell), each with
    a code in `said` (graph.relations); who speaks of it is `sources[came[n]:came[n + 1]]`, those
    links by their place in `said` in `places`. `up[n]`: what it forwards or endorses, 0 for nothing.
    """

    first: NDArray[np.int32] | NDArray[np.int64]
    targets: Numbers
    said: NDArray[np.uint32]
    came: NDArray[np.int32] | NDArray[np.int64]
    places: Numbers
    sources: Numbers
    up: Numbers

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        parts = (self.first, self.targets, self.said, self.came, self.places, self.sources, self.up)
        return sum(part.nbytes for part in parts)


def compact(rows: Iterable[tuple[int, bytes]], count: int) -> Compact:
    """The arrays of documents 1 … count, from what each says (packed pairs of target and code: two
    little-endian numbers of 32 bits), in the order of their numbers."""
    found = list(rows)
    nodes, packed = [row[0] for row in found], [row[1] for row in found]
    hops = np.frombuffer(b"".join(packed), _HOP)
    # the places of links, in as many bits as there are links for
    wide: Any = np.int32 if len(hops) < 2**31 else np.int64
    lengths = np.zeros(count + 2, wide)
    lengths[np.fromiter(nodes, np.int64, len(nodes)) + 1] = (
        np.fromiter(map(len, packed), np.int64, len(packed)) // _HOP.itemsize
    )
    first = np.cumsum(lengths, dtype=wide)
    targets, said = np.ascontiguousarray(hops["target"]), np.ascontiguousarray(hops["said"])
    owners = np.repeat(np.arange(count + 1, dtype=np.int32), np.diff(first))
    places = np.argsort(targets, kind="stable").astype(np.int32)
    came = np.zeros(count + 2, wide)
    came[1:] = np.cumsum(np.bincount(targets, minlength=count + 1), dtype=wide)
    return Compact(
        first, targets, said, came, places, owners[places], _up(owners, targets, said, count)
    )


def _up(owners: Numbers, targets: Numbers, said: NDArray[np.uint32], count: int) -> Numbers:
    """What each document passes on: the first it names; what it carries itself is no other document."""
    passes = _is_one_of(said, PASSES_ON) & (said & EFFECTIVE > 0) & (said & OWN > 0) & (targets > 0)
    at = np.flatnonzero(passes)[::-1]
    up = np.zeros(count + 1, np.int32)
    up[owners[at]] = np.where(targets[at] == owners[at], 0, targets[at])
    return up


def _is_one_of(said: NDArray[np.uint32], relations: Iterable[str]) -> NDArray[np.bool_]:
    table = np.zeros(_RELATION + 1, bool)
    table[[RELATIONS.index(name) for name in relations]] = True
    found: NDArray[np.bool_] = table[said & _RELATION]
    return found


class Chains:
    """Forwarding chains by number."""

    def __init__(self, compact: Compact) -> None:
        self._up = array("i", compact.up.tobytes())

    def up(self, node: int) -> list[int]:
        """A document and what it passes on, hop by hop up to the origin."""
        up = self._up
        chain = [node]
        while (node := up[node]) and node not in chain:
            chain.append(node)
        return chain


def weights(links: Compact) -> dict[int, float]:
    """How many answers hang on each document that is not held (graph.gaps), by its number."""
    rests = _is_one_of(links.said, STRENGTHS) & (links.said & EFFECTIVE > 0)
    named = (_is_one_of(links.said, WEIGHTLESS) | (links.said & EFFECTIVE == 0)) & ~rests
    shares = np.where(named, NAMED, CHANGED)
    wanted = links.said & WANTED > 0
    resting = _resting(links, rests)
    found: dict[int, float] = {}
    for node in np.unique(links.targets[wanted]).tolist():
        at = links.places[links.came[node] : links.came[node + 1]]
        owners = links.sources[links.came[node] : links.came[node + 1]]
        mine = wanted[at]
        at, owners = at[mine], owners[mine]
        on = rests[at]
        clauses = set(
            zip(owners[on].tolist(), map(place_of_code, links.said[at[on]].tolist()), strict=True)
        )
        weight = float(shares[at[~on]].sum()) + len(clauses)
        found[node] = round(weight + _further(node, resting), 2)
    return found


def _resting(links: Compact, rests: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Numbers]:
    """Who rests on each document: `sources[came[n]:came[n + 1]]`."""
    kept = rests[links.places]
    came = np.concatenate(([0], np.cumsum(kept)))[links.came]
    return came, links.sources[kept]


def _further(node: int, resting: tuple[NDArray[np.int64], Numbers]) -> float:
    """What counts of what rests on it at second hand and further, by distance."""
    came, sources = resting
    seen = {node}
    front = [node]
    weight, share = 0.0, 1.0
    while front:
        ring = {one for n in front for one in sources[came[n] : came[n + 1]].tolist()} - seen
        weight += share * len(ring) if share < 1 else 0.0
        share *= FURTHER
        seen |= ring
        front = list(ring)
    return weight
