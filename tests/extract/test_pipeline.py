"""The spaCy pipeline: spans and entities where the text has them."""

import doctest
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import hongtou

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "corpus" / "text" / "01_zhipeishu_2021_36.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def nlp():
    return hongtou.load()


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_the_text_is_kept(doc):
    assert doc.text == TEXT


def test_spans_are_exact_though_words_cross_them(doc):
    for span in doc.spans["references"]:
        assert span.text.startswith("《")
        assert span._.reference.key == span.id_
        assert span._.reference.relation == span.label_
    for span in doc.spans["clauses"]:
        assert span.text.lstrip().startswith(span._.clause.label)


def test_entities_of_each_kind(doc):
    found = {(entity.label_, entity.text) for entity in doc.ents}
    assert ("NUMBER", "职培署发〔2021〕36号") in found
    assert ("DATE", "2021年11月3日") in found
    assert ("AMOUNT", "200元") in found
    assert ("ORG", "国家职业培训总署") in found


def test_stored_documents_give_the_same(nlp, doc):
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    keys = [span._.reference.key for span in again.spans["references"]]
    assert keys == [span.id_ for span in doc.spans["references"]]


def test_components_are_found_by_name():
    nlp = spacy.blank("zh")
    nlp.add_pipe("hongtou_references")
    assert "references" in nlp("根据《关于加强基层服务的意见》，通知如下。").spans


@pytest.mark.parametrize("text", ["", "\n", " \n\n　", "《《《", "一、\n二、"], ids=range(5))
def test_texts_without_a_circular(nlp, text):
    assert nlp(text).text == text


def test_the_page_of_the_docs_is_true():
    result = doctest.testfile(str(ROOT / "docs" / "spacy.md"), module_relative=False)
    assert result.attempted
    assert not result.failed
