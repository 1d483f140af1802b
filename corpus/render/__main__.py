"""`python -m corpus.render [STEM…]`: renders the corpus into its folders, from the repository's root."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .fonts import GlyphMissingError, missing
from .scan import VARIANTS
from .source import SourceError
from .write import render, render_as

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).resolve().parent.parent


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m corpus.render",
        description="Renders the corpus into its folders, or any variant of it into others.",
    )
    parser.add_argument(
        "stems", nargs="*", help="sources to render, by stem or as a .toml file (default: all)"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--variant", choices=sorted(VARIANTS), help="instead of the assigned one")
    which.add_argument("--all-variants", action="store_true", help="each source in every variant")
    parser.add_argument(
        "--out",
        type=Path,
        help="folder that gets scans/ and text/, or VARIANT/scans/ of each variant",
    )
    options = parser.parse_args()
    if (options.variant or options.all_variants) and not options.out:
        parser.error("a variant needs --out DIR: corpus/scans holds the assigned ones")
    return options


def _render(path: Path, options: argparse.Namespace) -> Iterator[Path]:
    if not options.variant and not options.all_variants:
        yield from render(path, options.out or CORPUS)
        return
    for name in VARIANTS if options.all_variants else [options.variant]:
        yield from render_as(path, name, options.out)


def main() -> int:
    """Renders the sources named, or all; 1 fonts are missing, 2 unknown stem, 3 wrong source."""
    options = _options()
    if lacking := missing():
        print(f"fonts missing: {', '.join(lacking)} (see corpus/README.md)", file=sys.stderr)
        return 1
    sources = {path.stem: path for path in sorted((CORPUS / "sources").glob("*.toml"))}
    given = [Path(stem) if stem.endswith(".toml") else sources.get(stem) for stem in options.stems]
    if unknown := [stem for stem, path in zip(options.stems, given, strict=True) if not path]:
        print(f"no such source: {', '.join(unknown)}", file=sys.stderr)
        return 2
    failed = False
    for path in filter(None, given or sources.values()):
        try:
            for scan in _render(path, options):
                print(scan)
        except (SourceError, GlyphMissingError, OSError) as error:
            print(error, file=sys.stderr)
            failed = True
    return 3 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
