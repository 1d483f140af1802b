"""`python -m corpus.render [STEM…]`: renders the corpus into its folders, from the repository's root."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .fonts import missing
from .scan import VARIANTS
from .write import render

CORPUS = Path(__file__).resolve().parent.parent


def main() -> int:
    """Renders the sources named, or all; 1 when fonts are missing, 2 for an unknown stem."""
    parser = argparse.ArgumentParser(prog="python -m corpus.render", description=__doc__)
    parser.add_argument("stems", nargs="*", help="sources to render (default: all)")
    parser.add_argument("--variant", choices=sorted(VARIANTS), help="instead of the assigned one")
    parser.add_argument(
        "--out", type=Path, default=CORPUS, help="folder that gets scans/ and text/"
    )
    options = parser.parse_args()
    if lacking := missing():
        print(f"fonts missing: {', '.join(lacking)} (see corpus/README.md)", file=sys.stderr)
        return 1
    sources = sorted((CORPUS / "sources").glob("*.toml"))
    unknown = set(options.stems) - {path.stem for path in sources}
    if unknown:
        print(f"no such source: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    for path in sources:
        if not options.stems or path.stem in options.stems:
            print(render(path, options.out, options.variant))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
