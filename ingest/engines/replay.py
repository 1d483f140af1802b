"""Stored readings: an engine that repeats them, and one that stores what another reads."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..codec import dump_lattice, load_lattice
from ..errors import EngineError
from . import Reading
from .modules import QuickReader, SealReader, Structure, TableReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from . import Engine
    from .modules import Outline


def image_key(image: NDArray[np.uint8], *, crop: bool = False, module: str = "") -> str:
    """What readings are stored under: SHA-256 (hex) of an image's shape and pixels.

    A page and a `crop` of one line are read differently, so their keys differ; so does what a
    `module` finds.
    """
    digest = hashlib.sha256(repr(image.shape).encode())
    digest.update(image.tobytes())
    return digest.hexdigest() + ("-crop" if crop else f"-{module}" if module else "")


def _outlined(outlines: Sequence[Outline]) -> tuple[Reading, ...]:
    """Outlines as readings without text, as they are stored."""
    return tuple(Reading(outline, "", 0.0) for outline in outlines)


def _cells(found: Structure | None) -> tuple[Reading, ...]:
    """A structure as readings: a cell's outline, its place as text."""
    pairs = zip(found.cells, found.outlines, strict=True) if found else ()
    return tuple(
        Reading(outline, " ".join(map(str, cell)), found.confidence if found else 0.0)
        for cell, outline in pairs
    )


def _structure(cells: Sequence[Reading]) -> Structure | None:
    """The structure that `_cells` gave."""
    if not cells:
        return None
    places = [tuple(map(int, cell.text.split())) for cell in cells]
    return Structure(
        tuple((row, column, rows, columns) for row, column, rows, columns in places),
        tuple(cell.quad for cell in cells),
        cells[0].confidence,
    )


def _dump(key: str, readings: Sequence[Reading]) -> str:
    rows = [
        [
            reading.quad,
            reading.text,
            reading.confidence,
            reading.centres,
            reading.confidences,
            dump_lattice(reading.lattice),
        ]
        for reading in readings
    ]
    return json.dumps({"image": key, "readings": rows}, ensure_ascii=False, sort_keys=True)


def _load(entry: dict[str, Any]) -> tuple[str, tuple[Reading, ...]]:
    readings = tuple(
        Reading(
            quad=tuple((float(x), float(y)) for x, y in quad),
            text=text,
            confidence=confidence,
            centres=tuple(centres),
            confidences=tuple(confidences),
            lattice=load_lattice(*lattice),
        )
        for quad, text, confidence, centres, confidences, *lattice in entry["readings"]
    )
    return entry["image"], readings


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    files = sorted(path.glob("*.json*")) if path.is_dir() else [path]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".jsonl":
            yield from (json.loads(row) for row in text.splitlines() if row.strip())
        else:
            value = json.loads(text)
            yield from value if isinstance(value, list) else [value]


class ReplayEngine:
    """Repeats stored readings, found by the hash of the image.

    `path` is a folder of .json and .jsonl files or one such file, as `RecordingEngine` writes
    them. Raises `EngineError` when it is missing or broken, and when asked for an image that
    is not in it.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        try:
            self._readings = dict(_load(entry) for entry in _entries(self._path))
        except FileNotFoundError as error:
            raise EngineError(
                f"no stored readings at {path}; give path= a folder or a .jsonl file"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(f"the stored readings at {path} are broken: {error}") from error
        if not self._readings:
            raise EngineError(f"no stored readings at {path}; record some first")

    @property
    def identity(self) -> str:
        """`replay` and a hash over all that is stored."""
        digest = hashlib.sha256()
        for key in sorted(self._readings):
            digest.update(_dump(key, self._readings[key]).encode())
        return f"replay {digest.hexdigest()[:16]}"

    def _find(self, image: NDArray[np.uint8], *, crop: bool) -> tuple[Reading, ...]:
        key = image_key(image, crop=crop)
        try:
            return self._readings[key]
        except KeyError:
            raise EngineError(
                f"no stored reading of image {key[:12]}… in {self._path}; record it first"
            ) from None

    def read(self, image: NDArray[np.uint8]) -> Sequence[Reading]:
        """The stored lines of this page image."""
        return self._find(image, crop=False)

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """The stored reading of this image of one line."""
        return self._find(image, crop=True)[0]

    def glance(self, image: NDArray[np.uint8]) -> Reading:
        """The stored quick reading of this image of one line, or else the stored one."""
        stored = self._readings.get(image_key(image, module="glance"))
        return stored[0] if stored else self.read_crop(image)

    def find_seal_text(self, image: NDArray[np.uint8]) -> Sequence[Outline]:
        """The stored outlines of the text of this seal; none where no module found any."""
        return tuple(one.quad for one in self._readings.get(image_key(image, module="seal"), ()))

    def read_table(self, image: NDArray[np.uint8]) -> Structure | None:
        """The stored structure of this table; null where no module found any."""
        return _structure(self._readings.get(image_key(image, module="table"), ()))


class RecordingEngine:
    """Another engine, with its readings kept in a folder (one file for each image).

    What is in the folder is not read again; the identity is that of the engine inside, and the
    folder has a part for each identity. Several processes may share a folder.
    """

    def __init__(self, engine: Engine, folder: str | Path) -> None:
        self._engine = engine
        name = hashlib.sha256(engine.identity.encode()).hexdigest()[:16]
        self._folder = Path(folder) / name

    @property
    def identity(self) -> str:
        """The identity of the engine inside."""
        return self._engine.identity

    @property
    def folder(self) -> Path:
        """Where the readings of this engine are: what `ReplayEngine` takes."""
        return self._folder

    def read(self, image: NDArray[np.uint8]) -> Sequence[Reading]:
        """The lines of a page image, stored or read now."""
        return self._recall(image, crop=False)

    def read_crop(self, image: NDArray[np.uint8]) -> Reading:
        """The reading of an image of one line, stored or read now."""
        return self._recall(image, crop=True)[0]

    def glance(self, image: NDArray[np.uint8]) -> Reading:
        """The quick reading of an image of one line, stored or made now."""
        engine = self._engine
        if not isinstance(engine, QuickReader):
            return self.read_crop(image)
        return self._kept(image_key(image, module="glance"), lambda: (engine.glance(image),))[0]

    def find_seal_text(self, image: NDArray[np.uint8]) -> Sequence[Outline]:
        """The outlines of the text of a seal, stored or found now."""
        engine = self._engine
        if not isinstance(engine, SealReader):
            return ()
        key = image_key(image, module="seal")
        return [r.quad for r in self._kept(key, lambda: _outlined(engine.find_seal_text(image)))]

    def read_table(self, image: NDArray[np.uint8]) -> Structure | None:
        """The structure of a table, stored or found now."""
        engine = self._engine
        if not isinstance(engine, TableReader):
            return None
        key = image_key(image, module="table")
        return _structure(self._kept(key, lambda: _cells(engine.read_table(image))))

    def _recall(self, image: NDArray[np.uint8], *, crop: bool) -> tuple[Reading, ...]:
        engine = self._engine
        return self._kept(
            image_key(image, crop=crop),
            lambda: (engine.read_crop(image),) if crop else tuple(engine.read(image)),
        )

    def _kept(self, key: str, read: Callable[[], tuple[Reading, ...]]) -> tuple[Reading, ...]:
        file = self._folder / f"{key}.json"
        if file.exists():
            return _load(json.loads(file.read_text(encoding="utf-8")))[1]
        readings = read()
        self._folder.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_text(_dump(key, readings), encoding="utf-8")
        part.replace(file)
        return readings
