"""How document numbers stand noise: python bench/number_noise.py [ROUNDS]

Recoverable noise (any bracket, O and 〇 for 0, l and I for 1, spaces, full width, traditional
forms) on 10 % of the characters of numbers: recall. Arbitrary substitution of 2 % of the characters
of whole circulars: how many numbers are wrong, how many of these another mention of the file
contradicts, and whether any of those is still given with confidence 0.9 or more.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from opencc import OpenCC

from hongtou.extract import read_circulars
from hongtou.extract.normalise import tight
from hongtou.extract.numbers import find_numbers, parse_number
from hongtou.ingest.page import Line, Page

if TYPE_CHECKING:
    from hongtou.extract.circular import Circular, DocumentNumber, Found

TEXTS = Path(__file__).parents[1] / "corpus" / "text"
FORMS = (
    "{p}〔{y}〕{n}号", "{p}发〔{y}〕{n}号", "{p}办函〔{y}〕{n}号", "{p}规字〔{y}〕{n}号",
    "{p}（农）函〔{y}〕{n}号", "{p}复〔{y}〕第{n}号", "云澜省人民政府令第{n}号",
    "云澜省统计局公告{y}年第{n}号", "国办发明电〔{y}〕{n}号", "云澜省教育厅公告〔{y}〕第{n}号",
)  # fmt: skip
PREFIXES = ("云人社", "黑财", "岭政", "国卫", "宁建", "粤发改", "渝府", "内科", "沪农委", "鄂质监")
OPEN, CLOSE = "〔[【（(﹝［〖〈<{", "〕]】）)﹞］〗〉>}"
LIKE = {"0": "OoQ〇○", "1": "lIi|"}
STRANGE = "田木王口目日一二人大天石山水火0123456789发函号〔〕、。"
TRADITIONAL = OpenCC("s2t")
SURE = 0.9


def number(draw: random.Random) -> str:
    """A number of any form."""
    return draw.choice(FORMS).format(
        p=draw.choice(PREFIXES), y=draw.randint(1990, 2029), n=draw.randint(1, 2999)
    )


def recoverable(text: str, draw: random.Random, share: float = 0.1) -> str:
    """The text with noise that can be taken back on a share of its characters."""
    return "".join(_noisy(char, draw) if draw.random() < share else char for char in text)


def _noisy(char: str, draw: random.Random) -> str:
    kinds = [f"{char} ", f" {char}"]
    if char in "〔〕（）":
        kinds += list(OPEN if char in "〔（" else CLOSE) * 2
    if char in LIKE:
        kinds += list(LIKE[char])
    if char.isdigit():
        kinds.append(chr(ord(char) + 0xFEE0))
    if "\u3400" <= char <= "\u9fff":
        kinds.append(TRADITIONAL.convert(char))
    return draw.choice(kinds)


def substituted(text: str, draw: random.Random, share: float = 0.02) -> str:
    """The text with a share of its characters replaced by any others."""
    return "".join(
        draw.choice(STRANGE) if char != "\n" and draw.random() < share else char for char in text
    )


@dataclass
class Tally:
    """What became of numbers under substitution."""

    read: int = 0
    right: int = 0
    wrong: int = 0
    sure_wrong: int = 0
    contradicted: int = 0
    sure_contradicted: int = 0


def recall(rounds: int, draw: random.Random) -> tuple[float, float]:
    """Of numbers alone and in running text, the share that is read right."""
    alone = running = 0
    for _ in range(rounds):
        truth = number(draw)
        noisy = recoverable(truth, draw)
        match = parse_number(tight(noisy))
        alone += match is not None and match.number.text == truth
        found = find_numbers(tight(f"按照《关于补贴的意见》（{noisy}）执行。"))
        running += [item.number.text for item in found] == [truth]
    return alone / rounds, running / rounds


def under_substitution(rounds: int, draw: random.Random) -> Tally:
    """Circulars of the sample corpus and forwardings, each letter of which may be another."""
    tally = Tally()
    texts = [path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    for n in range(rounds):
        text = texts[n // 2 % len(texts)] if n % 2 else forwarding(draw)
        truths = [item.number.value.text for item in _read(text) if item.number]
        noisy = substituted(text, draw)
        for circular in _read(noisy):
            found = circular.number
            if found and (found.value.text in truths or found.value.text not in tight(text)):
                nearest = get_close_matches(found.value.text, truths, n=1, cutoff=0.0)
                _count(tally, found, nearest[0] if nearest else "", noisy)
    return tally


def _count(tally: Tally, found: Found[DocumentNumber], truth: str, noisy: str) -> None:
    said, sure = found.value.text, found.confidence >= SURE
    tally.read += 1
    if said == truth:
        tally.right += 1
        return
    tally.wrong += 1
    tally.sure_wrong += sure
    if truth and truth in tight(noisy):
        tally.contradicted += 1
        tally.sure_contradicted += sure


def forwarding(draw: random.Random) -> str:
    """A forwarding with the original it forwards, which repeats its number above its annex."""
    own, inner = (f"云{p}〔2021〕{draw.randint(2, 990)}号" for p in ("财函", "政办发"))
    title = f"关于做好{draw.choice(['救助', '防汛', '就业'])}资金管理工作的通知"
    return f"""云澜省财政厅文件

{own}

云澜省财政厅转发云澜省人民政府办公厅{title}的通知

各市财政局：
　　现将《云澜省人民政府办公厅{title}》（{inner}）转发给你们，请遵照执行。

云澜省财政厅
2021年4月5日

云澜省人民政府办公厅文件

{inner}

云澜省人民政府办公厅{title}

各市人民政府：
　　为做好工作，现通知如下。
　　一、加强领导。各地要高度重视。
　　二、按时报送。

云澜省人民政府办公厅
2021年3月5日

附件
{inner}附件
"""


def _read(text: str) -> tuple[Circular, ...]:
    lines = tuple(Line(line) for line in text.split("\n"))
    return read_circulars([Page(1, 0, 0, lines, "text")], norms=False)


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    alone, running = recall(rounds, random.Random(1))
    print(f"recoverable noise on 10 %: alone {alone:.4f}, in running text {running:.4f}")
    tally = under_substitution(rounds // 5, random.Random(2))
    print(f"substitution of 2 %: {tally}")
    print(f"wrong: {tally.wrong / max(tally.read, 1):.4f} of those read")


if __name__ == "__main__":
    main()
