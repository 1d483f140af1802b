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
from functools import cache
from typing import Any, Literal, TypeVar, Union

from ..extract import circular as shapes
from ..extract.circular import Circular
from ..ingest.page import Box

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


def _build(hint: Any, value: Any, bound: Any = None) -> Any:
    """`value` as `hint` asks; `bound` is what the type variable of a generic stands for."""
    if isinstance(hint, TypeVar):
        hint = bound
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if value is None or origin is Literal:
        return value
    if origin in (Union, types.UnionType):
        return _build(next(a for a in arguments if a is not type(None)), value, bound)
    if origin is tuple:
        return _build_tuple(arguments, value, bound)
    shape = origin or hint
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        inner = arguments[0] if arguments else None
        hints = _hints(shape)
        return shape(**{k: _build(hints[k], v, inner) for k, v in value.items() if k in hints})
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    return float(value) if hint is float else value


def _build_tuple(arguments: tuple[Any, ...], value: list[Any], bound: Any) -> tuple[Any, ...]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_build(arguments[0], item, bound) for item in value)
    return tuple(_build(a, item, bound) for a, item in zip(arguments, value, strict=True))
