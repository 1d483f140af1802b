"""Circulars as bytes (compressed JSON) and back: what the library stores of an extraction.

Fields that hold their default are left out, and names that are not known are passed over, so
that a field may be added to a circular without a migration.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, Union

from ..extract import circular as shapes
from ..extract.circular import Circular
from ..ingest.page import Box

_Builder = Callable[[Any], Any]
_NAMES = {"dt": dt, "Box": Box}


def dump_circular(circular: Circular) -> bytes:
    """A circular as bytes: the same for the same circular."""
    text = json.dumps(_plain(circular), ensure_ascii=False, separators=(",", ":"))
    # "surrogatepass": a text layer may hold lone surrogates, and nothing read is lost.
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def load_circular(data: bytes) -> Circular:
    """The circular that `dump_circular` wrote. Raises `ValueError` for any other bytes."""
    try:
        rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        made = _build(Circular, rows)
    except (zlib.error, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a stored circular: {error}") from error
    assert isinstance(made, Circular)
    return made


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape, vars(shapes) | _NAMES)


def _build(hint: Any, value: Any) -> Any:
    """`value` as `hint` asks."""
    return _builder(hint, None)(value)


@cache
def _builder(hint: Any, bound: Any) -> _Builder:
    """What makes a value of a type; `bound` is what the type variable of a generic stands for."""
    if isinstance(hint, TypeVar):
        hint = bound
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return _builder(next(a for a in arguments if a is not type(None)), bound)
    if origin is tuple:
        return _or_none(_tuple_builder(arguments, bound))
    shape = origin or hint
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        return _or_none(_class_builder(shape, arguments[0] if arguments else None))
    if hint is dt.date:
        return _or_none(dt.date.fromisoformat)
    return _or_none(float) if hint is float else _as_it_is


def _or_none(build: _Builder) -> _Builder:
    return lambda value: None if value is None else build(value)


def _as_it_is(value: Any) -> Any:
    return value


def _class_builder(shape: type, inner: Any) -> _Builder:
    """Fields are looked up when they are first met: a shape may hold itself."""
    hints = _hints(shape)
    known: dict[str, _Builder] = {}

    def build(value: dict[str, Any]) -> Any:
        made = {}
        for name, item in value.items():
            if name in hints:
                if name not in known:
                    known[name] = _builder(hints[name], inner)
                made[name] = known[name](item)
        return shape(**made)

    return build


def _tuple_builder(arguments: tuple[Any, ...], bound: Any) -> _Builder:
    parts = [_builder(a, bound) for a in arguments if a is not Ellipsis]
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return lambda value: tuple(map(parts[0], value))
    return lambda value: tuple(build(v) for build, v in zip(parts, value, strict=True))
