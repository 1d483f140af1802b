"""The fonts of the pages: where they are looked for, and how they are opened.

All are free and needed at build time only; corpus/README.md says which Debian packages hold them.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FILES = {
    "fang": ("FandolFang-Regular.otf", 0),  # 仿宋: the body
    "song": ("FandolSong-Regular.otf", 0),  # 宋体: page numbers
    "hei": ("FandolHei-Regular.otf", 0),  # 黑体: first-level headings
    "kai": ("FandolKai-Regular.otf", 0),  # 楷体: second-level headings
    "biaosong": ("NotoSerifCJK-Bold.ttc", 2),  # stands for 小标宋: titles and the red head
    "hand": ("gkai00mp.ttf", 0),  # handwriting, set crooked
}
"""Key of a face: its file and its index in it (2 is the simplified Chinese face of Noto)."""

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/local/share/fonts"),
)


class FontsMissingError(Exception):
    """Some faces were found nowhere; the message names them and says what to install."""


@lru_cache(maxsize=1)
def found() -> dict[str, Path]:
    """File name → path, over `HONGTOU_CORPUS_FONTS` first, then the usual folders."""
    extra = os.environ.get("HONGTOU_CORPUS_FONTS")
    folders = ((Path(extra),) if extra else ()) + FOLDERS
    paths: dict[str, Path] = {}
    for folder in folders:
        for name, _ in FILES.values():
            if name not in paths and folder.is_dir():
                hit = next(iter(sorted(folder.rglob(name))), None)
                if hit:
                    paths[name] = hit
    return paths


def missing() -> list[str]:
    """Names of the font files that were found nowhere."""
    return sorted({name for name, _ in FILES.values()} - found().keys())


@lru_cache(maxsize=256)
def face(key: str, size: float) -> ImageFont.FreeTypeFont:
    """The face `key` at `size` pixels."""
    name, index = FILES[key]
    if name not in found():
        raise FontsMissingError(
            f"font {name} not found: install the packages named in corpus/README.md,"
            " or set HONGTOU_CORPUS_FONTS to a folder that holds it"
        )
    return ImageFont.truetype(
        str(found()[name]), size, index=index, layout_engine=ImageFont.Layout.BASIC
    )


class GlyphMissingError(Exception):
    """A character that no face has."""


@lru_cache(maxsize=8)
def charset(key: str) -> frozenset[int]:
    """Code points the face `key` can set."""
    from fontTools.ttLib import TTFont

    name, index = FILES[key]
    with TTFont(found()[name], fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def covering(char: str, key: str) -> str:
    """The face that sets `char` where `key` is asked for: a rare one is taken from the titles' face."""
    for candidate in (key, "song", "biaosong"):
        if ord(char) in charset(candidate):
            return candidate
    raise GlyphMissingError(f"no font has the character {char} (U+{ord(char):04X})")


def advance(text: str, key: str, size: float) -> float:
    """Width of `text` in points, at `size` points."""
    return face(key, 200.0).getlength(text) * size / 200.0
