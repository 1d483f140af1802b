"""What can be wrong with a library, in words a person can act on."""

from __future__ import annotations


class LibraryError(Exception):
    """A library that cannot be used: `code` is stable, `reason` and `advice` are for people.

    Codes: `no_library`, `not_a_library`, `newer`, `locked`, `damaged`, `denied`, `stale`.
    """

    def __init__(self, code: str, reason: str, advice: str) -> None:
        super().__init__(code, reason, advice)
        self.code, self.reason, self.advice = code, reason, advice

    def __str__(self) -> str:
        return f"{self.reason}; {self.advice}"


class UnknownPathError(Exception):
    """Paths or patterns that name nothing, and never did."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(paths)
        self.paths = paths
