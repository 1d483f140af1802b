"""A circular says the same whatever kind of file it comes in."""

import html
import itertools

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest import Source
from hongtou.ingest.pdf_page import survey
from hongtou.records.record import to_record


def record(pages, *, without=()):
    """The records of pages as plain data, without what says where things stand."""
    source = Source("-", "0" * 64, "-", 0)
    rows = []
    for circular in read_circulars(pages):
        row = dict(to_record(circular, source))
        for name in ("source", "evidence", "confidence", *without):
            row.pop(name)
        rows.append(bare(row))
    return rows


def bare(value):
    """Without the keys and boxes of items."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if k not in ("key", "box", "cells", "pages")}
    return [bare(item) for item in value] if isinstance(value, list) else value


def differences(one, other, path=""):
    """Where two records differ, and by what."""
    if type(one) is not type(other):
        return [(path, one, other)]
    if isinstance(one, dict):
        keys = sorted({*one, *other})
        return [d for k in keys for d in differences(one.get(k), other.get(k), f"{path}/{k}")]
    if isinstance(one, list):
        found = [] if len(one) == len(other) else [(path, one, other)]
        pairs = enumerate(zip(one, other, strict=False))
        return found + [d for n, pair in pairs for d in differences(*pair, f"{path}/{n}")]
    return [] if one == other else [(path, one, other)]


def born_digital(root):
    import pypdfium2

    for path in sorted((root / "corpus" / "scans").glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        ways = {survey(document[n]).way for n in range(len(document))}
        document.close()
        if ways == {"text"}:
            yield path


def test_an_ofd_gives_the_record_of_the_pdf_it_was_made_from(root, tmp_path, make_ofd, read):
    paths = list(born_digital(root))
    assert paths
    for path in paths:
        pages = read(path)
        maker = make_ofd(size=(pages[0].width, pages[0].height))
        for page in pages:
            items = [
                maker.text(
                    line.box[0],
                    line.box[1],
                    line.text,
                    line.size or 16,
                    "230 20 20" if line.colour == "red" else None,
                    line.edges,
                )
                for line in page.lines
                if line.box
            ]
            items += [
                maker.stroke(
                    mark.box[0],
                    mark.box[1],
                    mark.box[2],
                    mark.box[1],
                    "230 20 20" if mark.kind == "red_rule" else "0 0 0",
                )
                for mark in page.marks
            ]
            for grid in page.tables:
                for cell in grid.cells:
                    (x0, y0), _, (x1, y1), _ = grid.corners(cell)
                    items += [
                        maker.stroke(x0, y0, x1, y0),
                        maker.stroke(x0, y1, x1, y1),
                        maker.stroke(x0, y0, x0, y1),
                        maker.stroke(x1, y0, x1, y1),
                    ]
            maker.page(*items)
        made = read(maker.save(tmp_path / f"{path.stem}.ofd"))
        # its seals are pictures of the PDF, which the OFD made here does not hold
        one, other = (record(each, without=("seals",)) for each in (made, pages))
        assert differences(one, other) == [], path.name


def rows_and_lines(text):
    """A text as DOCX and HTML have it: lines, and runs of lines with tabs as tables."""
    for tabbed, group in itertools.groupby(text.rstrip("\n").split("\n"), lambda row: "\t" in row):
        lines = list(group)
        yield [line.split("\t") for line in lines] if tabbed and len(lines) > 1 else lines, tabbed


def as_docx(text, path):
    import docx

    document = docx.Document()
    for part, tabbed in rows_and_lines(text):
        if not tabbed or isinstance(part[0], str):
            for line in part:
                document.add_paragraph(line)
            continue
        wide = max(map(len, part))
        table = document.add_table(0, wide)
        for row in part:
            for cell, said in zip(table.add_row().cells, row, strict=False):
                cell.text = said
    document.save(path)
    return path


def as_html(text, path):
    made = []
    for part, tabbed in rows_and_lines(text):
        if not tabbed or isinstance(part[0], str):
            made += [f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in part]
            continue
        wide = max(map(len, part))
        cells = ("".join(f"<td>{html.escape(c)}</td>" for c in row) for row in part)
        rows = (
            f"<tr>{row}{'<td></td>' * (wide - len(part[n]))}</tr>" for n, row in enumerate(cells)
        )
        made.append(f"<table>{''.join(rows)}</table>")
    path.write_text(PAGE.format(body="\n".join(made)), encoding="gb18030")
    return path


PAGE = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>安河市人民政府门户网站</title><script>var a = "<p>不是正文。</p>";</script></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li></ul></div>
<div class="main"><div class="breadcrumb">当前位置：首页 > 政务公开 > 文件</div>
<div id="zoom">
{body}
</div><div class="share">分享到：微信，微博。</div></div>
<div class="footer"><p>版权所有：安河市人民政府办公室　网站标识码：9900000001</p></div></body></html>
"""


@pytest.mark.parametrize("make", [as_docx, as_html], ids=["docx", "html"])
def test_a_document_gives_the_record_of_its_text(root, tmp_path, read, make):
    paths = sorted((root / "corpus" / "text").glob("*.txt"))
    assert len(paths) > 40
    found = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        made = make(text, tmp_path / f"a.{make.__name__[3:]}")
        if wrong := differences(record(read(made)), record(read(path))):
            found[path.name] = wrong
    assert not found
