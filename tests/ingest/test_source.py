import hashlib
import os
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from hongtou.ingest import InputError, count_pages, probe

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
TEXT = "关于做好有关工作的通知\n".encode()
ZIP = b"PK\x03\x04" + bytes(40)
NOISE = bytes(range(128, 256)) * 8 + b"\x00\x01\x02"

TYPES = [
    ("a.pdf", PDF, "application/pdf"),
    ("a", PDF, "application/pdf"),
    ("a.PDF", b"\r\n junk \n" + PDF, "application/pdf"),
    ("a.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
    ("a.jpeg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
    ("a.png", b"\xff\xd8\xff\xe0....", "image/jpeg"),  # one image kind for another does no harm
    ("a.tif", b"II*\x00....", "image/tiff"),
    ("a.tiff", b"MM\x00*....", "image/tiff"),
    ("a.txt", TEXT, "text/plain"),
    ("a.md", TEXT, "text/plain"),
    ("a.txt", b"BM 2020", "text/plain"),
    ("a.txt", TEXT.decode().encode("gb18030"), "text/plain"),
    ("a.txt", TEXT.decode().encode("utf-16"), "text/plain"),
]

FAULTS = [
    ("a.pdf", b"", "empty"),
    ("a.pdf", b"\x89PNG\r\n\x1a\n....", "mismatch"),
    ("a.txt", PDF, "mismatch"),
    ("a.jpg", PDF, "mismatch"),
    ("a.pdf", TEXT, "mismatch"),
    ("a.pdf", ZIP, "mismatch"),
    ("a.docx", ZIP, "truncated"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "mismatch"),
    ("a.bin", NOISE, "unsupported"),
    ("a.pdf", NOISE, "damaged"),
    ("a.png", NOISE, "damaged"),
    ("a.txt", NOISE, "not_text"),
]


@pytest.mark.parametrize(("name", "data", "expected"), TYPES)
def test_a_file_is_what_its_bytes_are(tmp_path, name, data, expected):
    path = tmp_path / name
    path.write_bytes(data)
    source = probe(path)
    assert source.media_type == expected
    assert source.size == len(data)
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.path == str(path)


@pytest.mark.parametrize(("name", "data", "code"), FAULTS)
def test_each_fault_has_a_code_a_reason_and_advice(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        probe(path)
    assert caught.value.code == code
    assert caught.value.reason
    assert caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_mismatch_says_what_the_file_is_and_how_to_name_it(tmp_path):
    path = tmp_path / "scan.pdf"
    Image.new("L", (30, 40), 255).save(path, "PNG")
    with pytest.raises(InputError, match=r"PNG image.*rename it to end in \.png"):
        probe(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError) as caught:
        probe(tmp_path / "gone.pdf")
    assert caught.value.code == "missing"


def test_a_file_that_goes_away_after_probing(tmp_path, maker, read):
    for name in ("a.pdf", "a.txt", "a.png"):
        path = tmp_path / name
        if name == "a.pdf":
            maker.page().save(path)
        elif name == "a.png":
            Image.new("L", (30, 40), 255).save(path)
        else:
            path.write_bytes(TEXT)
        source = probe(path)
        path.unlink()
        with pytest.raises(InputError) as caught:
            count_pages(path, source)
        assert caught.value.code == "missing"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputError) as caught:
        probe(tmp_path)
    assert caught.value.code == "unsupported"


@pytest.mark.skipif(os.name == "nt", reason="rights work otherwise on Windows")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    program = (
        "import os, sys, pathlib\n"
        "from hongtou.ingest import probe, InputError\n"
        "if os.geteuid() == 0: os.setegid(65534); os.seteuid(65534)\n"
        "try: probe(pathlib.Path(sys.argv[1]))\n"
        "except InputError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "denied"


def test_a_huge_png_is_refused_by_its_header(tmp_path):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    path = tmp_path / "huge.png"
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b""))
    with pytest.raises(InputError, match="100 million pixels") as caught:
        count_pages(path, probe(path))
    assert caught.value.code == "too_large"


def test_a_large_png_below_pillows_own_limit_is_refused_too(tmp_path):
    path = tmp_path / "large.png"
    Image.new("1", (11_000, 11_000), 1).save(path)
    with pytest.raises(InputError, match="11000 by 11000") as caught:
        count_pages(path, probe(path))
    assert caught.value.code == "too_large"
