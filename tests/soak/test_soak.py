"""Minutes long: `make soak`. Damage of every kind, and runs killed again and again."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest import InputError, MemoryCache, engines, probe, read_pages
from hongtou.ingest.page import Line, Page

pytestmark = pytest.mark.soak
DAMAGED_FILES = 600
DAMAGED_TEXTS = 5000
KILLS = 40


def damage(data, rng):
    """Bytes flipped, a stretch cut out, the end cut off or rubbish put in."""
    data = bytearray(data)
    at = rng.randrange(len(data))
    kind = rng.choice(["flip", "cut", "end", "rubbish"])
    if kind == "flip":
        for _ in range(rng.randrange(1, 200)):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif kind == "cut":
        del data[at : at + rng.randrange(1, 5000)]
    elif kind == "end":
        del data[at:]
    else:
        data[at:at] = rng.randbytes(rng.randrange(1, 500))
    return bytes(data)


@pytest.mark.parametrize("seed", range(10))
def test_damaged_files_are_read_or_refused(root, tmp_path, seed):
    """Every damaged file gives pages or an `InputError`, nothing else."""
    rng = random.Random(seed)
    sources = sorted((root / "corpus" / "scans").glob("*.pdf"))
    sources += sorted((root / "corpus" / "text").glob("*.txt"))
    engine = engines.load("null")
    for count in range(DAMAGED_FILES // 10):
        source = rng.choice(sources)
        path = tmp_path / f"{count}{source.suffix}"
        path.write_bytes(damage(source.read_bytes(), rng))
        try:
            pages = [p for _, p in read_pages(path, probe(path), engine, MemoryCache(), last=2)]
        except InputError:
            continue
        read_circulars(pages)
        path.unlink()


@pytest.mark.parametrize("seed", range(10))
def test_damaged_texts_are_read(root, seed):
    rng = random.Random(seed)
    texts = [p.read_text("utf-8") for p in sorted((root / "corpus" / "text").glob("*.txt"))]
    marks = "《》〈〉〔〕（）“”号第年月日一二三、。：；，附件抄送印发12 \n"
    for _ in range(DAMAGED_TEXTS // 10):
        chars = list(rng.choice(texts))
        for _ in range(rng.randrange(1, 60)):
            at = rng.randrange(len(chars))
            if rng.random() < 0.5:
                del chars[at : at + rng.randrange(1, 40)]
            chars[at:at] = rng.choices(marks, k=rng.randrange(1, 8))
            chars = chars or ["一"]
        lines = tuple(Line(line) for line in "".join(chars).split("\n"))
        pages = [Page(1, 0.0, 0.0, lines, "text")]
        assert read_circulars(pages) == read_circulars(pages)


def test_a_run_killed_again_and_again_ends_as_one_that_was_not(tmp_path, scan, scripted):
    """Killed at a random moment each time, then let be: the export is the same to the byte."""
    folder = tmp_path / "in"
    folder.mkdir()
    for shade in range(100, 160):
        scan(folder / f"{shade}.png", shade)
    scripted.configure(tmp_path)
    command = [sys.executable, "-c", "from hongtou.cli import main; main()"]
    environment = scripted.environment()

    def run(*arguments):
        return subprocess.Popen(
            [*command, *arguments], cwd=tmp_path, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def export(library, name):
        out = run("export", "jsonl", "-o", name, "--library", library)
        assert out.wait(60) == 0
        return (tmp_path / name).read_bytes()

    rng = random.Random(7)
    for _ in range(KILLS):
        scripted.script("slow")
        process = run("process", "in", "--jobs", "2", "--library", "killed.db")
        time.sleep(rng.uniform(0.3, 2.5))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    scripted.script("read")
    assert run("process", "in", "--jobs", "2", "--library", "killed.db").wait(120) == 0
    assert run("process", "in", "--jobs", "1", "--library", "whole.db").wait(120) == 0
    assert export("killed.db", "killed.jsonl") == export("whole.db", "whole.jsonl")
