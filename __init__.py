"""hongtou (红头): reads Chinese government circulars and answers which rule is in force.

>>> import hongtou
>>> circulars = hongtou.read("corpus/scans")  # doctest: +SKIP

Everything heavy is imported on first use, so that ``import hongtou`` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .extract.pipeline import load as load
    from .library import Library
    from .library import read as read

__all__ = ["Library", "__version__", "load", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in ("Library", "read"):
        from . import library

        return getattr(library, name)
    if name == "load":
        from .extract.pipeline import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
