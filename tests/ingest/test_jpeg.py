"""JPEG pages: known by their bytes, decoded to what PDFium shows."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from hongtou.ingest import MemoryCache, probe, read_pages
from hongtou.ingest import jpeg as module
from hongtou.ingest.pdf import picture
from hongtou.ingest.pdf_image import page_raster
from hongtou.ingest.pdf_page import survey


def jpeg(pixels, mode="RGB", **options):
    buffer = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(buffer, "JPEG", **options)
    return buffer.getvalue()


@pytest.fixture
def scan():
    pixels = np.full((2339, 1654), 245, np.uint8)
    pixels[100:160, 200:1400] = 30
    pixels[1800:1900, 1200:1500] = 90
    return pixels


@pytest.fixture
def coloured(scan):
    pixels = np.stack([scan, np.roll(scan, 3, 0), np.roll(scan, 3, 1)], axis=2)
    pixels[100:300, 100:300] = (200, 30, 60)
    return pixels


def placed(maker, path, data, scan, *, turns=(0,), space="DeviceRGB", **keys):
    height, width = scan.shape
    image = maker.image(
        data,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name("/" + space),
        Filter=pikepdf.Name.DCTDecode,
        **keys,
    )
    for turn in turns:
        maker.page(maker.draw(), images=[image], Rotate=turn)
    return maker.save(path)


def keys(path, engine):
    return [key for key, _ in read_pages(path, probe(path), engine, MemoryCache())]


def by_pdfium(path):
    """The image of the first page by PDFium alone."""
    with pypdfium2.PdfDocument(path) as document:
        return page_raster(document[0], survey(document[0]))[0].pixels


@pytest.mark.parametrize(
    ("mode", "space", "options"),
    [
        ("RGB", "DeviceRGB", {}),
        ("RGB", "DeviceRGB", {"progressive": True, "quality": 60}),
        ("RGB", "DeviceRGB", {"keep_rgb": True}),
        ("RGB", "DeviceRGB", {"subsampling": 0}),
        ("L", "DeviceGray", {}),
    ],
)
def test_a_jpeg_gives_the_pixels_that_pdfium_gives(
    tmp_path, maker, scan, coloured, monkeypatch, mode, space, options
):
    path = placed(maker, tmp_path / "a.pdf", jpeg(coloured, mode, **options), scan, space=space)
    asked = []
    real = module.decoded
    monkeypatch.setattr(
        "hongtou.ingest.pdf_image.decoded", lambda data: asked.append(data) or real(data)
    )
    pixels = picture(path, 1).pixels
    assert len(asked) == 1
    expected = by_pdfium(path)
    assert pixels.shape == expected.shape
    assert np.abs(pixels.astype(int) - expected).max() <= 2  # another build may round otherwise


@pytest.mark.parametrize(
    ("space", "extra"),
    [
        ("DeviceRGB", {"Decode": [1, 0, 1, 0, 1, 0]}),
        ("DeviceRGB", {"DecodeParms": pikepdf.Dictionary(ColorTransform=0)}),
        ("DeviceGray", {}),
    ],
)
def test_what_is_done_to_a_jpeg_is_left_to_pdfium(
    tmp_path, maker, scan, coloured, monkeypatch, space, extra
):
    monkeypatch.setattr("hongtou.ingest.pdf_image.decoded", lambda _: pytest.fail("not the image"))
    path = placed(maker, tmp_path / "a.pdf", jpeg(coloured), scan, space=space, **extra)
    assert picture(path, 1).pixels.shape[:2] == scan.shape


@pytest.mark.parametrize("cut", [lambda data: data[: len(data) // 2], lambda data: data[:400]])
def test_a_jpeg_that_was_cut_off_is_left_to_pdfium(
    tmp_path, maker, scan, coloured, camera, capfd, cut
):
    path = placed(maker, tmp_path / "a.pdf", cut(jpeg(coloured)), scan)
    assert len(keys(path, camera)) == 1
    assert not capfd.readouterr().err


def test_a_jpeg_whose_header_says_another_size_is_left_to_pdfium(
    tmp_path, maker, scan, coloured, monkeypatch
):
    monkeypatch.setattr("hongtou.ingest.pdf_image.decoded", lambda _: pytest.fail("not asked"))
    path = placed(maker, tmp_path / "a.pdf", jpeg(coloured[:-8]), scan)
    picture(path, 1)


def test_one_jpeg_has_one_key_whatever_the_file_and_its_pixels_are_not_hashed(
    tmp_path, make_pdf, scan, coloured, camera, monkeypatch
):
    monkeypatch.setattr(
        "hongtou.ingest.raster.Raster.digest", lambda _: pytest.fail("pixels were hashed")
    )
    one, other = jpeg(coloured), jpeg(coloured, quality=60)
    first = keys(placed(make_pdf(), tmp_path / "a.pdf", one, scan, turns=(0, 180, 0)), camera)
    assert first[0] == first[2] != first[1]  # turned, it is another page
    assert keys(placed(make_pdf(), tmp_path / "b.pdf", one, scan), camera) == first[:1]
    assert keys(placed(make_pdf(), tmp_path / "c.pdf", other, scan), camera) != first[:1]
