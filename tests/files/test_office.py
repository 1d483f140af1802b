"""DOC, WPS, RTF and ODT by LibreOffice, and what is said where it is missing or hangs."""

import subprocess
import sys
import time
import zipfile

import pytest

from hongtou.ingest import InputError, count_pages, office, probe

RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 "
    r"\u23433?\u25919?\u21457?\u12308?2020\u12309?9\u21495?\par "
    r"{\trowd\cellx2000\cellx4000\intbl A\cell B\cell\row}"
    r"{\trowd\cellx2000\cellx4000\intbl 1\cell 2\cell\row}\pard \u23436?\par}"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


@pytest.fixture
def rtf(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_text(RTF)
    return path


@pytest.fixture
def impostor(tmp_path, monkeypatch):
    """A program in LibreOffice's place."""

    def make(code):
        path = tmp_path / "soffice"
        path.write_text(f"#!{sys.executable}\n{code}\n")
        path.chmod(0o755)
        monkeypatch.setenv("HONGTOU_SOFFICE", str(path))
        return path

    return make


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le")),
        ("a.wps", OLE + "WordDocument".encode("utf-16-le")),
        ("a.rtf", RTF.encode()),
        ("a.doc", RTF.encode()),
    ],
)
def test_without_libreoffice_the_message_says_what_to_do(tmp_path, monkeypatch, name, data):
    monkeypatch.setenv("HONGTOU_SOFFICE", "")
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(
        InputError, match=r"install LibreOffice.*save the document as DOCX"
    ) as caught:
        count_pages(path, probe(path))
    assert caught.value.code == "unsupported"


def test_a_spreadsheet_is_no_document(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(OLE + "Workbook".encode("utf-16-le"))
    with pytest.raises(InputError, match="XLS") as caught:
        probe(path)
    assert caught.value.code == "unsupported"


@needs_office
def test_rtf_is_converted(rtf, read):
    (page,) = read(rtf)
    assert [line.text for line in page.lines if line.text] == [
        "安政发〔2020〕9号", "A", "B", "1", "2", "完",
    ]  # fmt: skip
    assert [(grid.rows, grid.columns) for grid in page.tables] == [(2, 2)]
    assert "converted" in page.notes


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_doc_and_odt_are_converted(tmp_path, rtf, read, ending):
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            office.program(),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(tmp_path),
            str(rtf),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (page,) = read(tmp_path / f"a.{ending}")
    assert page.lines[0].text == "安政发〔2020〕9号"
    assert len(page.tables) == 1


def test_a_conversion_that_hangs_is_ended_with_its_children(
    rtf, read, impostor, monkeypatch, tmp_path
):
    mark = tmp_path / "mark"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(mark)!r}).touch()"
    impostor(
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "time.sleep(600)"
    )
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(InputError, match="took more than") as caught:
        read(rtf)
    assert caught.value.code == "too_large"
    time.sleep(3.5)
    assert not mark.exists()


def test_a_conversion_that_makes_nothing_is_said(rtf, read, impostor):
    impostor("pass")
    with pytest.raises(InputError, match="could not open") as caught:
        read(rtf)
    assert caught.value.code == "damaged"


def test_what_comes_back_is_read_as_any_docx(rtf, read, impostor, tmp_path):
    import docx

    document = docx.Document()
    document.add_paragraph("来自转换")
    document.save(tmp_path / "made.docx")
    impostor(
        "import sys, pathlib, shutil\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()\n"
        f"shutil.copy({str(tmp_path / 'made.docx')!r}, out / 'document.docx')"
    )
    (page,) = read(rtf)
    assert [line.text for line in page.lines] == ["来自转换"]
    assert zipfile.is_zipfile(tmp_path / "made.docx")
