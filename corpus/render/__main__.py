"""`python -m corpus.render [STEM…]`: renders the corpus into its folders, from the repository's root."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .fonts import GlyphMissingError, missing
from .scan import VARIANTS
from .source import SourceError
from .write import render

CORPUS = Path(__file__).resolve().parent.parent


def main() -> int:
    """Renders the sources named, or all; 1 fonts are missing, 2 unknown stem, 3 wrong source."""
    parser = argparse.ArgumentParser(prog="python -m corpus.render", description=__doc__)
    parser.add_argument(
        "stems", nargs="*", help="sources to render, by stem or as a .toml file (default: all)"
    )
    parser.add_argument("--variant", choices=sorted(VARIANTS), help="instead of the assigned one")
    parser.add_argument(
        "--out", type=Path, default=CORPUS, help="folder that gets scans/ and text/"
    )
    options = parser.parse_args()
    if lacking := missing():
        print(f"fonts missing: {', '.join(lacking)} (see corpus/README.md)", file=sys.stderr)
        return 1
    sources = {path.stem: path for path in sorted((CORPUS / "sources").glob("*.toml"))}
    named = [Path(stem) if stem.endswith(".toml") else sources.get(stem) for stem in options.stems]
    if None in named:
        unknown = [stem for stem in options.stems if not stem.endswith(".toml")]
        unknown = [stem for stem in unknown if stem not in sources]
        print(f"no such source: {', '.join(unknown)}", file=sys.stderr)
        return 2
    failed = False
    for path in named or sources.values():
        try:
            print(render(path, options.out, options.variant))
        except (SourceError, GlyphMissingError, OSError) as error:
            print(error, file=sys.stderr)
            failed = True
    return 3 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
