"""Savings (已受理的按原规定办结): cases that a change leaves to the old rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .words import Quote, sentences_with

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from .effects import Effect
    from .view import View

_SAVED = re.compile(
    r"(?:仍|继续|应当|可以|应|均|，)(?:适用|按照?|执行|依照|沿用).{0,12}(?:修改前|修订前|原规定|原标准|原办法|原政策|原有规定|原来的规定|旧规定)"
    r"|(?:已|以前|之前|此前)[^。；]{0,30}按照?原有?(?:规定|标准|办法|政策|文件).{0,4}(?:办理|办结|执行|处理|发放)"
    r"|(?:执行|享受|发放)(?:到|至).{0,8}(?:期满|结业|届满)为止|按原.{0,6}办结"
)


def savings(view: View, effect: Effect) -> Iterator[Quote]:
    """The sentences of a circular that leave earlier cases to the old rule."""
    held = view.world.held[effect.by]
    yield from sentences_with(_SAVED, held.circular, view.text(effect.by))


def spared(view: View, effect: Effect, day: dt.date) -> bool:
    """Whether the case asked for is older than a change that spares older cases."""
    if view.case_date is None or view.case_date >= day:
        return False
    if effect.applies_by is not None:
        return True
    return next(savings(view, effect), None) is not None
