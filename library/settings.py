"""Settings: `hongtou.toml` in the working folder, then the environment, then options."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "hongtou.toml"
DEFAULT_LIBRARY = "hongtou.db"
DEFAULT_ENGINE = "rapidocr"
_KNOWN = ("library", "engine", "models", "jobs", "page_seconds", "memory_gb", "engines")
_ENVIRONMENT = {
    "library": "HONGTOU_LIBRARY",
    "engine": "HONGTOU_ENGINE",
    "jobs": "HONGTOU_JOBS",
    "page_seconds": "HONGTOU_PAGE_SECONDS",
    "memory_gb": "HONGTOU_MEMORY_GB",
    "models": "HONGTOU_MODELS",
}


class SettingsError(Exception):
    """A setting that cannot be; the message says which and what is wanted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program goes; `engines` holds options by engine name, `models` the folder of the
    chosen one's models."""

    library: Path
    engine: str
    jobs: int
    page_seconds: float
    memory_gb: float
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    models: str | None = None

    @property
    def engine_options(self) -> Mapping[str, Any]:
        """The options of the engine chosen."""
        options = self.engines.get(self.engine, {})
        return options if self.models is None else {**options, "models": self.models}


def load_settings(**options: object) -> Settings:
    """The settings in force; options that are null were not given. Raises `SettingsError`."""
    values: dict[str, Any] = _from_file(Path(FILE))
    for name, variable in _ENVIRONMENT.items():
        if os.environ.get(variable):
            values[name] = os.environ[variable]
    values |= {name: value for name, value in options.items() if value is not None}
    return Settings(
        library=Path(_text("library", values.get("library", DEFAULT_LIBRARY))),
        engine=_text("engine", values.get("engine", DEFAULT_ENGINE)),
        jobs=_jobs(values.get("jobs")),
        page_seconds=_positive("page_seconds", values.get("page_seconds", 60)),
        memory_gb=_positive("memory_gb", values.get("memory_gb", 2)),
        engines=_engines(values.get("engines", {})),
        models=_text("models", values["models"]) if "models" in values else None,
    )


def _text(name: str, value: object) -> str:
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    raise SettingsError(say("bad_setting", name=name, value=value, wanted=say("wanted.text")))


def _engines(value: object) -> Mapping[str, Mapping[str, Any]]:
    if isinstance(value, dict) and all(isinstance(table, dict) for table in value.values()):
        return value
    raise SettingsError(say("bad_setting", name="engines", value=value, wanted=say("wanted.table")))


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    import tomllib

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(say("bad_settings", path=path, error=error)) from error
    unknown = sorted(set(values) - set(_KNOWN))
    if unknown:
        words = f"{', '.join(unknown)}? ({', '.join(_KNOWN)})"
        raise SettingsError(say("bad_settings", path=path, error=words))
    return values


def _jobs(value: object) -> int:
    if value is None:
        return cores()
    if str(value).isdecimal() and int(str(value)) >= 1:
        return int(str(value))
    raise SettingsError(say("bad_setting", name="jobs", value=value, wanted=say("wanted.jobs")))


def _positive(name: str, value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = 0.0
    if 0 < number < float("inf"):
        return number
    raise SettingsError(say("bad_setting", name=name, value=value, wanted=say("wanted.number")))
