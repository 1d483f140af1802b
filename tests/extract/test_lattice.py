"""Numbers and dates whose characters are in doubt: hand-made lattices."""

import datetime as dt

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.lattice import with_valid_lines
from hongtou.ingest.page import Doubt, Line, Page

NUMBER, DAY = "云职培发〔2023〕12号", "2023年8月19日"
PRINTED = "云城市职业培训局办公室2023年8月25日印发"


class Set:
    """A circular of one page; number and date as lines with their doubts."""

    def __init__(self, typeset, page):
        self.typeset, self.page = typeset, page

    def line(self, text, row, doubts, **more):
        """A line whose doubtful characters are as sure as their first reading."""
        sure = [0.99] * len(text)
        lattice = []
        for start, *readings in doubts:
            end = start + len(readings[0][0])
            sure[start:end] = [readings[0][1]] * (end - start)
            lattice.append(Doubt(start, end, tuple(readings)))
        more["char_confidence"] = tuple(sure)
        return self.typeset(text, row, lattice=tuple(lattice), **more)

    def read(self, number=NUMBER, day=DAY, *, of_number=(), of_day=(), printed=PRINTED, more=(), sealed=False,
             head="云城市职业培训局文件"):  # fmt: skip
        line = self.typeset
        lines = [
            *([line(head, 0, indent=2, size=2, colour="red")] if head else []),
            self.line(number, 2, of_number, indent=9),
            line("关于做好职业技能培训工作的通知", 4, indent=2, size=1.375),
            line("各县（市、区）人民政府：", 8),
            line("现就做好职业技能培训工作的有关事项通知如下，请遵照执行。", 10, indent=2),
            *(line(text, 11 + n, indent=2) for n, text in enumerate(more)),
            *([line("云城市职业培训局", 15, indent=18)] if head else []),
            self.line(day, 16, of_day, indent=18, sealed=sealed),
            *([line(printed, 22, indent=0.5, size=0.875)] if printed else []),
        ]
        (circular,) = read_circulars([self.page(lines)])
        return circular


@pytest.fixture
def circular(typeset, page):
    return Set(typeset, page)


def codes(circular):
    return [issue.code for issue in circular.issues]


def rules(found):
    return [item.rule for item in found.evidence]


INVALID = [
    ("2023年13月19日", (6, ("3", 0.6), ("2", 0.3)), dt.date(2023, 12, 19), "no month has 13"),
    ("2023年8月39日", (7, ("3", 0.5), ("1", 0.4)), dt.date(2023, 8, 19), "nor has one 39 days"),
    ("2023年8目19日", (6, ("目", 0.7), ("月", 0.2)), dt.date(2023, 8, 19), "no month at all"),
    ("二〇二三年八月十九目", (9, ("目", 0.7), ("日", 0.2)), dt.date(2023, 8, 19), "numerals"),
    ("二〇二三年八月千九日", (7, ("千", 0.7), ("十", 0.3)), dt.date(2023, 8, 19), "numerals"),
    ("2023年8月9日", (6, ("月", 0.6), ("月1", 0.4)), dt.date(2023, 8, 9), "valid as it is"),
]


@pytest.mark.parametrize(("text", "doubt", "day", "why"), INVALID)
def test_a_date_is_read_as_the_one_that_is_valid(circular, text, doubt, day, why):
    c = circular.read(day=text, of_day=[doubt], printed=None)
    assert c.issued_on.value == day, why
    assert c.issued_on.confidence < 0.9


def test_what_the_engine_took_is_told(circular):
    c = circular.read(day="2023年13月19日", of_day=[(6, ("3", 0.6), ("2", 0.3))], printed=None)
    assert rules(c.issued_on) == ["closing.date", "lattice.taken"]
    first, taken = c.issued_on.evidence
    assert (first.quote, taken.quote, taken.confidence) == ("2023年12月19日", "2023年13月19日", 0.6)
    assert (taken.page, taken.box) == (first.page, first.box)
    assert c.issued_on.confidence == 0.85


def test_a_reading_that_is_hardly_possible_is_not_taken(circular):
    c = circular.read(day="2023年13月19日", of_day=[(6, ("3", 0.89), ("2", 0.03))], printed=None)
    assert c.issued_on is None


def test_of_two_valid_readings_that_are_near_none_is_sure(circular):
    c = circular.read(
        day="2023年13月19日", of_day=[(6, ("3", 0.5), ("1", 0.24), ("2", 0.2))], printed=None
    )
    assert c.issued_on.confidence <= 0.6
    assert {c.issued_on.value, *c.issued_on.candidates} == {
        dt.date(2023, 11, 19),
        dt.date(2023, 12, 19),
    }
    assert "readings_differ" in codes(c)


BROKEN = [
    ("云职培发〔2823〕12号", (6, ("8", 0.6), ("0", 0.3)), "a year"),
    ("云职培发〔203〕12号", (6, ("0", 0.6), ("02", 0.3)), "a digit that was lost"),
    ("云职培发〔2023〕L2号", (10, ("L", 0.6), ("1", 0.3)), "a letter for a digit"),
    ("云职培发〔2023〕12亏", (12, ("亏", 0.6), ("号", 0.3)), "the last character"),
]


@pytest.mark.parametrize(("text", "doubt", "why"), BROKEN)
def test_a_number_is_read_as_the_one_that_is_valid(circular, text, doubt, why):
    c = circular.read(number=text, of_number=[doubt])
    assert c.number.value.text == NUMBER, why
    assert c.number.confidence < 0.9
    assert rules(c.number)[-1] == "lattice.taken"


def test_the_year_is_that_of_the_date(circular):
    doubt = (8, ("8", 0.55), ("3", 0.4))
    c = circular.read(number="云职培发〔2028〕12号", of_number=[doubt])
    assert c.number.value.text == NUMBER
    assert c.number.confidence <= 0.85
    assert [one.text for one in c.number.candidates] == ["云职培发〔2028〕12号"]
    assert "lattice.chosen" in rules(c.number)
    assert "readings_differ" in codes(c)
    assert "year_mismatch" not in codes(c)


def test_the_date_is_of_the_year_of_the_number(circular):
    doubt = (3, ("8", 0.55), ("3", 0.4))
    c = circular.read(day="2028年8月19日", of_day=[doubt])
    assert c.issued_on.value == dt.date(2023, 8, 19)
    assert c.issued_on.confidence <= 0.85
    assert c.issued_on.candidates == (dt.date(2028, 8, 19),)


def test_a_date_under_a_seal_is_of_the_year_of_the_number_too(circular):
    doubt = (3, ("8", 0.5), ("3", 0.5))
    c = circular.read(day="2028年8月19日", of_day=[doubt], sealed=True)
    assert c.issued_on.value == dt.date(2023, 8, 19)
    assert c.issued_on.confidence <= 0.85


def test_without_a_doubt_the_contradiction_stays(circular):
    c = circular.read(number="云职培发〔2028〕12号")
    assert c.number.value.text == "云职培发〔2028〕12号"
    assert "year_mismatch" in codes(c)


def test_a_prefix_is_read_as_it_stands_elsewhere(circular):
    doubt = (2, ("堵", 0.5), ("培", 0.45))
    c = circular.read(
        number="云职堵发〔2023〕12号",
        of_number=[doubt],
        head=None,
        more=["《关于加强培训的通知》（云职培发〔2021〕7号）同时废止。"],
    )
    assert c.number.value.text == NUMBER
    assert c.number.confidence <= 0.85


def test_the_letters_of_a_prefix_are_those_of_the_issuer(circular):
    c = circular.read(number="玄职培发〔2023〕12号", of_number=[(0, ("玄", 0.5), ("云", 0.4))])
    assert c.number.value.text == NUMBER
    assert c.number.confidence <= 0.85
    other = circular.read(number="玄财发〔2023〕12号", of_number=[(0, ("玄", 0.5), ("云", 0.4))])
    assert other.number.value.text == "玄财发〔2023〕12号"
    assert other.number.confidence <= 0.6


LETTERS = [
    ("云职培发〔2023〕12号", True, "the issuer's"),
    ("沄职培发〔2023〕12号", False, "nobody's"),
    ("鲁职培发〔2023〕12号", True, "a region's by custom"),
]


@pytest.mark.parametrize(("number", "sure", "why"), LETTERS)
def test_a_letter_that_is_not_the_issuers_is_not_sure(circular, number, sure, why):
    c = circular.read(number=number)
    assert (c.number.confidence >= 0.9) == sure, why
    assert ("prefix_differs" not in codes(c)) == sure


def test_a_text_without_an_engine_may_have_any_letter(as_text):
    (c,) = read_circulars(
        as_text(
            "云城市职业培训局文件\n沄职培发〔2023〕12号\n关于做好培训工作的通知\n各县人民政府："
        )
    )
    assert c.number.confidence >= 0.9


def test_a_shaky_character_is_not_sure_unless_the_number_stands_again(circular):
    doubt = (11, ("2", 0.7), ("7", 0.3))
    alone = circular.read(of_number=[doubt])
    assert alone.number.value.text == NUMBER
    assert alone.number.confidence == pytest.approx(0.7)
    assert [one.text for one in alone.number.candidates] == ["云职培发〔2023〕17号"]
    again = circular.read(of_number=[doubt], more=[f"（{NUMBER}）"])
    assert again.number.value.text == NUMBER
    assert again.number.confidence >= 0.9
    otherwise = circular.read(of_number=[doubt], more=["（云职培发〔2023〕17号）"])
    assert otherwise.number.value.text == "云职培发〔2023〕17号"
    assert [one.text for one in otherwise.number.candidates] == [NUMBER]


def test_a_line_without_numbers_stays(typeset, page):
    line = typeset("现就有关事项通知如下", 0, lattice=(Doubt(2, 3, (("有", 0.6), ("育", 0.4))),))
    (circular,) = read_circulars([page([line])])
    assert circular.text_span == (0, len(line.text))


def test_places_follow_a_character_that_was_lost(typeset):
    line = typeset("203年8月19日", 0, lattice=(
        Doubt(1, 2, (("0", 0.6), ("02", 0.3))), Doubt(7, 8, (("9", 0.6), ("4", 0.4))),
    ))  # fmt: skip
    (found,) = with_valid_lines(Page(1, 595.0, 842.0, (line,), "ocr")).lines
    assert found.text == "2023年8月19日"
    assert [(d.start, d.end) for d in found.lattice] == [(1, 3), (8, 9)]
    assert found.edges[2:6] == (line.edges[2], line.edges[2] + 8, line.edges[2] + 8, line.edges[3])
    assert found.char_confidence[:4] == (0.99, 0.6, 0.6, 0.99)


def test_text_without_an_engine_is_as_it_was():
    page = Page(1, 0.0, 0.0, (Line("2023年13月19日"),), "text")
    assert with_valid_lines(page) is page
