"""DOC, WPS, RTF and ODT: made into DOCX by LibreOffice, where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .docx import read_docx
from .errors import InputError
from .keys import stage_key
from .kinds import DOC, DOCX, ODT, RTF, WORDS
from .sheet import Sheet
from .source import reading
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page, Source
    from .sheet import EngineSource

OFFICE_VERSION = 1
SECONDS = 50
"""Time a conversion may take; a page may take 60 in a bulk run."""
MAX_BYTES = 128 * 1024 * 1024
_ENDING = {DOC: ".doc", RTF: ".rtf", ODT: ".odt"}
_NAMES = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def program() -> str | None:
    """LibreOffice's program: named by HONGTOU_SOFFICE, on the path, or where it usually is."""
    named = os.environ.get("HONGTOU_SOFFICE")
    if named is not None:
        return shutil.which(named)
    found = (shutil.which(name) for name in (*_NAMES, *_PLACES))
    return next((path for path in found if path), None)


def count(path: Path, source: Source) -> int:
    """One, where the document can be converted at all. Raises `InputError`."""
    del path
    if program() is None:
        raise InputError(
            "unsupported",
            f"this is {WORDS[source.media_type]}; LibreOffice, which converts it, is not installed",
            "install LibreOffice (the command soffice), or save the document as DOCX or PDF",
        )
    if source.size > MAX_BYTES:
        raise InputError(
            "too_large",
            f"the document has more than {MAX_BYTES // 1024 // 1024} MB",
            "save it as PDF and give that",
        )
    return 1


def sheets(
    path: Path, source: Source, engine: EngineSource, first: int, last: int | None
) -> Iterator[Sheet]:
    """The document as one page."""
    del engine
    if first <= 1 <= (last or 1):
        count(path, source)
        key = stage_key("office", OFFICE_VERSION, {}, [source.sha256])
        yield Sheet(1, key, lambda: _converted_page(path, source), ("converted",))


def _converted_page(path: Path, source: Source) -> Page:
    with _converted(path, _ENDING[source.media_type]) as made:
        return read_docx(made, replace(source, media_type=DOCX))


@contextmanager
def _converted(path: Path, ending: str) -> Iterator[Path]:
    """The document as DOCX, in a folder that goes away with all that LibreOffice wrote."""
    soffice = program()
    assert soffice, "count has said so before"
    with tempfile.TemporaryDirectory(prefix="hongtou-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        given, made = place / f"document{ending}", place / "made"
        with reading(path):
            shutil.copyfile(path, given)
        command = [
            soffice,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(given)),
        ]
        _run(command)
        found = made / "document.docx"
        if not found.is_file():
            raise InputError(
                "damaged",
                "LibreOffice could not open the document",
                "open it in Word or WPS, save it as DOCX or PDF and give that",
            )
        yield found


def _run(command: list[str]) -> None:
    """Run LibreOffice, and end it with its children when it takes too long."""
    own = {"start_new_session": True} if os.name == "posix" else {}
    process = subprocess.Popen(  # noqa: S603  # the program found above, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **own,  # type: ignore[call-overload]
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            "too_large",
            f"LibreOffice took more than {SECONDS} seconds to convert the document",
            "save it as DOCX or PDF and give that",
        ) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script with the real one below it
    else:
        process.kill()
    process.wait()
