"""One circular against its gold: every field right, and every way to be wrong."""

import copy

import pytest

from hongtou.evaluate.align import align
from hongtou.evaluate.score import score_document, score_file
from hongtou.evaluate.tally import count_fields


def errors(gold, record, *, paper=True):
    marks = score_document(gold, record, paper=paper)
    return [(m.field, m.outcome, m.confident_error) for m in marks if not m.good]


def test_a_record_that_agrees_has_no_error(document, record):
    assert errors(document, record) == []


def test_a_record_that_is_empty_misses_every_value_and_invents_none(document):
    marks = list(score_document(document, {}))
    assert {mark.outcome for mark in marks} == {"missed", "empty"}
    missed = {mark.field for mark in marks if mark.outcome == "missed"}
    assert missed >= {
        "number", "issuers", "clauses", "clauses.heading", "references", "references.effect",
        "references.until", "validity.expires_on", "tables", "tables.cells", "norms",
        "norms.quantities", "norms.deadline", "attachments",
    }  # fmt: skip


def test_a_field_that_the_gold_does_not_name_is_not_scored(document, record):
    del document["title"], document["norms"]
    record["title"] = "另一标题"
    record["norms"] = []
    assert errors(document, record) == []


WRONG = [
    ("number", lambda r: r.update(number="安政发〔2021〕1号"), [("number", "wrong", True)]),
    ("absent", lambda r: r.update(number=None), [("number", "missed", False)]),
    ("invented", lambda r: r.update(references=[*r["references"], {"relation": "repeals", "title": "办法"}]),
     [("references", "extra", True), ("references.clause", "extra", True), ("references.effect", "extra", True)]),
    ("doubted", lambda r: (r.update(genre="函"), r["confidence"].update(genre=0.5)), [("genre", "wrong", False)]),
    ("list", lambda r: r.update(issuers=["安河市人民政府", "丙局"]), [("issuers", "extra", True)]),
    ("clause id", lambda r: r["clauses"][1].update(id="三"),
     [("clauses", "missed", False), ("clauses.heading", "missed", False), ("clauses", "extra", True)]),
    ("heading", lambda r: r["clauses"][0].update(heading=None), [("clauses.heading", "missed", False)]),
    ("relation", lambda r: r["references"][1].update(relation="cites"),
     [("references", "wrong", True), ("references.clause", "wrong", True), ("references.effect", "wrong", True)]),
    ("clause", lambda r: r["references"][0].update(clause="一"), [("references.clause", "wrong", True)]),
    ("part", lambda r: r["references"][1].update(partial=True, target_clause="第三条"),
     [("references.effect", "wrong", True), ("references.target_clause", "extra", True), ("references.partial", "extra", True)]),
    ("until", lambda r: r["references"][1].update(until="2021-03-05"), [("references.until", "wrong", True)]),
    ("no effect", lambda r: r["references"][1].update(effective=False), [("references.no_effect", "extra", True)]),
    ("expiry", lambda r: r["validity"].update(expires_on=None), [("validity.expires_on", "missed", False)]),
    ("flag", lambda r: r["validity"].update(tentative=True), [("validity.tentative", "extra", True)]),
    ("cell", lambda r: r["tables"][0]["rows"][1].__setitem__(1, "2O"), [("tables.cells", "wrong", True)]),
    ("modality", lambda r: r["norms"][0].update(modality="obligation"), [("norms.modality", "wrong", True)]),
    ("quantity", lambda r: r["norms"][0]["quantities"][1].update(value="5"),
     [("norms.quantities", "missed", False), ("norms.quantities", "extra", True)]),
    ("deadline", lambda r: r["norms"][1]["deadline"]["within"].update(unit="日"), [("norms.deadline", "wrong", True)]),
    ("carried", lambda r: r.update(carried=[{"title": "办法"}]), [("carried", "extra", True)]),
    ("rule", lambda r: r.update(class_rules=[{"kind": "conditional", "quote": "x"}]), [("class_rules", "extra", True)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG]
)
def test_each_way_to_be_wrong_is_one_error_in_its_field(document, record, change, expected):
    change(record)
    assert errors(document, record) == expected


def test_numbers_written_otherwise_and_equal_decimals_are_right(document, record):
    record["references"][0]["number"] = "安省发[2020]03号"
    record["norms"][0]["quantities"][1]["value"] = "50.0"
    assert errors(document, record) == []


def test_a_target_known_by_title_only_is_found(document, record):
    record["references"][1]["number"] = None
    assert errors(document, record) == [("references.number", "missed", False)]


def test_a_list_in_another_order_is_wrong_once():
    gold = {"issuers": ["甲局", "乙局", "丙局"]}
    record = {"issuers": ["乙局", "甲局", "丙局"], "confidence": {"issuers": 0.95}}
    assert errors(gold, record) == [("issuers.order", "wrong", True)]


def test_the_evidence_of_an_item_says_how_sure_it_is(document, record):
    record["references"][0]["relation"] = "cites"
    record["evidence"] = {
        "/references/0": [{"confidence": 0.6}],
        "/references/1": [{"confidence": 0.99}],
    }
    assert errors(document, record)[0] == ("references", "wrong", False)


@pytest.mark.parametrize(("sure", "confident"), [(0.75, False), (0.95, True)])
def test_a_part_of_a_norm_is_as_sure_as_its_own_evidence(document, record, sure, confident):
    record["norms"][1]["bearer"] = "各县"
    record["evidence"] = {
        "/norms/1": [{"confidence": 0.95 if sure < 0.9 else 0.5}],
        "/norms/1/bearer": [{"confidence": sure}],
    }
    assert errors(document, record) == [("norms.bearer", "wrong", confident)]


def test_what_only_paper_has_is_not_scored_for_text():
    gold = {
        "seals": 1,
        "received": {"number": "5", "on": None},
        "annotations": [{"text": "阅", "kind": "handwriting"}],
    }
    assert errors(gold, {}, paper=False) == []
    assert [field for field, *_ in errors(gold, {})] == ["seals", "received.number", "annotations"]


def test_a_carried_text_is_scored_inside(document, record):
    document["carried"] = [
        {"title": "办法", "clauses": [{"id": "第一条", "label": "第一条"}], "references": [],
         "validity": {"trial": True}}
    ]  # fmt: skip
    record["carried"] = copy.deepcopy(document["carried"])
    assert errors(document, record) == []
    record["carried"][0]["clauses"][0]["id"] = "第二条"
    record["carried"][0]["validity"] = None
    assert [field for field, *_ in errors(document, record)] == [
        "carried.clauses", "carried.clauses", "carried.validity.trial",
    ]  # fmt: skip


def test_clauses_have_their_own_time():
    gold = {
        "clauses": [
            {"id": "一", "label": "一", "validity": {"expires_on": "2021-06-30", "tentative": True}}
        ]
    }
    record = {
        "clauses": [
            {"id": "一", "label": "一", "validity": {"expires_on": "2021-06-29", "tentative": True}}
        ]
    }
    assert errors(gold, record) == [("clauses.validity.expires_on", "wrong", False)]


def test_a_lost_row_costs_one_row(document, record):
    del record["tables"][0]["rows"][0]
    assert errors(document, record) == [("tables.cells", "missed", False)] * 2


def test_a_norm_cut_a_little_otherwise_is_the_same(document, record):
    record["norms"][1]["text"] = "各县（区）应当在收到本通知后10个工作日内报送名单。"
    record["norms"].reverse()
    assert errors(document, record) == []
    record["norms"][0]["text"] = "全然不同的一句话"
    fields = [field for field, *_ in errors(document, record)]
    assert fields.count("norms") == 2
    assert "norms.deadline" in fields


def test_records_are_found_by_number_then_title_then_order():
    golds = [
        {"number": "甲〔2021〕1号"},
        {"number": "甲〔2021〕2号", "title": "关于丙的通知"},
        {"number": None},
    ]
    records = [
        {"title": "关于丙的通知"},
        {"number": None},
        {"number": "甲[2021]1号"},
        {"number": "乙〔2021〕9号"},
    ]
    assert align(golds, records) == ([2, 0, 1], [3])


def test_a_title_with_a_misread_character_is_found_before_the_order():
    golds = [{"title": "关于加强水库管理工作的通知"}, {"title": "关于做好培训工作的函"}]
    records = [{"title": "关于做好培训工作的画"}, {"title": "关于加强水库管理工作的通知"}]
    assert align(golds, records) == ([1, 0], [])


def test_a_circular_not_found_and_one_too_many():
    golds = [{"number": "甲〔2021〕1号"}, {"number": "甲〔2021〕2号"}]
    scored = score_file(golds, [], stem="a", file="a.txt", variant="text")
    assert [one.found for one in scored] == [False, False]
    assert count_fields(scored)["circular"].missed == 2
    scored = score_file(
        golds[:1],
        [{"number": "甲〔2021〕1号"}, {"number": "丙"}],
        stem="a",
        file="a.txt",
        variant="text",
    )
    assert count_fields(scored)["circular"].extra == 1
    assert [one.part for one in scored] == [1, 0]


def test_archival_items_are_pairs_that_belong_together():
    golds = [
        {"number": "1", "item": "x"},
        {"number": "2", "item": "x"},
        {"number": "3", "item": None},
    ]
    records = [
        {"number": "1", "item_id": "i"},
        {"number": "2", "item_id": "i"},
        {"number": "3", "item_id": "i"},
    ]
    scored = score_file(golds, records, stem="a", file="a.txt", variant="text")
    count = count_fields(scored)["item"]
    assert (count.right, count.missed, count.extra) == (1, 0, 2)


OLDER_FORM = {
    "number": "安政发〔2021〕7号",
    "clause_labels": ["一", "二"],
    "clause_headings": ["服务对象", "施行日期"],
    "attachments": ["任务表"],
    "annotations": ["阅。2021"],
    "effective_on": "2021-03-05",
    "expires_on": "2023-03-04",
    "references": [
        {"relation": "repeals", "number": "安政发〔2015〕12号", "title": None, "clause": "二"}
    ],
    "clause_ends": [{"clause": "二", "expires_on": "2022-01-01"}],
    "deadlines": [{"clause": "二", "on": "2021-12-31"}],
    "amounts": [{"clause": "一", "value": "50", "unit": "元/人/月"}],
}


def test_gold_of_the_older_form_is_scored_as_far_as_it_goes(record):
    record["annotations"] = [{"text": "阅。2021", "kind": "handwriting"}]
    record["clauses"][1]["children"] = [{"id": "二（一）", "label": "（一）", "heading": None}]
    record["clauses"][1]["validity"] = {"expires_on": "2022-01-01", "lapses": "automatic"}
    record["references"] = record["references"][1:]
    wrong = [
        (mark.field, mark.outcome)
        for one in score_file([OLDER_FORM], [record], stem="a", file="a.pdf", variant="pdf")
        for mark in one.marks
        if not mark.good
    ]
    assert wrong == [("deadlines", "missed")]
