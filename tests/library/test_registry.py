"""What a library teaches of numbers, over files: the same whatever came first."""

import json

import pytest

TEXT = """{issuer}文件

{number}

{title}

各市人力资源和社会保障局：
　　为做好工作，现通知如下。
　　一、加强领导。各地要高度重视。

{issuer}
{day}
"""
OFFICE = "河北省人力资源和社会保障厅"
FILES = {
    "a": ("冀人社规〔2021〕1号", "关于做好就业补助工作的通知", "2021年1月5日"),
    "b": ("冀人社规〔2021〕2号", "关于调整培训目录的通知", "2021年2月5日"),
    "c": ("冀人社规〔2021〕3号", "关于公布考核结果的通知", "2021年3月5日"),
    "d": ("翼人社规〔2021〕4号", "关于开展技能竞赛的通知", "2021年4月5日"),
    "e": ("冀人社规〔2021〕1号", "关于废止若干旧文件的决定", "2021年5月5日"),
}


@pytest.fixture
def files(tmp_path):
    paths = {}
    for name, (number, title, day) in FILES.items():
        paths[name] = tmp_path / "in" / f"{name}.txt"
        paths[name].parent.mkdir(exist_ok=True)
        text = TEXT.format(issuer=OFFICE, number=number, title=title, day=day)
        paths[name].write_text(text, "utf-8")
    return paths


def by_file(exported):
    records = [json.loads(line) for line in exported.splitlines()]
    return {record["source"]["file"][0]: record for record in records}


def test_order_of_arrival_changes_no_byte(library, options, files, exported):
    library.process([files["d"]], options())
    alone = by_file(exported(library))["d"]
    assert alone["confidence"]["number"] >= 0.9, "nothing else is held yet"
    for name in "ecba":
        library.process([files[name]], options())
    backwards = exported(library)

    from hongtou.library import Library

    with Library(library.path.with_name("other.db")) as other:
        other.process([files[name] for name in "abcde"], options())
        assert exported(other) == backwards
    record = by_file(backwards)["d"]
    assert record["number"] == "翼人社规〔2021〕4号", "the reading stays"
    assert record["confidence"]["number"] < 0.9
    assert record["candidates"]["number"] == ["冀人社规〔2021〕4号"]
    assert "prefix_unusual" in [issue["code"] for issue in record["issues"]]


def test_two_circulars_of_one_number_never_share_an_id(library, options, files, exported):
    library.process([files["a"], files["e"]], options())
    records = by_file(exported(library))
    assert records["a"]["id"] == "冀人社规〔2021〕1号#2021-01-05"
    assert records["e"]["id"] == "冀人社规〔2021〕1号#2021-05-05"
    for record in records.values():
        assert "number_shared" in [issue["code"] for issue in record["issues"]]
    assert len(library.resolve("冀人社规[2021]1号")) == 2
    assert len(library.resolve("冀人社规〔2021〕1号#2021-05-05")) == 1
