"""Gold checked by itself: a sound folder has no problem, and each fault is found."""

import json
from pathlib import Path

import pytest

from hongtou.evaluate.check import check_folder
from hongtou.evaluate.gold import GoldError, json_schema, read_gold

ROOT = Path(__file__).parents[2]


def codes(folder):
    return [problem.code for problem in check_folder(folder)]


def test_sound_gold_has_no_problem(folder):
    assert check_folder(folder) == []


FAULTS = [
    ("extra name", lambda d: d.update(colour="red"), ["form"]),
    ("wrong type", lambda d: d.update(seals="many"), ["form"]),
    ("no day", lambda d: d.update(printed_on="2021-13-01"), ["form"]),
    ("title", lambda d: d.update(title="安河市人民政府关于另一工作的通知"), ["not_in_text"]),
    ("issuer", lambda d: d.update(issuers=["乙市人民政府"]), ["not_in_text"]),
    ("copies", lambda d: d.update(copies=50), ["not_in_text"]),
    ("heading", lambda d: d["clauses"][0].update(heading="对象"), []),
    ("no heading", lambda d: d["clauses"][0].update(heading="补助标准"), ["not_in_text"]),
    ("quote", lambda d: d["references"][0].update(quote="为了落实《安河省便民服务规划》"), ["not_in_text"]),
    ("part", lambda d: d["references"][1].update(target_clause="第九条"), ["not_in_text"]),
    ("cell", lambda d: d["tables"][0]["rows"][0].__setitem__(0, "丙县"), ["not_in_text"]),
    ("sum", lambda d: d["tables"][0]["total"].update(人数="31"), ["sum"]),
    ("column", lambda d: d["tables"][0]["total"].update(户数="3"), ["no_column"]),
    ("row", lambda d: d["tables"][0]["rows"][0].append("甲县"), ["row_length"]),
    ("norm", lambda d: d["norms"][0].update(text="凡年满60周岁的居民，每月补助50元"), ["not_in_text", "not_in_sentence"]),
    ("condition", lambda d: d["norms"][0].update(conditions=["凡年满65周岁的"]), ["not_in_sentence"]),
    ("deadline", lambda d: d["norms"][1]["deadline"].update(text="10日内"), ["not_in_sentence"]),
    ("day", lambda d: d.update(printed_on="2021-03-08"), ["day_not_in_text"]),
    ("year", lambda d: d.update(issued_on="2015-06-01"), ["day_not_in_text", "year_of_number", "not_on_issue"]),
    ("received", lambda d: d.update(received={"on": "2021-03-01"}), ["day_before_issue"]),
    ("end", lambda d: d["validity"].update(expires_on="2021-03-01"), ["ends_before_start", "term"]),
    ("term", lambda d: d["validity"].update(expires_on="2023-03-05"), ["term"]),
    ("basis", lambda d: d["validity"].update(effective_on="2021-04-01", expires_basis=None), ["not_on_issue"]),
    ("past", lambda d: d["validity"].update(effective_on="2021-01-01", effective_basis="stated", expires_basis=None),
     ["retroactive"]),
    ("id", lambda d: d["clauses"][1].update(id="二、"), ["clause_id", "no_clause"]),
    ("nested", lambda d: d["clauses"][0].update(children=[{"id": "（一）", "label": "（一）"}]), ["clause_id", "not_in_text"]),
    ("twice", lambda d: d["clauses"][1].update(id="一", label="一"), ["clause_twice", "no_clause"]),
    ("misnumbered", lambda d: d["clauses"].append({"id": "二#2", "label": "二"}), []),
    ("clause", lambda d: d["norms"][0].update(clause="五"), ["no_clause"]),
    ("relation", lambda d: d["references"][0].update(relation="likes"), ["relation"]),
    ("target", lambda d: d["references"][1].update(target="安政发〔2015〕13号"), ["no_target"]),
    ("other", lambda d: d["references"][0].update(target="安政发〔2015〕12号", wanted=False), ["other_number"]),
    ("text", lambda d: d["references"][1].update(target_text="办法"), ["no_target"]),
    ("both", lambda d: d["references"][1].update(target=None, wanted=True), ["held_and_wanted"]),
    ("neither", lambda d: d["references"][0].update(wanted=False), ["not_wanted"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), [row[1:] for row in FAULTS], ids=[r[0] for r in FAULTS]
)
def test_each_fault_is_found(folder, document, rewrite, change, expected):
    change(document)
    rewrite(folder, "a", [document])
    assert sorted(codes(folder)) == sorted(expected)


def test_articles_do_not_carry_their_chapter_and_paragraphs_need_not_be_printed(
    folder, document, rewrite
):
    document["clauses"] = [
        {"id": "第一章", "label": "第一章", "children": [
            {"id": "第一条", "label": "第一条", "children": [
                {"id": "第一条第二款", "label": "第二款", "children": [
                    {"id": "第一条第二款（一）", "label": "（一）"}]}]}]}
    ]  # fmt: skip
    document["references"], document["norms"] = [], []
    rewrite(folder, "a", [document])
    assert {problem.code for problem in check_folder(folder)} == {
        "not_in_text"
    }  # its text has none


def test_stamps_stand_on_their_page_and_not_in_the_text(folder, document, rewrite):
    document["annotations"] = [{"text": "阅办 王", "kind": "handwriting", "page": 1}]
    rewrite(folder, "a", [document])
    truth = folder / "a.truth.json"
    truth.write_text(json.dumps([["安政发〔2021〕7号", "阅办", "王"]], ensure_ascii=False), "utf-8")
    assert codes(folder) == []
    truth.write_text(json.dumps([["安政发〔2021〕7号", "同意"]], ensure_ascii=False), "utf-8")
    assert codes(folder) == ["not_on_page"]


def test_what_is_no_gold_is_told_and_the_rest_checked(folder):
    (folder / "c.gold.json").write_text("{", "utf-8")
    (folder / "d.gold.json").write_text('{"documents": 3}', "utf-8")
    assert codes(folder) == ["unreadable", "unreadable"]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"documents": {}}', '{"documents": [1]}', '{"documents": []}']
)
def test_a_file_that_is_no_gold_is_one_line(tmp_path, text):
    path = tmp_path / "a.gold.json"
    path.write_text(text, "utf-8")
    with pytest.raises(GoldError) as told:
        read_gold(path)
    assert "\n" not in str(told.value)


def test_an_unknown_name_is_told_but_does_not_stop_the_scoring(folder, document, rewrite):
    document["colour"] = "red"
    rewrite(folder, "a", [document])
    assert read_gold(folder / "a.gold.json").complaints == (
        "/documents/0/colour: Extra inputs are not permitted",
    )


def test_the_schema_published_is_that_of_the_models():
    published = json.loads((ROOT / "docs" / "gold.schema.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(json_schema()))


def test_the_schema_takes_sound_gold(folder):
    import jsonschema

    for path in folder.glob("*.gold.json"):
        jsonschema.validate(json.loads(path.read_text("utf-8")), json_schema())


HELD = "安政发〔2021〕7号"
QUESTIONS = [
    ({"ask": "status", "circular": HELD, "on": "2021-03-05", "expect": {
        "status": "in_force", "quotes": ["本通知自印发之日起施行"], "in": [HELD]}}, []),
    ({"ask": "status", "circular": HELD, "on": "2021-03-04", "expect": {"status": "in_force"}}, ["before_start"]),
    ({"ask": "status", "circular": HELD, "on": "2021-03-04", "expect": {"status": "not_yet"}}, []),
    ({"ask": "status", "circular": HELD, "on": "2022", "expect": {"status": "not_yet"}}, ["form"]),
    ({"ask": "status", "circular": HELD, "on": "2022-01-01", "expect": {"status": "valid"}}, ["status"]),
    ({"ask": "status", "circular": "乙发〔2020〕1号", "on": "2022-01-01", "expect": {"status": "lapsed"}}, ["no_circular"]),
    ({"ask": "status", "circular": "乙发〔2020〕1号", "on": "2022-01-01", "expect": {"status": "unknown"}}, []),
    ({"ask": "status", "circular": HELD, "clause": "九", "on": "2022-01-01", "expect": {"status": "in_force"}}, ["no_clause"]),
    ({"ask": "status", "circular": HELD, "on": "2022-01-01", "expect": {
        "status": "in_force", "quotes": ["不在文中"], "in": [HELD]}}, ["not_in_text"]),
    ({"ask": "status", "circular": HELD, "on": "2022-01-01", "expect": {
        "status": "in_force", "quotes": ["本通知自印发之日起施行"], "in": []}}, ["quotes_and_places"]),
    ({"ask": "status", "circular": "安政发〔2015〕12号", "on": "2021-03-05", "known_on": "2020-01-01", "expect": {
        "status": "repealed", "quotes": ["同时废止"], "in": [HELD]}}, ["not_known"]),
    ({"ask": "chain", "circular": HELD, "expect": {"hops": [
        {"id": HELD, "level": "市"}, {"id": "安省发〔2020〕3号", "held": False}]}}, []),
    ({"ask": "chain", "circular": HELD, "expect": {"hops": [{"id": "安省发〔2020〕3号"}]}}, ["held"]),
    ({"ask": "impact", "circular": HELD, "expect": {"direct": ["丙〔2020〕3号"], "further": []}}, ["no_circular"]),
    ({"ask": "wanted", "expect": {"contains": ["安省发〔2020〕3号"]}}, []),
    ({"ask": "wanted", "expect": {"contains": [HELD]}}, ["held"]),
    ({"ask": "guess", "expect": {}}, ["form"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), QUESTIONS, ids=range(len(QUESTIONS)))
def test_questions_are_checked(folder, question, expected):
    line = json.dumps({"id": "Q1", "why": "so", **question}, ensure_ascii=False)
    (folder / "questions.jsonl").write_text(line + "\n", "utf-8")
    assert codes(folder) == expected


def test_questions_have_ids_of_their_own_and_bad_lines_are_told(folder):
    line = json.dumps({"id": "Q1", "ask": "wanted", "expect": {"contains": ["丁"]}})
    (folder / "questions.jsonl").write_text(f"{line}\n{{\n\n{line}\n", "utf-8")
    problems = check_folder(folder)
    assert [(one.file, one.code) for one in problems] == [
        ("questions.jsonl:2", "form"),
        ("questions.jsonl:4", "question_twice"),
    ]
