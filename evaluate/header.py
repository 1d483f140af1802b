"""Marks for the header fields of a circular: what stands in its head, at its end and on its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .marks import Mark, Reader, attributes, collection, single
from .words import empty, loose, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SINGLE = (
    "number", "title", "genre", "issued_on", "printed_on", "published_on", "printed_by", "copies",
    "copy_number", "secrecy", "secrecy_term", "urgency", "disclosure", "register_number",
)  # fmt: skip
LISTS = ("issuers", "signers", "addressees", "copied_to", "subject_terms")
SIMILAR = 50.0
"""Likeness (0…100) from which a reading of handwriting or of a stamp is the one meant."""


def header(gold: dict[str, Any], got: Reader, *, paper: bool) -> Iterator[Mark]:
    """The header fields that the gold names; `paper` is false for text without pages."""
    for name in SINGLE:
        if name in gold:
            yield single(name, gold[name], got.get(name), got.sure(name))
    for name in LISTS:
        if name in gold:
            sure = got.sure(name)
            yield from collection(name, gold[name] or [], got.items(name), _all(sure), ordered=True)
    if "contacts" in gold:
        yield from _contacts(gold["contacts"] or [], got)
    if "attachments" in gold:
        yield from attachments("attachments", gold["attachments"] or [], got)
    if paper:
        yield from _paper(gold, got)


def _all(sure: float | None) -> Callable[[int], float | None]:
    """A list is as sure as its least sure item: every item of it is."""
    return lambda _: sure


def _contacts(want: list[dict[str, Any]], got: Reader) -> Iterator[Mark]:
    names = ("name", "phone", "email")
    wanted = [{name: item[name] for name in names if item.get(name)} for item in want]
    given = [
        {name: item[name] for name in names if item.get(name)} for item in got.items("contacts")
    ]
    yield from collection("contacts", wanted, given, lambda _: got.sure("contacts"))


def attachments(field: str, want: list[Any], got: Reader) -> Iterator[Mark]:
    """Entries of the list of attachments: index and title, or the title alone where the gold
    gives no more; and the document an entry is, where the gold says so."""
    named = [item if isinstance(item, dict) else {"title": item} for item in want]
    keys = ("index", "title") if all("index" in item for item in named) else ("title",)
    wanted = [{key: item[key] for key in keys} for item in named]
    items = got.items("attachments")
    given = [{key: item.get(key) for key in keys} for item in items]
    yield from collection(
        field, wanted, given, lambda index: got.sure("attachments", index), ordered=True
    )
    by_title = {loose(item.get("title")): item for item in items}
    for item in named:
        if "target" in item:
            found = by_title.get(loose(item["title"]), {}).get("target")
            yield single(f"{field}.target", item["target"], found, None, item["title"])


def _paper(gold: dict[str, Any], got: Reader) -> Iterator[Mark]:
    if "seals" in gold:
        yield single("seals", gold["seals"], len(got.items("seals")), got.sure("seals"))
    if "pages" in gold:
        pages = (got.record.get("source") or {}).get("pages")
        yield single("pages", gold["pages"], pages)
    if "received" in gold:
        want, given = gold["received"] or {}, got.get("received") or {}
        yield from attributes("received", want, given, ("number", "on"), got.sure("received"), None)
    if "annotations" in gold:
        yield from _annotations(gold["annotations"] or [], got)


def _annotations(want: list[Any], got: Reader) -> Iterator[Mark]:
    """Handwriting and stamps: found when one of the kind reads alike; `annotations.text` says
    whether it reads the same."""
    from rapidfuzz.fuzz import ratio

    free = dict(enumerate(got.items("annotations")))
    for item in want:
        wanted = item if isinstance(item, dict) else {"text": item}
        text = plain(wanted["text"])
        alike = {
            index: ratio(text, plain(other.get("text") or ""))
            for index, other in free.items()
            if "kind" not in wanted or wanted["kind"] == other.get("kind")
        }
        best = max(alike, key=lambda index: alike[index], default=None)
        if best is None or alike[best] < SIMILAR:
            yield Mark("annotations", "missed", item)
            continue
        found = free.pop(best)
        sure = got.sure("annotations", best)
        yield Mark("annotations", "right", item, found, sure)
        yield single("annotations.text", wanted["text"], found.get("text"), sure)
    for index, found in free.items():
        if not empty(found.get("text")):
            yield Mark("annotations", "extra", None, found, got.sure("annotations", index))
    if not want and not free:
        yield Mark("annotations", "empty")
