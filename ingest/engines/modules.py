"""What an engine may offer beside reading lines: a quicker look, the text of seals, the structure of
tables.

None is asked of an engine. One that finds seals and tables may still have no model for them: what
it finds is then nothing, and what is made without them counts (`ring_text`, `tables`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ..values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from . import Reading

    Outline = tuple[tuple[float, float], ...]
    """Corners (x, y) in pixels of the image given, in order round it."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of a table: its cells as (row, column, rows, columns), where each starts and
    how many it spans; the outline of each on the image; how sure (0…1)."""

    cells: tuple[tuple[int, int, int, int], ...]
    outlines: tuple[Outline, ...]
    confidence: float


@runtime_checkable
class QuickReader(Protocol):
    """Reads a line by one look, for a reading that only bears another one out."""

    def glance(self, image: NDArray[np.uint8]) -> Reading:
        """Read an image that holds one line, as `Engine.read_crop` does."""
        ...


@runtime_checkable
class SealReader(Protocol):
    """Finds the text of seals."""

    def find_seal_text(self, image: NDArray[np.uint8]) -> Sequence[Outline]:
        """The outlines of the lines of text, straight or curved, on the cut-out of one seal (height
        × width × 3, BGR); none without a model."""
        ...


@runtime_checkable
class TableReader(Protocol):
    """Finds the cells of a table."""

    def read_table(self, image: NDArray[np.uint8]) -> Structure | None:
        """The structure of the table that an image (BGR) shows; null where it has none that holds
        together, and without a model."""
        ...
