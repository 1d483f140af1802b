"""How much of the time of reading scans is bare OCR, and how much memory a worker takes.

    python bench/ocr.py [PATH...] [--repeat N] [--pages N] [--json]

For every page, in turn and repeatedly: the whole pipeline (file to `Page`), and the engine's
detection on the same image with recognition of the same crops. The quickest of the repetitions
counts for each page, since other programs can only slow a run down. Ends with 1 where the ratio
is below 0.80 or a worker takes more than 700 MB.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

RATIO, MEGABYTES = 0.80, 700
CORPUS = Path(__file__).parents[1] / "corpus" / "scans"


class Shown:
    """The engine itself, keeping the last page image it was given."""

    def __init__(self, engine):
        self.engine, self.image, self.crops = engine, None, 0

    @property
    def identity(self):
        return self.engine.identity

    def read(self, image):
        self.image, self.crops = image, 0
        return self.engine.read(image)

    def read_crop(self, image):
        self.crops += 1
        return self.engine.read_crop(image)


def read(path, source, engine, number):
    from hongtou.ingest import MemoryCache, read_pages

    begin = time.perf_counter()
    pages = list(read_pages(path, source, engine, MemoryCache(), first=number, last=number))
    return time.perf_counter() - begin, pages[0][1]


def bare(engine, image, crops):
    begin = time.perf_counter()
    engine.detect(image)
    for crop in crops:
        engine.read_crop(crop)
    return time.perf_counter() - begin


def timings(paths, repeat, limit):
    """One row for each scanned page: file, page, lines, seconds of the pipeline, bare seconds."""
    from hongtou.ingest import count_pages, probe
    from hongtou.ingest.engines.rapidocr import RapidEngine, cut

    engine, rows = RapidEngine(), []
    for path in paths:
        source = probe(path)
        for number in range(1, count_pages(path, source) + 1):
            shown = Shown(engine)
            page = read(path, source, shown, number)[1]  # warms up, and gives the image
            if page.origin != "ocr" or shown.image is None or len(rows) >= limit:
                continue
            cuts = [cut(shown.image, quad) for quad in engine.detect(shown.image)]
            crops = [crop for crop in cuts if crop is not None]
            runs = [
                (read(path, source, engine, number)[0], bare(engine, shown.image, crops))
                for _ in range(repeat)
            ]
            whole, alone = (min(column) for column in zip(*runs, strict=True))
            rows.append([path.name, number, len(page.lines), shown.crops, whole, alone])
    return rows


def footprint(paths, limit):
    """Peak memory of a process that only reads the files, in MB."""
    from hongtou.ingest import MemoryCache, probe, read_pages
    from hongtou.ingest.engines.rapidocr import RapidEngine

    engine, seen = RapidEngine(), 0
    for path in paths:
        for _ in read_pages(path, probe(path), engine, MemoryCache()):
            seen += 1
            if seen >= limit:
                return peak()
    return peak()


def peak():
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measure(paths, repeat, limit):
    # Each in a process of its own: the second keeps page images, which a worker does not.
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(1) as pool:
        memory = pool.apply(footprint, (paths, limit))
    with spawn.Pool(1) as pool:
        rows = pool.apply(timings, (paths, repeat, limit))
    whole, alone = sum(row[4] for row in rows), sum(row[5] for row in rows)
    return {
        "pages": len(rows),
        "pipeline_pages_per_second": round(len(rows) / whole, 3),
        "bare_pages_per_second": round(len(rows) / alone, 3),
        "ratio": round(alone / whole, 3),
        "peak_megabytes": round(memory),
        "rows": rows,
    }


def table(found):
    print(f"{'file':<32}{'page':>5}{'lines':>6}{'again':>6}{'whole s':>9}{'bare s':>8}{'ratio':>7}")
    for name, number, lines, again, whole, alone in found["rows"]:
        print(
            f"{name[:30]:<32}{number:>5}{lines:>6}{again:>6}{whole:>9.3f}{alone:>8.3f}"
            f"{alone / whole:>7.2f}"
        )
    print(
        f"{found['pages']} pages: pipeline {found['pipeline_pages_per_second']} pages/s, "
        f"bare OCR {found['bare_pages_per_second']} pages/s, "
        f"ratio {found['ratio']} (at least {RATIO}), "
        f"peak {found['peak_megabytes']} MB (at most {MEGABYTES})"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, help="scans (default: the corpus)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each page")
    parser.add_argument("--pages", type=int, default=12, help="pages at most")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    given = options.paths or [CORPUS]
    paths = [
        file for path in given for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])
    ]
    found = measure(paths, options.repeat, options.pages)
    if not found["rows"]:
        parser.error("no scanned page in these files")
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        table(found)
    return 0 if found["ratio"] >= RATIO and found["peak_megabytes"] <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
