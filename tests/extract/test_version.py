"""The tripwire: what extraction gives for the corpus texts is pinned together with its version.

When this fails, the package gives something else for the same input: raise EXTRACT_VERSION, so
that libraries extract again, and pin the new digest beside it.
"""

import hashlib
from pathlib import Path

from hongtou.extract import EXTRACT_VERSION, read_circulars

TEXTS = sorted((Path(__file__).parents[2] / "corpus" / "text").glob("*.txt"))
PINNED = {
    1: "a3014a8d455eb2e9",
    2: "253495a00658dbb4",
    3: "db3532623d531089",
    4: "590acbe5e12dba9b",
    5: "590acbe5e12dba9b",
    6: "1cc36d5a0e7120c0",
    7: "1cc36d5a0e7120c0",
    8: "1cc36d5a0e7120c0",
    9: "0bc36931ee04e6aa",
    10: "1418abb15e8c3e9e",
    11: "ec66e604b42a09cf",
}


def test_what_extraction_gives_is_pinned_to_its_version(as_text):
    given = hashlib.sha256()
    for path in TEXTS:
        given.update(repr(read_circulars(as_text(path.read_text("utf-8")))).encode())
    digest = given.hexdigest()[:16]
    assert TEXTS
    assert PINNED.get(EXTRACT_VERSION) == digest, (
        f"extraction gives something else ({digest}): raise EXTRACT_VERSION and pin it in {__file__}"
    )
