"""Measures extraction on one core: circulars a second, cost by length, and hostile lines.

    python bench/extract.py [--json] [FOLDER ...]

The ground is the sample corpus' texts of 1,200 to 3,200 characters, counted as circulars of
2,000 characters. One process reads one file after the other; each file's time is its best of
several rounds, and what the package keeps in mind of short texts (bounded caches) is forgotten
before each round, as if every file were new. `plain` are the texts without the rows of a table;
the texts of further folders, of the same size, are measured apart.
Norms are measured apart, as the difference. Hostile lines stand in the body of a circular, a list
of copies below it.
Figures are of this machine; ratios (length, hostile lines) are what carries over.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongtou.extract import read_circulars
from hongtou.ingest.page import Line, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    "<>": "<>" * 500_000,
    "《〈": "《〈" * 500_000,
    "根据": "根据《甲》" * 200_000,
    "同时": "《甲》同时废止，" * 125_000,
    "第一条": "第一条、" * 250_000,
    "局": "甲局、" * 333_333,
    "年月日": "年月日" * 333_333,
    "抄送": "抄送：" + "财政局、" * 250_000,
    " ": " " * 1_000_000,
}


HEAD = "云澜省财政厅文件\n云财规〔2020〕5号\n云澜省财政厅关于做好工作的通知\n各市财政局：\n一、总体要求\n"
TAIL = "云澜省财政厅\n2020年8月19日\n"


def page(text: str) -> Page:
    lines = tuple(Line(row) for row in text.split("\n"))
    return Page(1, 0.0, 0.0, lines, "text")


def sample(folder: Path) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    return [text for text in texts if LONG * 0.6 <= len(text) <= LONG * 1.6]


def forgets() -> list[Callable[[], None]]:
    """How to empty every bounded cache of the package."""
    modules = [m for name, m in list(sys.modules.items()) if name.startswith("hongtou.")]
    caches = [item for module in modules for item in list(vars(module).values())]
    return [
        cache.cache_clear
        for cache in caches
        if hasattr(cache, "cache_parameters") and cache.cache_parameters()["maxsize"]
    ]


def seconds(pages: list[Page], *, norms: bool, rounds: int = 8) -> float:
    """Seconds for all pages, a file each: the sum of each one's best round."""
    forget = forgets()
    total = 0.0
    for one in pages:
        best = float("inf")
        for _ in range(rounds):
            for clear in forget:
                clear()
            start = time.process_time()
            read_circulars([one], norms=norms)
            best = min(best, time.process_time() - start)
        total += best
    return total


def rate(texts: list[str]) -> float:
    """Circulars of 2,000 characters a second, without norms."""
    return sum(map(len, texts)) / LONG / seconds([page(text) for text in texts], norms=False)


def hostile(line: str) -> Page:
    """A circular with the line in its body, or below it where it is a list of copies."""
    body, behind = ("特此通知", f"{line}。\n") if line.startswith("抄送：") else (line, "")
    return page(f"{HEAD}{body}。\n二、本通知自印发之日起施行。\n{TAIL}{behind}")


def longer(text: str, times: int) -> str:
    """The circular with its clauses so many times over."""
    rows = text.split("\n")
    first = next((i for i, row in enumerate(rows) if row.startswith("一、")), len(rows) // 3)
    last = max(i for i, row in enumerate(rows) if row.strip()) - 4
    return "\n".join([*rows[:first], *rows[first:last] * times, *rows[last:]])


def measure(folders: Sequence[Path]) -> dict[str, Any]:
    texts = sample(ROOT / "corpus" / "text")
    pages = [page(text) for text in texts]
    characters = sum(map(len, texts))
    seconds(pages, norms=True, rounds=1)
    bare = seconds(pages, norms=False)
    whole = seconds(pages, norms=True)
    per = characters / LONG
    plain = ["\n".join(r for r in text.split("\n") if "\t" not in r) for text in texts]
    one = [page(longer(text, 4)) for text in texts[:8]]
    ten = [page(longer(text, 40)) for text in texts[:8]]
    length = [sum(len(line.text) for p in group for line in p.lines) for group in (one, ten)]
    cost = [seconds(group, norms=True, rounds=3) for group in (one, ten)]
    return {
        "circulars": len(texts),
        "characters": characters,
        "circulars_a_second": round(per / bare),
        "plain_a_second": round(rate(plain)),
        **{
            f"{folder.name}_a_second": f"{round(rate(found))} ({len(found)} texts)"
            for folder in folders
            if (found := sample(folder))
        },
        "norms_a_second": round(per / max(whole - bare, 1e-9)),
        "length_ratio": round(length[1] / length[0], 2),
        "cost_ratio": round(cost[1] / cost[0], 2),
        "hostile_seconds": {
            name: round(seconds([hostile(text)], norms=True, rounds=1), 2)
            for name, text in HOSTILE.items()
        },
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    figures = measure(options.folders)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    for name, value in figures.items():
        print(f"{name:<22}{value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
