"""What the title of a text says is done to other documents: 关于修改《甲》的决定, 关于废止《乙》的通知."""

from __future__ import annotations

import re

from .listed import Fate, fate_of
from .mentions import Mention, find_mentions

_AMENDS = re.compile(
    "关于(?:修改|修订|修正|(?:停止执行|废止)(?=《[^《》]*》(?:部分|有关)))《(?P<title>[^《》]{3,60})》"
    "(?:(?:部分|有关)(?:条款|内容|规定))?的(?:决定|通知|公告)$"
)
"""A title that says what the text amends: its items need not name it."""
_ACTED = re.compile(
    "关于(?:废止|修[改订正]|(?:停止|暂停|恢复|继续)执行|延长|调整|撤销)(?P<named>.*(?:》(?:（[^（）]*）)?|号))"
    "(?!等[0-9一二三四五六七八九十]{1,3}[件个部])"
)


def told_of_all(title: str) -> Fate | None:
    """The fate a title tells of all that a text lists; none where it tells several (废止和修改)."""
    fate = fate_of(title) if title else None
    return None if fate and fate.mixed else fate


def acted_on(title: str) -> list[Mention]:
    """The one document that a title names behind what is done to it: what the text calls 该办法."""
    acted = _ACTED.search(title)
    named = find_mentions(acted["named"]) if acted else []
    return named if len(named) == 1 else []


def amended_by(title: str) -> Mention | None:
    """The one document that a title says is amended."""
    match = _AMENDS.search(title)
    return Mention(0, 0, match["title"], None, 0.9) if match else None
