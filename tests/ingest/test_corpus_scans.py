"""The corpus as it is read: floors for the characters, and the print under its seals."""

import json
import unicodedata
from collections import Counter

import pytest

pytestmark = [pytest.mark.ocr, pytest.mark.xdist_group("corpus")]
WITHOUT_MARGIN = ("05", "07", "08")  # no stamps or notes in the margin: the order is plain


def plain(text):
    return unicodedata.normalize("NFKC", "".join(text.split())).replace("-", "—")


@pytest.fixture(scope="module")
def scans(root, real_pages):
    rows = []
    # The others are scored by hongtou evaluate.
    for path in sorted((root / "corpus" / "scans").glob("0[1-8]_*.pdf")):
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        rows += [
            (path.name, page, [plain(line) for line in lines])
            for page, lines in zip(real_pages(path), truth, strict=True)
        ]
    return rows


def test_no_character_is_lost_on_any_page(scans):
    """Order apart: 98 of 100 characters set are among those read, and hardly any others."""
    missing, extra, total = Counter(), Counter(), 0
    for _, page, lines in scans:
        wanted = Counter("".join(lines))
        got = Counter(plain("".join(line.text for line in page.lines if line.kind != "seal")))
        missing += wanted - got
        extra += got - wanted
        total += wanted.total()
    assert total > 5000
    assert missing.total() <= 0.02 * total, missing.most_common(20)
    assert extra.total() <= 0.015 * total, extra.most_common(20)


def test_lines_come_in_the_order_they_were_set(scans):
    for name, page, lines in scans:
        if name[:2] not in WITHOUT_MARGIN:
            continue
        text, place, found = plain("".join(line.text for line in page.lines)), 0, 0
        for line in lines:
            at = text.find(line, place)
            if at >= 0:
                place, found = at + len(line), found + 1
        assert found >= 0.7 * len(lines), (name, page.number)


def test_signatures_and_dates_under_seals_are_right_or_doubted(scans):
    sealed = [
        (line, lines)
        for _, page, lines in scans
        for line in page.lines
        if line.sealed and line.kind == "print"
    ]
    right = [line for line, lines in sealed if plain(line.text) in lines]
    assert len(sealed) >= 12
    assert len(right) >= 0.9 * len(sealed)
    for line, lines in sealed:
        assert plain(line.text) in lines or min(line.char_confidence) <= 0.5, line.text


def test_every_page_is_upright_and_placed(scans):
    for name, page, _ in scans:
        assert page.origin == "ocr", name
        assert abs(page.skew) < 3
        assert (page.width, page.height) == pytest.approx((595, 842), abs=2)
        assert page.notes == ()
