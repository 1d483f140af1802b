"""The table of the seeds: eleven places and their total, from text and from the scanned page."""

import pytest

from hongtou.extract.read import read_circulars

STEM = "002_2d4d10c2c800cda2"
PLACES = [
    "北林区", "安达市", "海伦市", "肇东市", "兰西县", "明水县", "青冈县", "庆安县", "绥棱县",
    "望奎县", "市本级", "总计",
]  # fmt: skip


def tables_of(pages):
    circulars = read_circulars(pages)
    assert [i for c in circulars for i in c.issues if i.code == "table_sum"] == []
    return [
        table
        for circular in circulars
        for text in (circular, *circular.carried)
        for table in text.tables
    ]


@pytest.mark.parametrize("kind", ["text", "scan"])
def test_eleven_places_and_their_total(shared, real_pages, kind):
    name = f"text/{STEM}.txt" if kind == "text" else f"scans/{STEM}.pdf"
    (table,) = tables_of(real_pages(shared / "seeds" / name))
    assert [row[0] for row in table.rows] == PLACES
    assert [name.rpartition("/")[2] for name in table.header[1:]] == [
        "省下达计划数",
        "力争完成新增计划数",
    ]
    for column, total in ((1, 8000), (2, 13000)):
        assert sum(int(row[column]) for row in table.rows[:-1]) == total
        assert table.rows[-1][column] == str(total)
    assert table.title == "2019年职业技能提升行动培训计划"
    assert table.attachment == 2
    assert table.confidence == 0.98
