"""Builders of OFD, DOCX, HTML and ZIP files: every test makes what it reads."""

import io
import zipfile
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import pytest

from hongtou.ingest import MemoryCache, count_pages, probe, read_pages
from hongtou.ingest.engines.null import NullEngine

MM = 25.4 / 72


def mm(value):
    return f"{value * MM:.4f}"


@dataclass
class OfdMaker:
    """Writes an OFD page by page; places and sizes in points, as everywhere else."""

    prefix: str = "ofd:"
    namespace: str = "http://www.ofdspec.org/2016"
    size: tuple = (595.0, 842.0)
    pages: list = field(default_factory=list)
    templates: dict = field(default_factory=dict)
    resources: str = ""
    members: dict = field(default_factory=dict)
    stamps: list = field(default_factory=list)
    notes: dict = field(default_factory=dict)

    def text(self, x, y, text, size=16.0, colour=None, edges=None, **attributes):
        """A text object whose characters' tops are at `y`; `edges` are theirs, else one em each."""
        steps = ""
        if edges:
            lefts = edges[::2]
            steps = " ".join(mm(b - a) for a, b in pairwise(lefts))
            steps = f" DeltaX={quoteattr(steps)}" if steps else ""
        fill = f'<{{p}}FillColor Value="{colour}"/>' if colour else ""
        more = "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
        return (
            f'<{{p}}TextObject Boundary="{mm(x)} {mm(y)} 200 20" Size="{mm(size)}"{more}>{fill}'
            f'<{{p}}TextCode X="0" Y="{mm(0.88 * size)}"{steps}>{self.braced(text)}</{{p}}TextCode>'
            "</{p}TextObject>"
        )

    @staticmethod
    def braced(text):
        return escape(text).replace("{", "{{").replace("}", "}}")

    def stroke(self, x0, y0, x1, y1, colour="0 0 0"):
        return (
            f'<{{p}}PathObject Boundary="{mm(x0)} {mm(y0)} {mm(x1 - x0)} {mm(y1 - y0)}">'
            f'<{{p}}StrokeColor Value="{colour}"/>'
            f"<{{p}}AbbreviatedData>M 0 0 L {mm(x1 - x0)} {mm(y1 - y0)}</{{p}}AbbreviatedData>"
            "</{p}PathObject>"
        )

    def image(self, resource, x=0.0, y=0.0, width=595.0, height=842.0):
        return (
            f'<{{p}}ImageObject ResourceID="{resource}" Boundary="{mm(x)} {mm(y)} {mm(width)}'
            f' {mm(height)}" CTM="{mm(width)} 0 0 {mm(height)} 0 0"/>'
        )

    def picture(self, identifier, data, name="Doc_0/Res/image.png", stated="image.png"):
        self.resources += (
            f'<{{p}}MultiMedia ID="{identifier}" Type="Image"><{{p}}MediaFile>{stated}'
            "</{p}MediaFile></{p}MultiMedia>"
        )
        if data is not None:
            self.members[name] = data

    def page(self, *items, head=""):
        self.pages.append((head, "".join(items)))
        return self

    def save(self, path, *, drop=()):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts().items():
                if name not in drop:
                    archive.writestr(name, data)
        return path

    def parts(self):
        width, height = (value * MM for value in self.size)
        refs = "".join(
            f'<{{p}}Page ID="{10 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
            for n in range(len(self.pages))
        )
        templates = "".join(
            f'<{{p}}TemplatePage ID="{name}" BaseLoc="Tpls/{name}.xml"/>' for name in self.templates
        )
        made = {
            "OFD.xml": "<{p}OFD{x}><{p}DocBody><{p}DocRoot>Doc_0/Document.xml</{p}DocRoot>"
            "<{p}Signatures>/Doc_0/Signs/Signatures.xml</{p}Signatures></{p}DocBody></{p}OFD>",
            "Doc_0/Document.xml": "<{p}Document{x}><{p}CommonData><{p}PageArea><{p}PhysicalBox>"
            f"0 0 {width:.4f} {height:.4f}</{{p}}PhysicalBox></{{p}}PageArea>{templates}"
            "<{p}PublicRes>PublicRes.xml</{p}PublicRes></{p}CommonData><{p}Pages>"
            f"{refs}</{{p}}Pages><{{p}}Annotations>Annots/Annotations.xml</{{p}}Annotations>"
            "</{p}Document>",
            "Doc_0/PublicRes.xml": f'<{{p}}Res{{x}} BaseLoc="Res">{self.resources}</{{p}}Res>',
        }
        for n, (head, items) in enumerate(self.pages):
            made[f"Doc_0/Pages/Page_{n}/Content.xml"] = self.content(head, items)
        for name, items in self.templates.items():
            made[f"Doc_0/Tpls/{name}.xml"] = self.content("", items)
        made |= self.marks()
        filled = {name: self.filled(text) for name, text in made.items()}
        return filled | self.members

    def marks(self):
        made = {}
        if self.stamps:
            made["Doc_0/Signs/Signatures.xml"] = (
                '<{p}Signatures{x}><{p}Signature ID="1" BaseLoc="Sign_0/Signature.xml"/>'
                "</{p}Signatures>"
            )
            spots = "".join(
                f'<{{p}}StampAnnot PageRef="{10 + page}" Boundary="{mm(x)} {mm(y)} {mm(w)} {mm(h)}"/>'
                for page, x, y, w, h in self.stamps
            )
            made["Doc_0/Signs/Sign_0/Signature.xml"] = (
                f"<{{p}}Signature{{x}}><{{p}}SignedInfo>{spots}</{{p}}SignedInfo></{{p}}Signature>"
            )
        if self.notes:
            refs = "".join(
                f'<{{p}}Page PageID="{10 + n}"><{{p}}FileLoc>Page_{n}.xml</{{p}}FileLoc></{{p}}Page>'
                for n in self.notes
            )
            made["Doc_0/Annots/Annotations.xml"] = (
                f"<{{p}}Annotations{{x}}>{refs}</{{p}}Annotations>"
            )
            for n, items in self.notes.items():
                made[f"Doc_0/Annots/Page_{n}.xml"] = (
                    f"<{{p}}PageAnnot{{x}}>{items}</{{p}}PageAnnot>"
                )
        return made

    @staticmethod
    def content(head, items):
        return f"<{{p}}Page{{x}}>{head}<{{p}}Content><{{p}}Layer>{items}</{{p}}Layer></{{p}}Content></{{p}}Page>"

    def filled(self, text):
        name = "xmlns:" + self.prefix[:-1] if self.prefix else "xmlns"
        space = f' {name}="{self.namespace}"' if self.namespace else ""
        return text.format(p=self.prefix, x=space)


@pytest.fixture
def make_ofd():
    return OfdMaker


@pytest.fixture
def read():
    """The pages of a file, read by the null engine unless another is given."""

    def run(path, engine=None, **keys):
        source = probe(path)
        count_pages(path, source)
        engine = NullEngine() if engine is None else engine
        return [page for _, page in read_pages(path, source, engine, MemoryCache(), **keys)]

    return run


@pytest.fixture
def png():
    """A PNG of that size, dark in its upper left quarter."""

    def make(width=850, height=1203):
        from PIL import Image

        image = Image.new("L", (width, height), 250)
        image.paste(20, (0, 0, width // 2, height // 2))
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()

    return make


@pytest.fixture
def make_zip():
    """A ZIP of members; names are bytes where they are not to be UTF-8."""

    def make(path, members, **keys):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                if isinstance(name, bytes):
                    info = _Raw(name)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(info, data)
                else:
                    archive.writestr(name, data, **keys)
        return path

    return make


class _Raw(zipfile.ZipInfo):
    """A member whose name is written as the bytes given, without the flag of UTF-8."""

    def __init__(self, raw):
        super().__init__(raw.decode("cp437"))
        self.raw = raw

    def _encodeFilenameFlags(self):  # noqa: N802  # the name zipfile knows
        return self.raw, self.flag_bits & ~0x800
