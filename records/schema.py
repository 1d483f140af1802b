"""The form of a record: its JSON Schema, and lines checked against it."""

from __future__ import annotations

from typing import Any

from .model import DIALECT, SCHEMA, Record


def json_schema() -> dict[str, Any]:
    """The record as JSON Schema 2020-12."""
    made = Record.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", **made}


def validate(line: bytes) -> None:
    """Check one serialised record. Raises `pydantic.ValidationError` where it breaks the schema."""
    Record.model_validate_json(line)
