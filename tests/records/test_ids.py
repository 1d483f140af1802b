"""Ids: made from fields, the same in whatever order circulars come."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.records.ids import Heading, assign

A, B, C = "a" * 64, "b" * 64, "c" * 64
OFFICE, BUREAU = "安河市人民政府办公室", "宁州市财政局"


def named(sha256, part=1, number="安政办发〔2021〕7号", title="通知", issuers=(OFFICE,), on=None):
    return Heading(sha256, part, number, title, issuers, on)


def test_a_number_is_the_id():
    assert assign([named(A)])[A, 1].id == "安政办发〔2021〕7号"


def test_issuers_tell_apart_circulars_that_share_a_number():
    labels = assign([named(A, number="令第5号"), named(B, number="令第5号", issuers=(BUREAU,))])
    assert labels[A, 1].id == f"令第5号@{OFFICE}"
    assert labels[B, 1].id == f"令第5号@{BUREAU}"
    assert labels[A, 1].same_as is labels[B, 1].same_as is None


def test_an_unread_issuer_is_no_other_issuer():
    labels = assign([named(A), named(B, issuers=())])
    assert {label.id for label in labels.values()} == {"安政办发〔2021〕7号"}
    assert labels[B, 1].same_as is None, "what differs in content is no copy"


def test_copies_point_to_the_smallest_key():
    labels = assign([named(C), named(A), named(B, part=2)])
    assert labels[A, 1].same_as is None
    assert labels[B, 2].same_as == labels[C, 1].same_as == f"{A}:1"
    assert {label.id for label in labels.values()} == {"安政办发〔2021〕7号"}


def test_the_same_text_twice_in_one_file_is_no_copy():
    assert assign([named(A), named(A, part=2)])[A, 2].same_as is None


@pytest.mark.parametrize(
    ("heading", "beginning"),
    [
        (named(A, number=None, on="2021-03-05"), f"无号/{OFFICE}/2021-03-05/"),
        (named(A, number=None, issuers=()), "无号/不详/不详/"),
    ],
    ids=["issuer-and-date", "nothing"],
)
def test_without_a_number(heading, beginning):
    made = assign([heading])[A, 1].id
    assert made.startswith(beginning)
    assert len(made.removeprefix(beginning)) == 8


def test_circulars_of_which_nothing_is_known_keep_ids_of_their_own():
    blank = [named(A, part, None, None, ()) for part in (1, 2)]
    labels = assign(blank)
    assert labels[A, 1].id != labels[A, 2].id
    assert labels[A, 2].same_as is None


headings = st.builds(
    Heading,
    st.sampled_from([A, B, C]),
    st.integers(1, 3),
    st.sampled_from([None, "令第5号", "安政办发〔2021〕7号"]),
    st.sampled_from([None, "通知", "意见"]),
    st.sampled_from([(), (OFFICE,), (BUREAU,), (OFFICE, BUREAU)]),
    st.sampled_from([None, "2021-03-05"]),
)


@given(st.lists(headings, unique_by=lambda h: h.key), st.randoms())
def test_order_changes_nothing(items: list[Heading], shuffler: random.Random):
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    labels = assign(items)
    assert labels == assign(shuffled)
    for key, label in labels.items():
        assert label.same_as is None or label.same_as < f"{key[0]}:{key[1]}"


def test_different_circulars_of_one_number_and_issuer_are_told_apart():
    labels = assign(
        [
            named(A, title="关于征地补偿的通知", on="2021-03-05"),
            named(B, title="关于防汛工作的意见", on="2021-04-06"),
        ]
    )
    assert labels[A, 1].id == "安政办发〔2021〕7号#2021-03-05"
    assert labels[B, 1].id == "安政办发〔2021〕7号#2021-04-06"
    assert labels[A, 1].shared == (f"{B}:1",)


def test_without_dates_that_differ_the_title_tells_apart():
    labels = assign([named(A, title="关于征地补偿的通知"), named(B, title="关于防汛工作的意见")])
    ids = [labels[key, 1].id for key in (A, B)]
    assert len(set(ids)) == 2
    assert all(one.startswith("安政办发〔2021〕7号#") for one in ids)


def test_readings_of_one_circular_share_an_id():
    labels = assign(
        [
            named(A, title="关于进一步加强征地补偿资金管理工作的通知", on="2021-03-05"),
            named(B, title="关于进一步加强征地补偿资金管埋工作的通知", on="2021-03-05"),
            named(C, title=None),
        ]
    )
    assert {label.id for label in labels.values()} == {"安政办发〔2021〕7号"}
    assert all(label.shared == () for label in labels.values())


def test_the_same_title_of_another_year_is_another_circular():
    labels = assign(
        [named(A, title="关于2020年放假的通知"), named(B, title="关于2021年放假的通知")]
    )
    assert labels[A, 1].id != labels[B, 1].id
