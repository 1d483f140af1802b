"""Where a page is cut off, what touches its edge is in doubt."""

from dataclasses import replace

import pytest

from hongtou.extract.read import read_circulars
from hongtou.ingest.page import Finding

TEXT = ["云澜省水务厅文件", "云水发〔2023〕9号", "云澜省水务厅关于做好防汛工作的通知", "各市水务局：", "一、各县要在5月1日前报送方案。", "云澜省水务厅", "2023年3月1日"]  # fmt: skip
CUT = Finding("cut_edge", "warning", 0.0, "pt", (0.0, 100.0, 200.0, 120.0))


def cut_page(page, typeset, at, side="left", findings=(CUT,), fourth=TEXT[4]):
    """The circular with its lines numbered `at` set at an edge."""
    lines = []
    for row, text in enumerate([*TEXT[:4], fourth, *TEXT[5:]]):
        line = typeset(text, row, indent=2.0 if row > 3 else 0.0)
        left, top, right, bottom = line.box
        if row in at:
            shift = {"left": -left, "right": 594.5 - right}[side]
            line = replace(
                line,
                box=(left + shift, top, right + shift, bottom),
                edges=tuple(x + shift for x in line.edges),
            )
        lines.append(line)
    return replace(page(lines), findings=findings)


def read(made):
    (circular,) = read_circulars([made])
    return circular


def told(circular):
    return {issue.field for issue in circular.issues if issue.code == "cut_off"}


def test_a_number_and_an_addressee_at_the_edge_are_not_sure(page, typeset):
    circular = read(cut_page(page, typeset, {1, 3}))
    assert circular.number.value.text == "云水发〔2023〕9号"
    assert circular.number.confidence == circular.number.evidence[0].confidence == 0.6
    assert circular.addressees[0].confidence == 0.6
    assert circular.title.confidence > 0.9
    assert told(circular) == {"number", "addressees"}


def test_clauses_and_norms_at_the_edge_are_not_sure(page, typeset):
    circular = read(cut_page(page, typeset, {4}))
    assert circular.clauses[0].confidence == 0.6
    assert told(circular) == {"clauses"}, "the norm begins behind the mark"
    circular = read(cut_page(page, typeset, {4}, fourth="各县应当在5月1日前报送方案。"))
    assert circular.norms[0].confidence == 0.6
    assert told(circular) == {"norms"}


def test_only_the_end_of_a_line_at_the_right_edge(page, typeset):
    assert told(read(cut_page(page, typeset, {3}, "right"))) == set(), "its colon is cut off"
    assert told(read(cut_page(page, typeset, {6}, "right"))) == {"issued_on"}


@pytest.mark.parametrize(
    ("at", "findings"), [({1, 3}, ()), (set(), (CUT,))], ids=["whole-page", "elsewhere"]
)
def test_what_is_not_cut_off_stays_sure(page, typeset, at, findings):
    circular = read(cut_page(page, typeset, at, findings=findings))
    assert circular.number.confidence > 0.9
    assert told(circular) == set()
