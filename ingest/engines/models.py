"""Files of models: where they are, what names their content, and a folder of them filled."""

from __future__ import annotations

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EngineError
from ..values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIG = "inference.yml"
MODULES = {
    "seal": re.compile(r".+_seal_det$"),
    "table": re.compile(r"SLANe(?:t|Xt)"),
}
"""What models are called that the engine can do without, by the setting that names one: for the text
of seals and for the structure of tables."""
_PREFERRED = ("server", "SLANet_plus", "SLANeXt_wireless", "SLANeXt_wired")
"""Of several models for one module, which is used where no setting names one."""
NONE = "none"
"""The setting of a module that is left out."""
_NAME = re.compile(r"^\s*\"?model_name\"?:\s*['\"]?([^\s'\",]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Model:
    """A model of PaddleOCR: its name and the folder with its files."""

    name: str
    folder: Path

    def files(self, backend: str) -> tuple[Path, ...]:
        """The files which `onnxruntime` or `paddle` reads, none where some are missing."""
        weights = (
            ("inference.onnx",)
            if backend == "onnxruntime"
            else ("inference.pdmodel" if self.is_old else "inference.json", "inference.pdiparams")
        )
        paths = tuple(self.folder / name for name in (CONFIG, *weights))
        return paths if all(path.is_file() for path in paths) else ()

    @property
    def is_old(self) -> bool:
        """Whether it has the format of paddlepaddle before version 3."""
        return (self.folder / "inference.pdmodel").is_file()


def digest(path: Path) -> str:
    """SHA-256 (hex) of a file, taken once while it does not change."""
    seen = path.stat()
    return _digest(path, seen.st_size, seen.st_mtime_ns)


@lru_cache(maxsize=16)
def _digest(path: Path, size: int, mtime_ns: int) -> str:
    del size, mtime_ns  # they only tell files apart
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folders(models: str | None) -> tuple[Path, ...]:
    """Where models are looked for: the folder given, or else a user's own and paddleocr's."""
    if models is not None:
        return (Path(models).expanduser(),)
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    cache = os.environ.get("PADDLE_PDX_CACHE_HOME") or "~/.paddlex"
    return (
        Path(data).expanduser() / "hongtou" / "models",
        Path(cache).expanduser() / "official_models",
    )


def find(models: str | None) -> list[Model]:
    """The models in the first of the folders that has any: a folder each, named as it likes."""
    for folder in folders(models):
        found = [
            Model(_name(path), path.parent)
            for path in sorted(folder.glob(f"*/{CONFIG}"))
            if path.is_file()
        ]
        if found:
            return found
    return []


def _name(config: Path) -> str:
    """The name which a model's configuration gives it."""
    told = _NAME.search(config.read_text("utf-8", errors="replace"))
    return told[1] if told else config.parent.name


def choose(
    found: Sequence[Model], kind: str, setting: str, wanted: str | None, models: str | None
) -> Model:
    """The model of a kind (`det`, `rec`), by name or where there is one alone.

    Raises `EngineError` with the folders looked in and what they should hold.
    """
    fitting = [model for model in found if model.name.endswith(f"_{kind}")]
    # One for the text around seals or for the cells of tables is no model for pages.
    fitting = [model for model in fitting if not re.search("_(?:seal|table_cell)_", model.name)]
    if chosen := _one(fitting, setting, wanted):
        return chosen
    raise EngineError(
        f"{_missing(setting, wanted, models)}; "
        "fill it with the small models: hongtou engines --fill FOLDER, then --models FOLDER"
    )


def choose_module(
    found: Sequence[Model], setting: str, wanted: str | None, models: str | None, backend: str
) -> Model | None:
    """The model of a module that may be left out (see `MODULES`): that named, else the best of
    those that `backend` can run; null where there is none, and where `wanted` is `none`.

    Raises `EngineError` where there is none of the name.
    """
    if wanted == NONE:
        return None
    fitting = [model for model in found if MODULES[setting].match(model.name)]
    if wanted is None:
        usable = [model for model in fitting if model.files(backend)]
        return min(usable, key=_preference, default=None)
    chosen = next((model for model in fitting if model.name == wanted), None)
    if chosen is None:
        raise EngineError(f'{_missing(setting, wanted, models)}; {setting} = "{NONE}" does without')
    return chosen


def _preference(model: Model) -> int:
    named = (n for n, word in enumerate(_PREFERRED) if word in model.name)
    return next(named, len(_PREFERRED))


def _one(fitting: Sequence[Model], setting: str, wanted: str | None) -> Model | None:
    """The one that is wanted, null where there is none. Raises `EngineError` where several fit."""
    chosen = [model for model in fitting if wanted in {None, model.name}]
    if len(chosen) == 1:
        return chosen[0]
    if len(fitting) > 1:
        raise EngineError(
            f"several models for {setting}: {', '.join(model.name for model in fitting)}; "
            f'choose with {setting} = "NAME" in hongtou.toml, below [engines.paddle]'
        )
    return None


def _missing(setting: str, wanted: str | None, models: str | None) -> str:
    places = ", ".join(str(folder) for folder in folders(models))
    named = f"named {wanted!r} " if wanted else ""
    return f"no model {named}for {setting} in {places}, a folder for each"
