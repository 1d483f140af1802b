"""The `evaluate` command: from a folder to tables and an exit code."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..library.messages import say, translate
from ..library.run import Options
from .compare import (
    Comparison,
    ComparisonError,
    Shortfall,
    compare,
    read_baseline,
    read_floors,
    shortfalls,
)
from .predict import RecordsError, read_records, run_library
from .report import print_comparison, print_scores, print_shortfalls
from .results import as_json, score_samples
from .samples import QUESTIONS, find_samples, whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..library.settings import Settings
    from .predict import Predictions
    from .samples import Found

DONE, SOME_FAILED, USAGE, NO_INPUT = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Request:
    """What to evaluate and against what; `library` is null for a temporary one."""

    folder: Path
    library: Path | None = None
    records: Path | None = None
    variants: tuple[str, ...] = ()
    against: Path | None = None
    floors: Path | None = None
    errors: int = 40
    allow_classified: bool = False
    as_json: bool = False
    quiet: bool = False


def run(settings: Settings, request: Request, *, check_gold: bool = False) -> int:
    """Score a folder, or check its gold; the exit code."""
    if not request.folder.is_dir():
        print(say("evaluate.no_folder", path=request.folder), file=sys.stderr)
        return USAGE
    if check_gold:
        from .check import report_gold

        return report_gold(request.folder)
    return evaluate(settings, request)


def evaluate(settings: Settings, request: Request) -> int:
    """Score a folder, print the result, and say with which code to end: 1 when a circular was
    lost, a floor is not met, or a file or its gold could not be used."""
    try:
        before = read_baseline(request.against) if request.against else None
        floors = read_floors(request.floors) if request.floors else {}
        found = _found(request)
        questions = _questions(request.folder)
        predictions = _predict(settings, request, found, questions)
    except (ComparisonError, RecordsError) as error:
        print(error, file=sys.stderr)
        return USAGE
    if not found.samples:
        known = ", ".join(
            sorted({sample.variant for sample in find_samples(request.folder).samples})
        )
        words = (
            say("evaluate.no_variant", names=", ".join(request.variants), known=known)
            if known
            else say("evaluate.no_gold", path=request.folder)
        )
        print(words, file=sys.stderr)
        return USAGE if known else NO_INPUT
    reads = score_samples(found.samples, predictions, request.folder)
    scores = as_json(reads, found, predictions, questions)
    comparison = compare(scores, before) if before else None
    missed = shortfalls(scores, floors)
    _print(request, scores, comparison, missed)
    bad = predictions.failures or any(complaint.unused for complaint in found.complaints)
    lost = comparison is not None and comparison.lost
    return SOME_FAILED if bad or lost or missed else DONE


def _found(request: Request) -> Found:
    found = find_samples(request.folder)
    for complaint in found.complaints:
        words = say("evaluate.bad_gold", file=complaint.file, reason=translate(complaint.reason))
        print(words, file=sys.stderr)
    if not request.variants:
        return found
    kept = tuple(sample for sample in found.samples if sample.variant in request.variants)
    return replace(found, samples=kept)


def _predict(
    settings: Settings, request: Request, found: Found, questions: Sequence[Any]
) -> Predictions:
    if request.records:
        return read_records(request.records, found.samples, request.folder)
    options = Options(
        engine=settings.engine,
        engine_options=settings.engine_options,
        jobs=settings.jobs,
        page_seconds=settings.page_seconds,
        allow_classified=request.allow_classified,
        memory=int(settings.memory_gb * 1024**3),
    )
    asked = whole(found.samples, request.folder) if questions else None
    return run_library(found.samples, request.library, options, quiet=request.quiet, asked=asked)


def _questions(folder: Path) -> list[Any]:
    """The questions of a folder; lines that are none are told by `--check-gold`."""
    from .questions import read_questions

    found = (one for path in sorted(folder.rglob(QUESTIONS)) for _, one in read_questions(path))
    return [question for question in found if not isinstance(question, str)]


def _print(
    request: Request,
    scores: dict[str, Any],
    comparison: Comparison | None,
    missed: list[Shortfall],
) -> None:
    if request.as_json:
        if comparison:
            scores = {**scores, "against": comparison.as_json()}
        if request.floors:
            scores = {**scores, "floors": [one.as_json() for one in missed]}
        print(json.dumps(scores, ensure_ascii=False, indent=1))
    else:
        print_scores(scores, request.errors)
        if comparison:
            print_comparison(comparison)
    print_shortfalls(missed)
