"""Web pages as portals have them and browsers save them (HTML, MHTML): the document without what
stands around it, its table of particulars first, as one page without places."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .encoding import TOLERATED, decode
from .errors import InputError
from .flow import flow_page
from .html_text import read_body
from .kinds import MHTML
from .sheet import lone_sheet
from .source import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .page import Page, Source
    from .sheet import EngineSource, Sheet

HTML_VERSION = 1
MAX_BYTES = 32 * 1024 * 1024
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding=["']([\w.:-]{2,40})["']""", re.IGNORECASE
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def count(path: Path, source: Source) -> int:
    """One: a web page has no pages."""
    _text(path, source)
    return 1


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The document of a web page as one page."""
    del engine
    if first <= 1 <= (last or 1):
        text, notes = _text(path, source)
        page = read_html(text)
        page = replace(page, notes=(*page.notes, *notes))
        yield lone_sheet("html", HTML_VERSION, source, page)


def read_html(text: str) -> Page:
    """The document in a web page. Raises `InputError` where no text is in it."""
    from lxml import etree
    from lxml import html as parser_of

    parser = parser_of.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    data = _DECLARATION.sub("", text).replace("\0", "").encode("utf-8", "replace")
    try:
        root = parser_of.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _empty() from error
    items, notes = read_body(root)
    page = flow_page(items, notes)
    if not any(line.text for line in page.lines):
        raise _empty()
    return page


def _empty() -> InputError:
    return InputError(
        "unsupported",
        "the web page holds no text (its text is loaded by a script, or it is a picture)",
        "save what is shown as text or PDF and give that",
    )


def _text(path: Path, source: Source) -> tuple[str, tuple[str, ...]]:
    if source.size > MAX_BYTES:
        raise InputError(
            "too_large",
            f"the web page has more than {MAX_BYTES // 1024 // 1024} MB",
            "save its text only",
        )
    with reading(path):
        data = path.read_bytes()
    said = None
    if source.media_type == MHTML:
        data, said = _main_part(data)
    return decoded(data, said)


def _main_part(data: bytes) -> tuple[bytes, str | None]:
    """The page in a saved web page (RFC 2557), and the charset its header names."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload: Any = part.get_payload(decode=True)
            if payload:
                return bytes(payload), part.get_content_charset()
    raise InputError(
        "damaged", "the saved web page (MHTML) has no HTML in it", "save it again, as HTML or PDF"
    )


def decoded(data: bytes, said: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a web page by its byte order mark, what it says of itself, or its bytes.

    Pages that call themselves GB2312 use all of GB18030. Raises `InputError` (`not_text`).
    """
    stated = _CHARSET.search(data[:8192])
    names = [said] if said else []
    names += [(stated[1] or stated[2]).decode("ascii")] if stated else []
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names = []
    for name in names:
        try:
            codec = codecs.lookup(_WIDER.get(name.lower(), name.lower())).name
            text = data.decode(codec, errors="replace")
        except (LookupError, ValueError):
            continue
        if text.count("\ufffd") <= TOLERATED * len(text):
            return text, ("bad_bytes",) if "\ufffd" in text else ()
    found = decode(data)
    if found is None:
        raise InputError(
            "not_text",
            "the web page is in an encoding that is not known",
            "save it as UTF-8 and give that",
        )
    return found[0], ("bad_bytes",) if found[1] else ()
