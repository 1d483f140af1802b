"""What lies under a seal: names and dates settled by witnesses, rings compared with the issuers."""

import datetime as dt
from dataclasses import replace

import pytest

from hongtou.extract import read_circulars
from hongtou.ingest.page import Mark

BODY = "各级各类职业技能培训活动要按照市委和市政府的部署有序开展下去，"
DAY = "2020年8月19日"
WHO = "云城市职业培训局"
BOX = (360.0, 180.0, 470.0, 290.0)


class Set:
    """A circular of two pages; what stands in head, signature, seal and imprint is given."""

    def __init__(self, typeset, page):
        self.typeset, self.page = typeset, page

    def read(self, *, head=WHO, name=WHO, second_name=None, day=DAY, second=None, rings=(WHO,),
             number="云职培发〔2020〕12号", printed="云城市职业培训局办公室2020年8月25日印发"):  # fmt: skip
        line = self.typeset
        first = [
            line(f"{head}文件", 0, indent=2, size=2, colour="red") if head else None,
            line(number, 2, indent=9) if number else None,
            line("关于做好职业技能培训工作的通知", 4, indent=2, size=1.375),
            line("各县（市、区）人民政府：", 8),
            line(BODY[:26], 10, indent=2),
            line("— 1 —", 22, indent=12, kind="page_number"),
        ]
        last = [
            line("抓好落实。", 0),
            line(name, 3, indent=18, sealed=True, second=(second_name or name, 0.95))
            if name
            else None,
            line(day, 4, indent=18, sealed=True, second=(second or day, 0.95)),
            line(printed, 20, indent=0.5, size=0.875) if printed else None,
        ]
        marks = [Mark("seal", BOX, 1.0, ring, 0.98) for ring in rings]
        pages = [
            self.page([x for x in first if x], 1),
            self.page([x for x in last if x], 2, marks),
        ]
        return self.of(pages)

    def of(self, pages):
        self.pages = pages
        (circular,) = read_circulars(pages)
        return circular

    def with_squares(self, *boxes):
        """The circular again, squares of red ink on its last page."""
        self.read(rings=())
        marks = tuple(Mark("square_seal", box, 0.95) for box in boxes)
        return self.of([self.pages[0], replace(self.pages[1], marks=marks)])

    def codes(self, circular):
        return {issue.code for issue in circular.issues}


@pytest.fixture
def circular(typeset, page):
    return Set(typeset, page)


def rules(found):
    return [item.rule for item in found.evidence]


def test_every_place_that_names_the_issuer_is_shown(circular):
    c = circular.read()
    (issuer,) = c.issuers
    assert (issuer.value, issuer.confidence) == (WHO, 0.97)
    assert {"head.issuer", "closing.signature", "seal.ring", "imprint.printing"} <= {*rules(issuer)}
    ring = next(item for item in issuer.evidence if item.rule == "seal.ring")
    assert (ring.page, ring.box, ring.quote) == (2, BOX, WHO)
    (seal,) = c.seals
    assert (seal.value.text, seal.value.agrees_with_issuer) == (WHO, True)


def test_another_reading_of_a_ring_is_shown_beside_it_and_is_no_witness(circular):
    circular.read()
    other = ("云城市职业培训同", 0.8)
    marks = tuple(replace(mark, text_confidence=0.5, second=other) for mark in circular.pages[1].marks)  # fmt: skip
    c = circular.of([circular.pages[0], replace(circular.pages[1], marks=marks)])
    (seal,) = c.seals
    assert [(e.rule, e.quote, e.confidence) for e in seal.evidence][1:] == [
        ("seal.ring", WHO, 0.5),
        ("seal.second", *other),
    ]
    assert seal.value.agrees_with_issuer is True
    assert c.issuers[0].value == WHO


OUTVOTED = [
    ({"head": "云城市职业培圳局"}, WHO, True, "signature and ring agree against the head"),
    ({"name": "云城市职业培圳局"}, WHO, False, "a misread signature is outvoted by the rest"),
    ({"rings": ("云城市职业培圳局",)}, WHO, False, "nor does a misread ring"),
]


@pytest.mark.parametrize(("change", "value", "unsure", "why"), OUTVOTED)
def test_one_misread_name_does_not_decide(circular, change, value, unsure, why):
    (issuer,) = circular.read(**change).issuers
    assert issuer.value == value, why
    assert (issuer.confidence < 0.9) == unsure, why


def test_the_letters_of_the_number_decide_between_two_readings(circular):
    c = circular.read(head="云城市职业培训局", name=None, printed=None, rings=("云城市职业墙训局",))
    assert [item.value for item in c.issuers] == [WHO]
    c = circular.read(head="云城市职业墙训局", name=None, printed=None, rings=("云城市职业培训局",))
    assert [item.value for item in c.issuers] == [WHO]
    assert c.issuers[0].confidence < 0.9
    assert c.issuers[0].candidates == ("云城市职业墙训局",)


def test_the_second_reading_of_a_signature_is_a_witness(circular):
    c = circular.read(
        head="云城市职业培圳局",
        name="云城市职业墙训局",
        second_name=WHO,
        rings=(WHO,),
        printed=None,
    )
    assert [item.value for item in c.issuers] == [WHO]
    assert c.issuers[0].confidence < 0.9


def test_a_sealed_signature_alone_is_not_sure(circular):
    c = circular.read(head=None, rings=(), printed=None)
    assert [(item.value, item.confidence) for item in c.issuers] == [(WHO, 0.85)]
    c = circular.read(head=None, printed=None)
    assert c.issuers[0].confidence == 0.97


def test_a_seal_names_the_issuer_where_nothing_else_does(circular):
    c = circular.read(head=None, name=None, printed=None, number=None)
    assert [(item.value, item.confidence) for item in c.issuers] == [(WHO, 0.85)]
    assert circular.read(head=None, name=None, printed=None, number=None, rings=()).issuers == ()


RINGS = [
    (WHO, True),
    ("云城市职业墙训局", True),  # a character misread
    ("云城市职业培训局公文专用章", True),
    ("雾江县水务局", False),
    ("云城市职业培训厅办公室印", None),  # alike, and no name of the issuer's
    (None, None),
]


@pytest.mark.parametrize(("ring", "agrees"), RINGS)
def test_whether_a_ring_names_the_issuer(circular, ring, agrees):
    c = circular.read(rings=(ring,))
    assert c.seals[0].value.agrees_with_issuer in (
        (agrees,) if agrees is not None else (None, True)
    )
    assert ("seal_differs" in circular.codes(c)) == (agrees is False)


def test_a_date_that_witnesses_confirm_is_sure_and_shows_them(circular):
    c = circular.read()
    assert (c.issued_on.value, c.issued_on.confidence >= 0.9) == (dt.date(2020, 8, 19), True)
    assert rules(c.issued_on) == ["closing.date", "witness.number", "witness.printed_on"]


def test_a_sealed_date_without_a_witness_is_not_sure(circular):
    c = circular.read(number=None, printed=None)
    assert (c.issued_on.value, c.issued_on.confidence) == (dt.date(2020, 8, 19), 0.85)


DATES = [
    ("2020年8月19日", "2020年8月29日", dt.date(2020, 8, 19), "printed before the other"),
    ("2020年8月29日", "2020年8月19日", dt.date(2020, 8, 19), "the second reading is possible"),
    ("2026年8月19日", "2020年8月19日", dt.date(2020, 8, 19), "the year of the number"),
    ("2020年8月19日", "2020年8月13日", dt.date(2020, 8, 19), "nothing tells: the first stays"),
]


@pytest.mark.parametrize(("first", "second", "day", "why"), DATES)
def test_two_readings_of_a_date_are_settled_by_witnesses(circular, first, second, day, why):
    c = circular.read(day=first, second=second)
    assert c.issued_on.value == day, why
    assert c.issued_on.confidence < 0.9
    assert len(c.issued_on.candidates) == 1
    assert "sealed_date" in circular.codes(c)
    assert "year_mismatch" not in circular.codes(c)


def test_a_date_that_only_the_second_reading_gives(circular):
    c = circular.read(day="2020年8月1", second=DAY)
    assert (c.issued_on.value, c.issued_on.confidence < 0.9) == (dt.date(2020, 8, 19), True)
    c = circular.read(day="2020年8月1", second="2023年8月19日")
    assert c.issued_on is None  # the number and the imprint say otherwise


def test_names_of_two_rows_read_as_one_are_parted_by_those_who_sign(typeset, page):
    line = typeset
    first = [
        line("云城市财政局文件云城市民政局", 0, indent=0.5, size=1.9, colour="red"),
        line("云财发〔2020〕12号", 2, indent=9),
        line("关于做好资金拨付工作的通知", 4, indent=2, size=1.375),
        line("各县（市、区）人民政府：", 8),
        line(BODY[:26], 10, indent=2),
        line("云城市财政局", 12, indent=3, sealed=True),
        line("云城市民政局", 12, indent=18, sealed=True),
        line(DAY, 13, indent=18, sealed=True),
    ]
    marks = [Mark("seal", BOX, 1.0, name, 0.98) for name in ("云城市财政局", "云城市民政局")]
    (c,) = read_circulars([page(first, 1, marks)])
    assert [item.value for item in c.issuers] == ["云城市财政局", "云城市民政局"]
    assert all(seal.value.agrees_with_issuer for seal in c.seals)


@pytest.mark.parametrize("read", ["云城市 政局", "云城 财政局", "云城市才政局"])
def test_a_misread_name_is_not_settled_by_what_names_another_issuer(typeset, page, read):
    line = typeset
    first = [
        line("云城市民政局", 0, indent=6, size=1.9, colour="red"),
        line("云城市财政局", 1.5, indent=6, size=1.9, colour="red"),
        line("文件", 0.7, indent=20, size=1.9, colour="red"),
        line("云民发〔2020〕12号", 4, indent=9),
        line("关于做好资金拨付工作的通知", 6, indent=2, size=1.375),
        line("各县（市、区）人民政府：", 9),
        line(BODY[:26], 11, indent=2),
        line("云城市民政局", 13, indent=3, sealed=True),
        line(read, 13, indent=18, sealed=True),
        line(DAY, 14, indent=18, sealed=True),
        line("云城市民政局办公室2020年8月25日印发", 20, indent=0.5, size=0.875),
    ]
    (c,) = read_circulars([page(first, 1)])
    assert [item.value for item in c.issuers] == ["云城市民政局", "云城市财政局"]


def test_a_square_is_a_seal_where_the_circular_is_signed(circular):
    circular.read()
    name = next(line for line in circular.pages[1].lines if line.text == WHO)
    x0, y0, x1, _ = name.box
    over = (x0 + 20, y0 - 15, x0 + 65, y0 + 30)
    beside = (x1 + 5, y0 - 15, x1 + 50, y0 + 30)
    above = (x0, y0 - 120, x0 + 45, y0 - 75)
    far = (x0 - 200, y0 - 15, x0 - 155, y0 + 30)
    seals = circular.with_squares(over, beside, above, far).seals
    assert [seal.value.box for seal in seals] == [over, beside]
    assert {seal.value.text for seal in seals} == {None}
    assert {seal.value.agrees_with_issuer for seal in seals} == {None}
