"""Counts in Chinese numerals as Arabic ones: 十二, 一百零三, and digit by digit (一〇三)."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000}


def arabic(text: str) -> str:
    """The count in Arabic numerals; the text itself where it is no count.

    >>> arabic("三十八"), arabic("一〇三"), arabic("一百零二"), arabic("12"), arabic("XX")
    ('38', '103', '102', '12', 'XX')
    """
    if not text or any(char not in _DIGITS and char not in _SCALES for char in text):
        return text
    if not any(char in _SCALES for char in text):
        return "".join(str(_DIGITS[char]) for char in text)
    total, digit = 0, None
    for char in text:
        if scale := _SCALES.get(char):
            total += scale * (1 if digit is None else digit)
            digit = None
        else:
            digit = _DIGITS[char] or None
    return str(total + (digit or 0))
