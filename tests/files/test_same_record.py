"""A circular says the same whatever kind of file it comes in."""

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
        assert differences(record(made), record(pages)) == [], path.name
