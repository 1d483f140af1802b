"""Finds gold in a folder, and the files it is gold of.

Beside its source, gold is `<stem>.gold.json`. In a folder called `gold` it may be `<stem>.json`,
its sources in the folders beside (`text/`, `scans/`). Where a folder beside that of the gold has a
file of the same stem (corpus/text beside corpus/scans), that is a sample of its own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ingest.kinds import SUFFIXES
from .gold import GoldError, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .gold import Gold

END = ".gold.json"
QUESTIONS = "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Sample:
    """Gold with the files of one place that it is gold of: one file, or the parts of a circular
    that lies over several. `truth` are files with the lines of each page, where they are there."""

    stem: str
    gold: Gold
    files: tuple[Path, ...]
    variant: str
    truth: tuple[Path, ...]

    @property
    def paper(self) -> bool:
        """Whether it has pages, with stamps and handwriting."""
        return all(path.suffix.lower() != ".txt" for path in self.files)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a gold file, in words; `unused` when it could not be scored for it."""

    file: str
    reason: str
    unused: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The samples of a folder, and what is wrong with gold there."""

    samples: tuple[Sample, ...]
    complaints: tuple[Complaint, ...]


def find_samples(folder: Path) -> Found:
    """Every sample in a folder and below it, in the order of places and stems."""
    samples: list[Sample] = []
    complaints: list[Complaint] = []
    for path, stem in gold_files(folder):
        shown = path.relative_to(folder).as_posix()
        try:
            gold = read_gold(path)
        except GoldError as error:
            complaints.append(Complaint(shown, str(error)))
            continue
        complaints += [Complaint(shown, words, unused=False) for words in gold.complaints]
        found = list(_places(folder, path, stem, gold))
        if not found:
            complaints.append(Complaint(shown, f"no file to read: {', '.join(gold.sources)}"))
        samples += found
    samples.sort(key=lambda sample: (sample.files[0].parent, sample.stem))
    return Found(tuple(samples), tuple(complaints))


def whole(samples: Sequence[Sample], folder: Path) -> dict[str, list[Sample]]:
    """The texts, and the scans, where each has every stem that the folder has gold of: questions
    about force and chains need all of it."""
    stems = {stem for _, stem in gold_files(folder)}
    groups = {"text": [s for s in samples if not s.paper], "scans": [s for s in samples if s.paper]}
    return {name: of for name, of in groups.items() if of and {s.stem for s in of} == stems}


def gold_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Gold files with their stems."""
    for path in sorted(folder.rglob("*.json")):
        if path.name.endswith(END):
            yield path, path.name.removesuffix(END)
        elif path.parent.name == "gold" and not path.name.startswith("."):
            yield path, path.stem


def _places(folder: Path, path: Path, stem: str, gold: Gold) -> Iterator[Sample]:
    home = path.parent
    beside = [] if home == folder else [p for p in sorted(home.parent.iterdir()) if p.is_dir()]
    for place in [home, *(p for p in beside if p != home)]:
        files = tuple(_files(place, stem, gold.sources if place == home else ()))
        if files:
            yield Sample(stem, gold, files, _variant(files, home, stem, gold), _truth(files))


def _files(place: Path, stem: str, sources: tuple[str, ...]) -> list[Path]:
    """The files named as sources, if all are there; else those of the stem; else its numbered
    parts (`stem.1.pdf`, `stem.2.pdf`)."""
    named = [place / name for name in sources]
    if named and all(path.is_file() for path in named):
        return named
    here = [p for p in sorted(place.iterdir()) if p.suffix.lower() in SUFFIXES and p.is_file()]
    whole = [path for path in here if path.stem == stem]
    if whole:
        return whole[:1]
    parts = [(path.stem.removeprefix(f"{stem}."), path) for path in here]
    return [path for number, path in parts if number.isdecimal()]


def _variant(files: tuple[Path, ...], home: Path, stem: str, gold: Gold) -> str:
    """How it was scanned: as the gold says, else the corpus' source, else the kind of file."""
    if files[0].suffix.lower() == ".txt":
        return "text"
    source = home.parent / "sources" / f"{stem}.toml"
    if gold.variant:
        return gold.variant
    if source.is_file():
        try:
            return str(tomllib.loads(source.read_text("utf-8")).get("variant") or "scan")
        except (OSError, ValueError):
            pass
    return files[0].suffix.lower().lstrip(".")


def _truth(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The truth file of each file; none where one is not there."""
    if files[0].suffix.lower() == ".txt":
        return ()
    paths = tuple(path.with_name(f"{path.stem}.truth.json") for path in files)
    return paths if all(path.is_file() for path in paths) else ()
