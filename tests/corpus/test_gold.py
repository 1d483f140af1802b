"""The hand-made gold agrees with the text: it is checked by itself, never by our own output."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
STEMS = sorted(path.stem for path in (CORPUS / "sources").glob("*.toml"))
FIELDS = [
    "number", "title", "genre", "issuers", "signers", "addressees", "issued_on", "printed_on",
    "printed_by", "copied_to", "copies", "copy_number", "secrecy", "urgency", "disclosure",
    "subject_terms", "received", "contacts", "attachments", "clause_labels", "clause_headings",
    "references", "annotations", "seals", "carried", "tables", "pages",
]  # fmt: skip
GENRES = {
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
}
RELATIONS = {
    "forwards", "endorses", "promulgates", "based_on", "implements", "applies", "replies_to",
    "interprets", "repeals", "annuls", "declares_lapsed", "ceases", "supersedes", "overrides",
    "amends", "completes", "corrects", "extends", "confirms", "suspends", "resumes", "defers",
    "cites",
}  # fmt: skip
DIGITS = "〇一二三四五六七八九"


def tight(text):
    """Without white space, and with one kind of bracket around years."""
    text = re.sub(r"\s", "", text)
    return re.sub(r"\[(\d{4})\]", r"〔\1〕", text)


def text_of(stem):
    return tight((CORPUS / "text" / f"{stem}.txt").read_text("utf-8"))


def truth_of(stem):
    return json.loads((CORPUS / "scans" / f"{stem}.truth.json").read_text("utf-8"))


def gold_of(stem):
    return json.loads((CORPUS / "scans" / f"{stem}.gold.json").read_text("utf-8"))


def chinese(number):
    """1 to 31 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return lead + (DIGITS[ones] if ones else "")


def printed(iso):
    """The two ways in which a circular prints a day."""
    day = dt.date.fromisoformat(iso)
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return (
        f"{day.year}年{day.month}月{day.day}日",
        f"{year}年{chinese(day.month)}月{chinese(day.day)}日",
    )


def texts(gold):
    """Every value of a record that is a quotation of its text."""
    single = ("number", "title", "printed_by", "copy_number", "urgency", "disclosure")
    yield from (gold[key] for key in single if gold[key])
    for key in ("issuers", "signers", "addressees", "copied_to", "subject_terms", "clause_labels"):
        yield from gold[key]
    yield from filter(None, gold["clause_headings"])
    yield from (attachment["title"] for attachment in gold["attachments"])
    yield from (value for contact in gold["contacts"] for value in contact.values() if value)
    yield from quoted(gold["references"])
    for carried in gold["carried"]:
        yield carried["title"]
        yield from carried["clause_labels"] + carried["clause_headings"]
        yield from carried["article_labels"]
        yield from quoted(carried["references"])
    for table in gold["tables"]:
        yield table["title"]
        yield from (tight("".join(row)) for row in [table["header"], *table["rows"]])


def quoted(references):
    for reference in references:
        keys = ("title", "number", "issuer", "target_clause", "scope")
        yield from (reference[key] for key in keys if reference.get(key))


DOCUMENTS = [
    pytest.param(stem, part, gold, id=f"{stem}-{part}")
    for stem in STEMS
    for part, gold in enumerate(gold_of(stem)["documents"], 1)
]


def test_every_source_has_gold_and_the_corpus_is_large_enough():
    assert [gold_of(stem)["source"] for stem in STEMS] == [f"{stem}.pdf" for stem in STEMS]
    numbers = {gold["number"] for stem in STEMS for gold in gold_of(stem)["documents"]}
    assert len(numbers) == 8
    assert sum(len(truth_of(stem)) for stem in STEMS) >= 20


@pytest.mark.parametrize(("stem", "part", "gold"), DOCUMENTS)
def test_gold_has_every_field_in_its_form(stem, part, gold):
    assert list(gold) == FIELDS, (stem, part)
    assert gold["genre"] in GENRES
    assert gold["title"].endswith(gold["genre"])
    assert re.fullmatch(r"[一-龥]+〔\d{4}〕\d+号", gold["number"])
    assert len(gold["clause_labels"]) == len(gold["clause_headings"])
    assert not re.search(r"\s", gold["title"])
    labels = {None, *gold["clause_labels"]}
    for reference in gold["references"]:
        assert reference["relation"] in RELATIONS
        assert reference["clause"] in labels
    for carried in gold["carried"]:
        for reference in carried["references"]:
            assert reference["relation"] in RELATIONS
            assert reference["clause"] in {
                None,
                *carried["clause_labels"],
                *carried["article_labels"],
            }
    for mark in gold["annotations"]:
        assert mark["kind"] in {"handwriting", "stamp"}


@pytest.mark.parametrize(("stem", "part", "gold"), DOCUMENTS)
def test_every_value_stands_in_the_text(stem, part, gold):
    text = text_of(stem)
    missing = [value for value in texts(gold) if tight(value) not in text]
    assert missing == [], part
    if gold["copies"]:
        assert f"共印{gold['copies']}份" in text


@pytest.mark.parametrize(("stem", "part", "gold"), DOCUMENTS)
def test_days_stand_in_the_text_and_agree(stem, part, gold):
    text = text_of(stem)
    assert any(form in text for form in printed(gold["issued_on"])), part
    assert gold["issued_on"][:4] in gold["number"]
    if gold["printed_on"]:
        assert any(f"{form}印发" in text for form in printed(gold["printed_on"]))
        assert gold["printed_on"] >= gold["issued_on"]
    if gold["received"]:
        assert gold["received"]["on"] >= gold["issued_on"]


@pytest.mark.parametrize(("stem", "part", "gold"), DOCUMENTS)
def test_annotations_stand_on_their_page_and_not_in_the_text(stem, part, gold):
    first, last = gold["pages"]
    pages = truth_of(stem)
    assert 1 <= first <= last <= len(pages), part
    for mark in gold["annotations"]:
        lines = pages[mark["page"] - 1]
        assert all(line in lines for line in written_lines(mark, lines)), mark
        assert tight(mark["text"]) not in text_of(stem)


def written_lines(mark, lines):
    """The longest run of the page's own lines that spells the annotation."""
    found = [line for line in lines if tight(line) and tight(line) in tight(mark["text"])]
    assert tight("".join(found)) == tight(mark["text"])
    return found


def test_pages_of_a_file_are_shared_out_without_a_gap():
    for stem in STEMS:
        spans = [gold["pages"] for gold in gold_of(stem)["documents"]]
        pages = [page for first, last in spans for page in range(first, last + 1)]
        assert pages == list(range(1, len(truth_of(stem)) + 1)), stem


def test_total_rows_add_up():
    checked = 0
    for stem in STEMS:
        for gold in gold_of(stem)["documents"]:
            for table in gold["tables"]:
                assert {len(row) for row in table["rows"]} == {len(table["header"])}
                if table["rows"][-1][0] != "合计":
                    continue
                columns = list(zip(*table["rows"], strict=True))[1:]
                for column in columns:
                    assert sum(map(int, column[:-1])) == int(column[-1]), (stem, column)
                    checked += 1
    assert checked >= 8


def test_forwarding_chain_has_three_levels():
    held = {gold["number"]: gold for stem in STEMS for gold in gold_of(stem)["documents"]}
    number, levels = "霁职培字〔2021〕91号", []
    while number:
        gold = held[number]
        levels.append(gold["issuers"][0])
        forwarded = [ref for ref in gold["references"] if ref["relation"] == "forwards"]
        number = forwarded[0]["number"] if forwarded else None
    assert levels == ["霁川市职业培训局", "云澜省职业培训厅", "国家职业培训总署"]
