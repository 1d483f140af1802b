import numpy as np
import pytest
from PIL import Image

from hongtou.ingest import InputError, count_pages, probe
from hongtou.ingest.raster import guess_dpi


@pytest.fixture
def page_image(picture):
    import cv2

    return cv2.resize(picture, (600, 900), interpolation=cv2.INTER_NEAREST)


def bgr(pixels):
    return pixels[..., ::-1]


@pytest.mark.parametrize(("suffix", "keys"), [("png", {}), ("tif", {}), ("jpg", {"quality": 95})])
def test_an_image_file_is_one_page(tmp_path, read, camera, page_image, suffix, keys):
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(page_image).save(path, dpi=(150, 150), **keys)
    (page,) = read(path, camera)
    assert (page.width, page.height) == pytest.approx((600 * 72 / 150, 900 * 72 / 150), abs=0.2)
    assert page.dpi == pytest.approx(150, abs=0.1)
    seen = camera.seen[0].astype(int)
    assert seen.shape == (900, 600, 3)
    assert np.mean(np.abs(seen - bgr(page_image))) < 3
    assert page.lines[0].box == pytest.approx((28.8, 43.2, 259.2, 64.8), abs=0.2)


MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"]


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_pixel_is_read(tmp_path, read, camera, page_image, mode):
    grey = Image.fromarray(page_image).convert("L")
    suffix = "tif" if mode in ("CMYK", "YCbCr") else "png"
    path = tmp_path / f"a.{suffix}"
    if mode == "I;16":
        Image.fromarray(np.asarray(grey).astype(np.uint16) * 257).save(path)
    else:
        (grey if mode == "P" else grey.convert("RGB")).convert(mode).save(path)
    read(path, camera)
    seen = camera.seen[0].astype(int)
    expected = np.asarray(grey.convert("1").convert("L") if mode == "1" else grey).astype(int)
    assert np.mean(np.abs(seen - expected[..., None])) < 4


def test_what_is_transparent_is_white(tmp_path, read, camera, page_image):
    layered = np.dstack([page_image, np.full(page_image.shape[:2], 255, np.uint8)])
    layered[450:] = 0
    path = tmp_path / "a.png"
    Image.fromarray(layered).save(path)
    read(path, camera)
    assert (camera.seen[0][450:] == 255).all()
    assert np.array_equal(camera.seen[0][:450], bgr(page_image)[:450])


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "tif"])
def test_the_orientation_tag_is_followed(tmp_path, read, camera, page_image, suffix, turn):
    upright = Image.fromarray(page_image)
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright if turn == 1 else upright.transpose(undo[turn])
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / f"a.{suffix}"
    stored.save(path, exif=exif, dpi=(150, 150))
    (page,) = read(path, camera)
    assert camera.seen[0].shape == (900, 600, 3)
    assert np.mean(np.abs(camera.seen[0].astype(int) - bgr(page_image))) < 6
    assert page.height == pytest.approx(432, abs=0.5)


def test_a_tiff_has_as_many_pages_as_frames(tmp_path, read, camera):
    frames = [
        Image.fromarray(
            np.where((np.arange(900)[:, None] - 100) // (100 * n) == 0, 0, 255).astype(np.uint8)
            + np.zeros((1, 600), np.uint8)
        )
        for n in range(1, 4)
    ]
    path = tmp_path / "a.tiff"
    frames[0].convert("1").save(
        path,
        save_all=True,
        append_images=[frame.convert("1") for frame in frames[1:]],
        compression="group4",
        dpi=(200, 200),
    )
    assert count_pages(path, probe(path)) == 3
    pages = read(path, camera)
    assert [page.number for page in pages] == [1, 2, 3]
    assert [int((seen[:, 0, 0] == 0).sum()) for seen in camera.seen] == [100, 200, 300]
    assert all(page.dpi == 200 for page in pages)
    assert [page.number for page in read(path, camera, first=2, last=2)] == [2]


@pytest.mark.parametrize(("suffix", "kind"), [("jpg", "MPO"), ("png", "PNG")])
def test_previews_and_animations_are_no_pages(tmp_path, read, camera, page_image, suffix, kind):
    path = tmp_path / f"a.{suffix}"
    second = Image.fromarray(page_image[::-1].copy())
    Image.fromarray(page_image).save(path, kind, save_all=True, append_images=[second])
    assert count_pages(path, probe(path)) == 1
    (page,) = read(path, camera)
    assert page.number == 1
    assert np.mean(np.abs(camera.seen[0].astype(int) - bgr(page_image))) < 3


def test_a_fine_photo_with_a_preview_keeps_its_size_on_paper(tmp_path, read, camera, page_image):
    path = tmp_path / "a.jpg"
    fine = Image.fromarray(page_image).resize((2400, 3600))
    fine.save(path, "MPO", save_all=True, append_images=[fine], dpi=(600, 600))
    (page,) = read(path, camera)
    assert (page.width, page.height) == pytest.approx((288, 432), abs=0.5)


def test_a_fax_has_its_two_resolutions_made_one(tmp_path, read, camera):
    path = tmp_path / "a.tif"
    pixels = np.full((1145, 1728), 255, np.uint8)
    pixels[100:200, 100:1000] = 0
    Image.fromarray(pixels).save(path, dpi=(204, 98))
    (page,) = read(path, camera)
    assert page.width == pytest.approx(1728 * 72 / 204, abs=0.5)
    assert page.height == pytest.approx(1145 * 72 / 98, abs=0.5)
    assert camera.seen[0].shape[0] == pytest.approx(1145 * 204 / 98, abs=3)
    assert page.dpi == pytest.approx(204, abs=0.5)


def test_a_very_fine_scan_is_brought_down(tmp_path, read, camera):
    path = tmp_path / "a.png"
    pixels = np.full((3000, 2000), 255, np.uint8)
    pixels[100:900] = 0
    Image.fromarray(pixels).save(path, dpi=(1200, 1200))
    (page,) = read(path, camera)
    assert page.dpi == 300
    assert camera.seen[0].shape == (750, 500, 3)
    assert (page.width, page.height) == (120, 180)


def test_a_fine_jpeg_keeps_its_size_on_paper(tmp_path, read, camera, page_image):
    path = tmp_path / "a.jpg"
    Image.fromarray(page_image).resize((2400, 3600)).save(path, dpi=(600, 600))
    (page,) = read(path, camera)
    assert (page.width, page.height) == pytest.approx((288, 432), abs=0.5)
    assert page.dpi == pytest.approx(300, abs=0.5)


RESOLUTIONS = [
    ((1654, 2339), (200, 200), 200, "as stated"),
    ((1654, 2339), None, 200, "the shape of A4"),
    ((2480, 3508), (72, 72), 300, "a screen's resolution says nothing"),
    ((2339, 1654), None, 200, "A4 lying"),
    ((1000, 1000), None, 200, "no other knowledge"),
    ((1654, 2339), (0, 0), 200, "broken"),
    ((1654, 2339), (40_000, 40_000), 200, "broken"),
]


@pytest.mark.parametrize(("size", "stated", "expected", "why"), RESOLUTIONS)
def test_resolutions(size, stated, expected, why):
    assert guess_dpi(*size, stated)[0] == pytest.approx(expected, abs=1), why


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_a_cut_image_is_refused(tmp_path, read, page_image, suffix):
    noise = np.random.default_rng(1).integers(0, 255, (400, 300, 3), np.uint8)
    whole = tmp_path / f"whole.{suffix}"
    Image.fromarray(noise).save(whole)
    data = whole.read_bytes()
    for share in (0.02, 0.3, 0.7, 0.95):
        path = tmp_path / f"cut.{suffix}"
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.code in ("truncated", "damaged")


def test_a_broken_frame_leaves_the_others(tmp_path, read, camera):
    path = tmp_path / "a.tif"
    noise = np.random.default_rng(1).integers(0, 255, (3, 400, 300), np.uint8)
    first, *rest = [Image.fromarray(frame) for frame in noise]
    first.save(path, save_all=True, append_images=rest, compression="tiff_deflate")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle - 2000 : middle + 2000] = bytes(4000)
    path.write_bytes(data)
    pages = read(path, camera)
    assert [page.notes for page in pages] == [(), ("damaged",), ()]
    assert [page.number for page in pages] == [1, 2, 3]


def test_a_blank_page_is_shown_to_no_engine(tmp_path, read, camera):
    path = tmp_path / "a.png"
    rng = np.random.default_rng(1)
    Image.fromarray(rng.integers(235, 250, (2339, 1654), np.uint8)).save(path)
    (page,) = read(path, camera)
    assert page.notes == ("blank",)
    assert camera.seen == []
