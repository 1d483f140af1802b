import json
from pathlib import Path

import numpy as np
import pytest

from hongtou.ingest import EngineError
from hongtou.ingest.engines import Engine, Reading, frame, load, names
from hongtou.ingest.engines.lines import cut
from hongtou.ingest.engines.null import NullEngine
from hongtou.ingest.engines.rapidocr import RapidEngine
from hongtou.ingest.engines.recognition import (
    NARROW,
    SURE,
    SURE_QUANTISED,
    Recogniser,
    _Look,
    prepared,
)
from hongtou.ingest.engines.replay import RecordingEngine, ReplayEngine


def test_the_engines_are_found_by_entry_point():
    assert {"null", "rapidocr", "replay"} <= set(names())
    assert isinstance(load("null"), NullEngine)


def test_an_unknown_engine_is_named_and_the_known_are_listed():
    with pytest.raises(EngineError, match=r"'tesseract'.*null.*rapidocr"):
        load("tesseract")


def test_options_that_are_missing_or_unknown_are_named():
    with pytest.raises(EngineError, match="'path'"):
        load("replay")
    with pytest.raises(EngineError, match="colour"):
        load("rapidocr", colour=True)


def test_null_reads_nothing():
    image = np.zeros((20, 30, 3), np.uint8)
    assert NullEngine().read(image) == ()
    assert NullEngine().read_crop(image) == Reading(
        ((0.0, 0.0), (30.0, 0.0), (30.0, 20.0), (0.0, 20.0)), "", 0.0
    )


@pytest.fixture
def image():
    return np.random.default_rng(7).integers(0, 255, (40, 60, 3), np.uint8)


def test_what_was_recorded_is_replayed(tmp_path, image, camera):
    recording = RecordingEngine(camera, tmp_path)
    assert recording.identity == camera.identity
    page, crop = recording.read(image), recording.read_crop(image)
    assert recording.read(image) == page
    assert len(camera.seen) == 1  # the second time it was not read
    replay = ReplayEngine(path=recording.folder)
    assert isinstance(replay, Engine)
    assert replay.read(image) == page
    assert replay.read_crop(image) == crop
    assert replay.identity == ReplayEngine(str(recording.folder)).identity


def test_a_glance_is_recorded_apart_where_the_engine_has_one(tmp_path, image, camera):
    quick = Reading(frame(image), "一瞥", 0.6)
    without = RecordingEngine(camera, tmp_path / "without")
    assert without.glance(image) == camera.read_crop(image)
    camera.glance = lambda _: quick
    recording = RecordingEngine(camera, tmp_path / "with")
    assert recording.glance(image) == quick
    crop = recording.read_crop(image)
    del camera.glance
    replay = ReplayEngine(path=recording.folder)
    assert (replay.glance(image), replay.read_crop(image)) == (quick, crop)
    assert ReplayEngine(path=without.folder).glance(image) == crop  # stored before there were any


def test_replay_takes_lines_and_lists(tmp_path, image, camera):
    recording = RecordingEngine(camera, tmp_path / "r")
    readings = recording.read(image)
    recording.read_crop(image)
    entries = [json.loads(file.read_text()) for file in sorted(recording.folder.iterdir())]
    lines, whole = tmp_path / "a.jsonl", tmp_path / "a.json"
    lines.write_text("\n".join(json.dumps(entry) for entry in entries) + "\n\n")
    whole.write_text(json.dumps(entries))
    for path in (lines, whole):
        assert ReplayEngine(path).read(image) == readings
        assert ReplayEngine(path).identity == ReplayEngine(recording.folder).identity


def test_an_image_that_was_not_recorded(tmp_path, image, camera):
    recording = RecordingEngine(camera, tmp_path)
    recording.read(image)
    with pytest.raises(EngineError, match="no stored reading"):
        ReplayEngine(recording.folder).read(image[1:])
    with pytest.raises(EngineError, match="no stored reading"):
        ReplayEngine(recording.folder).read_crop(image)


def test_stored_readings_that_are_missing_or_broken(tmp_path):
    with pytest.raises(EngineError, match="no stored readings"):
        ReplayEngine(tmp_path / "none.jsonl")
    with pytest.raises(EngineError, match="no stored readings"):
        ReplayEngine(tmp_path)
    for text in ("{", '{"image": 1}', '{"image": "a", "readings": [[1]]}'):
        path = tmp_path / "a.jsonl"
        path.write_text(text)
        with pytest.raises(EngineError, match="broken"):
            ReplayEngine(path)


def test_engines_of_different_identity_do_not_share_readings(tmp_path, image, camera):
    RecordingEngine(camera, tmp_path).read(image)
    other = type(camera)()
    other.identity = "camera 2"
    RecordingEngine(other, tmp_path).read(image)
    assert len(other.seen) == 1


def test_the_built_in_engine_is_cheap_to_make_and_knows_itself():
    engine = RapidEngine()
    assert engine.identity == RapidEngine().identity
    assert engine.identity.startswith("rapidocr 3.")
    assert "onnxruntime 1." in engine.identity
    assert engine._detector is engine._recogniser is None  # nothing is loaded yet
    assert all(path.is_file() for path in engine._paths.values())


def test_a_missing_model_is_named_and_nothing_is_fetched(monkeypatch):
    monkeypatch.setitem(
        __import__("hongtou.ingest.engines.rapidocr", fromlist=["MODELS"]).MODELS,
        "Det",
        "PP-OCRv9_det.onnx",
    )
    with pytest.raises(EngineError, match=r"PP-OCRv9_det\.onnx"):
        RapidEngine()


def test_a_quad_is_cut_upright(image):
    square = np.array([[10, 5], [50, 5], [50, 25], [10, 25]], np.float32)
    assert np.array_equal(cut(image, square), image[5:25, 10:50])
    turned = np.roll(square, -1, axis=0)  # begins at the right: the picture lies on its side
    assert cut(image, turned).shape == (40, 20, 3)
    assert cut(image, np.array([[1, 1], [2, 1], [2, 9], [1, 9]], np.float32)) is None
    outside = np.array([[-20, -20], [80, -20], [80, 60], [-20, 60]], np.float32)
    assert cut(image, outside).shape == (80, 100, 3)


def look(text, sure=0.99, pitch=2):
    sure = np.full(len(text), sure) if isinstance(sure, float) else np.array(sure)
    pitches = [pitch] * len(text) if isinstance(pitch, int) else pitch
    return _Look(text, sure, np.cumsum(pitches), 200)


@pytest.mark.parametrize(
    ("first", "doubted"),
    [
        (look("现将有关事项"), False),
        (look(""), False),
        (look("现将有关事项", [0.99, 0.99, 0.65, 0.99, 0.99, 0.99]), True),
        (look("8月19日", [0.95, 0.9, 0.85, 0.95, 0.9]), True),  # digits must be surer
        (look("8月十日", [0.9, 0.9, 0.85, 0.95]), False),
        (look("八月十日", [0.9, 0.9, 0.85, 0.95]), False),
        (look("电话5550112", pitch=[2, 4, 4, 2, 2, 2, 2, 2, 2]), False),
        (look("电话550112", pitch=[2, 4, 4, 2, 4, 2, 2, 2]), True),  # one of three is lost
        (look("3月5日", pitch=[2, 4, 4, 4]), False),
        # One bracket or dash for another, or a space: the line is not read better when wide.
        (look("（一）总则", [0.5, 0.9, 0.5, 0.9, 0.9]), False),
        (look("第三条 总则", [0.9, 0.9, 0.9, 0.5, 0.9, 0.9]), False),
        (look("—1—", [0.4, 0.95, 0.4]), False),
        (look("抄送∵", [0.9, 0.9, 0.4]), True),
    ],
)
def test_a_quick_look_is_doubted_for_what_is_unsure_and_for_digits_too_far_apart(first, doubted):
    assert bool(first.in_doubt(SURE)) is doubted


def test_the_look_of_the_quantised_model_is_doubted_sooner():
    first = look("现将有关事项", 0.75)
    assert first.in_doubt(SURE_QUANTISED)
    assert not first.in_doubt(SURE)


class Model:
    """Gives the same steps for any input, and keeps the widths it saw."""

    def __init__(self, *answers):
        self.answers, self.widths = list(answers), []

    def run(self, _, inputs):
        (image,) = inputs.values()
        self.widths.append(image.shape[3])
        return [self.answers.pop(0)[None]]


def steps(classes, sure):
    """What a model gives: steps × 4 classes (none, 甲, 乙 and a space)."""
    found = np.zeros((len(classes), 4), np.float32)
    found[np.arange(len(classes)), classes] = sure
    return found


def recogniser(*answers):
    made = Recogniser.__new__(Recogniser)
    made._quick = made._careful = Model(*answers)
    made._sure, made._input, made._characters = SURE, "x", ["", "甲", "乙", " "]
    return made


def test_a_line_is_read_narrowed_and_not_padded():
    image = np.full((24, 100, 3), 200, np.uint8)
    made = recogniser(steps([0, 1, 1, 0, 1, 3, 2, 0], 0.9))
    reading = made.read(image)
    assert reading.text == "甲甲 乙"
    assert reading.confidence == pytest.approx(0.9, abs=1e-4)
    assert reading.confidences == pytest.approx((0.9,) * 4, abs=1e-4)
    assert reading.centres == pytest.approx((1.5 / 8, 4.5 / 8, 5.5 / 8, 6.5 / 8))
    assert made._careful.widths == [round(100 / 24 * 48 * NARROW)]


def test_a_line_in_doubt_is_read_again_as_wide_as_it_is():
    image = np.full((24, 100, 3), 200, np.uint8)
    made = recogniser(steps([1, 0, 2], 0.65), steps([1, 2, 1, 2], 0.5))
    assert made.read(image).text == "甲乙甲乙"
    assert made._careful.widths == [160, 200]


def test_a_glance_is_one_look_of_the_model_itself_doubts_or_no():
    made = recogniser(steps([1, 0, 2], 0.65))
    made._quick = Model()
    reading = made.glance(np.full((24, 100, 3), 200, np.uint8))
    assert (reading.text, reading.confidence) == ("甲乙", pytest.approx(0.65, abs=1e-4))
    assert made._careful.widths == [160]


def test_a_line_that_reads_as_nonsense_is_not_read_again():
    made = recogniser(steps([1, 0, 2], 0.4))
    assert made.read(np.full((24, 100, 3), 200, np.uint8)).text == "甲乙"
    assert made._careful.widths == [160]


def test_the_careful_look_is_that_of_the_model_itself():
    made = recogniser(steps([1, 2, 1, 2], 0.9))
    made._quick = Model(steps([1, 0, 2], 0.7))
    made._sure = SURE_QUANTISED
    assert made.read(np.full((24, 100, 3), 200, np.uint8)).text == "甲乙甲乙"
    assert (made._quick.widths, made._careful.widths) == ([160], [200])


def test_nothing_read_has_no_confidence():
    made = recogniser(steps([0, 0, 0], 1.0))
    reading = made.read(np.full((48, 300, 3), 255, np.uint8))
    assert (reading.text, reading.confidence, reading.centres) == ("", 0.0, ())


def test_what_the_model_sees():
    image = np.zeros((96, 200, 3), np.uint8)
    image[::2] = 255  # strokes of one pixel are averaged, not dropped
    seen = prepared(image, 1.0)
    assert seen.shape == (1, 3, 48, 100)
    assert seen.dtype == np.float32
    assert abs(seen).max() < 0.02
    assert prepared(np.zeros((48, 3, 3), np.uint8), 1.0).shape == (1, 3, 48, 16)
    assert prepared(np.full((48, 48, 3), 255, np.uint8), 1.0).max() == 1.0


@pytest.fixture(scope="module")
def rapid():
    return RapidEngine()


def printed(text, size=48):
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (120 + size * len(text) // 2, 2 * size), "white")
    font = ImageFont.load_default(size=size)
    ImageDraw.Draw(picture).text((40, size // 2), text, "black", font)
    return np.asarray(picture)[..., ::-1].copy()


@pytest.mark.ocr
def test_the_built_in_engine_reads_a_page(rapid):
    page = np.full((1200, 900, 3), 255, np.uint8)
    for row, text in enumerate(["2020-08-19 No. 139", "www.example.com", "0451-87130318"]):
        strip = printed(text)
        page[150 + 200 * row : 150 + 200 * row + strip.shape[0], 60 : 60 + strip.shape[1]] = strip
    readings = sorted(rapid.read(page), key=lambda reading: reading.quad[0][1])
    assert ["".join(reading.text.split()) for reading in readings] == [
        "2020-08-19No.139",
        "www.example.com",
        "0451-87130318",
    ]
    for reading in readings:
        assert reading.confidence > 0.9
        assert len(reading.centres) == len(reading.confidences) == len(reading.text)
        assert list(reading.centres) == sorted(reading.centres)
        assert 0 <= reading.centres[0] < reading.centres[-1] <= 1
    (left, top), _, (_, bottom), _ = readings[0].quad
    assert 80 < left < 110
    assert 150 < top < bottom < 260


@pytest.mark.ocr
def test_an_empty_page_has_no_lines(rapid):
    assert list(rapid.read(np.full((800, 600, 3), 255, np.uint8))) == []


@pytest.mark.ocr
def test_an_empty_crop_reads_as_nothing(rapid):
    reading = rapid.read_crop(np.full((48, 320, 3), 255, np.uint8))
    assert reading.text.strip() == ""


@pytest.mark.ocr
def test_a_single_digit_is_not_turned_but_a_vertical_line_is(rapid):
    assert rapid.read_crop(np.ascontiguousarray(printed("7")[10:80, 35:75])).text == "7"
    line = np.ascontiguousarray(np.rot90(printed("2020-08-19"), -1))
    reading = rapid.read_crop(line)
    assert reading.text == "2020-08-19"
    assert reading.centres == ()


def test_only_the_models_of_rapidocr_are_used():
    root = Path(__file__).parents[2] / "ingest"
    for file in root.rglob("*.py"):
        assert "import rapidocr" not in file.read_text(), file
        assert "from rapidocr" not in file.read_text(), file
