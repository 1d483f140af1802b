import sys

import numpy as np
import pytest

from hongtou.ingest import EngineError
from hongtou.ingest.engines import load, quantised
from hongtou.ingest.engines.rapidocr import RapidEngine


def test_lines_are_drawn_alike_each_time():
    first, again = (list(quantised.drawn_lines(3)) for _ in range(2))
    assert all(np.array_equal(*pair) for pair in zip(first, again, strict=True))
    for line in first:
        assert line.shape[0] == 64
        assert line.dtype == np.uint8
        assert line.max() - line.min() > 100


def test_without_onnx_it_says_what_to_install(monkeypatch):
    from importlib.metadata import PackageNotFoundError

    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("hongtou.ingest.engines.int8.version", missing)
    with pytest.raises(EngineError, match=r"pip install 'hongtou\[int8\]'"):
        load("int8")


def test_it_is_not_the_engine_it_stands_on():
    pytest.importorskip("onnx")
    assert load("int8").identity != RapidEngine().identity
    assert load("int8").identity == load("int8").identity


def test_a_cache_that_cannot_be_written(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(EngineError, match="XDG_CACHE_HOME"):
        quantised.made(RapidEngine()._paths["Rec"], "any")


@pytest.mark.ocr
def test_the_model_is_made_once_and_reads(monkeypatch, tmp_path):
    pytest.importorskip("onnx")
    from PIL import Image, ImageDraw, ImageFont

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    picture = Image.new("RGB", (420, 80), "white")
    ImageDraw.Draw(picture).text((30, 16), "2020-08-19 No.139", "black", ImageFont.load_default(40))
    line = np.asarray(picture)[..., ::-1].copy()
    reading = load("int8").read_crop(line)
    assert "".join(reading.text.split()) == "2020-08-19No.139"
    (file,) = (tmp_path / "hongtou").iterdir()
    assert file.stat().st_size < RapidEngine()._paths["Rec"].stat().st_size / 2
    made = file.stat().st_mtime_ns
    monkeypatch.setitem(sys.modules, "onnx", None)  # it is not made again
    assert load("int8").read_crop(line) == reading
    assert file.stat().st_mtime_ns == made
