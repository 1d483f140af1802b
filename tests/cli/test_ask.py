"""The commands that ask: what they print, in tables and as JSON, and how they end."""

import json

import pytest

from hongtou.library import Library, Options, messages

PLACE = "安河市人民政府办公室"


@pytest.fixture
def asked(run, place, circular_text):
    """A library of two circulars, the second of which ends the first and cites one not held."""
    folder = place / "in"
    folder.mkdir()
    first = circular_text(number="安政办发〔2019〕7号", date="2019年3月5日")
    second = circular_text(number="安政办发〔2021〕8号", matter="窗口服务").replace(
        "二、工作安排。",
        "二、《安河市人民政府办公室关于便民服务的通知》（安政办发〔2019〕7号）自2021年4月1日起废止。\n三、工作安排。",
    )
    (folder / "a.txt").write_text(first, "utf-8")
    (folder / "b.txt").write_text(second, "utf-8")
    with Library(place / "hongtou.db") as library:
        library.process([folder], Options(jobs=1))
    return run


@pytest.fixture
def chinese(monkeypatch):
    monkeypatch.setenv("HONGTOU_LANG", "zh")
    messages.forget()
    yield
    monkeypatch.undo()
    messages.forget()


def told(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_status_is_told_with_words_and_circular(asked):
    result = asked("status", "安政办发〔2019〕7号", "--on", "2021-04-01")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert any(line.endswith("\trepealed") for line in lines)
    assert any("自2021年4月1日起废止" in line and "安政办发〔2021〕8号" in line for line in lines)
    answer = told(asked("status", "安政办发[2019]7号", "--on", "2021-03-31", "--json"))
    assert (answer["id"], answer["status"]) == ("安政办发〔2019〕7号", "in_force")
    early = ["--on", "2021-04-01", "--known-on", "2021-01-01", "--json"]
    assert told(asked("status", "安政办发〔2019〕7号", *early))["status"] == "in_force"


def test_status_speaks_chinese(asked, chinese):
    result = asked("status", "安政办发〔2019〕7号", "--on", "2021-04-01")
    assert "状态\t已废止" in result.stdout
    assert "依据" in result.stdout


def test_of_a_document_only_cited_the_answer_is_unknown_not_an_error(asked):
    answer = told(asked("status", "安政发〔2018〕3号", "--on", "2020-01-01", "--json"))
    assert (answer["held"], answer["status"]) == (False, "unknown")


def test_a_clause_that_is_not_there_is_told(asked):
    result = asked(
        "status", "安政办发〔2019〕7号", "--clause", "九", "--on", "2020-01-01", "--json"
    )
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert (answer["clause"], answer["status"]) == ("九", "unknown")
    assert [one["code"] for one in answer["warnings"]].count("no_clause") == 1
    assert "安政办发〔2019〕7号 has no clause 九" in result.stderr
    assert asked("status", "安政办发〔2019〕7号", "--clause", "二", "--json").stderr == ""


@pytest.mark.parametrize("command", ["status", "chain", "impact", "refs"])
def test_what_nobody_speaks_of_ends_with_2(asked, command):
    result = asked(command, "安政办发〔2019〕99号")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "安政办发〔2019〕99号" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("status", "安政办发〔2019〕7号", "--on", "yesterday"),
        ("status", "安政办发〔2019〕7号", "--known-on", "2021-13-01"),
        ("diff", "2021-01-01", "nowhere.db"),
        ("diff", "2021-01-01", "2021-02-01", "--on", "2021-01-01"),
    ],
    ids=["word", "month", "mixed", "on"],
)
def test_what_is_no_day_ends_with_2(asked, words):
    result = asked(*words)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [("chain", "x"), ("impact", "x"), ("wanted",), ("refs", "x"), ("conflicts",), ("status", "x")],
    ids=lambda words: words[0],
)
def test_without_a_library_the_end_is_4(run, words):
    assert run(*words).exit_code == 4


def test_chain_impact_and_refs_as_json(asked):
    answer = told(asked("chain", "安政办发〔2021〕8号", "--json"))
    assert [hop["id"] for hop in answer["hops"]] == ["安政办发〔2021〕8号"]
    assert answer["down"] == []
    answer = told(asked("impact", "安政发〔2018〕3号", "--json"))
    assert [one["id"] for one in answer["direct"]] == ["安政办发〔2019〕7号", "安政办发〔2021〕8号"]
    assert answer["further"] == []
    answer = told(asked("refs", "安政办发〔2019〕7号", "--json"))
    assert [(one["relation"], one["by"]) for one in answer["to"]] == [
        ("repeals", "安政办发〔2021〕8号")
    ]


def test_wanted_is_ranked_and_gaps_are_runs(asked, place, circular_text):
    (first,) = told(asked("wanted", "--json"))
    assert first["number"] == "安政发〔2018〕3号"
    assert first["cited_by"] == ["安政办发〔2019〕7号", "安政办发〔2021〕8号"]
    assert first["weight"] >= 2
    assert told(asked("wanted", "--gaps", "--json")) == []


def test_tables_for_people(asked):
    for words in (("chain", "安政办发〔2021〕8号"), ("impact", "安政发〔2018〕3号"), ("wanted",),
                  ("refs", "安政办发〔2019〕7号"), ("wanted", "--gaps")):  # fmt: skip
        result = asked(*words)
        assert result.exit_code == 0, result.stderr
        assert len({line.count("\t") for line in result.stdout.splitlines() if "\t" in line}) <= 2
        assert result.stdout.strip(), words


def test_diff_of_two_days_and_of_two_libraries(asked, place):
    answer = told(asked("diff", "2021-03-31", "2021-04-01", "--json"))
    told_of = {one["id"]: (one["before"], one["after"]) for one in answer}
    assert told_of == {"安政办发〔2019〕7号": ("in_force", "repealed")}
    with Library(place / "old.db") as library:
        library.process([place / "in" / "a.txt"], Options(jobs=1))
    answer = told(asked("diff", "old.db", "hongtou.db", "--on", "2021-04-01", "--json"))
    told_of = {one["id"]: (one["before"], one["after"]) for one in answer}
    assert told_of["安政办发〔2019〕7号"] == ("in_force", "repealed")
    assert told_of["安政办发〔2021〕8号"] == (None, "in_force")
    result = asked("diff", "2021-03-31", "2021-04-01")
    assert "安政办发〔2019〕7号" in result.stdout
    assert result.stderr.splitlines()[-1].startswith("1 ")


def test_conflicts_shows_both_sides(asked, place, circular_text):
    more = circular_text(number="安政办发〔2021〕9号", matter="别事").replace(
        "二、工作安排。",
        "二、《安河市人民政府办公室关于便民服务的通知》（安政办发〔2019〕7号）自2021年9月1日起废止。\n三、工作安排。",
    )
    (place / "c.txt").write_text(more, "utf-8")
    with Library(place / "hongtou.db") as library:
        library.process([place / "c.txt"], Options(jobs=1))
    (found,) = told(asked("conflicts", "--json"))
    assert found["code"] == "two_ends"
    assert {step["circular"] for step in found["because"]} == {
        "安政办发〔2021〕8号", "安政办发〔2021〕9号",
    }  # fmt: skip
    lines = asked("conflicts").stdout.splitlines()
    assert len(lines) == 3


def test_a_digit_corrected_links_anew_and_lists_what_changes(asked):
    result = asked(
        "correct", "安政办发〔2019〕7号", "number", "安政办发〔2019〕1号", "--by", "李岩", "--json"
    )
    answer = told(result)
    assert (answer["id"], answer["old"], answer["new"]) == (
        "安政办发〔2019〕1号", "安政办发〔2019〕7号", "安政办发〔2019〕1号",
    )  # fmt: skip
    changed = {one["id"]: (one["before"], one["after"]) for one in answer["changed"]}
    assert changed["安政办发〔2019〕1号"] == (None, "in_force")
    assert "安政办发〔2019〕7号" not in changed, "it is repealed still, but not held any more"
    assert told(asked("refs", "安政办发〔2019〕7号", "--json"))["held"] is False


def test_lists_are_corrected_with_marks_between(asked):
    words = (
        "correct",
        "安政办发〔2019〕7号",
        "issuers",
        "安河市财政局；安河市民政局",
        "--by",
        "李岩",
    )
    result = asked(*words)
    assert result.exit_code == 0, result.stderr
    record = told(asked("show", "安政办发〔2019〕7号", "--json"))
    assert record["issuers"] == ["安河市财政局", "安河市民政局"]


@pytest.mark.parametrize(
    "words",
    [("clauses", "x"), ("issued_on", "yesterday"), ("urgency", "特急")],
    ids=["field", "day", "nothing-shows-it"],
)
def test_what_cannot_be_corrected_ends_with_2(asked, words):
    assert asked("correct", "安政办发〔2019〕7号", *words, "--by", "李岩").exit_code == 2


def test_nothing_is_made_where_no_library_is(run, place):
    assert run("correct", "x", "number", "y", "--by", "李岩").exit_code == 4
    assert not (place / "hongtou.db").exists()


ORIGINAL = """国家农垦总局文件

农垦机〔2017〕9号

国家农垦总局关于农机安全检验的通知

各省农垦局：

现将有关事项通知如下：

一、拖拉机每年检验一次，检验费每台不超过80元。

二、检验不合格的，不得作业。

国家农垦总局
2017年2月6日
"""
FORWARDING = """安河省农垦局文件

安农垦发〔2017〕14号

安河省农垦局转发《国家农垦总局关于农机安全检验的通知》的通知

各市农垦局：

现将《国家农垦总局关于农机安全检验的通知》（农垦机〔2017〕9号）转发给你们，请一并执行：

一、检验记录保存三年。

安河省农垦局
2017年3月2日

"""


@pytest.fixture
def forwarded(run, place):
    """An original by itself, and behind its forwarding with another figure."""
    folder = place / "in"
    folder.mkdir()
    (folder / "own.txt").write_text(ORIGINAL, "utf-8")
    (folder / "sent.txt").write_text(FORWARDING + ORIGINAL.replace("80元", "60元"), "utf-8")
    with Library(place / "hongtou.db") as library:
        library.process([folder], Options(jobs=1))
    return run


def test_chain_tells_what_of_the_text_was_changed(forwarded):
    answer = told(forwarded("chain", "安农垦发〔2017〕14号", "--json"))
    hop, origin = answer["hops"]
    assert hop["compared"]
    (change,) = hop["changes"]
    assert (change["kind"], change["of"], change["clause"]) == (
        "changed",
        "农垦机〔2017〕9号",
        "一",
    )
    assert (change["old"], change["new"]) == ("80", "60")
    assert "80元" in change["old_said"]["quote"]
    assert "60元" in change["new_said"]["quote"]
    assert not origin["compared"]
    assert "\t80\t60\t" in forwarded("chain", "安农垦发〔2017〕14号").stdout


def test_chain_tells_what_is_known_of_a_hop_that_is_missing(run, place):
    (place / "sent.txt").write_text(FORWARDING, "utf-8")
    with Library(place / "hongtou.db") as library:
        library.process([place / "sent.txt"], Options(jobs=1))
    missing = told(run("chain", "安农垦发〔2017〕14号", "--json"))["hops"][1]
    assert not missing["held"]
    assert (missing["issuers"], missing["level"]) == (["国家农垦总局"], "国")
    assert (missing["after"], missing["before"]) == (None, "2017-03-02")
    (said,) = missing["said"]
    assert said["circular"] == "安农垦发〔2017〕14号"
    assert "转发给你们" in said["quote"]
    assert "What is known of the hops not held" in run("chain", "安农垦发〔2017〕14号").stdout


def test_a_document_that_arrives_is_linked_and_what_it_changes_is_listed(run, place, circular_text):
    first = circular_text(number="安政办发〔2021〕8号", matter="窗口服务").replace(
        "二、工作安排。",
        "二、《安河市人民政府办公室关于便民服务的通知》（安政办发〔2019〕7号）第一条不再执行。\n三、工作安排。",
    )
    (place / "citing.txt").write_text(first, "utf-8")
    (place / "cited.txt").write_text(
        circular_text(number="安政办发〔2019〕7号", date="2019年3月5日"), "utf-8"
    )
    assert run("process", "citing.txt", "-q").exit_code == 0
    assert "安政办发〔2019〕7号" in {one["id"] for one in told(run("wanted", "--json"))}
    arrived = told(run("process", "cited.txt", "-q", "--changes", "--json"))
    (change, *_) = arrived["changed"]
    assert (change["id"], change["before"], change["after"]) == (
        "安政办发〔2019〕7号", "unknown", "partly_in_force",
    )  # fmt: skip
    assert change["because"]
    assert "安政办发〔2019〕7号" not in {one["id"] for one in told(run("wanted", "--json"))}
    (link,) = told(run("refs", "安政办发〔2019〕7号", "--json"))["to"]
    assert (link["by"], link["held"]) == ("安政办发〔2021〕8号", True)
    again = told(run("process", "cited.txt", "-q", "--changes", "--json"))
    assert again["changed"] == []


def test_the_text_of_a_day_is_shown_and_compared(run, place, circular_text):
    changing = circular_text(number="安政办发〔2021〕8号", matter="窗口服务").replace(
        "二、工作安排。",
        "二、将《安河市人民政府办公室关于便民服务的通知》（安政办发〔2019〕7号）第二条修改为：“各窗口午间不休。”\n三、工作安排。",
    )
    (place / "new.txt").write_text(changing, "utf-8")
    (place / "old.txt").write_text(
        circular_text(number="安政办发〔2019〕7号", date="2019年3月5日"), "utf-8"
    )
    assert run("process", "new.txt", "old.txt", "-q").exit_code == 0
    told_text = told(run("show", "安政办发〔2019〕7号", "--on", "2026-01-01", "--json"))
    changed = {one["clause"]: one for one in told_text["clauses"]}["二"]
    assert (changed["text"], changed["by"]) == ("各窗口午间不休。", ["安政办发〔2021〕8号"])
    assert "二\t" in run("show", "安政办发〔2019〕7号", "--on", "2020-01-01").stdout
    days = ("diff", "2020-01-01", "2026-01-01", "--of", "安政办发〔2019〕7号")
    (one,) = told(run(*days, "--json"))
    assert (one["kind"], one["clause"], one["after"]) == ("changed", "二", "各窗口午间不休。")
    assert "+ 各窗口午间不休。" in run(*days).stdout
    status = told(
        run("status", "安政办发〔2019〕7号", "--clause", "二", "--on", "2026-01-01", "--json")
    )
    assert status["text"] == "各窗口午间不休。"


def test_what_would_change_an_answer_without_a_known_issuer(run, place):
    folder = place / "in"
    folder.mkdir()
    text = "云政办〔2018〕77号\n各县人民政府：\n现印发给你们。\n一、本办法自印发之日起执行。\n2018年9月12日\n"
    (folder / "a.txt").write_text(text, "utf-8")
    with Library(place / "hongtou.db") as library:
        library.process([folder], Options(jobs=1))
    result = run("status", "云政办〔2018〕77号", "--on", "2019-01-01")
    assert "a later circular of its issuer, or of a body above it" in result.stdout
