"""`hongtou show --pages` and `--cuts` on a scan whose lines are known."""

import json

import cv2
import numpy as np
import pytest

from hongtou.ingest.engines import Reading, frame
from hongtou.ingest.engines.replay import RecordingEngine

DPI = 150
LINES = [
    ("云澜市财政局文件", 140, 90, 455, 118, (40, 40, 210)),
    ("云财发〔2021〕8号", 210, 170, 385, 186, (30, 30, 30)),
    ("关于下达补助资金的通知", 180, 220, 420, 238, (30, 30, 30)),
    ("各县财政局：", 85, 270, 170, 286, (30, 30, 30)),
    ("一、现将补助资金下达给你们，请按规定使用，不得挪作他用。", 117, 300, 510, 316, (30, 30, 30)),
    ("请财务科办理", 300, 40, 410, 60, (190, 60, 30)),
    ("2021年5月6日", 380, 420, 480, 436, (30, 30, 30)),
    ("— 3 —", 280, 790, 315, 802, (30, 30, 30)),
]


class Written:
    identity = "written"

    def read(self, image):
        scale = image.shape[0] / 842
        return [
            Reading(
                tuple((x * scale, y * scale) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))),
                text,
                0.99,
            )
            for text, x0, y0, x1, y1, _ in LINES
        ]

    def read_crop(self, image):
        return Reading(frame(image), "", 0.0)


@pytest.fixture
def scanned(place, run):
    """A scan of 150 dpi with an instruction in blue, read into a library here."""
    scale = DPI / 72
    pixels = np.full((round(842 * scale), round(595 * scale), 3), 245, np.uint8)
    for _, x0, y0, x1, y1, colour in LINES:
        for x in range(round(x0 * scale), round(x1 * scale), 8):
            start, end = (x, round((y0 + 2) * scale)), (x + 3, round((y1 - 2) * scale))
            cv2.rectangle(pixels, start, end, colour, -1)
    coded = cv2.imencode(".png", pixels)[1].tobytes()
    (place / "a.png").write_bytes(coded)
    from PIL import Image

    with Image.open(place / "a.png") as image:
        image.save(place / "a.png", dpi=(DPI, DPI))
    from hongtou.ingest import MemoryCache, probe, read_pages

    recorder = RecordingEngine(Written(), place / "readings")
    list(read_pages(place / "a.png", probe(place / "a.png"), recorder, MemoryCache()))
    path = str(recorder.folder)
    (place / "hongtou.toml").write_text(
        f'engine = "replay"\n[engines.replay]\npath = {json.dumps(path)}\n', encoding="utf-8"
    )
    result = run("process", "a.png", "--quiet", "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    return place


def test_the_pages_of_a_circular_as_a_table_and_as_json(scanned, run):
    shown = run("show", "a.png", "--pages")
    assert shown.exit_code == 0, shown.stderr
    (row,) = [line for line in shown.stdout.splitlines() if line.startswith("1\t")]
    assert row.split("\t") == ["1", "210 × 297", "150", "image", "",  # noqa: RUF001
                               "150 dpi is too coarse; page 1 is missing"]  # fmt: skip
    assert "请财务科办理  ⟨handwriting⟩" in shown.stdout
    (page,) = json.loads(run("show", "云财发〔2021〕8号", "--pages", "--json").stdout)
    assert [(f["code"], f["value"]) for f in page["findings"]] == [
        ("low_resolution", pytest.approx(150, abs=0.1)),
        ("page_missing", 1),
    ]
    line = next(line for line in page["lines"] if line["kind"] == "handwriting")
    assert line["box"] == pytest.approx([300, 40, 410, 60], abs=0.5)
    record = json.loads(run("show", "a.png", "--json").stdout)
    assert record["pages"] == [{k: v for k, v in page.items() if k != "lines"}]


def test_pictures_of_what_stands_beside_the_text(scanned, run):
    before = (scanned / "a.png").read_bytes()
    result = run("show", "a.png", "--cuts", "cuts", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "云财发〔2021〕8号"
    (path,) = (scanned / "cuts").iterdir()
    assert path.name == "p001_handwriting_300_40.png"
    assert path.name in result.stderr
    part = cv2.imread(str(path))
    scale = DPI / 72
    assert part.shape[:2] == pytest.approx((28 * scale, 118 * scale), abs=2)
    ink = part[part.min(axis=2) < 100]
    assert len(ink) > 500
    assert (ink[:, 0] > ink[:, 2]).all(), "the blue words and no other"
    assert (scanned / "a.png").read_bytes() == before


def test_a_file_that_is_gone_gives_no_pictures(scanned, run):
    (scanned / "a.png").unlink()
    result = run("show", "云财发〔2021〕8号", "--cuts", "cuts")
    assert result.exit_code == 1
    assert "a.png" in result.stderr


def test_a_file_without_a_circular_still_shows_its_pages(place, run):
    pixels = np.full((1754, 1240), 250, np.uint8)
    (place / "b.png").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    run("process", "b.png", "--quiet", "--engine", "null", "--jobs", "1")
    shown = run("show", "b.png", "--pages")
    assert shown.exit_code == 0, shown.stderr
    assert "blank" in shown.stdout
    (page,) = json.loads(run("show", "b.png", "--pages", "--json").stdout)
    assert [f["code"] for f in page["findings"]] == ["low_resolution", "blank_page"]
