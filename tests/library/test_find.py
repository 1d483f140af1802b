"""Paths, folders and patterns as files."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from hongtou.library.find import list_files


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "in/b.PDF", "in/deep/c.tiff", "in/d.xlsx", ".hid/e.txt", "in/.f.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "none").mkdir()
    return tmp_path


def names(*arguments, held=lambda _: False):
    return sorted(found.name for found in list_files(arguments, held).files.values())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["a.txt"], ["a.txt"]),
        (["in/b.PDF"], ["b.PDF"]),
        (["in/d.xlsx"], ["d.xlsx"]),
        (["in"], ["b.PDF", "deep/c.tiff"]),
        (["."], ["a.txt", "in/b.PDF", "in/deep/c.tiff"]),
        (["in/*.PDF"], ["b.PDF"]),
        (["*/deep"], ["in/deep/c.tiff"]),
        (["in/**"], ["b.PDF", "deep/c.tiff"]),
        (["**/*.tiff"], ["in/deep/c.tiff"]),
        (["in", "."], ["a.txt", "in/b.PDF", "in/deep/c.tiff"]),
        ([".", "in"], ["a.txt", "in/b.PDF", "in/deep/c.tiff"]),
        (["in/d*"], ["d.xlsx", "deep/c.tiff"]),
    ],
)
def test_names_are_relative_to_the_root_given(tree, arguments, expected):
    assert names(*arguments) == expected


def test_what_never_was_is_unknown_and_what_went_is_missing(tree):
    listing = list_files(["gone.txt", "nosuch*"], lambda path: path.endswith(b"gone.txt"))
    assert listing.unknown == ["nosuch*"]
    assert [(name, failure.code) for name, failure in listing.failures] == [("gone.txt", "missing")]


def test_a_folder_without_files_is_one_failure(tree):
    listing = list_files(["none", "a.txt"], lambda _: False)
    assert [(name, failure.code) for name, failure in listing.failures] == [("none", "no_files")]
    assert len(listing.files) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tree):
    os.mkfifo("pipe")
    (failure,) = list_files(["pipe"], lambda _: False).failures
    assert failure[1].code == "unsupported"


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_name_in_gb18030_is_shown_readably(tree):
    raw = os.fsencode(tree) + b"/in/" + "公文.txt".encode("gb18030")
    Path(os.fsdecode(raw)).write_text("x")
    assert "公文.txt" in names("in")


def test_a_link_to_nothing_is_listed_and_a_loop_of_links_ends(tree):
    (tree / "in" / "loop").symlink_to(tree / "in", target_is_directory=True)
    (tree / "in" / "lost.txt").symlink_to(tree / "nowhere")
    assert names("in") == ["b.PDF", "deep/c.tiff", "lost.txt"]


def test_a_linked_folder_is_followed_once(tree):
    for link in ("in/again", "in/link"):
        (tree / link).symlink_to(tree.parent / f"{tree.name}-other", target_is_directory=True)
    other = tree / "in" / "link" / "below"
    (tree.parent / f"{tree.name}-other").mkdir()
    other.mkdir()
    (other / "g.txt").write_text("x")
    (other / "back").symlink_to(tree / "in", target_is_directory=True)
    assert names("in") == ["again/below/g.txt", "b.PDF", "deep/c.tiff"]


def test_what_stands_in_a_folder_keeps_its_own_path(tree):
    (tree / "in" / "a").symlink_to(tree / "in" / "deep", target_is_directory=True)
    assert names("in") == ["b.PDF", "deep/c.tiff"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such rights there")
def test_a_folder_that_may_be_listed_but_not_entered_is_told():
    code = (
        "import os, sys; from hongtou.library.find import list_files; import hongtou.library.opening\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"  # nothing is forbidden to root
        "made = list_files([sys.argv[1]], lambda _: False)\n"
        "print(*(os.path.basename(name) for name, _ in made.failures), len(made.files))"
    )
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to others
        Path(folder).chmod(0o755)
        shut = Path(folder, "shut")
        shut.mkdir()
        for path in (Path(folder, "a.txt"), shut / "b.txt"):
            path.write_text("x")
        shut.chmod(0o744 if os.geteuid() == 0 else 0o400)
        command = [sys.executable, "-c", code, folder]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        shut.chmod(0o755)
    assert (made.stdout, made.stderr) == ("b.txt 1\n", "")
