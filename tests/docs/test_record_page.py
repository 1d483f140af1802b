"""docs/record.md names every name of the record's schema, and says truly which are filled."""

import re

import pytest

import hongtou
from hongtou.records import json_schema

PAGE = "docs/record.md"
SECTIONS = {
    "Record": "## The circular",
    "SourceModel": "## source",
    "NumberPartsModel": "## number_parts",
    "BodyModel": "## bodies",
    "ReceivedModel": "## received",
    "ContactModel": "## contacts",
    "AttachmentModel": "## attachments",
    "AnnotationModel": "## annotations",
    "SealModel": "## seals",
    "PageModel": "## pages",
    "ClauseModel": "## clauses",
    "TableModel": "## tables",
    "CarriedModel": "## carried",
    "ReferenceModel": "## references",
    "IssueModel": "## issues",
    "EvidenceModel": "## evidence",
    "PersonalModel": "## personal",
    "ClassRuleModel": "## class_rules",
    "ValidityModel": "## validity",
    "NormModel": "## norms",
    "AppliesByModel": "## applies_by",
    "StatusModel": "### status",
}
INSIDE = {
    "TermModel": "## validity",
    "PeriodModel": "## validity",
    "QuantityModel": "## norms",
    "DeadlineModel": "## norms",
    "FurtherActModel": "## norms",
    "WithinModel": "## norms",
    "CellModel": "## tables",
    "ContinuedModel": "## source",
    "PageStepModel": "## pages",
    "PageFindingModel": "## pages",
}
ON_PAPER_ONLY = {"seals", "pages", "annotations", "received"}
WITHOUT_SAMPLE = {
    "personal",
    "further_numbers",
    "candidates",
    "published_on",
    "secrecy",
    "secrecy_term",
    "same_as",
    "issues",
}


@pytest.fixture(scope="module")
def models():
    schema = json_schema()
    return {"Record": schema, **schema["$defs"]}


@pytest.fixture(scope="module")
def records(root):
    return [circular.to_record() for circular in hongtou.read(root / "corpus" / "text")]


def names_in(table):
    return [name for cells in table for name in re.findall(r"`([^`]+)`", cells[0])]


def test_every_model_of_the_schema_has_its_place(models):
    assert set(models) == set(SECTIONS) | set(INSIDE)


@pytest.mark.parametrize("model", sorted(SECTIONS))
def test_every_name_stands_in_its_table_in_order(model, models, page, section, rows):
    table = rows(section(page(PAGE), SECTIONS[model]))
    assert names_in(table) == list(models[model]["properties"])


@pytest.mark.parametrize("model", sorted(INSIDE))
def test_names_of_small_objects_stand_where_they_are_used(model, models, page, section):
    text = section(page(PAGE), INSIDE[model])
    assert all(f"`{name}`" in text for name in models[model]["properties"])


def test_every_value_a_name_can_have_is_told(models, page):
    text = page(PAGE)
    for model in models.values():
        for value in choices(model):
            assert f"`{value}`" in text, value


def choices(node):
    if isinstance(node, dict):
        yield from (value for value in node.get("enum", ()) if isinstance(value, str))
        for child in node.values():
            yield from choices(child)
    elif isinstance(node, list):
        for child in node:
            yield from choices(child)


def today(page, section, rows, heading):
    table = rows(section(page(PAGE), heading))
    return {names_in([cells])[0]: cells[-1] for cells in table}


def empty(value):
    return value is None or value == []


def test_what_is_filled_today_is_said_truly(records, page, section, rows):
    said = today(page, section, rows, "## The circular")
    for name, word in said.items():
        values = [record.get(name) for record in records]
        if word.startswith("no"):
            assert all(empty(value) for value in values), name
        else:
            assert word == "yes", name
            if name not in ON_PAPER_ONLY | WITHOUT_SAMPLE:
                assert not all(empty(value) for value in values), name


@pytest.mark.parametrize(
    ("heading", "find"),
    [
        ("## attachments", lambda record: record["attachments"]),
        ("## clauses", lambda record: record["clauses"]),
        ("## references", lambda record: record["references"]),
        ("## carried", lambda record: record["carried"]),
    ],
    ids=["attachments", "clauses", "references", "carried"],
)
def test_what_is_filled_in_lists_is_said_truly(heading, find, records, page, section, rows):
    items = [item for record in records for item in find(record)]
    assert items
    for name, word in today(page, section, rows, heading).items():
        filled = any(not empty(item[name]) for item in items)
        if name in ("attachments", "attachment", "applies_by"):
            continue  # no sample has one: a list of a carried text's own, an attachment of clauses,
            # an event of a reference
        assert filled == (word == "yes"), name
