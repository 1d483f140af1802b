"""What a line below the body heads: an annex with its table or list, or a list of attachments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .listed import fate_of
from .marks import is_date_line, signs
from .rulebook import rule

if TYPE_CHECKING:
    from .zones import Zones

_LONGEST_ITEM = 60
_FATED = re.compile("废止|失效|有效|停止|保留|修改|修订|撤销|延|暂停")
_ROWS_AHEAD = 6
"""Lines below a heading among which the first number of a document stands."""
_ROW_NUMBER = re.compile(
    "〔[12][09][0-9]{2}〕|^(?:[12][09][0-9]{2}年)?第[0-9]{1,5}号$|年第[0-9]{1,5}号|"
    "[〔（][4-9][0-9][〕）][㐀-鿿]{1,9}字?第?[0-9]{1,5}号"
)
_HEADING = re.compile("(?:目录|清单|名单|列表|表)(?:（[^（）]{1,16}）)?$")
"""How a heading ends that no mark shows to be one of an annex."""


def documents_follow(zones: Zones, i: int) -> bool:
    """Whether a heading that tells the fate of documents stands above them with their numbers, as
    附件：废止的公告目录 or, behind the date, without a mark: an annex, no line of a list."""
    blocks, text = zones.blocks, zones.blocks[i].text
    if len(text) > _LONGEST_ITEM or not _FATED.search(text):
        return False
    listed = rule("closing.attachments").search(text)
    heading = (listed["value"] or listed["item"] or "") if listed else text
    if not listed and not (zones.date and _HEADING.search(text)):
        return False
    if fate_of(heading) is None:
        return False
    for n in range(i + 1, min(i + 1 + _ROWS_AHEAD, len(blocks))):
        if _ROW_NUMBER.search(blocks[n].text):
            return True
        if is_date_line(blocks[n]) or signs(blocks, n):
            return False
    return False
