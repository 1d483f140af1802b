"""What is missing: documents by the answers that hang on them, numbers of a series."""

from hongtou.graph.gaps import missing, series


def weights(known):
    return {one.wanted.id: one.weight for one in missing(known)}


def test_what_most_answers_hang_on_comes_first(circular, world):
    known = world(
        circular("安财〔2020〕1号", ("applies", "澜财〔2019〕1号", {"clause": "一"}),
                 ("applies", "澜财〔2019〕1号", {"clause": "二"}), ("cites", "澜财〔2019〕2号")),
        circular("安财〔2020〕2号", ("applies", "澜财〔2019〕1号"), ("repeals", "安财〔2010〕3号")),
        circular("安财〔2020〕3号", ("based_on", "安财〔2020〕2号")),
    )  # fmt: skip
    assert [one.wanted.id for one in missing(known)] == [
        "澜财〔2019〕1号", "安财〔2010〕3号", "澜财〔2019〕2号",
    ]  # fmt: skip
    # three clauses rest on it, one circular rests on one of those
    assert weights(known)["澜财〔2019〕1号"] == 3.5
    assert weights(known)["澜财〔2019〕2号"] == 0.1
    assert weights(known)["安财〔2010〕3号"] == 0.25


def test_two_mentions_in_one_clause_are_one_answer(circular, world):
    said = [("applies", "澜财〔2019〕1号", {"clause": "一"}), ("implements", "澜财〔2019〕1号", {"clause": "一"})]  # fmt: skip
    assert weights(world(circular("安财〔2020〕1号", *said))) == {"澜财〔2019〕1号": 1.0}


def test_what_is_held_is_not_wanted(circular, world):
    known = world(
        circular("澜财〔2019〕1号"), circular("安财〔2020〕1号", ("applies", "澜财〔2019〕1号"))
    )
    assert missing(known) == ()


def test_numbers_between_those_held_are_missing_unless_cited(circular, world):
    known = world(
        circular("安财〔2020〕3号", ("cites", "安财〔2020〕5号")),
        circular("安财〔2020〕9号"),
        circular("安财〔2021〕20号"),
        circular("澜财〔2020〕4号"),
    )
    (row,) = series(known)
    assert (row.prefix, row.year, row.issuer) == ("安财", 2020, "安河市财政局")
    assert row.held == (3, 9)
    assert row.cited == (5,)
    assert row.missing == ((4, 4), (6, 8))
    assert row.count == 4


def test_orders_of_two_bodies_are_two_series(circular, world):
    known = world(
        circular("令第5号", issuer="云澜省人民政府"),
        circular("令第8号", issuer="云澜省人民政府"),
        circular("令第58号", issuer="沧岭省人民政府"),
    )
    (row,) = series(known)
    assert (row.issuer, row.missing) == ("云澜省人民政府", ((6, 7),))
