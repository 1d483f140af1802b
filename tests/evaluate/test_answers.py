"""Questions of a folder are put to what was read, and each answer is told from the one expected."""

import json

import pytest

from hongtou.evaluate.samples import find_samples, whole

NEW, OLD, PLAN = "安政发〔2021〕7号", "安政发〔2015〕12号", "安省发〔2020〕3号"
REPEAL = {"quotes": [f"《安河市人民政府关于便民服务的意见》（{OLD}）同时废止"], "in": [NEW]}


def status(circular, on, expected, **more):
    return {"ask": "status", "circular": circular, "on": on, "expect": {"status": expected, **more}}


def ask(circular, what, **expected):
    return {"ask": what, "circular": circular, "expect": expected}


@pytest.fixture
def answers(run, folder):
    """What is made of some questions: figures by kind and errors by the question's number."""

    def make(*questions, arguments=()):
        lines = [json.dumps({"id": f"Q{i}", **q}) for i, q in enumerate(questions, 1)]
        (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        result = run(folder, "--json", "--quiet", "--jobs", "1", *arguments)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)["questions"]

    return make


def test_right_answers_with_their_words_on_their_pages(answers):
    made = answers(
        status(OLD, "2021-03-04", "in_force"),
        status(OLD, "2021-03-05", "repealed", **REPEAL),
        status("安政发[2021]7号", "2023-03-05", "term_over_unchecked"),
        status(PLAN, "2021-03-05", "unknown"),
        ask(NEW, "chain", hops=[{"id": NEW, "level": "市"}]),
        ask(PLAN, "impact", direct=[NEW]),
        {"ask": "wanted", "expect": {"contains": [PLAN]}},
        {"ask": "wanted", "expect": {"contains": ["安河省便民服务规划"]}},
        {"ask": "version", "circular": OLD, "clause": "一", "on": "2020-01-01", "expect": {"text": "做好服务。"}},
    )  # fmt: skip
    text = made["text"]
    assert text["errors"] == []
    assert text["asked"] == 9
    assert text["status"]["right"] == 4
    assert text["status"]["quotes"] == [1, 1]
    assert text["status"]["proofs"][0] == text["status"]["proofs"][1] > 0
    assert {name: text[name]["right"] for name in ("chain", "impact", "wanted", "version")} == {
        "chain": 1, "impact": 1, "wanted": 2, "version": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "outcome", "detail"),
    [
        (status(OLD, "2021-03-05", "in_force"), "wrong", "in_force → repealed"),
        (status(PLAN, "2021-03-05", "in_force"), "abstained", "in_force → unknown"),
        (status("安财〔2001〕1号", "2021-03-05", "repealed"), "abstained", "repealed → unknown"),
        (status(OLD, "2021-03-05", "repealed", amended=True), "wrong", "amended True → False"),
        (status(OLD, "2021-03-05", "repealed", warnings=["gap"]), "wrong", "no warning: gap"),
        (status(OLD, "2021-03-05", "repealed", open_event="疫情"), "wrong", "open event 疫情 → None"),
        (status(OLD, "2021-03-05", "repealed", quotes=["予以废止"], **{"in": [NEW]}), "right", "no quote: 予以废止"),
        (ask(NEW, "chain", hops=[{"id": NEW}, {"id": PLAN}]), "wrong", f"hops ['{NEW}', '{PLAN}'] → ['{NEW}']"),
        (ask(NEW, "chain", hops=[{"id": NEW, "level": "省"}]), "wrong", f"{NEW}: level 省 → 市"),
        (ask(NEW, "chain", hops=[{"id": NEW, "level": "市"}], down=[OLD]), "wrong", f"down: missed ['{OLD}'], extra []"),
        (ask(OLD, "impact", direct=[NEW]), "wrong", f"direct: missed ['{NEW}'], extra []"),
        (ask(PLAN, "impact", direct=[]), "wrong", f"direct: missed [], extra ['{NEW}']"),
        ({"ask": "wanted", "expect": {"contains": [OLD]}}, "wrong", f"missing: {OLD}"),
        (ask("安财〔2001〕1号", "impact"), "abstained", "安财〔2001〕1号 not found"),
        ({"ask": "version", "circular": OLD, "clause": "一", "on": "2020-01-01", "expect": {"text": "别的。"}},
         "wrong", "别的。 → 做好服务。"),
    ],
    ids=[
        "status", "unknown", "not-cited", "amended", "warning", "event", "quote", "hops", "level",
        "down", "impact-missed", "impact-extra", "wanted", "not-found", "version",
    ],
)  # fmt: skip
def test_what_is_not_right_is_told(answers, question, outcome, detail):
    made = answers(question)["text"]
    (error,) = made["errors"]
    assert (error["id"], error["outcome"]) == ("Q1", outcome)
    assert detail in error["detail"]
    assert made[question["ask"]][outcome] == 1


def test_an_unneeded_quote_lost_is_counted_though_the_status_is_right(answers):
    made = answers(status(OLD, "2021-03-05", "repealed", quotes=["予以废止"], **{"in": [NEW]}))
    assert made["text"]["status"]["quotes"] == [0, 1]


def test_the_table_for_people(run, folder):
    line = json.dumps({"id": "Q1", **status(OLD, "2021-03-05", "in_force")})
    (folder / "questions.jsonl").write_text(line + "\n", "utf-8")
    result = run(folder, "--quiet", "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("1 questions"))
    assert lines[at + 2].split("\t")[:4] == ["status", "0", "1", "0"]
    assert lines[at + 3] == "! Q1 in_force → repealed"


def test_a_part_of_the_folder_is_not_asked(folder):
    """Whoever reads a part of the papers cannot know what the others say."""
    (folder / "b.txt").unlink()
    found = find_samples(folder)
    assert [sample.stem for sample in found.samples] == ["a"]
    assert whole(found.samples, folder) == {}


def test_without_questions_there_is_nothing_to_say(run, folder):
    result = run(folder, "--json", "--quiet", "--jobs", "1")
    assert json.loads(result.stdout)["questions"] == {}


def test_records_of_another_system_are_not_asked(run, folder, record, records_file):
    line = json.dumps({"id": "Q1", **status(OLD, "2021-03-05", "repealed")})
    (folder / "questions.jsonl").write_text(line + "\n", "utf-8")
    result = run(folder, "--records", records_file(record), "--json")
    assert json.loads(result.stdout)["questions"] == {}
