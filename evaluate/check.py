"""Gold checked by itself: form, words, days, clauses, targets. Never against our own output."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..library.messages import say
from ..records.ids import Heading, assign
from .cer import pages_set
from .gold import GoldError, load, problems
from .legacy import modern
from .samples import QUESTIONS, gold_files
from .words import loose, number_key, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with gold. `code` says what (a message `gold.<code>`), `detail` where or
    with what value; `part` is the circular of the file, from 1, or null."""

    file: str
    part: int | None
    code: str
    detail: str

    def words(self) -> str:
        """In one line, in the language spoken."""
        place = self.file if self.part is None else f"{self.file}:{self.part}"
        return f"{place}: {say(f'gold.{self.code}', detail=self.detail)}"


@dataclass(frozen=True)
class Words:
    """A text that is asked for quotations; the white space and marks that print loses do not
    count."""

    text: str

    @cached_property
    def plain(self) -> str:
        """Without white space, in one width."""
        return plain(self.text)

    @cached_property
    def loose(self) -> str:
        """Only letters, digits and Chinese characters."""
        return loose(self.text)

    def quotes(self, words: str) -> bool:
        """Whether these words stand in the text as they are."""
        return plain(words) in self.plain

    def names(self, words: str) -> bool:
        """Whether they stand there but for brackets and other marks."""
        return loose(words) in self.loose


@dataclass(frozen=True, slots=True)
class Document:
    """One gold document: of which file, which part of it, its id and its values.

    `text` is that of the whole file, null where none is known; `pages` are the lines of each page
    as set, empty where not known.
    """

    file: str
    part: int
    id: str
    gold: dict[str, Any]
    text: Words | None
    pages: tuple[tuple[str, ...], ...]

    def problem(self, code: str, detail: object) -> Problem:
        """A problem of this document."""
        return Problem(self.file, self.part, code, str(detail))


@dataclass(frozen=True)
class Corpus:
    """All gold documents of a folder."""

    documents: tuple[Document, ...]

    @cached_property
    def by_id(self) -> dict[str, list[Document]]:
        """Documents by the key of their id and of their number."""
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            for name in {document.id, document.gold.get("number") or document.id}:
                found.setdefault(number_key(name), []).append(document)
        return found

    def held(self, identifier: str | None) -> list[Document]:
        """The documents that an id or a number names."""
        if not identifier:
            return []
        key = number_key(identifier)
        return self.by_id.get(key) or self.by_id.get(number_key(identifier.partition("@")[0]), [])


def check_folder(folder: Path) -> list[Problem]:
    """Everything wrong with the gold in a folder, and with its questions if there are any."""
    from .check_facts import check_facts
    from .check_words import check_words
    from .questions import check_questions

    found: list[Problem] = []
    corpus = Corpus(tuple(_documents(folder, found)))
    for document in corpus.documents:
        found += check_words(document)
        found += check_facts(document, corpus)
    for path in sorted(folder.rglob(QUESTIONS)):
        found += check_questions(path, path.relative_to(folder).as_posix(), corpus)
    return found


def report_gold(folder: Path) -> int:
    """Print what is wrong with the gold of a folder; 1 when something is, 3 when there is none."""
    found = check_folder(folder)
    files = list(gold_files(folder))
    for problem in found:
        print(problem.words())
    print(say("gold.checked", files=len(files), count=len(found)), file=sys.stderr)
    if not files:
        return 3
    return 1 if found else 0


def _documents(folder: Path, found: list[Problem]) -> Iterator[Document]:
    """The documents of a folder with their ids; what breaks the form goes to `found`."""
    rows: list[tuple[str, int, dict[str, Any], Words | None, Any]] = []
    for path, stem in gold_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            content = load(path)
        except GoldError as error:
            found.append(Problem(name, None, "unreadable", str(error)))
            continue
        found += [Problem(name, None, "form", words) for words in _form(content)]
        text, pages = _text(path.parent, stem), _pages(path.parent, stem)
        if text is None:
            found.append(Problem(name, None, "no_text", stem))
        for part, document in enumerate(content["documents"], 1):
            rows.append((name, part, modern(document), text, pages))
    labels = assign(_heading(name, part, gold) for name, part, gold, _, _ in rows)
    for name, part, gold, text, pages in rows:
        yield Document(name, part, labels[name, part].id, gold, text, pages)


def _form(content: dict[str, Any]) -> Iterator[str]:
    """What breaks the form, once for all items of a list."""
    places: dict[tuple[str, str], int] = {}
    for problem in problems(content):
        steps = ("*" if isinstance(step, int) else step for step in problem["loc"])
        key = "/".join(("", *steps)), problem["msg"]
        places[key] = places.get(key, 0) + 1
    for (place, words), count in places.items():
        yield f"{place}: {words}" + (f" ({count} times)" if count > 1 else "")


def _heading(name: str, part: int, gold: dict[str, Any]) -> Heading:
    issuers = tuple(gold.get("issuers") or ())
    return Heading(
        name, part, gold.get("number"), gold.get("title"), issuers, gold.get("issued_on")
    )


def _text(home: Path, stem: str) -> Words | None:
    """The clean text of a file: in `text/` beside the gold's folder, else beside the gold, else
    the lines as set."""
    for path in (home.parent / "text" / f"{stem}.txt", home / f"{stem}.txt"):
        if path.is_file():
            return Words(path.read_text("utf-8-sig", errors="replace"))
    pages = _pages(home, stem)
    return Words("".join(line for page in pages for line in page)) if pages else None


def _pages(home: Path, stem: str) -> tuple[tuple[str, ...], ...]:
    """The lines of each page as set, over all files of the stem."""
    pages: list[tuple[str, ...]] = []
    for path in sorted({*home.glob(f"{stem}.truth.json"), *home.glob(f"{stem}.[0-9]*.truth.json")}):
        try:
            pages += [tuple(lines) for lines in pages_set(path)]
        except ValueError:
            continue
    return tuple(pages)
