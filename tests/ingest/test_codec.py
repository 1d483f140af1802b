import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.ingest import Line, Mark, MemoryCache, Page, dump_page, load_page, stage_key
from hongtou.ingest.page import Doubt

finite = st.floats(-2000, 2000)
share = st.floats(0, 1)
boxes = st.tuples(finite, finite, finite, finite)

doubts = st.builds(
    Doubt,
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(st.tuples(st.text(max_size=2), share), min_size=1, max_size=3).map(tuple),
)


@st.composite
def lines(draw):
    text = draw(st.text(max_size=12))
    with_edges, with_confidence = draw(st.booleans()), draw(st.booleans())
    count = len(text)
    return Line(
        text=text,
        box=draw(st.none() | boxes),
        confidence=draw(share),
        kind=draw(st.sampled_from(["print", "handwriting", "seal", "page_number"])),
        colour=draw(st.sampled_from(["black", "red", "blue"])),
        size=draw(finite),
        edges=tuple(draw(st.lists(finite, min_size=2 * count, max_size=2 * count)))
        if with_edges
        else (),
        char_confidence=tuple(draw(st.lists(share, min_size=count, max_size=count)))
        if with_confidence
        else (),
        second=draw(st.none() | st.tuples(st.text(max_size=5), share)),
        sealed=draw(st.booleans()),
        lattice=draw(st.lists(doubts, max_size=2).map(tuple)),
    )


pages = st.builds(
    Page,
    number=st.integers(1, 9999),
    width=finite,
    height=finite,
    lines=st.lists(lines(), max_size=4).map(tuple),
    origin=st.sampled_from(["text_layer", "ocr", "text", "none"]),
    dpi=finite,
    skew=finite,
    marks=st.lists(
        st.builds(Mark, st.sampled_from(["seal", "rule"]), boxes, share), max_size=3
    ).map(tuple),
    engine=st.none() | st.text(max_size=8),
    notes=st.lists(st.text(max_size=5), max_size=3).map(tuple),
)


@given(pages)
def test_a_page_comes_back_and_stays_after_one_rounding(page):
    data = dump_page(page)
    once = load_page(data)
    assert dump_page(once) == data
    assert load_page(dump_page(once)) == once
    assert once.width == pytest.approx(page.width, abs=0.00501)
    assert [line.text for line in once.lines] == [line.text for line in page.lines]
    assert [(line.kind, line.sealed) for line in once.lines] == [
        (line.kind, line.sealed) for line in page.lines
    ]


def test_two_decimals_come_back_exactly():
    line = Line("号", (1.25, 2.5, 3.75, 4.0), 0.97, edges=(1.25, 3.75), char_confidence=(0.5,))
    page = Page(3, 595.44, 842.04, (line,), "ocr", 200.0, -1.48, notes=("rendered",))
    assert load_page(dump_page(page)) == page


def test_a_page_without_doubts_is_stored_as_it_always_was():
    """Pages that libraries hold are read, and those without doubts give the same bytes."""
    page = Page(1, 1.0, 1.0, (Line("二〇"),), "ocr")
    stored = '[1,1,1.0,1.0,[["二〇",null,1.0,"print","black",0.0,[],[],null,0]],"ocr",0.0,0.0,[],null,[]]'
    assert load_page(zlib.compress(stored.encode())) == page
    assert zlib.decompress(dump_page(page)).decode() == stored
    lattice = (Doubt(1, 2, (("〇", 0.61), ("O", 0.39))),)
    doubted = replace(page, lines=(replace(page.lines[0], lattice=lattice),))
    assert zlib.decompress(dump_page(doubted)).startswith(b"[3,")
    assert load_page(dump_page(doubted)) == doubted


def test_pages_that_differ_are_stored_differently():
    page = Page(1, 1.0, 1.0, (Line("一"),), "text")
    assert dump_page(page) != dump_page(replace(page, lines=(Line("二"),)))


@pytest.mark.parametrize(
    "data", [b"", b"junk", zlib.compress(b"[]"), zlib.compress(b"{}"), zlib.compress(b"7")]
)
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="stored page"):
        load_page(data)


def test_a_later_format_is_refused():
    text = zlib.decompress(dump_page(Page(1, 1.0, 1.0, (), "none")))
    with pytest.raises(ValueError, match="format 99"):
        load_page(zlib.compress(text.replace(b"[1,", b"[99,", 1)))


def test_keys_depend_on_each_part_and_on_nothing_else():
    key = stage_key("ocr", 1, {"a": 1, "b": 2.5}, ["x", "y"])
    assert key == stage_key("ocr", 1, {"b": 2.5, "a": 1}, ["x", "y"])
    others = [
        stage_key("text", 1, {"a": 1, "b": 2.5}, ["x", "y"]),
        stage_key("ocr", 2, {"a": 1, "b": 2.5}, ["x", "y"]),
        stage_key("ocr", 1, {"a": 1, "b": 2.0}, ["x", "y"]),
        stage_key("ocr", 1, {"a": 1, "b": 2.5}, ["y", "x"]),
        stage_key("ocr", 1, {"a": 1, "b": 2.5}, ["xy"]),
    ]
    assert len({key, *others}) == 6
    # Pinned: a key that moves makes every stored page unfindable.
    assert key == "5ef1d1f66aff4db681402bbb1baea8935aa2e9d752621c8785861fe63a973ab3"
    with pytest.raises(TypeError):
        stage_key("ocr", 1, {"a": object()}, [])


def test_the_memory_cache_keeps_pages():
    cache, page = MemoryCache(), Page(1, 1.0, 1.0, (), "none")
    assert cache.get("k") is None
    cache.put("k", page)
    assert cache.get("k") is page
    assert len(cache) == 1
