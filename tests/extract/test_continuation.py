"""Whether a file goes on where another one ends."""

import pytest

from hongtou.extract.continuation import Continuation, continuation, joined

HEAD = [
    "石堰县人民政府文件",
    "石政发〔2021〕8号",
    "石堰县人民政府关于规范集贸市场管理的决定",
    "各乡镇人民政府：",
]
CLAUSES = ["现就集贸市场管理作如下决定：", "一、摊位实行公开招租。", "二、租金由村集体收取。"]
ANNEXED = ["附件：1. 集贸市场名册", "石堰县人民政府", "2021年3月4日"]
CLOSE = ["石堰县人民政府", "2021年3月4日", "石堰县人民政府办公室2021年3月5日印发"]
ANNEX = ["附件1", "集贸市场名册", "序号  名称  地址", "1  城关集贸市场  北街"]


class Files:
    """Files of one page each: lines, and the number printed on the page."""

    def __init__(self, typeset, page):
        self.typeset, self.page = typeset, page

    def __call__(self, lines, folio=None):
        made = [
            self.typeset(text, row * 2, indent=2, **({"colour": "red", "size": 2} if "人民政府文件" in text else {}))
            for row, text in enumerate(lines)
        ]  # fmt: skip
        if folio:
            made.append(self.typeset(f"— {folio} —", 24, indent=12, kind="page_number"))
        return [self.page(made)]


@pytest.fixture
def file(typeset, page):
    return Files(typeset, page)


ROWS = [
    (
        HEAD + CLAUSES, 1, ["三、本决定自公布之日起施行。", *CLOSE], 2,
        Continuation(True, ("page_numbers", "clauses", "no_close")), "pages and clauses go on",
    ),
    (
        HEAD + CLAUSES, None, ["三、本决定自公布之日起施行。", *CLOSE], None,
        Continuation(True, ("clauses", "no_close")), "clauses go on behind no close",
    ),
    (
        HEAD + CLAUSES + ANNEXED, 2, ANNEX, 3,
        Continuation(True, ("page_numbers", "annex")), "the annex that is listed",
    ),
    (
        HEAD + CLAUSES + ANNEXED, None, ANNEX, None,
        Continuation(False, ("annex",)), "one sign behind a close is not enough",
    ),
    (
        HEAD + CLAUSES, 1, ["各村要及时报告情况。", "未尽事宜另行通知。"], None,
        Continuation(False, ("no_close",)), "nothing says that this is the rest",
    ),
    (
        HEAD + CLAUSES, 1, ["三、本决定自公布之日起施行。", *CLOSE], 7,
        Continuation(False, ("clauses", "no_close")), "page numbers that do not count on",
    ),
    (HEAD + CLAUSES + CLOSE, 1, ["三、本决定自公布之日起施行。"], 2, None, "an imprint ends it"),
    (HEAD + CLAUSES, 1, HEAD + CLAUSES, 2, None, "a circular with a head of its own"),
    (HEAD + CLAUSES + ANNEXED, None, ["各村要及时报告情况。"], None, None, "no sign at all"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "folio", "second", "next_folio", "found", "why"), ROWS, ids=[row[-1] for row in ROWS]
)
def test_a_file_goes_on_where_signs_say_so(file, first, folio, second, next_folio, found, why):
    assert continuation(file(first, folio), file(second, next_folio)) == found, why


def test_a_second_circular_in_the_rest_is_left_to_a_person(file):
    rest = [*file(["三、本决定自公布之日起施行。", *CLOSE], 2), *file(HEAD + CLAUSES, 1)]
    found = continuation(file(HEAD + CLAUSES, 1), joined([rest]))
    assert found is not None
    assert not found.certain


def test_pages_are_numbered_through(file):
    assert [page.number for page in joined([file(HEAD) + file(CLAUSES), file(CLOSE)])] == [1, 2, 3]


def test_nothing_goes_on_in_nothing(file):
    assert continuation(file(HEAD), []) is None
    assert continuation([], file(CLOSE)) is None
