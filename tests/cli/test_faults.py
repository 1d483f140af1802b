"""A newcomer's faults: one line each, the others are processed."""

import re
import struct
import zlib

import pytest


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(path, side=30_000):
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (side // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)


def pdf(path, **options):
    import pikepdf

    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path, **options)


@pytest.fixture
def faults(place, circular_text, scan):
    import pikepdf

    folder = place / "in"
    (folder / "none").mkdir(parents=True)
    (folder / "empty.pdf").write_bytes(b"")
    pdf(folder / "whole.pdf")
    (folder / "cut.pdf").write_bytes((folder / "whole.pdf").read_bytes()[:120])
    (folder / "whole.pdf").unlink()
    pdf(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    scan(folder / "image.png").rename(folder / "image.pdf")
    huge_png(folder / "huge.png")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "good.txt").write_text(circular_text(), encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_fault_is_one_line(faults, spawn, language):
    made = spawn("process", faults, faults / "none", "--jobs", "1", language=language)
    assert made.returncode == 1
    told = made.stderr.decode().splitlines()
    lines = [
        line
        for line in told
        if not re.match(r"\d+ of \d+ files, |文件 \d+/|linking: |正在关联：", line)
    ]
    bad = ("empty.pdf", "cut.pdf", "locked.pdf", "image.pdf", "huge.png", "gone.txt", "none")
    for name in bad:
        (line,) = [line for line in lines if name in line]
        colon, semicolon = (": ", "; ") if language == "en" else ("：", "；")
        reason = line.partition(colon)[2]
        assert reason.count(semicolon) >= 1, "what is wrong, and what to do"
    assert len(lines) == len(bad) + 1, "and one line that sums up"
    assert "安政办发〔2021〕7号" in made.stdout.decode()
    assert "Traceback" not in made.stderr.decode()


def test_the_same_faults_come_again(faults, spawn):
    first = spawn("process", faults, "--jobs", "1")
    second = spawn("process", faults, "--jobs", "1")
    assert second.returncode == 1

    def faulty(made):
        return sorted(
            line
            for line in made.stderr.decode().splitlines()
            if str(faults) in line or "in/" in line
        )

    assert faulty(first) == faulty(second)
    assert len(faulty(first)) == 6


def test_a_page_that_is_lost_is_told(place, spawn):
    import pikepdf

    with pikepdf.new() as made:
        for _ in range(2):
            made.add_blank_page(page_size=(500, 700))
        for number, data in enumerate((b"\x80" * (50 * 70), b"broken")):
            image = pikepdf.Stream(made, data)
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.Width, image.Height, image.BitsPerComponent = 50, 70, 8
            image.ColorSpace = pikepdf.Name.DeviceGray
            if number:
                image.Filter = pikepdf.Name.DCTDecode
            page = made.pages[number]
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
            page.Contents = pikepdf.Stream(made, b"q 500 0 0 700 0 0 cm /I Do Q")
        made.save(place / "two.pdf")
    done = spawn("process", "two.pdf", "--engine", "null", "--jobs", "1")
    assert done.returncode == 1
    assert "two.pdf: page 2 could not be read" in done.stderr.decode()
    assert spawn("process", "two.pdf", "--engine", "null").returncode == 1, "and again"


def test_a_file_cut_short_is_told_and_what_is_left_is_read(place, root, spawn):
    whole = (root / "corpus" / "scans" / "05_lingcaihan_2024_88.pdf").read_bytes()
    (place / "cut.pdf").write_bytes(whole[: len(whole) * 3 // 4])
    done = spawn("process", "cut.pdf", "--engine", "null", "--jobs", "1")
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.decode().splitlines() if "cut short" in line]
    assert line.startswith("cut.pdf: ")
