"""Wrong usage and help, through the real command line, in the language of the locale."""

import re

import pytest

CHINESE = re.compile("[一-鿿]")
ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|Error|Try |Missing|No such|Invalid|Got |\[OPTIONS\]|"
    r"should|required|default"
)
WRONG = {
    "missing argument": (["show"], "错误：缺少参数 ID"),
    "missing option": (["correct", "A", "title", "C"], "错误：缺少选项 --by"),
    "no such option": (["show", "a", "--zzz"], "错误：没有选项 --zzz"),
    "nearly an option": (["process", "--jbs", "3"], "错误：没有选项 --jbs；是否指：--jobs, --json"),
    "short option": (["-Q"], "错误：没有选项 -Q"),
    "no such command": (["frobnicate"], "错误：没有命令 frobnicate"),
    "nearly a command": (["shwo"], "错误：没有命令 shwo；是否指：show"),
    "no such command of a group": (["library", "frob"], "错误：没有命令 frob"),
    "too many arguments": (["show", "a", "b", "c"], "错误：多余的参数：b c"),
    "no number": (["evaluate", ".", "--errors", "x"], "错误：--errors 的值不可用：应为整数"),
    "too small": (["evaluate", ".", "--errors", "-1"], "错误：--errors 的值不可用：不得小于 0"),
    "no value": (["show", "--on"], "错误：选项 --on 须带值"),
    "a value too many": (["process", "--quiet=3", "x"], "错误：选项 --quiet 不带值"),
    "no such format": (["export", "docx"], "没有导出格式 docx；可用：jsonl, json, csv"),
    "no such setting": (["process", ".", "--jobs", "0"], "jobs=0 不可用；请给出不小于 1 的整数"),
    "no such file": (["process", "nowhere.pdf"], "nowhere.pdf：没有这个文件或文件夹；请检查路径"),
    "no such folder": (["evaluate", "nowhere"], None),
    "no such day": (["status", "a", "--on", "2024-13-01"], None),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=[name.replace(" ", "-") for name in WRONG])
def test_wrong_usage_is_told_in_chinese(spawn, case):
    arguments, words = case
    for name in ("LC_ALL", "LANG"):
        environment = {"HONGTOU_LANG": "", "LC_ALL": "", name: "zh_CN.UTF-8"}
        made = spawn(*arguments, environment=environment)
        told = made.stderr.decode()
        assert made.returncode in (2, 4), told  # 4: there is no library
        assert words is None or words in told.splitlines()
        assert CHINESE.search(told)
        assert not ENGLISH.search(told), told


def test_wrong_usage_is_told_in_english(spawn):
    environment = {"HONGTOU_LANG": "", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}
    for arguments, _ in WRONG.values():
        told = spawn(*arguments, environment=environment).stderr.decode()
        assert told.strip()
        assert not CHINESE.search(told), told
    told = spawn("show", environment=environment).stderr.decode()
    assert told.splitlines()[-1] == "Error: Missing argument 'ID'."
    assert "Try 'hongtou show -h' for help." in told.replace("-c show", "hongtou show")


HELP = [
    (), ("process",), ("show",), ("export",), ("status",), ("chain",), ("impact",), ("wanted",),
    ("refs",), ("conflicts",), ("diff",), ("correct",), ("evaluate",), ("schema",), ("engines",),
    ("doctor",), ("library",), ("library", "info"),
]  # fmt: skip


@pytest.mark.parametrize("command", HELP, ids=["-".join(one) or "root" for one in HELP])
def test_help_is_chinese_where_the_locale_is(spawn, command):
    environment = {"HONGTOU_LANG": "", "LC_ALL": "zh_CN.UTF-8"}
    shown = spawn(*command, "--help", environment=environment).stdout.decode()
    assert shown.startswith("用法：")
    assert "选项：\n" in shown
    assert not ENGLISH.search(shown), shown


def test_a_program_without_a_command_shows_its_help(spawn):
    for arguments in ((), ("library",)):
        made = spawn(*arguments, language="zh")
        told = (made.stdout + made.stderr).decode()
        assert told.startswith("用法：")
        assert "命令：\n" in told
        assert "错误" not in told


def test_what_a_correction_lacks_is_told_in_chinese(spawn, texts):
    spawn("process", texts, "-j", "1")
    identifier = "安政办发〔2021〕8号"
    for field, value, words in (
        ("colour", "red", "字段 colour 不能更正；可更正："),
        ("copies", "many", "copies 应为数"),
        ("issued_on", "2021-3", "issued_on 应为 2021-03-05 这样的日期，不能是 2021-3"),
        ("number", "某号", "某号 不是 国办发〔1999〕79号 这样的发文字号"),
        ("title", " ", "title 应为文本"),
    ):
        made = spawn("correct", identifier, field, value, "--by", "某人", language="zh")
        told = made.stderr.decode().splitlines()
        assert made.returncode == 2
        assert told[-1].startswith(words), told
