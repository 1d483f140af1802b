"""XML and HTML of unknown origin, parsed without entities, DTDs or the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of markup that are parsed; the tree takes ten times as many."""


def parse_xml(data: bytes, name: str) -> tuple[Any, bool]:
    """The root element, and whether the text was broken and only in part saved.

    Entities other than the five of XML are left out, nesting is bounded by the parser (256).
    Raises `InputError` (`damaged`, `too_large`) where nothing can be read.
    """
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise InputError("too_large", f"{name} has {len(data)} bytes of XML", "split the document")
    broken = False
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
            recover=recover,
        )
        try:
            root = etree.fromstring(data.lstrip(b"\0 \t\r\n"), parser)
        except (etree.XMLSyntaxError, ValueError):
            broken = True
            continue
        if root is not None:
            etree.strip_elements(root, etree.Entity, with_tail=False)
            return root, broken
    raise InputError("damaged", f"{name} is no XML that can be read", "fetch or copy it again")


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for what is none (entities)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """The child elements of those names, whatever their namespace."""
    return (child for child in element if local(child) in names)


def child(element: Any, name: str) -> Any | None:
    """The first child element of that name."""
    return next(children(element, name), None)


def descendants(element: Any, *names: str) -> Iterator[Any]:
    """The elements of those names anywhere below, in document order."""
    return (item for item in element.iter() if local(item) in names)


def text_of(element: Any | None) -> str:
    """The text directly in an element, "" for None."""
    return (element.text or "").strip() if element is not None else ""
