"""Every message in both languages, with the same values."""

import ast
import re
import string
from pathlib import Path

import pytest

from hongtou.library import messages
from hongtou.library.catalogue import FIELDS, MESSAGES, SAID, THINGS
from hongtou.library.run import _quarantine
from hongtou.records.record import NAMES

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[一-鿿]")
SAME = {"doctor.python", "doctor.sqlite"}


@pytest.fixture
def speak(monkeypatch):
    def choose(language):
        monkeypatch.setenv("HONGTOU_LANG", language)
        messages.forget()

    yield choose
    monkeypatch.undo()
    messages.forget()


def placeholders(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("key", list(MESSAGES))
def test_both_languages_take_the_same_values(key):
    english, chinese = MESSAGES[key]
    assert placeholders(english) == placeholders(chinese)
    assert not CHINESE.search(english.replace("公文", ""))
    assert CHINESE.search(chinese) or key in SAME


def test_what_stages_say_is_translated_with_its_values():
    for pattern, chinese in SAID:
        groups = set(re.compile(pattern).groupindex)
        assert set(placeholders(chinese)) <= groups, pattern


def said_in(path):
    """The constant reasons and advices of InputError, LibraryError and Failure in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in ("InputError", "LibraryError", "Failure"):
            for argument in node.args[1:3]:
                yield from texts(argument)


def texts(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.Constant) else "7" for p in node.values]
        yield "".join(parts)


def everything_said():
    for reason in ("took longer than 7 seconds", "wanted more than 2.0 GB of memory"):
        yield _quarantine(reason).reason
    yield _quarantine("ended the program that read it (exit code -9)").reason
    for folder in ("ingest", "library"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from said_in(path)


EVERYTHING = sorted(set(everything_said()) - {"it 7, twice"})


@pytest.mark.parametrize(
    "text", EVERYTHING, ids=[re.sub("[^a-z0-9]+", "-", text.lower())[:60] for text in EVERYTHING]
)
def test_every_reason_and_advice_has_its_chinese(text, speak):
    speak("zh")
    assert CHINESE.search(messages.translate(text)), text
    speak("en")
    assert messages.translate(text) == text


def test_kinds_of_files_have_their_chinese(speak):
    speak("zh")
    line = messages.complaint(
        "a.pdf",
        "the name ends in .pdf, but the file is a PNG image",
        "rename it to end in .png and run again",
    )
    assert line == "a.pdf：文件名后缀是 .pdf，内容却是PNG 图片；请把后缀改为 .png 后再运行"
    source = (ROOT / "ingest" / "source.py").read_text("utf-8")
    kinds = re.findall(r'(?:, |: |\()"(an? [^"]+)"', source)
    assert len(kinds) > 10
    assert set(kinds) - {"a BMP"} <= set(THINGS)


def test_a_complaint_is_one_line(speak):
    speak("en")
    assert messages.complaint("a\nb", "it\nbroke", "mend it") == "a b: it broke; mend it"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"HONGTOU_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"HONGTOU_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_chosen(monkeypatch, environment, language):
    for name in ("HONGTOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    messages.forget()
    assert messages.language() == language
    monkeypatch.undo()
    messages.forget()


def test_fields_shown_have_names_in_both_languages():
    unread = {"schema", "source", "confidence", "evidence", "status"}
    assert set(NAMES) - unread <= set(FIELDS)


def test_everything_an_answer_may_say_has_words():
    """Every code of a warning, of a step of a proof and of a reason, as the graph names them."""
    graph = "\n".join(p.read_text("utf-8") for p in (ROOT / "graph").glob("*.py"))
    said = {
        "warning": re.findall(r'Caution\("(\w+)"|warnings\.append\(\("(\w+)"', graph),
        "relation": re.findall(r'\bstep\(\s*"(\w+)"', graph),
        "change": re.findall(r'yield f"(\w+):', graph),
        "status": re.findall(
            r'^    "(\w+)",$', (ROOT / "graph/verdict.py").read_text("utf-8"), re.MULTILINE
        ),
    }
    for kind, codes in said.items():
        names = {"".join(code) for code in codes}
        assert names, kind
        missing = {name for name in names if f"{kind}.{name}" not in MESSAGES}
        assert not missing, (kind, missing)
