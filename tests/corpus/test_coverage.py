"""What corpus/README.md says of relations and traps is so in the gold and in the texts."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from hongtou.evaluate.gold import RELATIONS

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ROW = re.compile(r"\| `(\w+)` \| (\d+) \| (.+) \|")
FILE = re.compile(r"\b(\d\d)(?:–(\d\d))?\b")
WORDS = {
    "部分失效": {"25", "45"},
    "尚未生效": {"28", "49"},
    "不予废止": {"37", "45"},
    "未废止": {"16", "27", "46", "49"},
    "拟废止": {"46"},
    "拟于": {"16"},
    "建议废止": {"34", "45"},
    "是否废止": {"36", "49"},
    "等三个文件": {"37", "46"},
    "暂定执行至": {"14", "27"},
    "〔2012年〕第18号": {"23"},
    "〔2016年〕第7号": {"48"},
    "(金)": {"46"},
    "(资)": {"27"},
}


@pytest.fixture(scope="module")
def counted():
    """How often each relation stands in the gold, each circular once, and in which files."""
    times, places, seen = Counter(), defaultdict(set), set()
    for path in sorted((CORPUS / "scans").glob("*.gold.json")):
        for document in json.loads(path.read_text("utf-8"))["documents"]:
            if document["number"] in seen:
                continue
            seen.add(document["number"])
            for content in (document, *document.get("carried", [])):
                for reference in content.get("references", []):
                    times[reference["relation"]] += 1
                    places[reference["relation"]].add(path.name[:2])
    return times, places


def files(words):
    """The file numbers of a cell: 02, 34–38."""
    plain = re.sub(r"\(.*?\)|:.*", "", words)
    found = set()
    for first, last in FILE.findall(plain):
        found |= {f"{number:02}" for number in range(int(first), int(last or first) + 1)}
    return found


def test_the_table_of_relations_is_that_of_the_gold(counted):
    times, places = counted
    rows = ROW.findall((CORPUS / "README.md").read_text("utf-8"))
    assert [name for name, _, _ in rows] == list(RELATIONS)
    assert {name: int(count) for name, count, _ in rows} == {n: times[n] for n in RELATIONS}
    assert {name: files(where) for name, _, where in rows} == {n: places[n] for n in RELATIONS}


def test_every_relation_stands_in_two_circulars(counted):
    _, places = counted
    assert {name: places[name] for name in RELATIONS if len(places[name]) < 2} == {}


@pytest.mark.parametrize(("words", "where"), WORDS.items())
def test_words_that_mislead_stand_where_the_table_says(words, where):
    texts = {path.name[:2]: path.read_text("utf-8") for path in (CORPUS / "text").glob("*.txt")}
    assert where <= {number for number, text in texts.items() if words in re.sub(r"\s", "", text)}
