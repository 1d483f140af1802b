"""What the command-line library and corrections say of wrong usage: a part of the catalogue."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "usage.error": ("Error: {error}", "错误：{error}"),
    "usage.try": ("Try '{command} {option}' for help.", "查看用法：{command} {option}"),
}

_HINT = r"'?(?P<name>[^']+(?:' / '[^']+)*)'?"
_QUOTED = r"['\"](?P<value>.*)['\"]"

SAID: tuple[tuple[str, str], ...] = (
    # the command line; the longer forms first
    (rf"Missing argument {_HINT}\.", "缺少参数 {name}"),
    (rf"Missing option {_HINT}\.", "缺少选项 {name}"),
    (rf"Missing (?:parameter|option|argument):? {_HINT}\. Choose from:\s*(?P<choices>[^']+)",
     "缺少 {name}；可选：{choices}"),
    (r"Missing command\.", "缺少命令"),
    (r"No such option:? '?(?P<name>[^' ]+?)'?\.? \(Possible options: (?P<near>.+)\)",
     "没有选项 {name}；是否指：{near}"),
    (r"No such option:? '?(?P<name>[^' ]+?)'?\.? Did you mean '?(?P<near>.+?)'?\?",
     "没有选项 {name}；是否指：{near}"),
    (r"No such option:? '?(?P<name>[^']+?)'?\.?", "没有选项 {name}"),
    (r"No such command '(?P<name>.*)'\. Did you mean '?(?P<near>.+?)'?\?",
     "没有命令 {name}；是否指：{near}"),
    (r"No such command ['\"](?P<name>.*)['\"]\.", "没有命令 {name}"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", "多余的参数：{words}"),
    (r"Option '(?P<name>.+)' does not take a value\.", "选项 {name} 不带值"),
    (r"Option '(?P<name>.+)' requires an argument\.", "选项 {name} 须带值"),
    (r"Option '(?P<name>.+)' requires (?P<count>\d+) arguments\.",
     "选项 {name} 须带 {count} 个值"),
    (r"Argument '(?P<name>.+)' takes (?P<count>\d+) values\.", "参数 {name} 须有 {count} 个值"),
    # values, behind "Invalid value for …: "
    (r"Input should be a valid integer.*", "应为整数"),
    (r"Input should be a valid number.*", "应为数"),
    (r"Input should be greater than or equal to (?P<least>\S+)", "不得小于 {least}"),
    (r"Input should be less than or equal to (?P<most>\S+)", "不得大于 {most}"),
    (rf"{_QUOTED} is not a valid integer\.?", "{value} 不是整数"),
    (r"(?P<value>\S+) is not in the range (?:x>=)?(?P<least>[\d.-]+)(?:<=x)?\.",
     "{value} 不得小于 {least}"),
    # corrections
    (r"(?P<field>\S+) cannot be corrected", "字段 {field} 不能更正"),
    (r"these can: (?P<fields>.+)", "可更正：{fields}"),
    (r"(?P<field>\S+) takes a list of names", "{field} 应为名称，多个之间用“；”隔开"),
    (r"copies takes a number", "copies 应为数"),
    (r"(?P<field>\S+) takes a text", "{field} 应为文本"),
    (r"a correction needs a quote: what on the paper shows it",
     "更正须有依据：请用 --quote 写出纸面上的原文"),
    (r"a correction needs the name of who made it", "更正须有更正人姓名：请用 --by 写明"),
    (r"the reading has nowhere (?P<quote>.*): quote what shows (?P<field>\S+)",
     "识别结果中没有“{quote}”；请引用能看出 {field} 的原文"),
    (r"(?P<field>\S+) takes a day such as 2021-03-05, not (?P<value>.*?) \(.*\)",
     "{field} 应为 2021-03-05 这样的日期，不能是 {value}"),
    (r"(?P<value>.*) is no document number such as 国办发〔1999〕79号",
     "{value} 不是 国办发〔1999〕79号 这样的发文字号"),
    (r"nothing shows (?P<field>\S+) yet: say where it stands \(page, box, quote\)",
     "尚无 {field} 的依据；请用 --quote 写出纸面上的原文"),
)  # fmt: skip
"""Pattern of what is said in English → Chinese."""
