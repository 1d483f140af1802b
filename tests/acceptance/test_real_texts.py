"""Twenty real texts against what their portals say of them, and odd number forms: floors."""

import json
import re

import pytest

from hongtou.extract import read_circulars
from hongtou.extract.normalise import tight
from hongtou.extract.numbers import find_numbers, parse_number


@pytest.fixture(scope="module")
def portal(shared):
    return json.loads((shared / "data" / "gov_texts" / "metadata.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def read(shared, real_pages):
    def first(file):
        return read_circulars(real_pages(shared / "data" / "gov_texts" / file))[0]

    return first


def test_numbers(portal, read):
    for item in portal:
        assert read(item["file"]).number.value.text == item["number"], item["file"]


def test_dates_of_issue(portal, read):
    for item in portal:
        said = item.get("issued_on") or item["page_meta"]["成文日期"]
        expected = re.sub(r"(\d+)年(\d+)月(\d+)日", r"\1-\2-\3", said)
        assert str(read(item["file"]).issued_on.value) == expected, item["file"]


def test_titles(portal, read):
    """One portal shortens its title; all others are as printed."""
    wrong = [i["file"] for i in portal if read(i["file"]).title.value != tight(i["title"])]
    assert len(wrong) <= 1, wrong


def test_issuers_of_the_state_council(portal, read):
    for item in portal:
        if "page_meta" in item:
            issuers = [issuer.value for issuer in read(item["file"]).issuers]
            assert issuers == [item["issuer"]], item["file"]


def test_odd_number_forms(shared):
    """Every form is read; 第 and the words are kept, brackets become 〔〕."""
    lines = (shared / "data" / "number_forms.txt").read_text("utf-8").split("\n")
    forms = [tight(line) for line in lines if line.strip()]
    assert len(forms) == 80
    for form in forms:
        several = "、" in form
        whole = None if several else parse_number(form)
        read = [whole.number.text] if whole else [m.number.text for m in find_numbers(form)]
        assert read == (form.split("、") if several else [form])
