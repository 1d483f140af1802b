"""Counts of marks: by field, by relation, by variant; and how far confidence can be believed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .marks import SURE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .marks import Mark
    from .score import Scored

BINS = 10
ORDER = (
    "circular", "number", "title", "genre", "issuers", "signers", "addressees", "copied_to",
    "issued_on", "printed_on", "published_on", "received", "printed_by", "copies", "copy_number",
    "secrecy", "secrecy_term", "urgency", "disclosure", "subject_terms", "register_number",
    "contacts", "item", "attachments", "annotations", "seals", "pages", "clauses", "references",
    "class_rules", "validity", "tables", "norms", "carried",
)  # fmt: skip
REFERENCES = ("references", "carried.references")


@dataclass(slots=True)
class Count:
    """Marks of one kind. A wrong value is one error of precision and one of recall."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    extra: int = 0
    confident_errors: int = 0
    circulars: int = 0
    exact: int = 0

    def take(self, mark: Mark) -> None:
        """Count a mark."""
        if mark.outcome != "empty":
            setattr(self, mark.outcome, getattr(self, mark.outcome) + 1)
        self.confident_errors += mark.confident_error

    @property
    def precision(self) -> float | None:
        """Right ones of those given; null when none was."""
        return _share(self.right, self.right + self.wrong + self.extra)

    @property
    def recall(self) -> float | None:
        """Right ones of those wanted; null when none was."""
        return _share(self.right, self.right + self.wrong + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        return self._f1(0)

    @property
    def score(self) -> float | None:
        """F1 in which a confident error counts as two."""
        return self._f1(self.confident_errors)

    def _f1(self, more: int) -> float | None:
        errors = 2 * self.wrong + self.missed + self.extra + more
        return _share(2 * self.right, 2 * self.right + errors)

    @property
    def errors(self) -> int:
        """What is wrong, missed or too much."""
        return self.wrong + self.missed + self.extra

    def as_json(self) -> dict[str, Any]:
        """All figures by name."""
        return {
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
            "extra": self.extra,
            "precision": _round(self.precision),
            "recall": _round(self.recall),
            "f1": _round(self.f1),
            "confident_errors": self.confident_errors,
            "score": _round(self.score),
            "exact": self.exact,
            "of": self.circulars,
        }


@dataclass(frozen=True, slots=True)
class Calibration:
    """How confidence and being right go together, over fields that were given.

    `error` is the expected calibration error: the mean distance, weighted by how many there are,
    of mean confidence and share of right ones in ten bins. `sure_share` is the share of the
    right ones that have 0.9 or more, `right_when_sure` that of the ones with 0.9 or more that
    are right.
    """

    fields: int
    error: float | None
    sure_share: float | None
    right_when_sure: float | None

    def as_json(self) -> dict[str, Any]:
        """All figures by name."""
        return {
            "fields": self.fields,
            "ece": _round(self.error),
            "sure_share": _round(self.sure_share),
            "right_when_sure": _round(self.right_when_sure),
        }


def count_fields(scored: Iterable[Scored]) -> dict[str, Count]:
    """Counts by field; `exact` are the circulars whose field has nothing wrong."""
    counts: dict[str, Count] = defaultdict(Count)
    for one in scored:
        clean: dict[str, bool] = {}
        for mark in one.marks:
            counts[mark.field].take(mark)
            clean[mark.field] = clean.get(mark.field, True) and mark.good
        for field, good in clean.items():
            counts[field].circulars += bool(one.part)
            counts[field].exact += good and bool(one.part)
    return {name: counts[name] for name in sorted(counts, key=_place)}


def _place(field: str) -> tuple[int, str]:
    """Fields in the order of the record, what stands inside a field behind it."""
    top = field.partition(".")[0]
    return (ORDER.index(top) if top in ORDER else len(ORDER), field)


def count_relations(scored: Iterable[Scored]) -> dict[str, Count]:
    """Counts by relation: a reference with a wrong one is missed there, and extra here."""
    counts: dict[str, Count] = defaultdict(Count)
    for mark in (mark for one in scored for mark in one.marks if mark.field in REFERENCES):
        if mark.outcome == "right" and mark.group:
            counts[mark.group].take(mark)
            continue
        if mark.group:
            counts[mark.group].missed += 1
        if mark.got_group:
            counts[mark.got_group].extra += 1
            counts[mark.got_group].confident_errors += mark.confident_error
    return dict(sorted(counts.items()))


def base_of(field: str) -> str:
    """The field whose values a field looks at once more: a reference counts with its clause and
    its effect again, but is one error."""
    for end in (".clause", ".effect"):
        if field.endswith(f"references{end}"):
            return field.removesuffix(end)
    return field


def confident_errors(scored: Iterable[Scored]) -> int:
    """How many values are wrong and sure of themselves, each once."""
    return sum(
        len(
            {
                (base_of(mark.field), str(mark.want), str(mark.got), mark.where)
                for mark in one.marks
                if mark.confident_error
            }
        )
        for one in scored
    )


def calibrate(scored: Iterable[Scored]) -> Calibration:
    """Over the fields of the circulars found: a field is right when all of it is."""
    rows: list[tuple[float, bool]] = []
    for one in scored:
        clean: dict[str, bool] = {}
        for mark in one.marks:
            top = mark.field.partition(".")[0]
            clean[top] = clean.get(top, True) and mark.good
        rows += [(sure, clean[field]) for field, sure in one.sure.items() if field in clean]
    return calibration(rows)


def calibration(rows: list[tuple[float, bool]]) -> Calibration:
    """Of pairs of confidence and being right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in rows:
        bins[min(int(sure * BINS), BINS - 1)].append((sure, right))
    gaps = [
        abs(sum(sure for sure, _ in held) - sum(right for _, right in held))
        for held in bins.values()
    ]
    rights = [sure for sure, right in rows if right]
    sures = [right for sure, right in rows if sure >= SURE]
    return Calibration(
        len(rows),
        _share(sum(gaps), len(rows)),
        _share(sum(sure >= SURE for sure in rights), len(rights)),
        _share(sum(sures), len(sures)),
    )


def mean_score(counts: dict[str, Count]) -> float | None:
    """The mean of the scores of all fields that have one."""
    scores = [count.score for count in counts.values() if count.score is not None]
    return _share(sum(scores), len(scores))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
