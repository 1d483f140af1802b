import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.ingest import InputError, count_pages, probe
from hongtou.ingest.encoding import decode

CIRCULAR = "泰安市财政局文件\n\n泰财〔2020〕9号\n  各县（市、区）财政局：\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_reads_alike_in_every_encoding(tmp_path, read, encoding, newline):
    path = tmp_path / "a.txt"
    path.write_bytes(CIRCULAR.replace("\n", newline).encode(encoding))
    (page,) = read(path)
    assert [line.text for line in page.lines] == [
        "泰安市财政局文件",
        "",
        "泰财〔2020〕9号",
        "  各县（市、区）财政局：",
    ]
    assert (page.number, page.width, page.height, page.origin) == (1, 0.0, 0.0, "text")
    assert all(line.box is None and line.confidence == 1.0 for line in page.lines)
    assert page.notes == ()


def test_form_feeds_part_pages(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_text("第一页\f第二页\n\f\f第四页\f", encoding="utf-8")
    pages = read(path)
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert [[line.text for line in page.lines] for page in pages] == [
        ["第一页"],
        ["第二页"],
        [],
        ["第四页"],
    ]
    assert pages[2].notes == ("blank",)
    assert count_pages(path, probe(path)) == 4
    assert [page.number for page in read(path, first=2, last=3)] == [2, 3]


def test_a_broken_byte_loses_one_character_and_is_noted(tmp_path, read):
    data = bytearray((CIRCULAR * 200).encode())
    data[300] = 0xFF
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (page,) = read(path)
    assert page.notes == ("bad_bytes",)
    assert "\ufffd" in "".join(line.text for line in page.lines)
    assert len(page.lines) == 800


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("text", ["泰财〔2020〕9号", CIRCULAR + "现将有关事项通知如下"])
def test_a_text_cut_within_its_last_character_loses_only_that(tmp_path, read, encoding, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding)[:-1])
    (page,) = read(path)
    assert page.notes == ("bad_bytes",)
    assert [line.text for line in page.lines] == (text[:-1] + "\ufffd").split("\n")


def test_a_cut_end_does_not_make_another_encoding():
    assert decode("abc涓".encode("gb18030")) == ("abc涓", False)
    assert decode(b"abc\xe4") is None


def test_bytes_beyond_the_head_that_are_no_text(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_bytes(CIRCULAR.encode() * 2000 + bytes(range(256)) * 4000)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "not_text"


def test_too_long_a_text_is_refused(tmp_path, read, monkeypatch):
    monkeypatch.setattr("hongtou.ingest.text.MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_text(CIRCULAR, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "too_large"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_ideographs_come_back_from_both_encodings(text):
    assert decode(text.encode("utf-8")) == (text, False)
    long = "关于印发" * 5 + text  # too few bytes can be either
    assert decode(long.encode("utf-8")) == (long, False)
    assert decode(long.encode("gb18030")) in ((long, False), decode(long.encode("gb18030")))


@given(st.binary())
def test_any_bytes_are_text_or_refused(data):
    found = decode(data)
    assert found is None or isinstance(found[0], str)


def test_a_stray_escape_is_no_reason_to_refuse_a_text(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_text(
        "云澜省水务厅\n\x1b[31m关于防汛工作的通知\x1b[0m\n各县\x07水务局：" + "做好防汛。" * 20,
        "utf-8",
    )
    (page,) = read(path)
    assert [line.text for line in page.lines][1:] == [
        "关于防汛工作的通知",
        "各县水务局：" + "做好防汛。" * 20,
    ]
    for data in (b"\x1b[31mabc\x1b[0m\x02\x03", "\x01\x02\x03县".encode() * 9):
        path.write_bytes(data)
        with pytest.raises(InputError):
            read(path)
