"""Evidence of a page that was turned to be read leads to where it stands on the file's page."""

from dataclasses import fields, is_dataclass, replace

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest.page import Grid, Mark, turned_box
from hongtou.ingest.steps import turning

WIDTH, HEIGHT = 595.0, 842.0


@pytest.fixture
def circular(typeset, page):
    rows = [
        ("云澜市财政局文件", 5.0, 0, {"size": 2.0, "colour": "red"}),
        ("云财发〔2021〕8号", 8.0, 3, {}),
        ("关于下达补助资金的通知", 7.0, 5, {}),
        ("各县财政局：", 0.0, 7, {}),
        ("一、现将补助资金下达给你们，请按规定使用，不得挪作他用。", 2.0, 8, {}),
        ("二、本通知自2021年6月1日起施行。", 2.0, 9, {}),
        ("县名", 2.0, 11, {}),
        ("金额", 12.0, 11, {}),
        ("青石县", 2.0, 12, {}),
        ("120", 12.0, 12, {}),
        ("云澜市财政局", 19.0, 15, {"sealed": True}),
        ("2021年5月6日", 20.0, 16, {"sealed": True}),
    ]
    lines = [typeset(text, row, indent=indent, **more) for text, indent, row, more in rows]
    points = tuple((x, 413.0 + 29 * n) for n in range(3) for x in (100.0, 250.0, 400.0))
    cells = ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1))
    given = page(lines, marks=(Mark("seal", (380.0, 510.0, 500.0, 630.0), 0.9),))
    return replace(given, tables=(Grid(2, points, cells),))


def places(value):
    """Every page and box in a circular, in order."""
    if is_dataclass(value):
        names = [field.name for field in fields(value)]
        if "box" in names:
            yield value.page, value.box
        for name in names:
            yield from places(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from places(item)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_every_box_is_that_of_the_page_as_it_lies(circular, degrees):
    (upright,) = read_circulars([circular])
    (turned,) = read_circulars([replace(circular, steps=(turning(degrees, WIDTH, HEIGHT),))])
    assert turned.number.value == upright.number.value
    assert len(upright.tables) == len(upright.seals) == 1
    assert upright.tables[0].cells
    before, after = list(places(upright)), list(places(turned))
    assert len(before) >= 15
    assert [number for number, _ in before] == [number for number, _ in after]
    for (_, box), (_, found) in zip(before, after, strict=True):
        expected = turned_box(box, WIDTH, HEIGHT, 360 - degrees)
        assert found == pytest.approx(expected, abs=0.02)
