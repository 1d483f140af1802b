"""What a library holds, what failed, what is gone from where it stood."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ..ingest.members import stands
from ..records.ids import show_key
from . import journal
from .find import STDIN
from .schema import VERSION
from .store import readable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..records.ids import Label
    from .corrections import Correction
    from .library import Key
    from .store import Store


def inventory(
    store: Store, path: Path, labels: Mapping[Key, Label], orphaned: Sequence[Correction]
) -> dict[str, Any]:
    """The same as data, for `library info`."""

    def count(question: str) -> int:
        return int(store.db.execute(question).fetchone()[0])

    paths = store.all_paths()
    return {
        "library": str(path),
        "version": VERSION,
        "bytes": path.stat().st_size,
        "files": len({sha256 for _, _, sha256 in paths}),
        "pages": count("SELECT count(*) FROM file_pages"),
        "circulars": len(labels),
        "copies": sum(label.same_as is not None for label in labels.values()),
        "corrections": count("SELECT count(*) FROM corrections"),
        "orphaned": [f"{show_key((c.sha256, c.part))} {c.field}" for c in orphaned],
        "replaced": count("SELECT count(*) FROM replaced"),
        "vanished": [name for at, name, _ in paths if _gone(at)],
        "failed": [
            {"file": name, "code": f.code, "reason": f.reason, "advice": f.advice}
            for name, f in journal.all_failures(store)
        ],
        "quarantined": [
            {"file": readable(os.fsdecode(at)), "reason": reason}
            for at, reason in journal.all_quarantined(store)
        ],
    }


def _gone(path: bytes) -> bool:
    return not path.startswith(STDIN) and not stands(os.fsdecode(path))
