"""The engine paddle: which models it wants (tested anywhere), and what it reads with them.

paddleocr brings another OpenCV than the other tests have: `make test-paddle` runs this file in an
environment of its own.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from hongtou.ingest import EngineError
from hongtou.ingest.engines import Engine, load
from hongtou.ingest.engines.models import Model, choose, find
from hongtou.ingest.engines.paddle import PaddleEngine
from hongtou.ingest.engines.shipped import fill

ROOT = Path(__file__).parents[2]
DET, REC = "PP-OCRv6_small_det", "PP-OCRv6_small_rec"
installed = find_spec("paddleocr") is not None
with_paddle = pytest.mark.skipif(
    not installed, reason="paddleocr has an environment of its own: make test-paddle"
)


def model(folder, name, *files, config=None):
    (folder / name).mkdir(parents=True)
    for file in ("inference.yml", *files):
        (folder / name / file).write_bytes(b"")
    if config:
        (folder / name / "inference.yml").write_text(config, "utf-8")
    return folder / name


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def paddle(models):
    return PaddleEngine(models=str(models))


@pytest.mark.skipif(installed, reason="paddleocr is installed")
def test_without_paddleocr_the_command_that_installs_it_is_named():
    with pytest.raises(EngineError, match=r"paddleocr is not installed.*hongtou\[paddle\]"):
        load("paddle")


def test_models_are_named_by_their_configuration_else_by_their_folder(tmp_path):
    model(tmp_path, "a", config="Global:\n  model_name: PP-OCRv5_server_det\nPreProcess: {}\n")
    model(tmp_path, REC, "inference.onnx")
    (tmp_path / "no_model").mkdir()
    assert [one.name for one in find(str(tmp_path))] == [REC, "PP-OCRv5_server_det"]


def test_without_a_folder_given_the_own_and_then_that_of_paddleocr_are_searched(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PADDLE_PDX_CACHE_HOME", str(tmp_path / "cache"))
    assert find(None) == []
    theirs = model(tmp_path / "cache" / "official_models", DET)
    assert [one.folder for one in find(None)] == [theirs]
    ours = model(tmp_path / "data" / "hongtou" / "models", DET)
    assert [one.folder for one in find(None)] == [ours]


def test_a_missing_model_is_told_with_the_folders_searched_and_how_to_fill_them(tmp_path):
    folder = str(tmp_path / "none")
    with pytest.raises(EngineError, match=r"no model for detection in .*none") as caught:
        choose(find(folder), "det", "detection", None, folder)
    assert "hongtou engines --fill" in str(caught.value)
    model(tmp_path, DET)
    model(tmp_path, "PP-OCRv4_server_seal_det")
    found = find(str(tmp_path))
    assert choose(found, "det", "detection", None, None).name == DET
    with pytest.raises(EngineError, match="no model for recognition"):
        choose(found, "rec", "recognition", None, str(tmp_path))
    with pytest.raises(EngineError, match="no model named 'X_det' for detection"):
        choose(found, "det", "detection", "X_det", str(tmp_path))


def test_of_several_models_one_has_to_be_named(tmp_path):
    for name in (REC, "PP-OCRv6_medium_rec"):
        model(tmp_path, name)
    found = find(str(tmp_path))
    with pytest.raises(EngineError, match=r"several models for recognition: .*medium.*small"):
        choose(found, "rec", "recognition", None, None)
    assert choose(found, "rec", "recognition", REC, None).name == REC


def test_a_model_has_files_for_one_backend_or_both(tmp_path):
    new = model(tmp_path, "a_rec", "inference.onnx", "inference.json", "inference.pdiparams")
    old = model(tmp_path, "b_rec", "inference.pdmodel", "inference.pdiparams")
    assert [path.name for path in Model("a", new).files("onnxruntime")] == [
        "inference.yml",
        "inference.onnx",
    ]
    assert len(Model("a", new).files("paddle")) == 3
    assert Model("b", old).files("onnxruntime") == ()
    assert Model("b", old).files("paddle")[1].name == "inference.pdmodel"
    (old / "inference.pdiparams").unlink()
    assert Model("b", old).files("paddle") == ()


def test_the_models_of_the_wheel_are_set_out_for_it(models):
    assert {one.name for one in find(str(models))} >= {DET, REC}
    config = json.loads((models / REC / "inference.yml").read_text("utf-8"))
    characters = config["PostProcess"]["character_dict"]
    assert len(characters) == len(set(characters)) == 18708
    assert {"国", "〔", "〕"} <= set(characters)
    (models / DET / "inference.yml").write_text(
        text := (models / DET / "inference.yml").read_text("utf-8") + "\n", "utf-8"
    )
    fill(models)
    assert (models / DET / "inference.yml").read_text("utf-8") == text  # what is there stays


def test_models_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="cannot be written"):
        fill(tmp_path / "file")


def test_an_engine_that_takes_no_models_says_so():
    with pytest.raises(EngineError, match=r"'rapidocr' takes no models; .*--engine paddle"):
        load("rapidocr", models="models")


@with_paddle
def test_it_knows_itself_by_versions_models_and_settings(models, paddle, tmp_path):
    assert isinstance(paddle, Engine)
    assert paddle._parts is None  # nothing is loaded yet
    for part in ("paddleocr 3.", "paddlex 3.", "onnxruntime 1.", DET, REC):
        assert part in paddle.identity
    assert PaddleEngine(models=str(models)).identity == paddle.identity
    fill(tmp_path)
    config = tmp_path / DET / "inference.yml"
    config.write_text(config.read_text("utf-8").replace("0.6", "0.5"), "utf-8")
    assert PaddleEngine(models=str(tmp_path)).identity != paddle.identity
    assert PaddleEngine(models=str(models), device="gpu").identity != paddle.identity


@with_paddle
def test_what_cannot_be_is_told_before_anything_is_read(models, tmp_path):
    with pytest.raises(EngineError, match="no model for detection"):
        PaddleEngine(models=str(tmp_path))
    with pytest.raises(EngineError, match="no backend named 'tensorrt'"):
        PaddleEngine(models=str(models), backend="tensorrt")
    with pytest.raises(EngineError, match=r"not all for paddle.*inference\.pdiparams"):
        PaddleEngine(models=str(models), backend="paddle")
    with pytest.raises(EngineError, match="colour"):
        load("paddle", models=str(models), colour=True)


@with_paddle
def test_a_device_that_is_not_there_is_told(models):
    engine = PaddleEngine(models=str(models), device="gpu")
    with pytest.raises(EngineError, match="paddleocr cannot start"):
        tuple(engine.read(np.full((64, 256, 3), 255, np.uint8)))


def printed(text, size=48):
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (120 + size * len(text) // 2, 2 * size), "white")
    font = ImageFont.load_default(size=size)
    ImageDraw.Draw(picture).text((40, size // 2), text, "black", font)
    return np.asarray(picture)[..., ::-1].copy()


@with_paddle
def test_it_reads_a_page_as_the_built_in_engine_does(paddle):
    page = np.full((1200, 900, 3), 255, np.uint8)
    for row, text in enumerate(["2020-08-19 No. 139", "www.example.com", "0451-87130318"]):
        strip = printed(text)
        page[150 + 200 * row : 150 + 200 * row + strip.shape[0], 60 : 60 + strip.shape[1]] = strip
    readings = sorted(paddle.read(page), key=lambda reading: reading.quad[0][1])
    assert ["".join(reading.text.split()) for reading in readings] == [
        "2020-08-19No.139",
        "www.example.com",
        "0451-87130318",
    ]
    for reading in readings:
        assert reading.confidence > 0.9
        assert len(reading.centres) == len(reading.confidences) == len(reading.text)
        assert list(reading.centres) == sorted(reading.centres)
        assert np.mean(reading.confidences) == pytest.approx(reading.confidence, abs=1e-4)
    (left, top), _, (_, bottom), _ = readings[0].quad
    assert 80 < left < 110
    assert 150 < top < bottom < 260


@with_paddle
def test_nothing_and_a_vertical_line(paddle):
    assert list(paddle.read(np.full((800, 600, 3), 255, np.uint8))) == []
    assert paddle.read_crop(np.full((48, 320, 3), 255, np.uint8)).text.strip() == ""
    line = np.ascontiguousarray(np.rot90(printed("2020-08-19"), -1))
    assert paddle.read_crop(line).text == "2020-08-19"


@with_paddle
def test_onnx_models_need_no_paddlepaddle(paddle):
    paddle.read_crop(printed("139"))
    assert "paddle" not in sys.modules


@with_paddle
def test_a_scan_end_to_end_from_the_command_line(models, tmp_path):
    def run(*arguments):
        command = [sys.executable, "-c", "from hongtou.cli import main; main()", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    scan = str(ROOT / "corpus" / "scans" / "05_lingcaihan_2024_88.pdf")
    done = run("process", scan, "--engine", "paddle", "--models", str(models), "--json", "-q")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["circulars"]
    gold = json.loads(Path(scan).with_suffix(".gold.json").read_text("utf-8"))["documents"][0]
    shown = json.loads(run("show", found["id"], "--json").stdout)
    for name in ("number", "title", "issued_on"):
        assert shown[name] == gold[name]
    failed = run("process", scan, "--engine", "paddle", "--models", str(tmp_path))
    assert failed.returncode == 5
    assert "hongtou engines --fill" in failed.stderr
