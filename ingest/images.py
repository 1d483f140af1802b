"""PNG, JPEG and TIFF files: every frame of a TIFF a page."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import InputError
from .raster import DPI, LARGE, check_size, guess_dpi, too_large, whole_page
from .scans import damaged_sheet, scan_sheet
from .source import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from .page import Source
    from .raster import Raster
    from .sheet import EngineSource, Sheet


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    from PIL import Image, UnidentifiedImageError

    with reading(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's words on odd metadata and on size: see below
        try:
            image = Image.open(path)
        except Image.DecompressionBombError as error:
            raise too_large("too many pixels") from error
        except UnidentifiedImageError as error:
            raise _damaged("its beginning is broken") from error
        except (SyntaxError, ValueError) as error:
            raise _damaged(str(error)) from error
        with image:
            yield image


def _damaged(reason: str) -> InputError:
    return InputError("damaged", f"the image cannot be read ({reason})", "scan or fetch it again")


def count(path: Path, source: Source) -> int:
    """The number of pages: of frames in a TIFF, else one."""
    del source
    with _opened(path) as image:
        check_size(*image.size)
        # Of the other formats, further frames are previews (a phone's MPO) or an animation's.
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The frames of an image file. A frame that is broken among others becomes an empty page."""
    total = count(path, source)
    for number in range(first, min(last or total, total) + 1):
        try:
            with _opened(path) as image:
                raster = _frame(image, number - 1)
        except InputError as error:
            if total == 1:
                raise
            yield damaged_sheet(number, source.sha256, error.code)
        else:
            yield scan_sheet(number, raster, engine)


def picture(path: Path, number: int) -> Raster:
    """The image of a frame, from 1."""
    with _opened(path) as image:
        return _frame(image, number - 1)


def _frame(image: Image.Image, index: int) -> Raster:
    try:
        if index:
            image.seek(index)
        check_size(*image.size)
        dpi = guess_dpi(*image.size, _pair(image.info.get("dpi")))
        size = image.size
        pixels, turned = _pixels(image, max(dpi))
    except (OSError, EOFError) as error:
        truncated = "truncated" in str(error)
        raise InputError(
            "truncated" if truncated else "damaged",
            "the image ends too early" if truncated else f"the image cannot be read ({error})",
            "scan or fetch it again",
        ) from error
    except (SyntaxError, ValueError) as error:
        raise _damaged(str(error)) from error
    if turned:
        dpi, size = (dpi[1], dpi[0]), (size[1], size[0])
    smaller = pixels.shape[1] / size[0]  # a JPEG decoded at half its size
    return whole_page(pixels, dpi[0] * smaller, dpi[1] * smaller)


def decoded(data: bytes) -> NDArray[np.uint8]:
    """The first frame of an image in memory, as grey or BGR. Raises `InputError`."""
    import io

    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as image:
                check_size(*image.size)
                return _pixels(image, 0.0)[0]
        except Image.DecompressionBombError as error:
            raise too_large("too many pixels") from error
        except UnidentifiedImageError as error:
            raise InputError(
                "unsupported", "a picture of a kind that is not known", "convert it to PNG or JPEG"
            ) from error
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise _damaged(str(error)) from error


def _pair(stated: object) -> tuple[float, float] | None:
    if not isinstance(stated, tuple) or len(stated) != 2:
        return None
    try:
        return float(stated[0]), float(stated[1])
    except (TypeError, ValueError, ZeroDivisionError):
        return None


def _pixels(image: Image.Image, dpi: float) -> tuple[NDArray[np.uint8], bool]:
    """A frame upright, as grey or BGR; whether setting it upright swapped its sides."""
    from PIL import ImageOps

    if image.format in ("JPEG", "MPO") and dpi >= 3 * DPI:
        # 600 dpi is decoded at half its size: less memory, and 300 dpi is plenty.
        image.draft(None, (image.width // 2, image.height // 2))
    image.load()
    lying = image.size
    ImageOps.exif_transpose(image, in_place=True)  # a copy of a large image is large
    swapped = lying != image.size and lying == image.size[::-1]
    if image.width * image.height > LARGE and image.mode != "1":
        direct = image.mode in ("L", "RGB", "RGBA", "LA", "CMYK")
        return _flattened((image if direct else image.convert("RGB")).reduce(2)), swapped
    return _flattened(image), swapped


def _flattened(image: Image.Image) -> NDArray[np.uint8]:
    """Grey or BGR with 8 bits, on white where it is transparent."""
    import cv2
    import numpy as np
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, dtype=np.float32)
        scale = 255.0 / 65535.0 if deep.max(initial=0.0) > 255 else 1.0
        return np.asarray(np.clip(deep * scale, 0, 255), dtype=np.uint8)
    if image.mode in ("1", "L") and "transparency" not in image.info:
        return np.array(image.convert("L"), dtype=np.uint8)
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(ground, layered)
    colour = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2BGR), dtype=np.uint8)
