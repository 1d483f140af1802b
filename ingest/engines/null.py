"""The engine that reads nothing: for files with text layers only, and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import Reading, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class NullEngine:
    """Finds no line on any image."""

    @property
    def identity(self) -> str:
        """Always `null`."""
        return "null"

    def read(self, image: NDArray[np.uint8]) -> Sequence[Reading]:
        """No lines."""
        del image
        return ()

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """An empty reading of confidence 0."""
        return Reading(frame(image), "", 0.0)
