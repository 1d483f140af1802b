"""OCR engines: one Protocol, found by entry point, imported only when asked for."""

from __future__ import annotations

from importlib.metadata import entry_points
from inspect import signature
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ..errors import EngineError
from ..values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from inspect import Signature

    import numpy as np
    from numpy.typing import NDArray

    from ..page import Doubt

GROUP = "hongtou.engines"


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as an engine read it.

    `quad` holds four (x, y) corners in pixels of the image given, clockwise from the top
    left; `centres` and `confidences` hold, per character, its centre along the quad's top
    edge as a fraction 0…1 and its probability; `lattice` the characters in doubt with their other
    readings. All are empty where the engine gives none.
    """

    quad: tuple[tuple[float, float], ...]
    text: str
    confidence: float
    centres: tuple[float, ...] = ()
    confidences: tuple[float, ...] = ()
    lattice: tuple[Doubt, ...] = ()


@runtime_checkable
class Engine(Protocol):
    """Reads images; cheap to make, models are loaded at the first reading."""

    @property
    def identity(self) -> str:
        """Engine, version, models (by hash) and parameters.

        Part of the key under which a reading is stored: it must change when they do. Asking for
        it loads no model.
        """
        ...

    def read(self, image: NDArray[np.uint8]) -> Iterable[Reading]:
        """Read a page image (height × width × 3, BGR): its lines in any order, best the longest
        first and each read when it is asked for, since a page upside down is left after a few."""
        ...

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """Read an image that holds one line; the quad is the image's frame."""
        ...


def frame(image: NDArray[np.uint8]) -> tuple[tuple[float, float], ...]:
    """The four corners of an image, clockwise from the top left: the quad of a crop's reading."""
    height, width = image.shape[:2]
    return ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))


def names() -> list[str]:
    """The engines installed, by name."""
    return sorted({point.name for point in entry_points(group=GROUP)})


def load(name: str, **options: object) -> Engine:
    """The engine of that name. Raises `EngineError` when it is unknown or cannot start."""
    factory = _factory(name)
    if "models" in options and "models" not in signature(factory).parameters:
        raise EngineError(
            f"engine {name!r} takes no models; leave out --models, or choose --engine paddle"
        )
    try:
        engine = factory(**options)
    except TypeError as error:
        raise EngineError(_wrong_options(name, signature(factory), options)) from error
    if not isinstance(engine, Engine):
        raise EngineError(f"engine {name!r} does not follow the engine protocol")
    return engine


def takes_models(name: str) -> bool:
    """Whether an engine reads models from a folder. Raises `EngineError` as `load` does."""
    return "models" in signature(_factory(name)).parameters


def _factory(name: str) -> Callable[..., object]:
    """What makes an engine. Raises `EngineError` when it is unknown or cannot be imported."""
    points = [point for point in entry_points(group=GROUP) if point.name == name]
    if not points:
        known = ", ".join(names()) or "none"
        raise EngineError(f"no OCR engine named {name!r}; installed: {known}")
    try:
        made: Callable[..., object] = points[0].load()
    except ImportError as error:
        raise EngineError(
            f"engine {name!r} cannot start ({error}); install hongtou[{name}]"
        ) from error
    return made


def _wrong_options(name: str, takes: Signature, options: Mapping[str, object]) -> str:
    """What is wrong with the options an engine was given, and where to put it right."""
    known = [item for item in takes.parameters.values() if item.kind is not item.VAR_KEYWORD]
    names = [item.name for item in known]
    needed = [item.name for item in known if item.default is item.empty]
    missing = [one for one in needed if one not in options]
    unknown = [one for one in options if one not in names]
    if missing:
        what = f"it needs {', '.join(map(repr, missing))}"
    elif unknown:
        what = f"it has no {', '.join(map(repr, unknown))}, only {', '.join(names)}"
    else:
        what = "one has a value of the wrong kind"
    return (
        f"engine {name!r} does not take these options ({what}); "
        f"give them in hongtou.toml, below [engines.{name}]"
    )
