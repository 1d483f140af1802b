"""The tables of docs/benchmark.md, from what `hongtou evaluate --json` wrote for two systems.

hongtou evaluate corpus --library out/evaluate.db --json > out/ours.json
python bench/baseline.py corpus -o out/baseline.jsonl
hongtou evaluate corpus --records out/baseline.jsonl --json > out/baseline.json
python bench/scores.py out/ours.json out/baseline.json
"""

import json
import sys
from pathlib import Path

FIELDS = (
    "circular", "number", "title", "genre", "issuers", "signers", "addressees", "copied_to", "issued_on",
    "printed_on", "received.number", "register_number", "contacts", "attachments", "annotations", "seals", "clauses",
    "clauses.heading", "references", "references.clause", "references.effect", "references.target_clause",
    "references.until", "class_rules", "validity.effective_on", "validity.expires_on", "tables", "tables.cells",
    "norms", "norms.modality", "norms.quantities", "norms.deadline", "carried", "carried.clauses", "carried.references",
)  # fmt: skip
WHOLE = ("circulars", "score", "confident_errors", "cer", "cer_in_order")
SHARES = ("ece", "sure_share", "right_when_sure")


def shown(value):
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def rows(ours, theirs):
    """Field by variant: our score, and in brackets that of the baseline."""
    variants = list(ours["variants"])
    yield ["score", *variants]
    yield ["---"] * (len(variants) + 1)
    for field in FIELDS:
        cells = [
            pair(one["variants"].get(name), other(theirs, name), "fields", field)
            for name in variants
            for one in [ours]
        ]
        if any(cells):
            yield [f"`{field}`", *cells]
    for key in (*WHOLE, *SHARES):
        yield [
            key,
            *(pair(ours["variants"][name], other(theirs, name), None, key) for name in variants),
        ]


def other(scores, name):
    return scores["variants"].get(name) or {"fields": {}, "calibration": {}}


def pair(one, two, part, name):
    values = []
    for figures in (one, two):
        if part:
            values.append((figures[part].get(name) or {}).get("score"))
        else:
            values.append(figures.get(name, figures["calibration"].get(name)))
    text = shown(values[0])
    return f"{text} ({shown(values[1])})" if text and shown(values[1]) else text


def main():
    ours, theirs = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
    for row in rows(ours, theirs):
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
