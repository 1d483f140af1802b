"""The bodies named right before a document."""

import pytest

from hongtou.extract.issuing import issuers_before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("省人社厅、省财政厅", "省人社厅、省财政厅"),
        ("云澜省教育厅和省财政厅2020年5月联合印发的", "云澜省教育厅和省财政厅"),
        ("国家能源委等30部门印发的", "国家能源委等30部门"),
        ("，市住房局会同市总工会", "市住房局会同市总工会"),
        ("，县农业局于2019年制定的", "县农业局"),
        ("并结合我市实际", None),
        ("厅", None),
        ("", None),
        ("局" * 8, "局" * 8),
        ("甲" * 40 + "局", "甲" * 30 + "局"),
        ("甲" * 35 + "、甲局、乙厅", "甲局、乙厅"),
        ("、".join(["甲局"] * 8), "、".join(["甲局"] * 6)),
        ("甲厅" * 40 + "甲" * 31 + "局", "甲" * 30 + "局"),
    ],
)
def test_bodies_are_found_before_a_document(text, named):
    span = issuers_before(text)
    assert (text[slice(*span)] if span else None) == named


def test_many_words_that_end_names_cost_no_more_than_their_number():
    assert issuers_before("试行" * 100 + "x") is None
    span = issuers_before("试行" * 100 + "x财政厅")
    assert span == (201, 204)
