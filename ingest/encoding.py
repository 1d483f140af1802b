"""Telling text from other bytes, and reading it."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What Chinese office text is written with. GB18030 decodes almost any bytes, most of them to
# rare characters: plain text holds few of those.
_USUAL = re.compile(
    "[\t-\r\x20-\x7e\u00a0\u00b7\u00d7\u00f7\u0370-\u03ff\u2010-\u203b\u2100-\u22ff\u2460-\u25ff"
    "\u3000-\u303f\u3105-\u312f\u4e00-\u9fa5\uff01-\uff5e\uffe5\ufe30-\ufe4f]"
)
TOLERATED = 0.001
"""Share of characters that may be broken in a text that is otherwise fine."""
_STRAY = 0.05
"""Share of control characters in what is faultless UTF-8 with more than ASCII in it: a terminal's
colours, say, in a short text."""


def looks_like_text(data: bytes, *, whole: bool = False) -> bool:
    """Whether the beginning of a file (`whole`: all of it) is text in an encoding that is read."""
    return encoding_of(data, whole=whole) is not None


def encoding_of(data: bytes, *, whole: bool = True) -> str | None:
    """`utf-8-sig`, `utf-16`, `utf-8` or `gb18030`; None when the bytes are no text."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name if _plausible(data, name, whole=whole, usual=0.0) else None
    if _CONTROL.search(data[:4096].decode("latin-1")) and b"\x00" in data:
        return None
    if _plausible(data, "utf-8", whole=whole, usual=0.0):
        return "utf-8"
    if _plausible(data, "gb18030", whole=whole, usual=0.9):
        return "gb18030"
    return None


def decode(data: bytes) -> tuple[str, bool] | None:
    """The text and whether bytes in it were broken (each then reads U+FFFD); None: no text."""
    name = encoding_of(data)
    if name is None:
        return None
    text = data.decode(name, errors="replace")
    return text, "\ufffd" in text


def _plausible(data: bytes, name: str, *, whole: bool, usual: float) -> bool:
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    text = decoder.decode(data, final=whole)
    if not text:
        return False
    broken = text.count("\ufffd")
    if text.endswith("\ufffd") and not text[:-1].isascii():
        broken -= 1  # cut within its last character; the others show the encoding
    if broken > TOLERATED * len(text):
        return False
    stray = _STRAY if name.startswith("utf-8") and not (broken or text.isascii()) else TOLERATED
    if len(_CONTROL.findall(text)) > stray * len(text):
        return False
    return len(_USUAL.findall(text)) >= usual * len(text)
