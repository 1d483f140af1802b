"""What can be wrong with a file, in words a person can act on."""

from __future__ import annotations


class InputError(Exception):
    """A file that cannot be read: `code` is stable, `reason` says what is wrong, `advice` what to do.

    Codes: `empty`, `missing`, `denied`, `truncated`, `encrypted`, `mismatch`, `too_large`,
    `unsupported`, `not_text`, `damaged`; `classified` for one that bears a secrecy mark.
    """

    def __init__(self, code: str, reason: str, advice: str) -> None:
        super().__init__(code, reason, advice)
        self.code, self.reason, self.advice = code, reason, advice

    def __str__(self) -> str:
        return f"{self.reason}; {self.advice}"


class EngineError(Exception):
    """An OCR engine that is not there or cannot run; says what is missing and what to do."""
