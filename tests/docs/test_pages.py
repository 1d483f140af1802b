"""Links lead somewhere, commands in the pages can be typed, targets and figures exist."""

import json
import re
import shlex

import pytest

import hongtou
from hongtou.ingest import probe

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "corpus/README.md")
MOST_BYTES = 300 * 1024


@pytest.fixture(scope="session")
def all_pages(root):
    return [*(root / name for name in PAGES), *sorted((root / "docs").rglob("*.md"))]


def anchors(text):
    """The anchors of a page's headings, as GitHub makes them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        found.add(kept.replace(" ", "-"))
    return found


def test_every_relative_link_leads_somewhere(all_pages):
    seen = 0
    for page in all_pages:
        for match in LINK.finditer(page.read_text("utf-8")):
            target, _, anchor = match["target"].partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = (page.parent / target).resolve() if target else page
            assert there.exists(), f"{page.name}: {match['target']}"
            if anchor:
                assert anchor in anchors(there.read_text("utf-8")), (
                    f"{page.name}: {match['target']}"
                )
            seen += 1
    assert seen > 40


def test_every_page_is_linked_from_another(root, all_pages):
    linked = set()
    for page in all_pages:
        for match in LINK.finditer(page.read_text("utf-8")):
            linked.add((page.parent / match["target"].partition("#")[0]).resolve())
    alone = {page for page in all_pages if page.resolve() not in linked}
    assert alone == {root / "README.md"}


def typed(lines):
    """The calls of hongtou in what a reader types, without its path, pipes and redirections."""
    for line in lines:
        plain = re.split(r"\s+#\s", line)[0].replace("\\", "/")
        for call in plain.split("|"):
            words = shlex.split(call.split(">")[0])
            while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
                words.pop(0)
            if words and words[0].rpartition("/")[2] == "hongtou":
                yield words[1:]


def test_every_command_in_the_pages_can_be_typed(commands, all_pages, shell_lines):
    calls = [call for page in all_pages for call in typed(shell_lines(page.read_text("utf-8")))]
    assert len(calls) > 10
    for call in calls:
        name = next(
            (words for words in commands if call[: len(words.split())] == words.split()), None
        )
        assert name, call
        # parsed, not run: wrong options and missing arguments end it
        commands[name].make_context(name, call[len(name.split()) :])


def test_every_command_answers_help(commands):
    from typer.testing import CliRunner

    from hongtou import cli

    for name in commands:
        result = CliRunner().invoke(cli.app, [*name.split(), "--help"])
        assert result.exit_code == 0, name
        assert "--help" in result.output


def test_every_target_named_is_in_the_makefile_and_explained(root, all_pages):
    makefile = (root / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in all_pages:
        text = page.read_text("utf-8")
        named = re.findall(r"(?:^ {4}|`)make (?:[A-Z]+=\S+ )?([a-z]+)", text, re.MULTILINE)
        assert set(named) <= targets, page.name
    contributing = (root / "CONTRIBUTING.md").read_text("utf-8")
    assert all(f"`make {target}`" in contributing for target in targets - {"help"})


def test_the_pictures_are_small_and_pictures(root):
    pictures = sorted((root / "docs" / "images").iterdir())
    assert pictures
    for path in pictures:
        assert probe(path).media_type == "image/png"
        assert path.stat().st_size <= MOST_BYTES


def test_the_changelog_has_this_version(page):
    versions = re.findall(r"^## \[([^\]]+)\]", page("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == hongtou.__version__


def test_the_two_commands_come_first(page, shell_lines):
    assert [line.split()[1] for line in shell_lines(page("README.md"))[:2]] == ["demo", "test"]


def test_the_record_in_the_readme_is_what_is_read(root, page, fences):
    """All but what only the scan gives is compared with the same circular as text."""
    (block,) = fences(page("README.md"), "json")
    shown = json.loads(block)
    (circular,) = hongtou.read(root / "corpus" / "text" / "05_lingcaihan_2024_88.txt")
    record = circular.to_record()
    scan = root / "corpus" / "scans" / shown["source"]["file"]
    assert shown["source"]["sha256"] == probe(scan).sha256
    for name in set(shown) - {"source", "confidence", "evidence", "clauses", "references"}:
        assert shown[name] == record[name], name
    for name in ("clauses", "references"):
        (item,) = shown[name]
        assert item.items() <= record[name][0].items()
    assert set(shown["evidence"]) <= set(record["evidence"])
    assert shown["evidence"]["/number"][0]["quote"] == record["number"]


def test_the_readme_shows_every_circular_of_the_demo(root, page, fences):
    (block, *_) = fences(page("README.md"), "text")
    compact = "".join(block.split())
    golds = sorted((root / "corpus" / "scans").glob("0[1-8]_*.gold.json"))
    documents = [d for path in golds for d in json.loads(path.read_text("utf-8"))["documents"]]
    assert len(documents) == 9
    for document in documents:
        assert compact.count(document["number"]) == sum(
            other["number"] == document["number"] for other in documents
        )
