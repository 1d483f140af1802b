"""The result of an evaluation as one JSON value: what is printed, compared and kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .answers import Pages, ask_all
from .cer import Characters, characters
from .score import Scored, score_file
from .tally import calibrate, confident_errors, count_fields, count_relations, mean_score

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .predict import Predictions
    from .samples import Found, Sample

SCHEMA = "hongtou.scores/1"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Read:
    """A sample scored, with the characters of its pages where their truth is there."""

    sample: Sample
    scored: tuple[Scored, ...]
    characters: Characters | None


def score_samples(samples: Sequence[Sample], predictions: Predictions, folder: Path) -> list[Read]:
    """Every sample against what was read of it."""
    made = []
    for sample, predicted in zip(samples, predictions.of, strict=True):
        scored = score_file(
            sample.gold.documents,
            predicted.records,
            stem=sample.stem,
            file=sample.files[0].relative_to(folder).as_posix(),
            variant=sample.variant,
            paper=sample.paper,
        )
        read = predicted.pages
        count = characters(sample.truth, read) if sample.truth and read else None
        made.append(Read(sample, tuple(scored), count))
    return made


def as_json(
    reads: Sequence[Read],
    found: Found,
    predictions: Predictions,
    questions: Sequence[Any] = (),
) -> dict[str, Any]:
    """All figures: by variant (and `all`), by circular, what is wrong with gold and files, and how
    the questions were answered from the texts, and from the scans."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for read in reads:
        groups[read.sample.variant].append(read)
    variants = {name: _figures(groups[name]) for name in sorted(groups)}
    return {
        "schema": SCHEMA,
        "variants": {ALL: _figures(reads), **variants},
        "circulars": [_circular(one) for read in reads for one in read.scored],
        "gold_errors": [{"file": c.file, "reason": c.reason} for c in found.complaints],
        "failed": [
            {"file": name, "code": f.code, "reason": f.reason, "advice": f.advice}
            for name, f in predictions.failures
        ],
        "questions": {
            name: ask_all(world, Pages(world, predictions.pages), questions).as_json()
            for name, world in predictions.worlds.items()
        },
    }


def _figures(reads: Sequence[Read]) -> dict[str, Any]:
    scored = [one for read in reads for one in read.scored]
    fields = count_fields(scored)
    counted = [read.characters for read in reads if read.characters]
    total = sum(count.total for count in counted)
    errors = sum(count.errors for count in counted)
    in_order = sum(count.in_order for count in counted)
    score = mean_score(fields)
    return {
        "circulars": sum(bool(one.part) for one in scored),
        "score": None if score is None else round(score, 4),
        "confident_errors": confident_errors(scored),
        "cer": round(errors / total, 5) if total else None,
        "cer_in_order": round(in_order / total, 5) if total else None,
        "calibration": calibrate(scored).as_json(),
        "fields": {name: count.as_json() for name, count in fields.items()},
        "relations": {name: count.as_json() for name, count in count_relations(scored).items()},
    }


def _circular(one: Scored) -> dict[str, Any]:
    """One circular: right ones and errors by field, and each value that is not right."""
    counts = count_fields([one])
    return {
        "key": f"{one.file}:{one.part}",
        "variant": one.variant,
        "name": one.name,
        "found": one.found,
        "fields": {name: [count.right, count.errors] for name, count in counts.items()},
        "errors": [
            {
                "field": mark.field,
                "outcome": mark.outcome,
                "where": mark.where,
                "want": mark.want,
                "got": mark.got,
                "confidence": mark.sure,
                "confident": mark.confident_error,
            }
            for mark in one.marks
            if not mark.good
        ],
    }
