"""Circulars that lie over several files."""

import json

import pytest
from PIL import Image

from hongtou.library import Library
from hongtou.library.continuing import _numbered
from hongtou.library.cuts import cut_out
from hongtou.library.present import print_record

FIRST = """石堰县人民政府文件
石政发〔2021〕8号
石堰县人民政府关于规范集贸市场管理的决定
各乡镇人民政府：
现就集贸市场管理作如下决定：
一、摊位实行公开招租。
二、租金由村集体收取。
"""
SECOND = """三、市场外不得设摊。
四、乡镇每季度检查一次。
"""
THIRD = """五、本决定自公布之日起施行。
石堰县人民政府
2021年3月4日
石堰县人民政府办公室2021年3月5日印发
"""
ALONE = FIRST.replace("8号", "9号").replace("集贸市场", "停车场所") + THIRD


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    return place


def put(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def records(library):
    return {record["id"]: record for record in library.records()}


def codes(record):
    return [issue["code"] for issue in record["issues"]]


def test_a_circular_over_three_files_is_one(library, folder, options):
    put(folder, a_1=FIRST, a_2=SECOND, a_3=THIRD, b=ALONE)
    library.process([folder], options())
    found = records(library)
    assert sorted(found) == ["石政发〔2021〕8号", "石政发〔2021〕9号"]
    record = found["石政发〔2021〕8号"]
    assert [clause["id"] for clause in record["clauses"]] == ["一", "二", "三", "四", "五"]
    assert (str(record["issued_on"]), str(record["printed_on"])) == ("2021-03-04", "2021-03-05")
    assert record["source"]["file"] == "a_1.txt"
    assert [
        (one["file"], one["pages"], one["because"]) for one in record["source"]["continued_in"]
    ] == [
        ("a_2.txt", [2, 2], ["clauses", "no_close"]),
        ("a_3.txt", [3, 3], ["clauses", "no_close"]),
    ]
    assert found["石政发〔2021〕9号"]["source"]["continued_in"] == []
    assert "continues_elsewhere" not in codes(record)


def test_a_further_file_names_the_circular(library, folder, options, capsys):
    put(folder, a_1=FIRST, a_2=SECOND + THIRD)
    library.process([folder], options())
    (key,) = library.resolve(str(folder / "a_1.txt"))
    assert library.resolve(str(folder / "a_2.txt")) == [key]
    assert [page.number for page in library.pages(key[0])] == [1, 2]
    print_record(library.record(key))
    assert "a_2.txt" in capsys.readouterr().out


def test_pictures_come_from_the_file_of_their_page(tmp_path):
    files = []
    for first, shade in ((1, 90), (2, 160), (3, 220)):
        path = tmp_path / f"{first}.png"
        Image.new("L", (1654, 2339), shade).save(path, dpi=(200, 200))
        files.append((first, path))
    seals = [{"page": page, "box": [100, 100, 200, 200]} for page in (1, 3)]
    record = {"annotations": [], "evidence": {}, "seals": seals}
    found = {page: path for path, page, _ in cut_out(record, files, tmp_path / "cuts")}
    shades = {page: Image.open(path).convert("L").getpixel((5, 5)) for page, path in found.items()}
    assert shades == {1: 90, 3: 220}


@pytest.mark.parametrize("order", [("a_3", "a_1", "a_2"), ("a_2", "a_3", "a_1")])
def test_no_order_of_arrival_changes_it(tmp_path, folder, options, order):
    texts = {"a_1": FIRST, "a_2": SECOND, "a_3": THIRD}
    made = []
    for n, steps in enumerate(([*order], [tuple(order)])):
        for path in folder.iterdir():
            path.unlink()
        with Library(tmp_path / f"{n}.db") as library:
            for names in steps:
                for name in [names] if isinstance(names, str) else names:
                    put(folder, **{name: texts[name]})
                library.process([folder], options())
            made.append(json.dumps(list(library.records()), ensure_ascii=False, default=str))
    assert made[0] == made[1]
    assert made[0].count('"schema"') == 1


def test_a_second_run_reads_nothing(library, folder, options, exported):
    put(folder, a_1=FIRST, a_2=SECOND)
    library.process([folder], options())
    before = exported(library)
    summary = library.process([folder], options(rehash=True))
    assert (summary.read, summary.unchanged, summary.pages) == (0, 2, 0)
    assert exported(library) == before


def test_a_file_that_gives_way_to_another_is_taken_out(library, folder, options):
    put(folder, a_1=FIRST, a_2=SECOND)
    library.process([folder], options())
    assert len(records(library)) == 1
    put(folder, a_2=ALONE)
    library.process([folder], options(rehash=True))
    found = records(library)
    assert sorted(found) == ["石政发〔2021〕8号", "石政发〔2021〕9号"]
    assert [clause["id"] for clause in found["石政发〔2021〕8号"]["clauses"]] == ["一", "二"]
    assert all(record["source"]["continued_in"] == [] for record in found.values())


def test_what_is_not_certain_is_listed_on_both(library, folder, options):
    put(folder, a_1=FIRST, a_2="未尽事宜另行通知。\n请各村及时报告情况。\n")
    library.process([folder], options())
    both = list(library.records())
    assert len(both) == 2
    messages = {
        issue["message"]
        for record in both
        for issue in record["issues"]
        if issue["code"] == "continues_elsewhere"
    }
    assert messages == {"may go on in a_2.txt: no_close", "may be the rest of a_1.txt: no_close"}
    put(folder, a_2=ALONE)
    library.process([folder], options(rehash=True))
    assert all("continues_elsewhere" not in codes(record) for record in library.records())


def test_names_that_do_not_count_on_are_not_looked_at(library, folder, options):
    put(folder, first=FIRST, second=SECOND, a_3=THIRD)
    library.process([folder], options())
    assert len(records(library)) == 3


def test_a_rest_that_two_files_may_have_is_nobodys(library, folder, options):
    put(folder, a_1=FIRST, a_01=ALONE.replace("9号", "10号"), a_2=SECOND)
    library.process([folder], options())
    assert all(record["source"]["continued_in"] == [] for record in library.records())


NAMES = [
    ("决定_1.pdf", "决定_2.pdf", 1),
    ("决定-上.pdf", "决定-下.pdf", 2),
    ("决定（上）.pdf", "决定（中）.pdf", 1),
    ("决定 (1).pdf", "决定 (2).pdf", 1),
    ("a.1.pdf", "a.2.pdf", 1),
    ("决定第一部分.pdf", "决定第二部分.pdf", 1),
    ("scan0009.tif", "scan0010.tif", 1),
    ("决定_1.pdf", "决定_2.tif", None),
    ("决定_1.pdf", "公告_2.pdf", None),
    ("决定.pdf", "决定_2.pdf", None),
    ("决定_1.pdf", "决定_二.pdf", None),
]


@pytest.mark.parametrize(("one", "other", "step"), NAMES)
def test_names_that_count_on(one, other, step):
    first, second = _numbered(f"/x/{one}".encode()), _numbered(f"/x/{other}".encode())
    same = first is not None and second is not None and first[0] == second[0]
    assert (second[1] - first[1] if same else None) == step
