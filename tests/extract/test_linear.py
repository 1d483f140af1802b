"""Cost: rules are asked in proportion to the length of a text, and hostile lines come back."""

import re
import signal
import time

import pytest

from hongtou.extract import agreement, read_circulars, rulebook
from hongtou.ingest.page import Line, Page

HEAD = "云澜省财政厅文件\n云财规〔2020〕5号\n云澜省财政厅关于做好工作的通知\n各市财政局：\n"
TAIL = "云澜省财政厅\n2020年8月19日\n"
CLAUSE = (
    "一、申报条件。根据《云澜省培训补贴办法》（云财规〔2019〕13号）第三条，企业应当在5个工作日内申报，"
    "每人每年不超过2000元。\n《云澜省旧办法》（云财发〔2010〕7号）自2020年9月1日起废止。\n"
    "（一）县财政局负责审核，不得收取费用。\n"
)
HOSTILE = (
    "《", "》", "〈", "（", "“", "一、", "〔2020〕号", "甲发〔2020〕1号、", "《甲》、", "的，", "每人每",
    "100元，", "2020年", "第三条第二款、", "该通知", "该通知《甲》", "《甲》规定乙。此规定停止执行。", "上述文件《甲》", "废止", "除外", "自2020年1月1日起施行，", "　 ", "甲\t", "|甲",
    "《〈", "<>", "<甲", "，,", "《甲》废止，", "《甲》同时废止，", "《甲》（以下简称《乙》）", "令第1号", "1、", "0", "〇", "年月日", "试行", "删去",
    "第一条、第二条", "自甲起", "\u200b", "a ", "@a.", "附件1：", "联系人：甲，", "省人社厅、", "根据《甲》",
)  # fmt: skip
LENGTH = 24_000
PLACES = {
    "body": "{head}一、总体要求\n{line}。\n{tail}",
    "title": "云澜省财政厅文件\n云财规〔2020〕5号\n云澜省财政厅{line}关于做好工作的通知\n各市财政局：\n{tail}",
    "number": "云澜省财政厅文件\n云财规{line}〔2020〕5号\n云澜省财政厅关于做好工作的通知\n{tail}",
    "close": "{head}一、总体要求。\n附件：1.{line}\n{tail}抄送：{line}。\n",
}
SECOND = 4.0
"""CPU seconds for all words of a rule: the longest takes one on a busy machine, a pattern that tries
every way years."""


def page(text):
    return Page(1, 0.0, 0.0, tuple(Line(row) for row in text.split("\n")), "text")


class Counted:
    """A rule that counts how often it is asked."""

    def __init__(self, rule, asked):
        self.rule, self.asked = rule, asked

    def __getattr__(self, name):
        value = getattr(self.rule, name)
        if name not in ("search", "match", "fullmatch", "finditer"):
            return value

        def ask(*args):
            self.asked.append(len(args[0]))
            return value(*args)

        return ask


def asked_of(text, monkeypatch):
    """How many characters are handed to rules while a text is read."""
    asked = []
    counted = {name: Counted(item, asked) for name, item in rulebook.rules().items()}
    for name in ("clauses", "marks", "mentions", "references", "relations", "validity", "mend"):
        module = __import__(f"hongtou.extract.{name}", fromlist=["rule"])
        monkeypatch.setattr(module, "rule", counted.__getitem__)
    assert read_circulars([page(text)])
    return len(asked), sum(asked)


def test_rules_are_asked_in_proportion_to_the_length(monkeypatch):
    times, letters = asked_of(HEAD + CLAUSE * 20 + TAIL, monkeypatch)
    more_times, more_letters = asked_of(HEAD + CLAUSE * 80 + TAIL, monkeypatch)
    assert times > 100
    assert more_times < 4.5 * times
    assert more_letters < 4.5 * letters


@pytest.mark.parametrize(
    "unit",
    ["《云澜省补贴办法》（云财规〔2019〕{n}号）", "{char}财规〔2019〕5号"],
    ids=["title", "count"],
)
def test_numbers_are_compared_in_proportion_to_their_list(unit, monkeypatch):
    monkeypatch.setattr(agreement, "_NEARBY", 20)
    compared = []
    misread = agreement.misread
    monkeypatch.setattr(agreement, "misread", lambda a, b: compared.append(a) or misread(a, b))

    def count(rows):
        lines = (f"按照{unit.format(n=n, char=chr(0x4E00 + n))}执行。" for n in range(1, rows))
        compared.clear()
        read_circulars([page(HEAD + "\n".join(lines) + "\n" + TAIL)])
        return len(compared)

    few = count(100)
    assert 100 < count(400) < 5 * few


def seconds(place, unit, length):
    """CPU seconds for a circular with so long a line."""
    line = unit * (length // len(unit))
    text = PLACES[place].format(head=HEAD, line=line, tail=TAIL)
    start = time.process_time()
    assert read_circulars([page(text)])
    return time.process_time() - start


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_line_takes_time_in_proportion_to_its_length(unit, place):
    assert any(
        seconds(place, unit, LENGTH) < 8 * seconds(place, unit, LENGTH // 4) + 0.1 for _ in range(3)
    )


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_circular_with_a_hostile_line_is_read_around_it(unit):
    text = PLACES["body"].format(head=HEAD, line=unit * (LENGTH // len(unit)), tail=TAIL)
    (circular, *_) = read_circulars([page(text)])
    assert circular.number.value.text == "云财规〔2020〕5号"


class OverTimeError(Exception):
    """A pattern took too long."""


@pytest.fixture
def limit():
    """Limits the CPU seconds of a call: a pattern that tries every way would take years."""

    def stop(*_):
        raise OverTimeError

    before = signal.signal(signal.SIGVTALRM, stop)
    yield lambda seconds: signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("name", sorted(rulebook.rules()))
def test_a_rule_does_not_try_every_way_its_own_words_can_be_parted(name, limit):
    pattern = rulebook.rules()[name].pattern
    words = set(re.findall("[\u3400-\u9fff〇]+", pattern.pattern)) | set("1a、，")
    limit(SECOND)
    for word in words | {word[:-1] for word in words if len(word) > 1}:
        assert not list(pattern.finditer(word * (600 // len(word)) + "丨"))[20_000:]


def test_a_sentence_without_end_is_told():
    (circular,) = read_circulars([page(f"{HEAD}一、总体要求\n{'应当的，' * 1000}\n{TAIL}")])
    assert "text_too_long" in [issue.code for issue in circular.issues]
    assert not [norm for norm in circular.norms if len(norm.text) > 1200]
    (short,) = read_circulars([page(f"{HEAD}{CLAUSE}{TAIL}")])
    assert "text_too_long" not in [issue.code for issue in short.issues]


def test_references_of_an_endless_paragraph_are_read_from_its_beginning():
    line = "根据《云澜省甲办法》，" + "的，" * 30_000 + "根据《云澜省乙办法》。"
    (circular,) = read_circulars([page(f"{HEAD}一、总体要求\n{line}\n{TAIL}")])
    assert [item.title for item in circular.references] == ["云澜省甲办法"]
    assert "text_too_long" in [issue.code for issue in circular.issues]


def test_an_endless_list_of_copies_is_read_from_its_beginning():
    copies = "，".join(f"云澜市第{n}工程局" for n in range(10_000))
    (circular,) = read_circulars([page(f"{HEAD}{CLAUSE}{TAIL}抄送：{copies}。\n")])
    names = [item.value for item in circular.copied_to]
    assert names == copies.split("，")[: len(names)]
    assert 4_000 < len(names) < 10_000
    assert ("text_too_long", "copied_to") in [(i.code, i.field) for i in circular.issues]


@pytest.mark.parametrize("name", sorted(rulebook.rules()))
def test_a_rule_that_is_anchored_matches_at_the_start_only(name):
    item = rulebook.rules()[name]
    for example in item.examples:
        found, plain = item.search(example), item.pattern.search(example)
        assert (found and found.span()) == (plain and plain.span())
        moved = item.pattern.search("\ue000" + example)
        if item.search == item.pattern.match:
            assert moved is None or moved.start() == 0


def test_a_pattern_with_an_alternative_elsewhere_is_not_anchored():
    anchored = rulebook._is_anchored
    assert anchored("^a|^b")
    assert anchored("^(?:a|b)[|]")
    assert not anchored("^a|b")
    assert not anchored("(?:^a|b)")
