"""This program against bare OCR engines: character errors and time, page by page in turn.

    python bench/engines.py [--pages N] [--paddle PYTHON] [--out FILE] [--engines NAME...]

Each engine has a process of its own with one thread, and each page is given to one after the
other, so that what else the machine does falls on all alike. hongtou reads the file; the others
the page at 200 dpi. Their lines are held against the lines as set, in the variants of the sample
scans in turn, by the measure of `hongtou evaluate`. `hongtou_int8` needs the extra `int8`. Time is that of the processor and of the wall
clock. paddleocr needs an environment of its own (make test-paddle); it is left out without
`--paddle .venv-paddle/bin/python`. What was measured is added to FILE, one JSON object a page;
pages in it are not measured again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
DPI = 200
DETECTOR = {"Global.use_cls": False, "Global.max_side_len": 4000, "Det.limit_type": "max",
            "Det.limit_side_len": 960, "Rec.rec_batch_num": 1}  # fmt: skip
THREADS = {"intra_op_num_threads": 1, "inter_op_num_threads": 1}


# in the process of an engine


def hongtou(engine="rapidocr"):
    from hongtou.ingest import MemoryCache, probe, read_pages
    from hongtou.ingest.engines import load

    engine, last = load(engine), ("print", "handwriting", "stamp", "page_number", "running_head")

    def read(file, number, _image):
        path = Path(file)
        ((_, page),) = read_pages(
            path, probe(path), engine, MemoryCache(), first=number, last=number
        )
        return [line.text for kind in last for line in page.lines if line.kind == kind]

    return read


def rapidocr(**settings):
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{name}": count for name, count in THREADS.items()}
    engine = RapidOCR(params={"Global.log_level": "error", **threads, **settings})
    return lambda _file, _number, image: list(engine(image).txts or ())


def paddleocr(models):
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    from paddleocr import PaddleOCR

    engine = PaddleOCR(
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=f"{models}/PP-OCRv6_small_det",
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=f"{models}/PP-OCRv6_small_rec",
        engine="onnxruntime",
        engine_config=THREADS,
        device="cpu",
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        text_det_limit_side_len=960,
        text_det_limit_type="max",
    )
    return lambda _file, _number, image: list(engine.predict(image)[0]["rec_texts"])


MADE = {
    "hongtou": hongtou,
    "hongtou_int8": lambda: hongtou("int8"),
    "rapidocr": rapidocr,
    "rapidocr_set": lambda: rapidocr(**DETECTOR),
    "paddleocr": lambda: paddleocr(os.environ["MODELS"]),
}


def work(name):
    """Read what stdin names, a line of JSON each, and answer with lines and seconds."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what engines print is no answer
    read = MADE[name]()
    read(str(next((CORPUS / "scans").glob("05*.pdf"))), 1, np.full((600, 400, 3), 255, np.uint8))
    answers.write("{}\n")
    answers.flush()
    for line in sys.stdin:
        file, number, image = json.loads(line)
        pixels = np.load(image)
        wall, cpu = time.perf_counter(), time.process_time()
        lines = read(file, number, pixels)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        answers.write(json.dumps({"lines": lines, "cpu": cpu, "wall": wall}) + "\n")
        answers.flush()


# in the process that compares


class Worker:
    def __init__(self, name, python, models):
        command = [python, __file__, "--work", name]
        environment = {**os.environ, "MODELS": models, "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the engine ended: {' '.join(self.process.args)}")
        return json.loads(line)

    def read(self, file, number, image):
        self.process.stdin.write(json.dumps([str(file), number, image]) + "\n")
        self.process.stdin.flush()
        return self.answer()


def pages_of(file):
    """The pages of a scan: number and the lines on it as set, empty ones left out."""
    told = json.loads((file.parent / f"{file.stem}.truth.json").read_text("utf-8"))
    pages = told["pages"] if isinstance(told, dict) else told
    return [(number, lines) for number, lines in enumerate(pages, 1) if lines]


def chosen(count):
    """Pages of all variants in turn: variant, file, number, lines."""
    by_variant = defaultdict(list)
    for source in sorted((CORPUS / "sources").glob("*.toml")):
        variant = tomllib.loads(source.read_text("utf-8")).get("variant", "clean")
        for file in sorted((CORPUS / "scans").glob(f"{source.stem}.*")):
            if file.suffix in {".pdf", ".tif"} and variant != "born_digital":
                by_variant[variant] += [(variant, file, *page) for page in pages_of(file)]
    found = []
    while len(found) < count and any(by_variant.values()):
        for pages in by_variant.values():
            found += [pages.pop(0)] if pages else []
    return found[:count]


def rendered(file, number, folder):
    import numpy as np
    import pypdfium2
    from PIL import Image

    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as document:
            pixels = document[number - 1].render(scale=DPI / 72).to_numpy()[..., :3]
    else:
        with Image.open(file) as image:
            image.seek(number - 1)
            pixels = np.asarray(image.convert("RGB"))[..., ::-1]
    path = str(Path(folder) / "page.npy")
    np.save(path, np.ascontiguousarray(pixels))
    return path


def measure(options):
    models = str(Path(options.models or tempfile.mkdtemp()).absolute())
    from hongtou.ingest.engines.shipped import fill

    fill(Path(models))
    names = [name for name in options.engines if name != "paddleocr" or options.paddle]
    pythons = {"paddleocr": options.paddle}
    workers = {}
    done = {(row["file"], row["page"]) for row in rows_of(options.out)}
    with tempfile.TemporaryDirectory() as folder:
        for variant, file, number, lines in chosen(options.pages):
            if (file.name, number) in done:
                continue
            for name in names:
                if name not in workers:
                    workers[name] = Worker(name, pythons.get(name) or sys.executable, models)
            image = rendered(file, number, folder)
            read = {name: workers[name].read(file, number, image) for name in names}
            row = {"variant": variant, "file": file.name, "page": number, "set": lines, **read}
            with options.out.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def rows_of(path):
    return [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []


def table(rows, names):
    from hongtou.evaluate.cer import count
    from hongtou.evaluate.words import plain

    def plainly(lines):
        return [plain(line) for line in lines]

    groups = defaultdict(list)
    for row in rows:
        groups[row["variant"]].append(row)
        groups["all"].append(row)
    print("| variant | pages | " + " | ".join(names) + " |")
    print("|---" * (2 + len(names)) + "|")
    for variant, some in groups.items():
        cells = []
        for name in names:
            counts = [count([plainly(row["set"])], [plainly(row[name]["lines"])]) for row in some]
            total = sum(found.total for found in counts)
            cells.append(f"{100 * sum(found.errors for found in counts) / total:.2f}")
        print(f"| {variant} | {len(some)} | {' | '.join(cells)} |")
    for unit in ("cpu", "wall"):
        spent = {name: sum(row[name][unit] for row in rows) for name in names}
        cells = [f"{len(rows) / spent[name]:.3f}" for name in names]
        print(f"| pages/s, {unit} | {len(rows)} | {' | '.join(cells)} |")
        cells = [f"{spent[name] / spent[names[0]]:.2f}" for name in names]
        print(f"| time ÷ {names[0]}, {unit} | {len(rows)} | {' | '.join(cells)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--paddle", help="the Python that has paddleocr")
    parser.add_argument("--models", help="where the models for paddleocr are written")
    parser.add_argument("--out", type=Path, default=Path("out/engines.jsonl"))
    parser.add_argument("--engines", nargs="+", choices=MADE, default=list(MADE))
    parser.add_argument("--work", choices=MADE, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    measure(options)
    rows = rows_of(options.out)
    table(rows, [name for name in MADE if rows and all(name in row for row in rows)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
