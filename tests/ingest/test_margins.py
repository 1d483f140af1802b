"""What stands beside the print: received-stamps, print written over; two pages on one sheet."""

from dataclasses import replace

from hongtou.ingest import Line, Mark, Page, mark_margins
from hongtou.ingest.spreads import part_spreads

EM = 16.0


def line(text, left, top, *, kind="print", colour="black", em=EM):
    return Line(text, (left, top, left + em * len(text), top + em), 0.99, kind, colour, em)


def page(lines, *, width=595.0, marks=()):
    return Page(1, width, 842.0, tuple(lines), "ocr", dpi=200.0, marks=tuple(marks))


BODY = [
    line("现将有关事项通知如下请各单位认真贯彻执行并做好落实工作", 80, 300 + 28 * n)
    for n in range(8)
]


def kinds(given):
    (marked,) = mark_margins([page(given)])
    return {item.text: item.kind for item in marked.lines if item.kind != "print"}


def test_a_stamp_below_the_text_and_without_colour():
    stamp = [
        line("沧岭县财政局收文", 380, 560, em=12),
        line("第0157号", 385, 575, em=12),
        line("2023年4月6日", 385, 590, em=10),
    ]
    assert kinds([*BODY, *stamp]) == {item.text: "stamp" for item in stamp}


def test_a_stamp_without_colour_whose_word_was_misread():
    stamp = [
        line("沧岭县财政局收义", 380, 560, em=12),
        line("第0157号", 385, 575, em=12),
        line("2023年4月6日", 385, 590, em=10),
    ]
    assert kinds([*BODY, *stamp]) == {item.text: "stamp" for item in stamp}
    assert kinds([*BODY, *stamp[:2]]) == kinds([*BODY, stamp[0], stamp[2]]) == {}


def test_a_coloured_frame_without_the_word():
    stamp = [
        line("沧岭县财政局", 380, 60, colour="red", em=12),
        line("2023年4月6日", 380, 75, colour="blue", kind="handwriting", em=12),
        line("第157号", 380, 90, colour="blue", kind="handwriting", em=12),
    ]
    assert kinds([*stamp, *BODY]) == {item.text: "stamp" for item in stamp}


def test_what_is_no_stamp():
    order = [
        line("云澜省人民政府令", 100, 60, colour="red", em=48),
        line("第87号", 270, 130, colour="red"),
    ]
    note = line("请财政局办理 赵立6月19日", 380, 60, colour="blue", kind="handwriting", em=12)
    closing = [line("做好收文工作。", 80, 530), line("2023年4月6日", 380, 560)]
    assert kinds([*order, *BODY, *closing]) == {}
    assert kinds([note, *BODY]) == {note.text: "handwriting"}


def test_print_written_over_is_print():
    over = replace(BODY[4], kind="handwriting", colour="blue")
    note = line(
        "请办公室于本月底以前提出意见并报我", 300, 90, kind="handwriting", colour="blue", em=21
    )
    assert kinds([note, *BODY[:4], over, *BODY[5:]]) == {note.text: "handwriting"}


def moved(lines, by):
    return [
        replace(item, box=(item.box[0] + by, item.box[1], item.box[2] + by, item.box[3]))
        for item in lines
    ]


def spread():
    left = [*BODY, line("1", 300, 790)]
    right = [*moved(BODY, 595), line("2", 895, 790)]
    rows = sorted([*left, *right], key=lambda item: (item.box[1], item.box[0]))
    return page(
        rows,
        width=1190.0,
        marks=[Mark("seal", (900, 500, 1020, 620)), Mark("red_rule", (80, 200, 1110, 203))],
    )


def test_two_pages_on_one_sheet_are_parted():
    left, right = part_spreads([spread()])
    assert [left.number, right.number] == [1, 1]
    assert [item.text for item in left.lines if item.kind == "print"] == [i.text for i in BODY]
    assert [item.text for item in right.lines if item.kind == "page_number"] == ["2"]
    assert right.lines[0].box == moved(BODY[:1], 595)[0].box, "coordinates of the sheet"
    assert [mark.kind for mark in left.marks] == ["red_rule"]
    assert [mark.kind for mark in right.marks] == ["seal", "red_rule"]


def test_a_last_sheet_half_empty_is_parted_when_another_is():
    last = replace(spread(), number=2, lines=tuple(BODY[:2]))
    assert len(part_spreads([spread(), last])) == 3
    assert len(part_spreads([last])) == 1


def test_a_sheet_whose_right_page_is_the_end_of_a_circular_is_parted():
    """One full line or none stands on the right: the rest of a sentence, a clause, the signature."""
    margin, em = BODY[2].box[0] + 595, BODY[2].size
    end = [
        line("金的，由财政部门追回。", margin, 90),
        line("三、本通知自印发之日起施行，有效期五年。", margin + 2 * em, 118),
        line("云澜市财政局", margin + 300, 200),
        line("2020年8月19日", margin + 300, 228),
    ]
    left, right = part_spreads([page([*BODY, *end], width=1190.0)])
    assert [item.text for item in right.lines] == [item.text for item in end]
    assert [item.text for item in left.lines] == [item.text for item in BODY]
    cells = [line("备注", 640 + 37 * n, 90 + 28 * n) for n in range(6)]
    assert len(part_spreads([page([*BODY, *cells], width=1190.0)])) == 1


def test_a_wide_table_is_no_spread():
    rows = [line("云澜市财政局" * 9, 100, 200 + 28 * n) for n in range(9)]
    wide = page(rows, width=1190.0)
    assert part_spreads([wide]) == (wide,)


def blue(lines):
    return [replace(item, kind="handwriting", colour="blue") for item in lines]


def test_a_file_printed_in_blue_has_no_pen():
    """A mimeograph's lines, and those of a last page with few of them."""
    head, last = line("云财字〔1987〕12号", 200, 200), line("云澜省财政厅", 300, 120)
    first, second = mark_margins([page(blue([head, *BODY])), replace(page(blue([last])), number=2)])
    assert {item.kind for item in (*first.lines, *second.lines)} == {"print"}


def test_a_pen_beside_black_print_stays_one():
    """However long its notes are, and on a page of their own."""
    notes = blue(
        [replace(item, text=f"请财政处研究提出意见{n}") for n, item in enumerate(BODY[:3])]
    )
    printed, written = mark_margins([page(BODY), replace(page(notes), number=2)])
    assert {item.kind for item in printed.lines} == {"print"}
    assert {item.kind for item in written.lines} == {"handwriting"}


def test_what_is_read_with_doubt_or_in_many_sizes_is_no_blue_print():
    for changed in (
        [replace(item, confidence=0.7) for item in BODY],
        [replace(item, size=EM * (1 + n / 5)) for n, item in enumerate(BODY)],
    ):
        (marked,) = mark_margins([page(blue(changed))])
        assert {item.kind for item in marked.lines} == {"handwriting"}


def test_ticks_beside_the_text_are_no_text():
    ticks = [line("V", 40, 328), line("√", 540, 384), line("〇", 42, 440)]
    assert kinds([*BODY, *ticks]) == dict.fromkeys("V√〇", "handwriting")


def test_a_sign_within_the_text_and_a_word_beside_it_stay():
    inside, word = line("V", 200, 600), line("附", 40, 328)
    assert kinds([*BODY, inside, word]) == {}
    assert kinds([*BODY[:3], line("V", 40, 328)]) == {}  # too few lines to know the margins
