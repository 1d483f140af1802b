"""Reading without a library."""

import pytest

import hongtou
from hongtou.extract.circular import Circular
from hongtou.ingest import InputError
from hongtou.library import UnknownPathError
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
