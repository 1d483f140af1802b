"""Damaged and hostile files: a page, or an error that says what to do; never anything else."""

import io
import random
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hongtou.ingest import InputError, MemoryCache, count_pages, probe, read_pages
from hongtou.ingest.engines.null import NullEngine
from hongtou.ingest.members import list_members

CAREFUL = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def outcome(path):
    """The number of lines, or the code of the error; anything else is a fault of ours."""
    try:
        source = probe(path)
        if source.media_type == "application/zip":
            return len(list_members(path)[0])
        count_pages(path, source)
        pages = [page for _, page in read_pages(path, source, NullEngine(), MemoryCache())]
    except InputError as error:
        return error.code if error.reason and error.advice else 1 / 0
    return sum(len(page.lines) for page in pages)


@pytest.fixture
def samples(make_ofd, make_zip, png):
    """One sound file of each kind, as bytes."""
    maker = make_ofd()
    maker.picture(4, png(60, 80))
    maker.templates["5"] = maker.text(80, 40, "页眉")
    maker.page(
        maker.text(80, 100, "安政发〔2020〕9号", DeltaX="").replace('Y="', 'DeltaX="g 9 5" Y="', 1),
        maker.image(4, 50, 50, 90, 90),
        maker.stroke(50, 300, 500, 300),
        head='<{p}Template TemplateID="5"/>',
    )
    maker.stamps = [(0, 300, 400, 113, 113)]
    maker.notes[0] = '<{p}Annot Type="Stamp"/>'
    document = docx.Document()
    document.add_paragraph("第一条", "List Number")
    document.add_table(2, 2).cell(0, 0).text = "序号"
    buffer = io.BytesIO()
    document.save(buffer)
    page = "<html><body><table><tr><td>索引号<td>1</table><div><p>正文。<br>完</div></body></html>"
    return {
        "ofd": maker.save(io.BytesIO()).getvalue(),
        "docx": buffer.getvalue(),
        "html": page.encode("gb18030"),
        "zip": make_zip(io.BytesIO(), {"甲.txt".encode("gbk"): "正文"}).getvalue(),
    }


@pytest.mark.parametrize("kind", ["ofd", "docx", "html", "zip"])
@CAREFUL
@given(seed=st.integers(0, 2**32))
def test_bytes_changed_or_cut_off(tmp_path, samples, kind, seed):
    chance = random.Random(seed)
    whole = bytearray(samples[kind])
    for _ in range(chance.randrange(7)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    end = chance.choice([len(whole), chance.randrange(1, len(whole))])
    path = tmp_path / f"a.{kind}"
    path.write_bytes(whole[:end])
    outcome(path)


WILD = ["-1", "NaN", "1e999", "g 99999999 1", '"', "<", "&x;", "\x00", "9" * 400]


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", ["ofd", "docx"])
@CAREFUL
@given(seed=st.integers(0, 2**32))
def test_xml_changed_inside_a_sound_package(tmp_path, samples, kind, seed):
    """Text of the XML cut out, doubled or replaced by what numbers and names may not be."""
    chance = random.Random(seed)
    parts = parts_of(samples[kind])
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    for _ in range(chance.randrange(1, 4)):
        name = chance.choice(names)
        text = parts[name].decode("utf-8", "replace")
        a = chance.randrange(len(text) + 1)
        b = min(len(text), a + chance.randrange(40))
        put = chance.choice(["", text[a:b] * 2, *WILD])
        parts[name] = (text[:a] + put + text[b:]).encode()
    if chance.random() < 0.3:
        del parts[chance.choice(sorted(parts))]
    path = tmp_path / f"a.{kind}"
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    outcome(path)


@CAREFUL
@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan='-1'>", "<p>", "</p>", "<br>",
             "<div class=nav>", "</div>", "<a href=x.doc>", "</a>", "索引号：", "发文字号", "正文。", "&nbsp;",
             "<ul>", "<li>", "</ul>", "<!--", "-->", "<![CDATA[", "<h1>", "<font color=red>", "\x00", "&#0;"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_soup_of_tags(tmp_path, pieces):
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "".join(pieces), encoding="utf-8")
    outcome(path)


@pytest.mark.parametrize("kind", ["ofd", "docx"])
def test_sound_samples_are_read(tmp_path, samples, kind):
    path = tmp_path / f"a.{kind}"
    path.write_bytes(samples[kind])
    assert isinstance(outcome(path), int)


@pytest.mark.parametrize("kind", ["ofd", "docx"])
def test_many_small_members_are_bounded(tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(20_100):
            archive.writestr(f"word/{n}.xml", "")
        archive.writestr("[Content_Types].xml" if kind == "docx" else "OFD.xml", "<a/>")
    assert outcome(path) == "too_large"
