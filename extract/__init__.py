"""Pages to circulars: splitting, header, clauses, references, each value with its evidence."""

from __future__ import annotations

from .circular import Circular
from .read import read_circulars
from .rulebook import rules_hash

EXTRACT_VERSION = 11
"""Raised whenever this package gives something else for the same pages and rules."""

__all__ = ["EXTRACT_VERSION", "Circular", "read_circulars", "rules_hash"]
