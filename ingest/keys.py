"""Stage keys: what a stored result was made from, as one hash."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def stage_key(
    stage: str, version: int, parameters: Mapping[str, object], inputs: Sequence[str]
) -> str:
    """SHA-256 (hex) over the canonical JSON of a stage, its version, parameters and input keys.

    Equal keys mean equal results, so a stored result may stand in for a new run. `parameters`
    holds only what JSON can say; anything else raises `TypeError`.
    """
    text = json.dumps(
        [stage, version, dict(parameters), list(inputs)],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
