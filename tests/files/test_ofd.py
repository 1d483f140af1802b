"""OFD pages: places, directions, templates, pictures, seals, odd packages."""

import pytest

from hongtou.ingest import InputError, count_pages, probe


def texts(page, kind=None):
    return [line.text for line in page.lines if kind is None or line.kind == kind]


def near(box, expected):
    return box == pytest.approx(expected, abs=0.6)


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [
        ("ofd:", "http://www.ofdspec.org/2016"),
        ("ofd:", "http://www.ofdspec.org"),
        ("o:", "http://www.ofdspec.org/2016"),
        ("", "http://www.ofdspec.org/2016"),
        ("", ""),
    ],
)
def test_text_stands_where_it_is_drawn(tmp_path, make_ofd, read, prefix, namespace):
    maker = make_ofd(prefix, namespace)
    maker.page(maker.text(100, 200, "安政发〔2020〕9号"), maker.text(100, 260, "各县：", 21))
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert (round(page.width), round(page.height)) == (595, 842)
    assert texts(page) == ["安政发〔2020〕9号", "各县："]
    assert near(page.lines[0].box, (100, 200, 100 + 6 * 16 + 5 * 8, 216))
    assert page.lines[1].size == pytest.approx(21, abs=0.1)
    assert len(page.lines[0].edges) == 2 * len(page.lines[0].text)


def test_advances_are_followed_and_repeats_counted(tmp_path, make_ofd, read):
    maker = make_ofd()
    steps = maker.text(100, 100, "甲乙丙丁", 16, DeltaX="").replace('DeltaX=""', "")
    spread = steps.replace('Y="', 'DeltaX="g 2 5.6444 30" Y="', 1)
    maker.page(spread)
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == ["甲乙丙", "丁"]  # 30 mm between the last two
    assert near(page.lines[1].box, (100 + 2 * 16 + 85, 100, 116 + 2 * 16 + 85, 116))


def test_matrix_colour_and_hidden_text(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.page(
        maker.text(50, 50, "安河市文件", 30, "#ee #20 #25", CTM="1.2 0 0 1.2 0 0"),
        maker.text(50, 150, "看不见", 16, Visible="false"),
        maker.text(50, 190, "透明", 16, Alpha="0"),
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == ["安河市文件"]
    assert page.lines[0].colour == "red"
    assert page.lines[0].size == pytest.approx(36, abs=0.2)


def test_a_drawing_parameter_gives_the_colour(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.resources = (
        '<{p}DrawParam ID="7"><{p}FillColor Value="230 20 20"/></{p}DrawParam>'
        '<{p}DrawParam ID="8" Relative="7"/><{p}DrawParam ID="9" Relative="9"/>'
    )
    maker.page(
        maker.text(50, 50, "红头", 30, DrawParam="8"), maker.text(50, 150, "黑字", DrawParam="9")
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert [line.colour for line in page.lines] == ["red", "black"]


def test_templates_lie_under_the_page_and_blocks_are_entered(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.templates["5"] = maker.text(80, 40, "页眉") + maker.stroke(80, 60, 500, 60, "238 32 37")
    maker.resources = (
        '<{p}CompositeGraphicUnit ID="3"><{p}Content>'
        + maker.text(80, 300, "组合里的字")
        + "</{p}Content></{p}CompositeGraphicUnit>"
    )
    maker.page(
        "<{p}PageBlock><{p}PageBlock>"
        + maker.text(80, 100, "块里的字")
        + "</{p}PageBlock></{p}PageBlock>",
        '<{p}CompositeObject ResourceID="3" Boundary="0 0 200 200"/>',
        head='<{p}Template TemplateID="5" ZOrder="Background"/>',
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == ["页眉", "块里的字", "组合里的字"]
    assert [mark.kind for mark in page.marks] == ["red_rule"]


def test_units_in_each_other_come_to_an_end(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.resources = "".join(
        f'<{{p}}CompositeGraphicUnit ID="{n}"><{{p}}Content>'
        + f'<{{p}}CompositeObject ResourceID="{m}"/>' * 40
        + "</{p}Content></{p}CompositeGraphicUnit>"
        for n, m in ((1, 2), (2, 1))
    )
    maker.page(maker.text(80, 100, "正文"), '<{p}CompositeObject ResourceID="1"/>')
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == ["正文"]


def test_vertical_text_is_read_from_the_right(tmp_path, make_ofd, read):
    maker = make_ofd()
    columns = ["各县人民政府：", "现将有关事项", "通知如下。"]
    maker.page(
        *(
            maker.text(500 - 30 * n, 80, text, ReadDirection="90")
            for n, text in reversed(list(enumerate(columns)))
        )
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == columns
    assert page.turned == 270
    assert near(page.on_sheet(page.lines[0].box), (500, 80, 516, 80 + 7 * 16))


def test_a_page_on_its_side_is_turned(tmp_path, make_ofd, read):
    maker = make_ofd(size=(595.0, 842.0))
    maker.page(
        maker.text(300, 100, "第一行文字内容", CTM="0 1 -1 0 0 0"),
        maker.text(270, 100, "第二行文字内容", CTM="0 1 -1 0 0 0"),
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == ["第一行文字内容", "第二行文字内容"]
    assert (page.turned, round(page.width), round(page.height)) == (270, 842, 595)


def test_slanted_text_is_a_stamp_told_once(tmp_path, make_ofd, read):
    maker = make_ofd()
    slant = "0.7071 0.7071 -0.7071 0.7071 0 0"
    maker.page(
        maker.text(80, 100, "正文在这里"),
        *(maker.text(100, y, "内部资料", 24, CTM=slant) for y in (200, 400, 600)),
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page, "print") == ["正文在这里"]
    assert texts(page, "stamp") == ["内部资料"]


def test_ruled_tables_are_found(tmp_path, make_ofd, read):
    maker = make_ofd()
    lines = [maker.stroke(100, y, 400, y) for y in (100, 140, 180)]
    lines += [maker.stroke(x, 100, x, 180) for x in (100, 200, 400)]
    maker.page(*lines, maker.text(110, 110, "序号"), maker.text(110, 150, "1"))
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert [(grid.rows, grid.columns) for grid in page.tables] == [(2, 2)]


def test_a_page_that_is_a_picture_goes_through_the_engine(tmp_path, make_ofd, read, camera, png):
    maker = make_ofd()
    maker.picture(4, png())
    maker.page(maker.image(4)).page(maker.text(80, 100, "正文"))
    pages = read(maker.save(tmp_path / "a.ofd"), camera)
    assert [page.origin for page in pages] == ["ocr", "text_layer"]
    assert len(camera.seen) == 1
    assert near(pages[0].lines[0].box, (59.5, 84.2, 535.5, 126.3))


def test_pictures_laid_side_by_side_are_one_page(tmp_path, make_ofd, read, camera, png):
    maker = make_ofd()
    maker.picture(4, png(850, 600))
    maker.page(maker.image(4, 0, 0, 595, 421), maker.image(4, 0, 421, 595, 421))
    (page,) = read(maker.save(tmp_path / "a.ofd"), camera)
    assert page.origin == "ocr"
    (seen,) = camera.seen
    assert seen.shape[:2] == (2339, 1653)
    dark = seen[..., 0] < 100
    assert dark[300, 300]
    assert dark[1169 + 300, 300]
    assert not dark[800, 300]


def test_text_typed_on_a_form_is_kept_beside_what_the_picture_says(
    tmp_path, make_ofd, read, camera, png
):
    maker = make_ofd()
    maker.picture(4, png())
    maker.page(maker.image(4), maker.text(200, 400, "张某某"))
    (page,) = read(maker.save(tmp_path / "a.ofd"), camera)
    assert texts(page) == ["一行字", "张某某"]


def test_text_under_a_picture_is_hidden(tmp_path, make_ofd, read, camera, png):
    maker = make_ofd()
    maker.picture(4, png())
    maker.page(maker.text(200, 400, "别人识别的字"), maker.image(4))
    (page,) = read(maker.save(tmp_path / "a.ofd"), camera)
    assert texts(page) == ["一行字"]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("/Doc_0/Res/image.png", "Doc_0/Res/image.png"),
        ("image.png", "Doc_0/Res/IMAGE.PNG"),
        ("Res\\image.png", "Doc_0/Res/image.png"),
        ("../other/扫描件.png", "elsewhere/扫描件.png"),
    ],
)
def test_resources_are_found_by_odd_paths(tmp_path, make_ofd, read, camera, png, stated, name):
    maker = make_ofd()
    maker.picture(4, png(), name, stated)
    maker.page(maker.image(4))
    (page,) = read(maker.save(tmp_path / "a.ofd"), camera)
    assert page.origin == "ocr"


def test_a_missing_picture_is_said_and_the_rest_read(tmp_path, make_ofd, read, camera):
    maker = make_ofd()
    maker.picture(4, None)
    maker.page(maker.image(4), maker.text(80, 100, "正文")).page(maker.image(4))
    with_text, without = read(maker.save(tmp_path / "a.ofd"), camera)
    assert texts(with_text) == ["正文"]
    assert "image_missing" in with_text.notes
    assert {"image_missing", "damaged"} <= set(without.notes)


def test_a_picture_of_an_unknown_kind_is_said(tmp_path, make_ofd, read, camera):
    maker = make_ofd()
    maker.picture(4, b"no picture at all" * 9)
    maker.page(maker.image(4))
    (page,) = read(maker.save(tmp_path / "a.ofd"), camera)
    assert {"damaged", "image_unsupported"} <= set(page.notes)


def test_seals_and_annotations_are_named(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "正文")).page(maker.text(80, 100, "落款"))
    maker.stamps = [(1, 300, 400, 113, 113)]
    maker.notes[0] = (
        '<{p}Annot Type="Stamp"><{p}Appearance Boundary="35.2778 70.5556 50 20">'
        + maker.text(0, 0, "请办公室阅处")
        + "</{p}Appearance></{p}Annot>"
    )
    first, second = read(maker.save(tmp_path / "a.ofd"))
    assert texts(first, "stamp") == ["请办公室阅处"]
    assert near(first.lines[-1].box, (100, 200, 196, 216))
    assert {"annotation_stamp", "signed"} == set(first.notes)
    (seal,) = second.marks
    assert seal.kind == "seal"
    assert near(seal.box, (300, 400, 413, 513))


def test_pages_of_several_documents_follow_each_other(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "甲"))
    other = make_ofd()
    other.page(other.text(80, 100, "乙"))
    maker.members |= {
        name.replace("Doc_0", "Doc_1"): data
        for name, data in other.parts().items()
        if name.startswith("Doc_0")
    }
    entry = maker.parts()["OFD.xml"]
    body = entry[entry.index("<ofd:DocBody") : entry.index("</ofd:OFD>")]
    maker.members["OFD.xml"] = entry.replace(body, body + body.replace("Doc_0", "Doc_1"))
    pages = read(maker.save(tmp_path / "a.ofd"))
    assert [(page.number, texts(page)) for page in pages] == [(1, ["甲"]), (2, ["乙"])]


def test_a_page_that_is_missing_among_others_is_empty(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "甲")).page(maker.text(80, 100, "乙"))
    path = maker.save(tmp_path / "a.ofd", drop=("Doc_0/Pages/Page_0/Content.xml",))
    first, second = read(path)
    assert (first.notes, texts(second)) == (("damaged",), ["乙"])


def test_broken_xml_is_saved_as_far_as_it_goes(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "前面"), maker.text(80, 200, "后面"))
    name = "Doc_0/Pages/Page_0/Content.xml"
    whole = maker.parts()[name]
    maker.members[name] = whole[: whole.index("后面")]
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    assert texts(page) == ["前面"]
    assert "repaired" in page.notes


def test_entities_are_not_resolved(tmp_path, make_ofd, read):
    (tmp_path / "secret.txt").write_text("机密内容")
    maker = make_ofd()
    maker.page(maker.text(80, 100, "正文"), maker.text(80, 200, "&e;&f;"))
    name = "Doc_0/Pages/Page_0/Content.xml"
    body = maker.parts()[name].replace("&amp;e;&amp;f;", "前&e;&f;后")
    secret = (tmp_path / "secret.txt").as_uri()
    maker.members[name] = (
        f'<!DOCTYPE p [<!ENTITY a "炸炸炸炸炸炸炸炸炸炸"><!ENTITY b "{"&a;" * 50}">'
        f'<!ENTITY e "{"&b;" * 50}"><!ENTITY f SYSTEM "{secret}">]>{body}'
    )
    (page,) = read(maker.save(tmp_path / "a.ofd"))
    said = "".join(texts(page))
    assert "正文" in said
    assert "机密" not in said
    assert len(said) < 20


FAULTS = [
    ({"drop": ("Doc_0/Document.xml",)}, "damaged"),
    ({"drop": ("OFD.xml",)}, "mismatch"),
]


@pytest.mark.parametrize(("keys", "code"), FAULTS)
def test_a_package_without_its_parts_says_so(tmp_path, make_ofd, keys, code):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "甲"))
    path = maker.save(tmp_path / "a.ofd", **keys)
    with pytest.raises(InputError) as caught:
        count_pages(path, probe(path))
    assert caught.value.code == code


def test_a_cut_off_package_says_so(tmp_path, make_ofd):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "甲"))
    path = maker.save(tmp_path / "a.ofd")
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(InputError) as caught:
        probe(path)
    assert caught.value.code == "truncated"


def test_a_bomb_is_given_up(tmp_path, make_ofd, read):
    maker = make_ofd()
    maker.page(maker.text(80, 100, "甲"))
    maker.members["Doc_0/Pages/Page_0/Content.xml"] = b" " * 60_000_000
    path = maker.save(tmp_path / "a.ofd")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "too_large"
