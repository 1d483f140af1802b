import io
import time

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.utils import dedupe_chars
from PIL import Image

from hongtou.ingest import InputError, MemoryCache, count_pages, probe, read_pages
from hongtou.ingest.text_layer import deduplicated

BODY = ["关于做好有关工作的通知", "各市县人民政府，省政府各有关部门：", "现将有关事项通知如下。"]


def texts(page):
    return [line.text for line in page.lines]


def body(maker, rows=BODY, *, x=80, y=700):
    return [maker.text(x, y - 30 * number, row) for number, row in enumerate(rows)]


@pytest.fixture
def scan():
    """A page as a scanner gives it: 1654 × 2339, marks to tell its corners apart."""
    pixels = np.full((2339, 1654), 245, np.uint8)
    pixels[100:160, 200:1400] = 30
    pixels[300:2000, 150:180] = 30
    pixels[1800:1900, 1200:1500] = 90
    return pixels


def test_a_text_layer_gives_lines_edges_sizes_and_colours(tmp_path, maker, read):
    path = maker.page(maker.text(160, 760, "泰安市财政局文件", 28, "1 0 0 rg"), *body(maker)).save(
        tmp_path / "a.pdf"
    )
    (page,) = read(path)
    assert page.origin == "text_layer"
    assert texts(page) == ["泰安市财政局文件", *BODY]
    assert (page.width, page.height) == (595, 842)
    head, title = page.lines[:2]
    assert (head.colour, title.colour) == ("red", "black")
    assert head.size == pytest.approx(28, abs=2)
    assert title.size == pytest.approx(16, abs=1.5)
    assert title.box[0] == pytest.approx(80, abs=0.5)
    assert title.box[1] == pytest.approx(842 - 700 - 16 * 0.88, abs=3)
    assert title.edges[:4] == pytest.approx((80, 96, 96, 112), abs=0.5)
    assert page.engine is None


def seen_up_the_side(path):
    """Skip where PDFium gives nothing of it: it leaves out text that runs up the page in a font that
    is not embedded where the machine has none with Chinese glyphs to put in its place."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    textpage = document[0].get_textpage()
    count = textpage.count_chars()
    textpage.close()
    document.close()
    if not count:
        pytest.skip("PDFium gives no upright text of fonts not embedded: no Chinese font here")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_upright(tmp_path, maker, read, degrees):
    # Content written so that it stands upright once the page is turned clockwise by `degrees`.
    matrix = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[degrees]
    start = {90: (100, 80), 180: (500, 140), 270: (495, 760)}[degrees]
    step = {90: (30, 0), 180: (0, 30), 270: (-30, 0)}[degrees]
    rows = [
        maker.text(start[0] + n * step[0], start[1] + n * step[1], row, matrix=matrix)
        for n, row in enumerate(BODY)
    ]
    path = maker.page(*rows, Rotate=degrees).save(tmp_path / "a.pdf")
    seen_up_the_side(path)
    (page,) = read(path)
    assert texts(page) == BODY
    assert (page.width, page.height) == ((842, 595) if degrees != 180 else (595, 842))
    assert page.lines[0].box[0] < 120
    assert page.lines[0].box[1] < page.lines[1].box[1]


def test_the_crop_box_is_the_page(tmp_path, maker, read):
    path = maker.page(
        *body(maker), maker.text(80, 20, "裁掉的字"), CropBox=[50, 100, 545, 800]
    ).save(tmp_path / "a.pdf")
    (page,) = read(path)
    assert texts(page) == BODY
    assert (page.width, page.height) == (495, 700)
    assert page.lines[0].box[0] == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("media", [[0, 0, 595, 842], [100, 50, 695, 892], [-30, -40, 565, 802]])
def test_text_lies_where_it_is_shown(tmp_path, maker, read, degrees, media):
    """The rendering has ink in each character's box, whatever the page's boxes and turn."""
    import pypdfium2

    matrix = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[degrees]
    path = maker.page(
        maker.text(media[0] + 300, media[1] + 420, "HHHH", 30, matrix=matrix),
        MediaBox=media,
        CropBox=[media[0] + 20, media[1] + 30, media[2] - 60, media[3] - 110],
        Rotate=degrees,
    ).save(tmp_path / "a.pdf")
    (page,) = read(path)
    with pypdfium2.PdfDocument(path) as document:
        assert (page.width, page.height) == pytest.approx(document[0].get_size())
        shown = document[0].render(scale=1).to_numpy()[..., 0] < 128
    (line,) = page.lines
    left, top, right, bottom = (round(value) for value in line.box)
    assert line.text == "HHHH"
    assert shown[top - 2 : bottom + 2, left - 2 : right + 2].sum() == shown.sum() > 50


def test_gaps_are_spaces_and_wide_gaps_part_lines(tmp_path, maker, read):
    path = maker.page(
        maker.text(80, 700, "总"),
        maker.text(112, 700, "则"),
        maker.text(80, 600, "泰安市财政局办公室"),
        maker.text(380, 600, "2020年2月12日印发"),
    ).save(tmp_path / "a.pdf")
    (page,) = read(path)
    assert texts(page) == ["总 则", "泰安市财政局办公室", "2020年2月12日印发"]
    assert len(page.lines[0].edges) == 6


def test_rules_are_marks(tmp_path, maker, read):
    path = maker.page(
        *body(maker),
        "q 1 0 0 RG 2 w 80 720 m 515 720 l S Q",
        "q 0 g 80 100 435 1 re f Q",
        "q 0 g 80 200 435 100 re f Q",
    ).save(tmp_path / "a.pdf")
    (page,) = read(path)
    assert sorted(mark.kind for mark in page.marks) == ["red_rule", "rule"]
    red = next(mark for mark in page.marks if mark.kind == "red_rule")
    assert red.box[0] == pytest.approx(80, abs=2)
    assert red.box[1] == pytest.approx(842 - 720, abs=3)


def test_pages_are_decided_one_by_one(tmp_path, maker, read, camera, scan):
    hidden = [maker.text(80, 700, row, mode=3) for row in BODY]
    stamp = [maker.text(100, 100 + 90 * n, "内部资料", matrix="0.7 0.7 -0.7 0.7") for n in range(6)]
    image = maker.image(scan)
    maker.page(*body(maker))
    maker.page(maker.draw(), images=[image])
    maker.page(maker.draw(), *hidden, images=[image])
    maker.page(maker.draw(), *stamp, images=[image])
    maker.page(maker.draw(), *body(maker), images=[image])
    maker.page()
    maker.page("q 0 g 100 100 50 50 re f Q")
    maker.page(*body(maker, BODY * 5), *stamp)
    pages = read(maker.save(tmp_path / "a.pdf"), camera)
    assert [(page.number, page.origin, page.notes) for page in pages] == [
        (1, "text_layer", ()),
        (2, "ocr", ()),
        (3, "ocr", ("hidden_text_layer",)),
        (4, "ocr", ("watermark",)),
        (5, "ocr", ("rendered",)),
        (6, "none", ("blank",)),
        (7, "ocr", ("no_image", "rendered")),
        (8, "text_layer", ()),
    ]
    # Pages 2 to 4 are one image, read once: neither hidden text nor watermark is in the way.
    assert len(camera.seen) == 3
    assert np.array_equal(camera.seen[0][..., 0], scan)
    assert "内部资料" not in texts(pages[7])[:15]
    assert [line.kind for line in pages[7].lines].count("stamp") >= 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from("一二"),
            st.floats(0, 12),
            st.floats(0, 12),
            st.sampled_from([10.0, 10.5]),
            st.booleans(),
        )
    )
)
def test_characters_drawn_twice_are_found_as_pdfplumber_finds_them(rows):
    chars = [
        {"text": text, "doctop": y, "x0": x, "size": size, "upright": upright, "fontname": "F"}
        for text, x, y, size, upright in rows
    ]
    assert deduplicated(chars) == dedupe_chars(chars)


def test_characters_drawn_twice_are_found_without_delay():
    chars = [
        {
            "text": chr(0x4E00 + n % 500),
            "doctop": 10 * (n // 100) + shift,
            "x0": 10.0 * (n % 100) + shift,
            "size": 10.0,
            "upright": True,
            "fontname": "F",
        }
        for shift in (0.0, 0.3)
        for n in range(30_000)
    ]
    start = time.process_time()
    assert deduplicated(chars) == chars[:30_000]
    assert time.process_time() - start < 2


def test_bold_by_overprinting_is_read_once(tmp_path, maker, read):
    path = maker.page(*body(maker), *body(maker, x=80.4)).save(tmp_path / "a.pdf")
    assert texts(read(path)[0]) == BODY


NOTE = "本件由省电子公文交换平台下载，下载人张三，副本编号一二三四五，第一页，请勿转发。" * 3
NOTED = {
    "a footer": (lambda maker: [maker.text(20, 15, NOTE, 4)], ("watermark",)),
    "a footer over hidden text": (
        lambda maker: [maker.text(20, 15, NOTE, 4), maker.text(80, 700, NOTE, mode=3)],
        ("watermark",),
    ),
    "a line up the side": (
        lambda maker: [maker.text(20, 100, NOTE, 4, matrix="0 1 -1 0")],
        ("watermark",),
    ),
    "a footer and a slant": (
        lambda maker: [
            maker.text(20, 15, NOTE, 4),
            *(maker.text(80, y, NOTE[:40], 20, matrix="0.7 0.7 -0.7 0.7") for y in (100, 200)),
        ],
        ("watermark",),
    ),
    "a line on the page": (lambda maker: [maker.text(62, 90, NOTE, 4)], ("rendered",)),
    "a few large words": (lambda maker: [maker.text(80, 400, "内部资料", 90)], ("rendered",)),
}


@pytest.mark.parametrize("where", NOTED)
@pytest.mark.parametrize("turn", [0, 90])
def test_a_note_on_a_scan_is_not_its_text(tmp_path, maker, read, camera, scan, where, turn):
    note, notes = NOTED[where]
    path = maker.page(maker.draw(), *note(maker), images=[maker.image(scan)], Rotate=turn).save(
        tmp_path / "a.pdf"
    )
    seen_up_the_side(path)
    (page,) = read(path, camera)
    assert (page.origin, page.notes) == ("ocr", notes)


@pytest.mark.parametrize("turn", [0, 90])
def test_text_over_a_background_is_the_text(tmp_path, maker, read, scan, turn):
    parts = [NOTE[:38], NOTE[38:76], NOTE[76:114]]
    rows = [
        maker.text(100 + 30 * n, 80, part, 12, matrix="0 1 -1 0")
        if turn
        else maker.text(80, 700 - 30 * n, part, 12)
        for n, part in enumerate(parts)
    ]
    path = maker.page(maker.draw(), *rows, images=[maker.image(scan)], Rotate=turn).save(
        tmp_path / "a.pdf"
    )
    seen_up_the_side(path)
    (page,) = read(path)
    assert (page.origin, page.notes) == ("text_layer", ())
    assert texts(page) == parts


def test_the_embedded_image_is_taken_as_it_is(tmp_path, maker, read, camera, scan):
    path = maker.page(maker.draw(), images=[maker.image(scan)]).save(tmp_path / "a.pdf")
    (page,) = read(path, camera)
    assert np.array_equal(camera.seen[0][..., 0], scan)
    assert page.dpi == pytest.approx(200.1, abs=0.3)
    assert page.lines[0].box == pytest.approx((59.5, 84.2, 535.5, 126.3), abs=0.3)


KINDS = ["cmyk", "grey", "inverted", "jpeg", "mask", "one bit", "palette", "softmask"]
PLACINGS = ["595 0 0 842 0 0", "-595 0 0 842 595 0", "595 0 0 -842 0 842"]
SHOWN = [(kind, placing, 0) for kind in KINDS for placing in PLACINGS] + [
    # Turning is done after decoding: two kinds of image show it.
    (kind, placing, turn)
    for kind in ("grey", "jpeg")
    for placing in PLACINGS
    for turn in (90, 180, 270)
]


def variant(maker, kind, scan):
    name = pikepdf.Name
    height, width = scan.shape
    size = {"Width": width, "Height": height}
    if kind == "grey":
        return maker.image(scan)
    if kind == "inverted":
        return maker.image(scan, Decode=[1, 0])
    if kind == "one bit":
        bits = np.packbits(scan > 128, axis=1).tobytes()
        return maker.image(bits, **size, BitsPerComponent=1, ColorSpace=name.DeviceGray)
    if kind == "mask":
        bits = np.packbits(scan > 128, axis=1).tobytes()
        return maker.image(bits, **size, BitsPerComponent=1, ImageMask=True)
    if kind == "cmyk":
        ink = np.zeros((height, width, 4), np.uint8)
        ink[..., 3] = 255 - scan
        ink[..., 1] = scan // 3
        return maker.image(ink.tobytes(), **size, BitsPerComponent=8, ColorSpace=name.DeviceCMYK)
    if kind == "jpeg":
        buffer = io.BytesIO()
        Image.fromarray(scan).convert("RGB").save(buffer, "JPEG", quality=90)
        return maker.image(
            buffer.getvalue(),
            **size,
            BitsPerComponent=8,
            ColorSpace=name.DeviceRGB,
            Filter=name.DCTDecode,
        )
    if kind == "softmask":
        half = np.full_like(scan, 128)
        return maker.image(scan, SMask=maker.pdf.make_indirect(maker.image(half)))
    palette = bytes(level for index in range(256) for level in (index, 255 - index, index))
    space = pikepdf.Array([name.Indexed, name.DeviceRGB, 255, pikepdf.String(palette)])
    return maker.image(scan.tobytes(), **size, BitsPerComponent=8, ColorSpace=space)


@pytest.mark.parametrize(("kind", "placing", "turn"), SHOWN)
def test_what_is_read_is_what_is_shown(tmp_path, maker, read, camera, scan, kind, placing, turn):
    """Whatever the image's encoding, placing and the page's turn: as PDFium shows the page."""
    import cv2
    import pypdfium2

    image = variant(maker, kind, scan)
    path = maker.page(maker.draw(matrix=placing), images=[image], Rotate=turn).save(
        tmp_path / "a.pdf"
    )
    (page,) = read(path, camera)
    with pypdfium2.PdfDocument(path) as document:
        shown = document[0].render(scale=0.5).to_numpy()[..., :3]
    seen = camera.seen[0]
    small = cv2.resize(seen, shown.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.mean(np.abs(small.astype(int) - shown.astype(int))) < 6
    assert (page.width > page.height) == (turn in (90, 270))


def test_strips_and_small_images_are_rendered(tmp_path, maker, read, camera, scan):
    upper, lower = maker.image(scan[:1200]), maker.image(scan[1200:])
    maker.page(
        maker.draw("I0", f"595 0 0 {842 * 1200 / 2339} 0 {842 * 1139 / 2339}"),
        maker.draw("I1", f"595 0 0 {842 * 1139 / 2339} 0 0"),
        images=[upper, lower],
    )
    (page,) = read(maker.save(tmp_path / "a.pdf"), camera)
    assert page.notes == ("rendered",)
    assert abs(int(camera.seen[0][130, 700, 0]) - 30) < 10
    assert abs(int(camera.seen[0][1850, 1300, 0]) - 90) < 10


def test_an_image_at_a_slant_is_rendered(tmp_path, maker, read, camera, scan):
    matrix = "590 -20 20 838 0 10"
    path = maker.page(maker.draw(matrix=matrix), images=[maker.image(scan)]).save(
        tmp_path / "a.pdf"
    )
    assert read(path, camera)[0].notes == ("rendered",)


def test_a_very_large_page_is_rendered_at_a_lower_resolution(tmp_path, maker, read, camera):
    path = maker.page("q 0 g 4000 4000 4000 4000 re f Q", size=(14400, 14400)).save(
        tmp_path / "a.pdf"
    )
    (page,) = read(path, camera)
    assert camera.seen[0].size / 3 <= 40_100_000
    assert page.dpi < 40
    assert page.width == 14400


def test_an_image_of_too_many_pixels_leaves_the_other_pages(tmp_path, maker, read, camera, scan):
    huge = maker.image(
        b"\x00" * 1000,
        Width=30_000,
        Height=30_000,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
    )
    maker.page(maker.draw(), images=[huge])
    maker.page(maker.draw(matrix="300 0 0 400 0 0"), images=[huge])
    maker.page(maker.draw(), images=[maker.image(scan)])
    pages = read(maker.save(tmp_path / "a.pdf"), camera)
    assert [page.notes for page in pages] == [("too_large",), ("too_large",), ()]
    assert len(camera.seen) == 1


GARBAGE = [
    "".join(chr(0xE000 + n) for n in range(40)),
    "\ufffd" * 20 + "abc",
    "".join(chr(n) for n in range(0xA1, 0xFF)),
    "(cid:12)(cid:7)(cid:123)(cid:88)",
    "".join(chr(0x4E00 + (n * 7919) % 20900) for n in range(200)),
]
READABLE = [
    "关于做好有关工作的通知" * 4,
    "關於做好職業技能提升行動資金使用管理的通知" * 2,
    "Notice on the work, 2020-10-12, www.example.com, café",
    "表1  12.5%  300元/人  ①②③",
    "",
]


@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_is_known(text):
    from hongtou.ingest.pdf_page import is_garbage

    assert is_garbage(text)


@pytest.mark.parametrize("text", READABLE)
def test_text_is_not_garbage(text):
    from hongtou.ingest.pdf_page import is_garbage

    assert not is_garbage(text)


def test_a_garbage_text_layer_is_read_by_ocr(tmp_path, maker, read, camera):
    wrong = "".join(chr(n) for n in range(0xA1, 0xFF)) * 2
    path = maker.page(
        *(f"BT /L 12 Tf 50 {700 - 20 * n} Td ({wrong[:90]}) Tj ET" for n in range(3))
    ).save(tmp_path / "a.pdf")
    (page,) = read(path, camera)
    assert page.origin == "ocr"
    assert page.notes == ("garbage_text_layer", "rendered")


def test_the_stage_key_tells_what_a_page_was_read_from(tmp_path, make_pdf, camera, scan):
    def keys(name, engine, *contents):
        maker = make_pdf()
        for content in contents:
            maker.page(maker.draw(), images=[maker.image(content)])
        path = maker.save(tmp_path / name)
        return [key for key, _ in read_pages(path, probe(path), engine, MemoryCache())]

    from hongtou.ingest.engines.null import NullEngine

    other = scan.copy()
    other[500:600, 500:600] = 0
    first = keys("a.pdf", camera, scan, other, scan)
    assert first[0] == first[2] != first[1]  # one image, one reading
    assert keys("b.pdf", camera, other)[0] == first[1]  # whatever the file
    assert keys("c.pdf", NullEngine(), scan)[0] != first[0]  # but not whatever the engine


def test_a_cached_page_is_not_read_again_and_keeps_its_place(tmp_path, maker, camera, scan):
    image = maker.image(scan)
    maker.page(maker.draw(), images=[image]).page(*body(maker)).page(maker.draw(), images=[image])
    path = maker.save(tmp_path / "a.pdf")
    cache = MemoryCache()
    once = list(read_pages(path, probe(path), lambda: camera, cache))
    assert len(camera.seen) == 1
    assert [page.number for _, page in once] == [1, 2, 3]
    assert list(read_pages(path, probe(path), lambda: camera, cache)) == once
    assert len(camera.seen) == 1


def test_files_with_text_layers_ask_for_no_engine(tmp_path, maker, read):
    def refuse():
        raise AssertionError("asked for an engine")

    path = maker.page(*body(maker)).page().save(tmp_path / "a.pdf")
    assert len(list(read_pages(path, probe(path), refuse, MemoryCache()))) == 2


def test_a_range_of_pages(tmp_path, maker, read):
    for number in range(5):
        maker.page(maker.text(80, 700, f"第{number + 1}页的正文"))
    path = maker.save(tmp_path / "a.pdf")
    pages = read(path, first=2, last=4)
    assert [(page.number, page.lines[0].text) for page in pages] == [
        (2, "第2页的正文"),
        (3, "第3页的正文"),
        (4, "第4页的正文"),
    ]
    assert read(path, first=6) == []
    assert len(read(path, first=5, last=99)) == 1


def test_an_encrypted_pdf(tmp_path, maker, read):
    path = maker.page(*body(maker)).save(
        tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="geheim")
    )
    with pytest.raises(InputError, match="password") as caught:
        read(path)
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_an_empty_user_password_is_none(tmp_path, maker, read, strength):
    keys = {"R": strength} if strength >= 5 else {"R": strength, "aes": False, "metadata": False}
    if strength == 4:
        keys = {"R": 4, "aes": True, "metadata": False}
    path = maker.page(*body(maker)).save(
        tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="", **keys)
    )
    (page,) = read(path)
    assert texts(page) == BODY


def test_a_cut_pdf_is_saved_or_refused_at_every_length(tmp_path, maker, read):
    for number in range(3):
        maker.page(maker.text(80, 700, f"第{number + 1}页的正文"))
    data = maker.save(tmp_path / "whole.pdf").read_bytes()
    seen = set()
    for length in range(9, len(data), max(1, len(data) // 60)):
        path = tmp_path / "cut.pdf"
        path.write_bytes(data[:length])
        try:
            pages = read(path)
        except InputError as error:
            seen.add(error.code)
        else:
            assert all("repaired" in page.notes for page in pages)
            seen.add("saved")
    assert "truncated" in seen
    assert seen <= {"truncated", "damaged", "saved"}


def test_a_pdf_with_a_broken_table_of_objects_is_repaired(tmp_path, maker, read):
    data = (
        maker.page(*body(maker))
        .save(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
        .read_bytes()
    )
    start = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    path = tmp_path / "b.pdf"
    path.write_bytes(data[:start] + b"\n%%EOF")
    (page,) = read(path)
    assert texts(page) == BODY
    assert "repaired" in page.notes


def test_a_pdf_of_junk_is_refused(tmp_path, read):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"junk " * 100 + b"\nstartxref\n5\n%%EOF")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "damaged"
    with pytest.raises(InputError):
        count_pages(path, probe(path))


def test_a_text_layer_that_breaks_the_parser_is_read_coarsely(tmp_path, maker, read, monkeypatch):
    path = maker.page(*body(maker)).save(tmp_path / "a.pdf")

    def broken(page):
        raise KeyError("FontBBox")

    monkeypatch.setattr("hongtou.ingest.pdf.read_text_layer", broken)
    (page,) = read(path)
    assert texts(page) == BODY
    assert page.notes == ("coarse_text_layer",)
    assert page.lines[0].box[0] == pytest.approx(80, abs=3)
