"""Which part of a web page is the document, and what only stands around it."""

from __future__ import annotations

import re
from typing import Any

NEVER = frozenset(
    {"script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "svg", "canvas",
     "button", "select", "input", "textarea", "option", "head", "nav", "aside", "dialog", "audio",
     "video", "map", "applet", "math"}
)  # fmt: skip
_LISTS = frozenset({"div", "ul", "ol", "dl", "table", "td", "section", "header", "footer", "p"})
_AROUND = frozenset({"header", "footer", "form"})
"""Left out where they hold little: some portals put the whole page into a form."""
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "complementary"})
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu\w*|foot\w*|bottom|copyright|bread\w*|crumbs?|sidebar|share\w*|"
    r"social|toolbar|tools?|search\w*|login|related|recommend\w*|pagination|pager|qrcode|ewm|"
    r"dy|print|close|fontsize|locationbar|position|dqwz|friendlink\w*|yqlj)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|ceb|zip|rar|7z|jpe?g|png|txt|rtf)(?:$|[?#])",
    re.IGNORECASE,
)
_SPEECH = re.compile("[。；，：]")
_SHARE = 0.8
"""Share of a page's speech that its document holds."""


def is_aside(element: Any) -> bool:
    """Whether an element stands around the document: by its name, role or class."""
    if not isinstance(element.tag, str) or element.tag in NEVER:
        return True
    if element.get("role") in _ROLES or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    if _is_menu(element):
        return True
    named = f"{element.get('id') or ''} {element.get('class') or ''}"
    marked = element.tag in _AROUND or (
        element.tag not in ("body", "html") and _ASIDE.search(named)
    )
    return bool(marked) and _said(element) < 200


def _is_menu(element: Any) -> bool:
    """Whether an element is little but links to other pages: files are a document's attachments."""
    if element.tag not in _LISTS:
        return False
    links = [a for a in element.iter("a") if a.get("href")]
    if len(links) < 2 or any(FILE.search(a.get("href")) for a in links):
        return False
    linked = sum(len("".join("".join(a.itertext()).split())) for a in links)
    whole = "".join("".join(element.itertext()).split())
    return linked > 0.7 * len(whole) and "。" not in whole


def _said(element: Any) -> int:
    """Characters in sentences: what a document has and a menu has not."""
    text = "".join(element.itertext())
    return sum(len(row.strip()) for row in text.split("\n") if _SPEECH.search(row))


def weigh(body: Any) -> dict[Any, int]:
    """How much an element says outside links, itself and below; ends first, so once each."""
    weights: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str) or element.tag in NEVER:
            continue
        own = _speech(element.text) + sum(_speech(child.tail) for child in element)
        below = sum(weights.get(child, 0) for child in element)
        aside = element.tag == "a" or (element is not body and is_aside(element))
        weights[element] = 0 if aside else own + below
    return weights


def _speech(text: str | None) -> int:
    """Characters of a text, those of sentences five times."""
    solid = "".join((text or "").split())
    return len(solid) * (5 if _SPEECH.search(solid) else 1)


def document_of(body: Any, weights: dict[Any, int]) -> Any:
    """The deepest element that holds most of what the page says."""
    total = weights.get(body, 0)
    main = body
    while True:
        heavy = [child for child in main if weights.get(child, 0) >= _SHARE * total]
        if not heavy or not total or heavy[0].tag in ("p", "table", "tbody", "tr", "span", "li"):
            inner = heavy[0] if heavy else None
            if (
                inner is not None
                and inner.tag in ("table", "tbody", "tr")
                and _is_frame(inner, weights, total)
            ):
                main = inner
                continue
            return main
        main = heavy[0]


def _is_frame(table: Any, weights: dict[Any, int], total: int) -> bool:
    """Whether a table only holds the page together: one of its cells has nearly all of it."""
    return any(weights.get(cell, 0) >= _SHARE * total for cell in table.iter("td"))
