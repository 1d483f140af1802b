"""Names and dates under seals: what bare engines read of them, what hongtou reads, what it records.

    python -m corpus.render STEM... --variant fax --out out/variants        (needs fonts)
    python bench/sealed.py read out/variants --engine rapidocr -o out/rapidocr.jsonl
    python bench/sealed.py read out/variants --engine paddle --models DIR -o out/paddle.jsonl
    python bench/sealed.py read out/variants --engine hongtou -o out/hongtou.jsonl
    python bench/sealed.py table out/rapidocr.jsonl out/paddle.jsonl out/hongtou.jsonl

The strings are the signatures and dates of `corpus/sources` over which a seal is set, on the page
where `*.truth.json` has them. One is read when a line has it, spaces aside, with no digit before it;
all forms of 〇 are one. `paddle` runs in an environment of its own (paddleocr 3.7 on ONNX Runtime; the
folder holds `PP-OCRv6_small_det` and `PP-OCRv6_small_rec`, each with `inference.onnx` and `inference.yml`); it and `rapidocr` (its
defaults) get PDFs rendered at 200 dpi. For `hongtou` the issuers and the day of issue of the record
count too, against the gold beside the scan. Files already in the output are not read again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "corpus" / "sources"
DPI, SURE = 200, 0.9
ZEROS = str.maketrans(dict.fromkeys("OoＯ○零", "〇"))
SUFFIXES = (".pdf", ".tif")


def plain(text):
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(ZEROS)


def holds(lines, wanted):
    pattern = re.compile(r"(?<!\d)" + re.escape(plain(wanted)))
    return any(pattern.search(plain(line)) for line in lines)


def sealed_strings(stem):
    """The signatures and dates under seals of a source, circular by circular."""
    path = SOURCES / f"{stem}.toml"
    for document in tomllib.loads(path.read_text("utf-8"))["documents"]:
        if "include" in document:
            yield from sealed_strings(document["include"])
        elif document.get("seals"):
            yield [("issuer", name) for name in document.get("signature", [])], document["date"]


def places(path):
    """The strings of a scan: (page of the file, kind, string)."""
    truth = json.loads(path.with_name(f"{path.stem}.truth.json").read_text("utf-8"))
    pages = truth["pages"] if isinstance(truth, dict) else truth
    used = set()
    for names, date in sealed_strings(path.stem.split(".")[0]):
        for number, lines in enumerate(pages, start=1):
            have = {plain(line) for line in lines}
            if number in used or not {plain(date), *(plain(n) for _, n in names)} <= have:
                continue
            used.add(number)
            yield from ((number, kind, text) for kind, text in [*names, ("date", date)])
            break


def images(path):
    import numpy as np

    if path.suffix == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        for page in document:
            yield np.ascontiguousarray(page.render(scale=DPI / 72).to_numpy()[..., :3])
        document.close()
        return
    from PIL import Image, ImageSequence

    with Image.open(path) as file:
        for frame in ImageSequence.Iterator(file):
            yield np.ascontiguousarray(np.asarray(frame.convert("RGB"))[..., ::-1])


def rapid():
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})
    return lambda image: list(engine(image).txts or ())


def paddle(models):
    from paddleocr import PaddleOCR

    engine = PaddleOCR(
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=str(models / "PP-OCRv6_small_det"),
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=str(models / "PP-OCRv6_small_rec"),
        engine="onnxruntime",
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        text_det_limit_side_len=960,
        text_det_limit_type="max",
    )
    return lambda image: [text for page in engine.predict(image) for text in page["rec_texts"]]


def by_engine(path, read):
    """What a bare engine reads of each string."""
    wanted = list(places(path))
    lines = {
        number: read(image)
        for number, image in enumerate(images(path), start=1)
        if any(number == page for page, _, _ in wanted)
    }
    return [[kind, text, holds(lines[page], text)] for page, kind, text in wanted], []


def by_hongtou(path, engine):
    """What hongtou reads of each string, and its record against the gold."""
    from hongtou.extract import read_circulars
    from hongtou.ingest import MemoryCache, mark_margins, probe, read_pages

    pages = [page for _, page in read_pages(path, probe(path), engine, MemoryCache())]
    lines = {page.number: [line.text for line in page.lines] for page in mark_margins(pages)}
    strings = [[kind, text, holds(lines[page], text)] for page, kind, text in places(path)]
    gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))["documents"]
    sealed = [document for document in gold if document.get("seals")]
    circulars = read_circulars(pages)
    fields = []
    for document in sealed:
        own = next((c for c in circulars if c.number and c.number.value.text == document["number"]),
                   circulars[min(gold.index(document), len(circulars) - 1)])  # fmt: skip
        got = [item.value for item in own.issuers]
        sure = min((item.confidence for item in own.issuers), default=0)
        fields.append(["issuer", document["issuers"], got, round(sure, 2)])
        day = own.issued_on
        fields.append(
            ["date", document["issued_on"], day and str(day.value), day and day.confidence]
        )
        seals = [item.value for item in own.seals]
        fields.append(["seals", document["seals"], len(seals), sum(bool(s.text) for s in seals)])
    return strings, fields


def read(options):
    files = [path for path in sorted(options.folder.glob("*/scans/*")) if path.suffix in SUFFIXES]
    picked = defaultdict(list)
    for path in files:
        if path.stem.count(".") == 0 and any(places(path)):
            picked[path.parent.parent.name].append(path)
    done = set()
    if options.output.exists():
        done = {json.loads(row)["file"] for row in options.output.read_text("utf-8").splitlines()}
    if options.engine == "hongtou":
        from hongtou.ingest.engines import load

        engine = load("rapidocr")
        work = lambda path: by_hongtou(path, engine)  # noqa: E731
    else:
        bare = rapid() if options.engine == "rapidocr" else paddle(options.models)
        work = lambda path: by_engine(path, bare)  # noqa: E731
    with options.output.open("a", encoding="utf-8") as out:
        for variant, paths in sorted(picked.items()):
            for path in paths[:: options.every][: options.most]:
                if (name := f"{variant}/{path.name}") in done:
                    continue
                strings, fields = work(path)
                row = {"engine": options.engine, "variant": variant, "file": name}
                row |= {"strings": strings, "fields": fields}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                out.flush()
                print(name, sum(r for *_, r in strings), "of", len(strings), file=sys.stderr)


def rows(paths):
    found = [json.loads(row) for path in paths for row in path.read_text("utf-8").splitlines()]
    engines = sorted({row["engine"] for row in found}, key=("rapidocr", "paddle", "hongtou").index)
    common = set.intersection(*({r["file"] for r in found if r["engine"] == e} for e in engines))
    found = [row for row in found if row["file"] in common]
    variants = [*sorted({row["variant"] for row in found}), "all"]
    yield [
        "variant",
        "names",
        *engines,
        "dates",
        *engines,
        "issuers",
        "dates of issue",
        "sure, wrong",
        "seals",
    ]
    for variant in variants:
        here = [row for row in found if variant in (row["variant"], "all")]
        cells = [variant]
        for kind in ("issuer", "date"):
            for n, engine in enumerate(engines):
                strings = [s for r in here if r["engine"] == engine for s in r["strings"]]
                strings = [ok for which, _, ok in strings if which == kind]
                cells += [len(strings)] if n == 0 else []
                cells.append(sum(strings))
        fields = [f for r in here for f in r["fields"]]
        wrong = 0
        for kind in ("issuer", "date"):
            own = [f for f in fields if f[0] == kind]
            cells.append(f"{sum(f[1] == f[2] for f in own)} of {len(own)}")
            wrong += sum(f[1] != f[2] and bool(f[2]) and f[3] >= SURE for f in own)
        seals = [f for f in fields if f[0] == "seals"]
        cells += [wrong, f"{sum(min(f[1], f[2]) for f in seals)} of {sum(f[1] for f in seals)}"]
        yield cells


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("folder", type=Path, help="VARIANT/scans of several variants")
    reading.add_argument("--engine", choices=("rapidocr", "paddle", "hongtou"), required=True)
    reading.add_argument("--models", type=Path, help="for paddle: the folder of its models")
    reading.add_argument("--every", type=int, default=1, help="only every Nth file of a variant")
    reading.add_argument("--most", type=int, default=1000, help="files of a variant at most")
    reading.add_argument("-o", "--output", type=Path, required=True)
    table = commands.add_parser("table")
    table.add_argument("results", type=Path, nargs="+")
    options = parser.parse_args()
    if options.command == "read":
        read(options)
        return 0
    for n, cells in enumerate(rows(options.results)):
        print("| " + " | ".join(str(cell) for cell in cells) + " |")
        if n == 0:
            print("| " + " | ".join("---" for _ in cells) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
