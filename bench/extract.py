"""Measures extraction on one core: circulars a second, cost by length, and hostile lines.

    python bench/extract.py [--json]

The ground is the sample corpus' texts cut to about 2,000 characters of circular. Norms are
measured apart, as the difference. Figures are of this machine; ratios (length, hostile lines)
are what carries over.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from hongtou.extract import read_circulars
from hongtou.ingest.page import Line, Page

ROOT = Path(__file__).resolve().parent.parent
LONG = 2_000
HOSTILE = {
    "《": "《" * 1_000_000,
    "（": "（" * 1_000_000,
    "一、": "一、" * 500_000,
    "号": "〔2020〕号" * 150_000,
    "废止": "《甲》、" * 250_000 + "废止",
    "的，": "的，" * 500_000,
    "每": "每人每" * 300_000,
}


def page(text: str) -> Page:
    lines = tuple(Line(row) for row in text.split("\n"))
    return Page(1, 0.0, 0.0, lines, "text")


def sample() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus" / "text").glob("*.txt"))]
    return [text for text in texts if LONG * 0.6 <= len(text) <= LONG * 1.6]


def seconds(pages: list[Page], *, norms: bool, rounds: int = 3) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for one in pages:
            read_circulars([one], norms=norms)
        best = min(best, time.process_time() - start)
    return best


def longer(text: str, times: int) -> str:
    """The circular with its clauses so many times over."""
    rows = text.split("\n")
    first = next((i for i, row in enumerate(rows) if row.startswith("一、")), len(rows) // 3)
    last = max(i for i, row in enumerate(rows) if row.strip()) - 4
    return "\n".join([*rows[:first], *rows[first:last] * times, *rows[last:]])


def measure() -> dict[str, Any]:
    texts = sample()
    pages = [page(text) for text in texts]
    characters = sum(map(len, texts))
    seconds(pages, norms=True, rounds=1)
    bare = seconds(pages, norms=False)
    whole = seconds(pages, norms=True)
    per = characters / LONG
    one = [page(longer(text, 1)) for text in texts[:8]]
    ten = [page(longer(text, 10)) for text in texts[:8]]
    length = [sum(len(line.text) for p in group for line in p.lines) for group in (one, ten)]
    cost = [seconds(group, norms=True) for group in (one, ten)]
    return {
        "circulars": len(texts),
        "characters": characters,
        "circulars_a_second": round(per / bare),
        "norms_a_second": round(per / max(whole - bare, 1e-9)),
        "length_ratio": round(length[1] / length[0], 2),
        "cost_ratio": round(cost[1] / cost[0], 2),
        "hostile_seconds": {
            name: round(seconds([page(text)], norms=True, rounds=1), 2)
            for name, text in HOSTILE.items()
        },
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure()
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    for name, value in figures.items():
        print(f"{name:<22}{value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
