"""Every word the program says, in English and in Chinese (zh-CN).

The language is `HONGTOU_LANG`, else that of `LC_ALL`, `LC_MESSAGES` or `LANG`, else that of the
system.
"""

from __future__ import annotations

import os
import re
from typing import Literal

from .catalogue import FIELDS, MESSAGES, SAID, THINGS

Language = Literal["en", "zh"]
_chosen: list[Language] = []


def language() -> Language:
    """The language to speak."""
    if not _chosen:
        _chosen.append(_choose())
    return _chosen[0]


def forget() -> None:
    """Choose the language anew when next asked: the environment changed."""
    _chosen.clear()


def say(key: str, /, **values: object) -> str:
    """The message of that key, with its values put in."""
    english, chinese = MESSAGES[key]
    return (chinese if language() == "zh" else english).format(**values)


def translate(text: str) -> str:
    """A reason or advice, which stages give in English, in the language spoken."""
    if language() == "en":
        return text
    for pattern, chinese in SAID:
        match = re.fullmatch(pattern, text)
        if match:
            values = {k: THINGS.get(v, v) for k, v in match.groupdict().items() if v is not None}
            return chinese.format(**values)
    return text


def complaint(where: str, reason: str, advice: str) -> str:
    """What is wrong with a file, and what to do, in one line."""
    colon, semicolon = ("：", "；") if language() == "zh" else (": ", "; ")
    line = f"{where}{colon}{translate(reason)}{semicolon}{translate(advice)}"
    return " ".join(line.split())


def trouble(error: str) -> str:
    """What a stage gives as `reason; advice` in one text, in the language spoken."""
    semicolon = "；" if language() == "zh" else "; "
    return semicolon.join(translate(half) for half in error.split("; ", 1))


def field_name(name: str) -> str:
    """A field of the record, for people."""
    english, chinese = FIELDS.get(name, (name.replace("_", " "), name))
    return chinese if language() == "zh" else english


def _choose() -> Language:
    for name in ("HONGTOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
