"""Reading without a library."""

import zipfile

import pytest

import hongtou
from hongtou.extract.circular import Circular
from hongtou.ingest import InputError
from hongtou.library import UnknownPathError, UnreadFileWarning
from hongtou.records import validate
from hongtou.records.plain import dumps


def test_a_file_gives_its_circulars(tmp_path, circular_text):
    path = tmp_path / "a.txt"
    path.write_text(circular_text(), encoding="utf-8")
    (made,) = hongtou.read(path)
    assert isinstance(made, Circular)
    assert made.number.value.text == "安政办发〔2021〕7号"
    record = made.to_record()
    validate(dumps(record))
    assert record["id"] == "安政办发〔2021〕7号"
    assert record["source"]["file"] == "a.txt"


def test_a_folder_gives_those_of_all_its_files(tmp_path, circular_text, scan, scripted):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "b.txt").write_text(circular_text(), encoding="utf-8")
    scan(tmp_path / "a.png", 120)
    made = hongtou.read(tmp_path, engine="scripted", **scripted.options)
    assert [c.to_record()["source"]["file"] for c in made] == ["a.png", "b/b.txt"]
    assert made[0].number.value.text == "安政办发〔2020〕120号"


def test_the_record_is_the_librarys(tmp_path, circular_text):
    path = tmp_path / "a.txt"
    path.write_text(circular_text(), encoding="utf-8")
    with hongtou.Library(tmp_path / "l.db") as library:
        library.process([path])
        assert list(library.records()) == [made.to_record() for made in hongtou.read(path)]


def test_what_is_wrong_is_raised(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        hongtou.read(tmp_path / "a.pdf")
    with pytest.raises(UnknownPathError):
        hongtou.read(tmp_path / "nosuch.pdf")


@pytest.mark.parametrize("mark", ["机密★1年", "秘密★", "特急 机密"])
def test_a_file_with_a_secrecy_mark_is_refused_unless_allowed(tmp_path, circular_text, mark):
    path = tmp_path / "a.txt"
    path.write_text(f"{mark}\n{circular_text()}", encoding="utf-8")
    with pytest.raises(InputError, match="allow_classified") as error:
        hongtou.read(path)
    assert error.value.code == "classified"
    (made,) = hongtou.read(path, allow_classified=True)
    assert made.secrecy.value in mark


def test_a_library_refuses_such_a_file_unless_allowed(tmp_path, circular_text):
    path = tmp_path / "a.txt"
    path.write_text(f"{circular_text()}\n附件\n机密★1年\n名单", encoding="utf-8")
    with hongtou.Library(tmp_path / "l.db") as library:
        ((_, failure),) = library.process([path]).failures
        assert failure.code == "classified"
        assert not list(library.records())
        assert not library.process([path], allow_classified=True).failures
        assert next(library.records())["secrecy"] == "机密"


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_one_file_of_several_that_cannot_be_read_is_told(tmp_path, circular_text, packed):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "b.txt").write_text(circular_text(), encoding="utf-8")
    (folder / "c.zip").write_bytes(b"PK\3\4")
    path = folder
    if packed:
        path = tmp_path / "in.zip"
        with zipfile.ZipFile(path, "w") as made:
            for file in folder.iterdir():
                made.write(file, file.name)
    with pytest.warns(UnreadFileWarning) as told:
        (circular,) = hongtou.read(path)
    assert circular.number.value.text == "安政办发〔2021〕7号"
    assert sorted(w.message.file.rpartition("/")[2] for w in told) == ["a.pdf", "c.zip"]
    assert {w.message.error.code for w in told} == {"truncated"}


def test_where_no_file_of_several_can_be_read_that_is_raised(tmp_path):
    with pytest.raises(InputError, match="no file here"):
        hongtou.read(tmp_path)
    for name in ("a.pdf", "b.png"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        hongtou.read(tmp_path)
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.pdf", b"")
    with pytest.raises(InputError, match="empty"):
        hongtou.read(path)


REST = (
    "一、摊位实行公开招租。\n二、租金由村集体收取。\n",
    "三、市场外不得设摊。\n四、本决定自公布之日起施行。\n石堰县人民政府\n2021年3月4日\n",
)
HEAD = (
    "石堰县人民政府文件\n石政发〔2021〕8号\n石堰县人民政府关于规范集贸市场管理的决定\n"
    "各乡镇人民政府：\n现就集贸市场管理作如下决定：\n"
)


@pytest.fixture
def parted(tmp_path):
    """A circular over two files, a rest of which that is not certain, and one that stands alone."""
    place = tmp_path / "in"
    (place / "b").mkdir(parents=True)
    whole = HEAD + REST[0] + REST[1]
    for name, text in {
        "a_1": HEAD + REST[0],
        "a_2": REST[1],
        "b/c_1": whole.replace("8号", "9号").split("石堰县人民政府\n2021")[0],
        "b/c_2": "附则另行规定。\n石堰县人民政府\n2021年4月4日\n",
        "d": whole.replace("8号", "10号"),
    }.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def test_a_circular_over_several_files_is_one(parted):
    records = [made.to_record() for made in hongtou.read(parted)]
    first = records[0]
    assert [clause["id"] for clause in first["clauses"]] == ["一", "二", "三", "四"]
    assert first["source"]["file"] == "a_1.txt"
    assert [file["file"] for file in first["source"]["continued_in"]] == ["a_2.txt"]
    assert not [r for r in records if r["source"]["file"] == "a_2.txt"]
    for record in records:
        validate(dumps(record))


def test_joined_and_doubted_files_are_the_librarys(parted, tmp_path, options):
    with hongtou.Library(tmp_path / "l.db") as library:
        library.process([parted], options())
        held = sorted(map(dumps, library.records()))
    assert sorted(dumps(made.to_record()) for made in hongtou.read(parted)) == held
    assert any(b"continues_elsewhere" in record for record in held)
