"""Builders of input files: every test makes what it reads."""

import io
import shutil
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from hongtou.ingest import MemoryCache, probe, read_pages
from hongtou.ingest.engines.null import NullEngine
from hongtou.ingest.engines.paddle import PaddleEngine
from hongtou.ingest.engines.shipped import fill
from hongtou.ingest.raster import whole_page

SCANS = Path(__file__).parents[2] / "corpus" / "scans"
SEAL = "PP-OCRv4_mobile_seal_det"


@dataclass
class PdfMaker:
    """Writes a PDF page by page, text in a font that is not embedded (UniGB-UTF16-H)."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.new)

    def _font(self):
        if not hasattr(self, "_made"):
            descendant = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.CIDFontType0,
                BaseFont=pikepdf.Name("/STSong-Light"),
                CIDSystemInfo=pikepdf.Dictionary(
                    Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2
                ),
                DW=1000,
                FontDescriptor=pikepdf.Dictionary(
                    Type=pikepdf.Name.FontDescriptor,
                    FontName=pikepdf.Name("/STSong-Light"),
                    Flags=6,
                    FontBBox=[-25, -254, 1000, 880],
                    ItalicAngle=0,
                    Ascent=880,
                    Descent=-120,
                    CapHeight=880,
                    StemV=93,
                ),
            )
            self._made = self.pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type0,
                    BaseFont=pikepdf.Name("/STSong-Light-UniGB-UTF16-H"),
                    Encoding=pikepdf.Name("/UniGB-UTF16-H"),
                    DescendantFonts=[self.pdf.make_indirect(descendant)],
                )
            )
        return self._made

    def _latin(self):
        return pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )

    def image(self, pixels, **extra):
        """An image object: grey or RGB array, or raw bytes with the keys given."""
        if isinstance(pixels, np.ndarray):
            extra = {
                "Width": pixels.shape[1],
                "Height": pixels.shape[0],
                "BitsPerComponent": 8,
                "ColorSpace": pikepdf.Name.DeviceGray
                if pixels.ndim == 2
                else pikepdf.Name.DeviceRGB,
            } | extra
            pixels = pixels.tobytes()
        data = pixels if "Filter" in extra else zlib.compress(pixels)
        extra = {"Filter": pikepdf.Name.FlateDecode} | extra
        return pikepdf.Stream(
            self.pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **extra
        )

    def page(self, *content, images=(), size=(595, 842), **keys):
        """A page; content are PDF operators, images are drawn by the operators as /I0, /I1 …"""
        resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=self._font(), L=self._latin()),
            XObject=pikepdf.Dictionary(
                {f"/I{n}": self.pdf.make_indirect(image) for n, image in enumerate(images)}
            ),
        )
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            Resources=resources,
            Contents=pikepdf.Stream(self.pdf, "\n".join(content).encode("latin-1")),
            **({"MediaBox": [0, 0, *size]} | keys),
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        return self

    def save(self, path, **keys):
        self.pdf.save(path, **keys)
        return path

    @staticmethod
    def text(x, y, text, size=16, colour="0 g", mode=0, matrix="1 0 0 1"):
        code = text.encode("utf-16-be").hex()
        return f"q {colour} BT {mode} Tr /F {size} Tf {matrix} {x} {y} Tm <{code}> Tj ET Q"

    @staticmethod
    def draw(name="I0", matrix="595 0 0 842 0 0"):
        return f"q {matrix} cm /{name} Do Q"


@pytest.fixture
def maker():
    return PdfMaker()


@pytest.fixture
def make_pdf():
    return PdfMaker


@pytest.fixture
def read():
    def run(path, engine=None, **keys):
        engine = NullEngine() if engine is None else engine
        return [page for _, page in read_pages(path, probe(path), engine, MemoryCache(), **keys)]

    return run


@pytest.fixture
def picture():
    """A page image whose corners differ: 200 × 300, dark bars at the top and the left."""
    pixels = np.full((300, 200, 3), 250, np.uint8)
    pixels[10:40, 20:180] = (200, 30, 30)
    pixels[60:280, 10:30] = (20, 20, 20)
    pixels[200:260, 100:180] = (30, 30, 200)
    return pixels


@pytest.fixture
def png_bytes():
    def make(pixels, **keys):
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "PNG", **keys)
        return buffer.getvalue()

    return make


@pytest.fixture(scope="session")
def scanned():
    """A page of the corpus as an image, by the number of the file and that of the page."""

    def image(stem, number):
        (path,) = SCANS.glob(f"{stem}_*.pdf")
        with pypdfium2.PdfDocument(path) as pdf:
            page = pdf[number - 1].render(scale=200 / 72)
            return whole_page(np.ascontiguousarray(page.to_numpy()[..., :3]), 200, 200)

    return image


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """A folder of models for the engine paddle: those that wheels carry, and for the text of seals
    the one that finds lines on pages, under the name of one for seals."""
    folder = tmp_path_factory.mktemp("models")
    fill(folder)
    seal = shutil.copytree(folder / "PP-OCRv6_small_det", folder / SEAL)
    config = (seal / "inference.yml").read_text("utf-8")
    (seal / "inference.yml").write_text(config.replace("PP-OCRv6_small_det", SEAL), "utf-8")
    return folder


@pytest.fixture(scope="session")
def paddle(models):
    """The engine paddle with all of these."""
    return PaddleEngine(models=str(models))
