"""Pictures of handwriting, stamps and seals, cut from the pages for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..ingest.pictures import page_picture, picture_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..records.record import Record

MARGIN = 4.0
"""Points around what is cut out."""


def cut_out(
    record: Record, files: Sequence[tuple[int, Path]], folder: Path
) -> Iterator[tuple[Path, int, str]]:
    """Write what a record has beside its text into a folder, as PNG at the page's resolution.

    `files` are those the record lies in, each with the record's count of its first page; they are
    only read. Gives each picture with its page and kind; its
    name says page, kind and place (points from the left and from the top), so that a second
    run writes the same. Raises `InputError` where the file cannot be read, `OSError` where the
    folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    places = sorted(set(_places(record)))
    numbers = sorted({number for number, _, _ in places})
    for number in numbers:
        first, path = max(one for one in files if one[0] <= number)
        raster = page_picture(path, number - first + 1)
        for page, kind, box in places:
            if page != number:
                continue
            name = f"p{page:03}_{kind}_{box[0]:.0f}_{box[1]:.0f}.png"
            target = folder / name
            target.write_bytes(picture_part(raster, box, MARGIN))
            yield target, page, kind


def _places(record: Record) -> Iterator[tuple[int, str, tuple[float, ...]]]:
    for index, item in enumerate(record["annotations"]):
        for shown in record["evidence"].get(f"/annotations/{index}", []):
            if shown["page"] and shown["box"]:
                yield shown["page"], item["kind"], tuple(shown["box"])
    for item in _seals(record):
        yield item["page"], "seal", tuple(item["box"])


def _seals(record: Record) -> list[dict[str, Any]]:
    seals: list[dict[str, Any]] = record["seals"]
    return seals
