"""The record: what other programs read of a circular.

Nothing is imported until it is asked for: the model needs pydantic, the rest does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .export import write as write
    from .ids import Heading as Heading
    from .ids import Label as Label
    from .ids import assign as assign
    from .ids import heading as heading
    from .record import to_record as to_record
    from .schema import json_schema as json_schema
    from .schema import validate as validate

_PLACES = {
    "write": "export",
    "Heading": "ids",
    "Label": "ids",
    "assign": "ids",
    "heading": "ids",
    "json_schema": "schema",
    "validate": "schema",
    "to_record": "record",
}
__all__ = ["Heading", "Label", "assign", "heading", "json_schema", "to_record", "validate", "write"]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        from importlib import import_module

        return getattr(import_module(f".{_PLACES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
