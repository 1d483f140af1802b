"""A circular as a record."""

import json
from dataclasses import fields, replace
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from hongtou.extract.circular import Circular
from hongtou.records import json_schema, to_record, validate
from hongtou.records.plain import dumps, keyed
from hongtou.records.record import LISTS, NAMES, SCALARS

BARE = Circular(part=1, pages=None, text_span=(0, 0))
UNREAD = {
    "schema",
    "id",
    "source",
    "same_as",
    "item_id",
    "issues",
    "candidates",
    "confidence",
    "evidence",
}
SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "record.schema.json"


@pytest.fixture(scope="module")
def checker():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("name", ["full", "bare"])
def test_a_record_has_every_name_and_fits_the_schema(name, full, source, checker):
    record = to_record(full if name == "full" else BARE, source)
    assert tuple(record) == NAMES
    checker.validate(json.loads(dumps(record)))
    validate(dumps(record))


def test_names_of_the_schema_are_those_of_the_record():
    assert tuple(name for name in json_schema()["properties"] if name != "status") == NAMES


def test_every_field_of_a_circular_is_a_name_of_the_record():
    inner = {"part", "pages", "text_span", "item", "seen_pages"}
    assert {field.name for field in fields(Circular)} - inner <= set(NAMES)


def test_absent_is_null_or_empty_list(source):
    record = to_record(BARE, source)
    read = {name: record[name] for name in NAMES if name not in UNREAD}
    assert set(map(str, read.values())) == {"None", "[]"}
    assert record["candidates"] == record["confidence"] == record["evidence"] == {}


def test_every_filled_field_has_evidence_and_a_confidence(full, source):
    record = to_record(full, source)
    for name in set(NAMES) - UNREAD:
        if record[name] in (None, []):
            continue
        shown = [p for p in record["evidence"] if p == f"/{name}" or p.startswith(f"/{name}/")]
        assert shown, name
    with_confidence = set(SCALARS) | set(LISTS) | {"contacts", "attachments", "clauses"}
    assert with_confidence <= set(record["confidence"])


def test_pointers_of_evidence_lead_to_values(full, source):
    record = to_record(full, source)
    for pointer in record["evidence"]:
        place = record
        for step in pointer.strip("/").split("/"):
            place = place[int(step)] if isinstance(place, list) else place[step]
        assert place not in (None, []), pointer


def test_a_part_of_a_norm_has_a_confidence_of_its_own(full, source):
    record = to_record(full, source)
    for at in ("/norms/0", "/carried/0/norms/0"):
        assert record["evidence"][at][0]["confidence"] == 0.99
        assert record["evidence"][f"{at}/bearer"][0]["confidence"] == 0.75
        assert f"{at}/action" not in record["evidence"], "absent"
    assert record["confidence"]["norms"] == 0.75, "norms are as sure as their least sure part"


def test_values_are_plain_and_rounded(full, source):
    record = to_record(full, source)
    assert record["number"] == "安政办发〔2021〕7号"
    assert record["number_parts"]["year"] == 2021
    assert record["issued_on"] == "2021-03-05"
    assert record["copies"] == 30
    assert record["confidence"]["number"] == 1.0
    assert record["confidence"]["issuers"] == 0.91, "a list is as sure as its least sure item"
    first = record["evidence"]["/title"][0]
    assert first["confidence"] == 0.99
    assert first["box"][1] == 100.12
    assert record["source"] == {
        "file": "a/便民.pdf",
        "sha256": "ab" * 32,
        "pages": [1, 2],
        "part": 1,
        "continued_in": [],
    }


def test_keys_come_from_content_not_from_position(full, source):
    swapped = replace(full, contacts=full.contacts[::-1], clauses=full.clauses[::-1])
    before, after = to_record(full, source), to_record(swapped, source)
    for name in ("contacts", "clauses"):
        assert [item["key"] for item in before[name]] == [i["key"] for i in after[name][::-1]]


def test_twins_get_keys_of_their_own():
    made = keyed("contact", [{"name": "王某"}, {"name": "王某"}])
    assert made[0]["key"] + "-2" == made[1]["key"]


def test_two_runs_give_the_same_bytes(full, source):
    assert dumps(to_record(full, source)) == dumps(to_record(full, source))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("issuers", [""]),
        ("issued_on", "2021-02-30"),
        ("confidence", {"title": 1.2}),
        ("surprise", None),
        ("same_as", "no key"),
        ("evidence", {"title": []}),
    ],
)
def test_the_schema_refuses(name, value, full, source, checker):
    record = to_record(full, source) | {name: value}
    with pytest.raises(ValidationError):
        validate(dumps(record))
    with pytest.raises(jsonschema.ValidationError):
        checker.validate(record)


def test_a_missing_name_is_refused(full, source):
    record = to_record(full, source)
    del record["received"]
    with pytest.raises(ValidationError, match="received"):
        validate(dumps(record))


def test_the_committed_schema_is_current():
    """Write it again with: hongtou schema > docs/record.schema.json"""
    assert json.loads(SCHEMA_FILE.read_text("utf-8")) == json_schema()
