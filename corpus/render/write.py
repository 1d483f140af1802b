"""Sources into files: the scan, its truth, the plain text."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pikepdf
from PIL import Image

from .born import born_digital
from .check import checked
from .compose import compose
from .draw import draw_page
from .fax import faxed, sender_line, to_tiff
from .gold import moved, write_gold
from .page import HEIGHT, WIDTH, Page
from .plain import plain_text
from .scan import BLANK_BLEED, VARIANTS, Pixels, Variant, jpeg, scan
from .sheets import Sheet, lay, parts, truth
from .source import Source, SourceError, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def pages_by_circular(source: Source) -> list[list[Page]]:
    """The pages of each circular of a file; SourceError where its markup is wrong."""
    return [compose(document) for document in checked(source).documents]


def pages_of(source: Source) -> list[Page]:
    """The pages of all circulars of a file, one after the other."""
    return [page for pages in pages_by_circular(source) for page in pages]


def variant_of(source: Source, name: str) -> Variant:
    """The variant by its name, or SourceError."""
    if name not in VARIANTS:
        raise SourceError(f"{source.stem}.toml: variant “{name}” is none of {', '.join(VARIANTS)}")
    return VARIANTS[name]


def _paper(
    pages: Sequence[Page], sheet: Sheet, variant: Variant, seed: int
) -> tuple[Image.Image, Image.Image | None]:
    """A sheet before it is scanned, and what may show through it."""

    def drawn(index: int) -> Image.Image:
        return draw_page(pages[index], variant.dpi, np.random.default_rng([seed, index]))

    fronts = [drawn(index) for index in sheet.pages]
    if variant.up > 1:
        width, height = fronts[0].size if fronts else drawn(0).size
        front = Image.new("RGB", (variant.up * width, height), "white")
        for place, image in enumerate(fronts):
            front.paste(image, (place * width, 0))
        return front, None
    if not fronts:
        behind = drawn(sheet.behind or 0)
        return Image.new("RGB", behind.size, "white"), behind
    after = sheet.pages[0] + 1
    return fronts[0], drawn(after) if variant.bleed and after < len(pages) else None


def scanned(
    pages: Sequence[Page], laid: Sequence[Sheet], variant: Variant, seed: int
) -> Iterator[Pixels]:
    """The picture of each page of a file. Each has random numbers of its own: none depends on another."""
    for number, sheet in enumerate(laid, 1):
        own = [seed, sheet.pages[0], 1] if sheet.pages else [seed, number, 2]
        rng = np.random.default_rng(own)
        front, behind = _paper(pages, sheet, variant, seed)
        bleed = variant.bleed if sheet.pages else max(variant.bleed, BLANK_BLEED)
        pixels = scan(front, behind, variant, rng, bleed=bleed)
        if sheet.turned:
            pixels = np.ascontiguousarray(np.rot90(pixels, 2))
        if variant.medium == "fax":
            pixels = faxed(pixels, sender_line(number, len(laid), seed), rng)
        yield pixels[..., 0] if variant.device == "copier" else pixels


def to_pdf(images: Iterator[bytes], dpi: int) -> bytes:
    """An image-only PDF; no dates and no random identifier, so the bytes repeat."""
    pdf = pikepdf.new()
    for data in images:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            grey = image.mode == "L"
        stream = pikepdf.Stream(
            pdf,
            data,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        wide, high = _points(width, height, dpi)
        page = pdf.add_blank_page(page_size=(round(wide, 2), round(high, 2)))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
        matrix = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Im0 Do Q"
        page.Contents = pikepdf.Stream(pdf, matrix.encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _points(width: int, height: int, dpi: int) -> tuple[float, float]:
    """The page's size in points: A4, A3 across, or what the picture's pixels make."""
    for size in ((WIDTH, HEIGHT), (2 * WIDTH, HEIGHT)):
        if abs(width - size[0] * dpi / 72) < 3 and abs(height - size[1] * dpi / 72) < 3:
            return size
    return width * 72 / dpi, height * 72 / dpi


def file_of(
    pages: Sequence[Page], laid: Sequence[Sheet], variant: Variant, seed: int
) -> tuple[bytes, str]:
    """One file of a variant and its suffix."""
    if variant.medium == "text":
        ordered = [pages[sheet.pages[0]] if sheet.pages else Page() for sheet in laid]
        return born_digital(ordered, seed), ".pdf"
    pictures = scanned(pages, laid, variant, seed)
    if variant.medium == "fax":
        return to_tiff(pictures), ".tif"
    return to_pdf((jpeg(picture, variant.quality) for picture in pictures), variant.dpi), ".pdf"


def write_scan(source: Source, name: str, folder: Path) -> list[Path]:
    """Writes the scan and its truth, of a circular in halves two of each; gives the scans' paths."""
    variant = variant_of(source, name)
    by_circular = pages_by_circular(source)
    pages = [page for one in by_circular for page in one]
    laid = lay(source, [len(one) for one in by_circular], variant)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for half, sheets in parts(source, laid):
        data, suffix = file_of(pages, sheets, variant, source.seed)
        target = folder / f"{source.stem}{half}{suffix}"
        target.write_bytes(data)
        said = truth(sheets, pages, variant, source.seed)
        (folder / f"{source.stem}{half}.truth.json").write_text(said, "utf-8")
        written.append(target)
    return written


def write_text(source: Source, folder: Path) -> Path:
    """Writes the plain text; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{source.stem}.txt"
    target.write_text(plain_text(checked(source)), "utf-8")
    return target


def render(path: Path, corpus: Path) -> list[Path]:
    """A source's scan in the variant assigned to it, its truth and its text; gives the scans' paths."""
    source = load(path)
    scans = write_scan(source, source.variant, corpus / "scans")
    write_text(source, corpus / "text")
    return scans


def render_as(path: Path, name: str, out: Path) -> list[Path]:
    """A source's scan in a variant of one's choice, its truth and its gold, in `out/NAME/scans`.

    `hongtou evaluate out/NAME` scores it. Gives the scans' paths."""
    source = load(path)
    scans = write_scan(source, name, out / name / "scans")
    known = path.parent.parent / "scans" / f"{source.stem}.gold.json"
    if known.is_file():
        gold = json.loads(known.read_text("utf-8"))
        counts = [len(pages) for pages in pages_by_circular(source)]
        old, new = (lay(source, counts, variant_of(source, n)) for n in (source.variant, name))
        write_gold(moved(gold, counts, old, new), scans, name, source.stem)
    return scans
