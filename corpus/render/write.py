"""Sources into files: the scan, its truth, the plain text."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pikepdf
from PIL import Image

from .check import checked
from .compose import compose
from .draw import draw_page
from .page import HEIGHT, WIDTH, Page
from .plain import plain_text
from .scan import VARIANTS, Variant, jpeg, scan
from .source import Source, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def pages_of(source: Source) -> list[Page]:
    """The pages of all circulars of a file; SourceError where its markup is wrong."""
    return [page for document in checked(source).documents for page in compose(document)]


def scanned(pages: list[Page], variant: Variant, seed: int) -> Iterator[bytes]:
    """The JPEG of each page. Every page has random numbers of its own: page n never depends on n-1."""
    paper: Image.Image | None = None
    for index, page in enumerate(pages):
        front = paper or draw_page(page, variant.dpi, np.random.default_rng([seed, index]))
        paper = None
        if index + 1 < len(pages) and variant.bleed:
            after = np.random.default_rng([seed, index + 1])
            paper = draw_page(pages[index + 1], variant.dpi, after)
        rng = np.random.default_rng([seed, index, 1])
        yield jpeg(scan(front, paper, variant, rng), variant.quality)


def to_pdf(images: Iterator[bytes]) -> bytes:
    """An image-only PDF of A4 pages; no dates and no random identifier, so the bytes repeat."""
    pdf = pikepdf.new()
    for data in images:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
        stream = pikepdf.Stream(
            pdf,
            data,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=(round(WIDTH, 2), round(HEIGHT, 2)))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
        matrix = f"q {WIDTH:.2f} 0 0 {HEIGHT:.2f} 0 0 cm /Im0 Do Q"
        page.Contents = pikepdf.Stream(pdf, matrix.encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def truth_text(pages: list[Page]) -> str:
    """The lines of each page as set, as JSON: a list of pages, each a list of strings."""
    return json.dumps([page.lines for page in pages], ensure_ascii=False, indent=1) + "\n"


def render(path: Path, corpus: Path, variant: str | None = None) -> Path:
    """Writes scan, truth and text of one source file; gives the scan's path."""
    source = load(path)
    name = variant or source.variant
    pages = pages_of(source)
    stem = source.stem if variant is None else f"{source.stem}.{variant}"
    target = corpus / "scans" / f"{stem}.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(to_pdf(scanned(pages, VARIANTS[name], source.seed)))
    target.with_suffix(".truth.json").write_text(truth_text(pages), "utf-8")
    text = corpus / "text" / f"{source.stem}.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text(plain_text(source), "utf-8")
    return target
