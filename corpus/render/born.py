"""A born-digital PDF: real text in embedded subset fonts, vector rules, seals as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from .fonts import FILES, found
from .marks import pen_layer, seal_layer, stamp_layer
from .page import HEIGHT, WIDTH, Page, Pen, Rule, Seal, Stamp, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PIL import Image

PICTURE_DPI = 200
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{maps}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Face:
    """One face of the file: the characters used, their codes, and its objects in the PDF.

    Codes are those of Identity-H: character identifiers of a CID-keyed CFF font, else glyph numbers."""

    def __init__(self, key: str, chars: Iterable[str]) -> None:
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont

        name, index = FILES[key]
        self.chars = sorted(set(chars))
        font = TTFont(found()[name], fontNumber=index, recalcTimestamp=False)
        options = Options(drop_tables=["GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx", "mort"])
        options.layout_features = []
        options.hinting = False
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(self.chars))
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out, reorderTables=None)
        self.font = TTFont(io.BytesIO(out.getvalue()))
        self.data = out.getvalue()
        self.is_cff = "CFF " in self.font
        self.name = f"{_tag(self.chars)}+{self.font['name'].getDebugName(6)}"
        names = self.font.getBestCmap()
        self.codes = {char: self._code(names[ord(char)]) for char in self.chars}
        per_em = self.font["head"].unitsPerEm
        self.widths = {
            self.codes[char]: round(1000 * self.font["hmtx"][names[ord(char)]][0] / per_em)
            for char in self.chars
        }

    def _code(self, glyph: str) -> int:
        if self.is_cff:
            return int(glyph.removeprefix("cid"))
        return int(self.font.getGlyphID(glyph))

    def encode(self, text: str) -> str:
        """The text as a PDF string in hexadecimal."""
        return "<" + "".join(f"{self.codes[char]:04X}" for char in text) + ">"

    def put(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The font's dictionaries and file, as a Type 0 font."""
        name = Name("/" + self.name)
        if self.is_cff:
            program = Stream(pdf, self.font.getTableData("CFF "), Subtype=Name.CIDFontType0C)
        else:
            program = Stream(pdf, self.data, Length1=len(self.data))
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array([-200, -250, 1200, 950]),
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=700,
            StemV=80,
        )
        descriptor[Name.FontFile3 if self.is_cff else Name.FontFile2] = program
        widths = [part for code in sorted(self.widths) for part in (code, [self.widths[code]])]
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if self.is_cff else Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=1000,
            W=Array([Array(part) if isinstance(part, list) else part for part in widths]),
        )
        if not self.is_cff:
            descendant.CIDToGIDMap = Name.Identity
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=Stream(pdf, self._to_unicode()),
        )

    def _to_unicode(self) -> bytes:
        rows = [
            f"<{self.codes[c]:04X}> <{c.encode('utf-16-be').hex().upper()}>" for c in self.chars
        ]
        blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
        maps = [
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        ]
        return _TO_UNICODE.format(maps="\n".join(maps)).encode()


def _tag(chars: Sequence[str]) -> str:
    """The six letters that mark a subset (ISO 32000 9.9.2), from the characters in it."""
    total = sum(index * ord(char) for index, char in enumerate(chars, 1))
    return "".join(chr(65 + total // 26**place % 26) for place in range(6))


def _colour(colour: tuple[int, int, int]) -> str:
    return " ".join(f"{part / 255:.3f}" for part in colour)


def _draw_text(item: Text, face: Face) -> str:
    matrix = f"1 0 0 1 {item.x:.2f} {HEIGHT - item.baseline:.2f}"
    return (
        f"BT /{item.face} {item.size:.2f} Tf {100 * item.stretch:.1f} Tz"
        f" {_colour(item.colour)} rg {matrix} Tm {face.encode(item.text)} Tj ET"
    )


def _draw_rule(item: Rule) -> str:
    ends = f"{item.x0:.2f} {HEIGHT - item.y0:.2f} m {item.x1:.2f} {HEIGHT - item.y1:.2f} l"
    return f"{_colour(item.colour)} RG {item.weight:.2f} w {ends} S"


_LAYERS: dict[type, Callable[..., Image.Image]] = {
    Seal: seal_layer,
    Pen: pen_layer,
    Stamp: stamp_layer,
}


def _picture(pdf: pikepdf.Pdf, layer: Image.Image) -> tuple[Stream, tuple[int, int, int, int]]:
    """Ink on a transparent ground, cut to its box in pixels: white becomes see-through."""
    pixels = np.asarray(layer)
    rows, columns = np.nonzero(pixels.min(axis=2) < 250)
    box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    part = pixels[box[1] : box[3], box[0] : box[2]].astype(np.float32)
    alpha = 255 - part.min(axis=2)
    ink = 255 - (255 - part) * 255 / np.maximum(alpha, 1)[..., None]
    size = {"Width": part.shape[1], "Height": part.shape[0], "BitsPerComponent": 8}
    image = {"Type": Name.XObject, "Subtype": Name.Image, **size}
    mask = Stream(pdf, alpha.astype(np.uint8).tobytes(), ColorSpace=Name.DeviceGray, **image)
    colours = np.clip(ink, 0, 255).astype(np.uint8).tobytes()
    return Stream(pdf, colours, ColorSpace=Name.DeviceRGB, SMask=mask, **image), box


def _page(pdf: pikepdf.Pdf, page: Page, faces: dict[str, Face], seed: Sequence[int]) -> None:
    """Adds one page: print, then seals and pen over it."""
    rng = np.random.default_rng(list(seed))
    scale = PICTURE_DPI / 72
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    drawn, pictures = [], {}
    for item in page.items:
        if isinstance(item, Text):
            drawn.append(_draw_text(item, faces[item.face]))
        elif isinstance(item, Rule):
            drawn.append(_draw_rule(item))
    for item in page.items:
        if isinstance(item, Text | Rule):
            continue
        image, (x0, y0, x1, y1) = _picture(pdf, _LAYERS[type(item)](item, size, scale, rng))
        name = f"Im{len(pictures)}"
        pictures[name] = image
        place = [(x1 - x0) / scale, (y1 - y0) / scale, x0 / scale, HEIGHT - y1 / scale]
        wide, high, left, foot = (f"{value:.2f}" for value in place)
        drawn.append(f"q {wide} 0 0 {high} {left} {foot} cm /{name} Do Q")
    sheet = pdf.add_blank_page(page_size=(round(WIDTH, 2), round(HEIGHT, 2)))
    resources: dict[str, Any] = {"/Font": pdf.Root.Fonts}
    if pictures:
        resources["/XObject"] = Dictionary({f"/{name}": image for name, image in pictures.items()})
    sheet.Resources = Dictionary(resources)
    sheet.Contents = Stream(pdf, "\n".join(drawn).encode())


def born_digital(pages: Sequence[Page], seed: int) -> bytes:
    """The file as the office's own program writes it; the bytes repeat."""
    used: dict[str, set[str]] = {}
    for item in (item for page in pages for item in page.items):
        if isinstance(item, Text):
            used.setdefault(item.face, set()).update(item.text)
    faces = {key: Face(key, chars) for key, chars in sorted(used.items())}
    pdf = pikepdf.new()
    fonts = Dictionary({f"/{key}": pdf.make_indirect(face.put(pdf)) for key, face in faces.items()})
    pdf.Root.Fonts = pdf.make_indirect(fonts)
    for index, page in enumerate(pages):
        _page(pdf, page, faces, (seed, index))
    del pdf.Root.Fonts
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()
