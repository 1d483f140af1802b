"""PDF files, page by page: text layer, page image, or rendering."""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .drawn_seals import drawn_seals
from .errors import InputError
from .keys import stage_key
from .pdf_image import page_raster
from .pdf_page import survey
from .scans import damaged_sheet, empty_sheet, scan_sheet
from .sheet import Sheet
from .source import reading
from .text_layer import TEXT_LAYER_VERSION, read_coarsely, read_text_layer
from .values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .page import Page, Source
    from .raster import Raster
    from .sheet import EngineSource

_PASSWORD = 4  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_SECURITY = 5
MASKS = {"/SMask", "/Mask", "/ImageMask", "/SMaskInData"}


@dataclass(slots=True)
class _Opened:
    """An open PDF: PDFium's document, pdfplumber's for text layers, qpdf's for image masks."""

    document: Any
    path: Path
    data: bytes | None
    notes: tuple[str, ...]
    _plumber: Any = field(default=None)
    _objects: Any = field(default=None)

    def plumber(self) -> Any:
        if self._plumber is None:
            import pdfplumber

            source: Any = self.path if self.data is None else io.BytesIO(self.data)
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            self._plumber = pdfplumber.open(source)
        return self._plumber

    def picture(self, number: int) -> Any:
        """The one image of a page, where it has no masks, as qpdf has it; else null. PDFium does not
        tell of masks."""
        import pikepdf

        try:
            if self._objects is None:
                source: Any = self.path if self.data is None else io.BytesIO(self.data)
                self._objects = pikepdf.open(source, suppress_warnings=True)
            resources = self._objects.pages[number - 1].resources
            (image,) = resources["/XObject"].values()
            plain = image["/Subtype"] == "/Image" and not MASKS & set(image.keys())
        except (pikepdf.PdfError, LookupError, TypeError, ValueError, AttributeError, OSError):
            return None
        return image if plain else None

    def close(self) -> None:
        if self._objects is not None:
            self._objects.close()
        if self._plumber is not None:
            self._plumber.close()
        self.document.close()


@contextmanager
def _open(path: Path) -> Iterator[_Opened]:
    with reading(path):
        opened = _opened(path)
    try:
        yield opened
    finally:
        opened.close()


def _opened(path: Path) -> _Opened:
    import pypdfium2

    with path.open("rb") as stream:
        stream.seek(0, io.SEEK_END)
        stream.seek(max(0, stream.tell() - 4096))
        complete = b"startxref" in stream.read()
    try:
        document = pypdfium2.PdfDocument(path)
        if len(document):
            notes = () if complete else ("repaired",)
            return _Opened(document, path, None, notes)
        document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise _encrypted() from error
    return _repaired(path, complete=complete)


def _repaired(path: Path, *, complete: bool) -> _Opened:
    """What can be saved of a broken PDF: its objects found anew by qpdf, written in memory."""
    import pikepdf
    import pypdfium2

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            buffer = io.BytesIO()
            pages = len(pdf.pages)
            pdf.save(buffer)
        if pages:
            data = buffer.getvalue()
            document = pypdfium2.PdfDocument(data)
            return _Opened(document, path, data, ("repaired",))
    except pikepdf.PasswordError as error:
        raise _encrypted() from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, RuntimeError) as error:
        raise _broken(complete=complete) from error
    raise _broken(complete=complete)


def _encrypted() -> InputError:
    return InputError(
        "encrypted",
        "the PDF is protected by a password",
        "save a copy without the password and give that",
    )


def _broken(*, complete: bool) -> InputError:
    if complete:
        return InputError(
            "damaged", "the PDF is damaged and no page can be saved", "fetch or scan it again"
        )
    return InputError(
        "truncated",
        "the PDF ends too early (it was cut off) and no page can be saved",
        "fetch or copy it again",
    )


def count(path: Path, source: Source) -> int:
    """The number of pages."""
    del source
    with _open(path) as opened:
        return len(opened.document)


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The pages of a PDF. A page that is broken or too large in it comes empty, with a note."""
    with _open(path) as opened:
        total = len(opened.document)
        for number in range(max(1, first), min(last or total, total) + 1):
            yield _sheet(opened, source, engine, number)


def picture(path: Path, number: int) -> Raster:
    """The image of a page: the scan where it is one, else the page drawn at 200 dpi."""
    import pypdfium2

    with _open(path) as opened:
        try:
            page = opened.document[number - 1]
            return page_raster(page, survey(page), opened.picture(number))[0]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise InputError(
                "damaged", f"page {number} could not be read", "fetch or scan it again"
            ) from error


def _sheet(opened: _Opened, source: Source, engine: EngineSource, number: int) -> Sheet:
    import pypdfium2

    try:
        page = opened.document[number - 1]
    except pypdfium2.PdfiumError:
        return damaged_sheet(number, source.sha256, "damaged")
    try:
        return _page_sheet(opened, source, engine, number, page)
    except pypdfium2.PdfiumError:
        return damaged_sheet(number, source.sha256, "damaged")
    except InputError as error:
        return empty_sheet(number, source.sha256, error.code, page.get_size())
    finally:
        page.close()


def _page_sheet(
    opened: _Opened, source: Source, engine: EngineSource, number: int, page: Any
) -> Sheet:
    found = survey(page)
    notes = opened.notes + found.notes
    if found.way == "blank":
        sheet = empty_sheet(number, source.sha256, "blank", page.get_size())
        return Sheet(number, sheet.key, sheet.make, notes)
    if found.way == "text":
        key = stage_key("text_layer", TEXT_LAYER_VERSION, {}, [source.sha256, str(number)])
        return Sheet(number, key, lambda: _text_page(opened, number), notes)
    raster, how, image = page_raster(page, found, opened.picture(number))
    return scan_sheet(number, raster, engine, notes + how, image)


def _text_page(opened: _Opened, number: int) -> Page:
    try:
        plumber = opened.plumber().pages[number - 1]
        page = read_text_layer(plumber)
        plumber.close()  # it keeps every character otherwise
        return replace(page, marks=(*page.marks, *drawn_seals(opened.document[number - 1])))
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a broken file makes it meet
        return read_coarsely(opened.document[number - 1])
