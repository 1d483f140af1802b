"""What `hongtou evaluate` says: a part of the catalogue of messages."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.evaluate": (
        "Score what is read from a folder of files against the gold beside them.",
        "把文件夹中各文件的读取结果与旁边的标准答案逐项比对打分。",
    ),
    "help.folder": (
        "A folder with <stem>.gold.json beside the files; corpus/ is one.",
        "含 <文件名>.gold.json 的文件夹，例如 corpus/。",
    ),
    "help.evaluate_library": (
        "A library to read into, so that OCR is not repeated. [a temporary one]",
        "读入的库，已识别的页不再识别。［临时库］",
    ),
    "help.records": (
        "Score the records of another system, one JSON object a line, instead of reading.",
        "不读文件，改为给其他系统的记录打分（每行一个 JSON）。",
    ),
    "help.variant": (
        "Only this kind of scan, or text; may be given several times.",
        "只评这一种扫描或 text；可多次给出。",
    ),
    "help.against": (
        "An earlier result (--json): lists circulars won and lost; exit code 1 when some are lost.",
        "与以前的结果（--json）比较，列出得失的公文；有失则退出码为 1。",
    ),
    "help.floors": (
        "A TOML file of floors; exit code 1 when one is not met.",
        "质量下限（TOML 文件）；达不到则退出码为 1。",
    ),
    "help.errors": ("How many errors to list. [40]", "最多列出多少处错误。［40］"),
    "help.check_gold": (
        "Check the gold itself instead: form, quotes, days, targets, questions.",
        "不评分，只检查标准答案本身：格式、引文、日期、指向和问题。",
    ),
    "evaluate.no_folder": (
        "{path}: no such folder; give one that holds files and their gold",
        "{path}：没有这个文件夹；请给出含文件和标准答案的文件夹",
    ),
    "evaluate.no_gold": (
        "{path}: no gold that can be used; put <stem>.gold.json beside each file (docs/benchmark.md)",
        "{path}：没有可用的标准答案；请在每个文件旁放 <文件名>.gold.json（见 docs/benchmark.md）",
    ),
    "evaluate.bad_gold": ("{file}: {reason}", "{file}：{reason}"),
    "evaluate.fields": ("By field", "各字段"),
    "evaluate.relations": ("References by relation", "各种引用关系"),
    "evaluate.variants": ("Score by field and variant", "各字段、各版本得分"),
    "evaluate.errors": ("Not right: {count}", "不符：{count} 处"),
    "evaluate.more_errors": (
        "… and {count} more (--errors N, or --json for all)",
        "……另有 {count} 处（--errors N 或 --json 可看全部）",
    ),
    "evaluate.compared": (
        "Against the baseline: {won} circulars won, {lost} lost (errors before→now)",
        "与基线相比：{won} 份变好，{lost} 份变差（错误数 前→后）",
    ),
    "evaluate.floor": (
        "below the floor: {variant} {field} {measure} {value}, wanted {floor}",
        "未达下限：{variant} {field} {measure} 为 {value}，应为 {floor}",
    ),
    "evaluate.field": ("field", "字段"),
    "evaluate.right": ("right", "对"),
    "evaluate.wrong": ("wrong", "错"),
    "evaluate.missed": ("missed", "漏"),
    "evaluate.extra": ("extra", "多"),
    "evaluate.precision": ("precision", "精确率"),
    "evaluate.recall": ("recall", "召回率"),
    "evaluate.f1": ("F1", "F1 值"),
    "evaluate.exact": ("exact", "全对"),
    "evaluate.confident_errors": ("confident errors", "自信错误"),
    "evaluate.score": ("score", "得分"),
    "evaluate.circulars": ("circulars", "公文数"),
    "evaluate.cer": ("character error rate", "字符错误率"),
    "evaluate.ece": ("calibration error", "校准误差"),
    "evaluate.sure_share": ("right ones at ≥ 0.9", "正确项中可信度 ≥ 0.9 的比例"),
    "evaluate.right_when_sure": ("right of those at ≥ 0.9", "可信度 ≥ 0.9 的项中正确的比例"),
}

SAID: tuple[tuple[str, str], ...] = (
    (r"no file to read: (?P<names>.+)", "找不到要读的文件：{names}"),
    (r"not JSON: (?P<why>.+)", "不是 JSON：{why}"),
    (r'no list "documents" of objects in it', "其中没有 documents 列表"),
    (r"(?P<place>/\S*): Extra inputs are not permitted", "{place}：格式中没有这个字段，未计分"),
    (r"(?P<place>/\S*): Field required", "{place}：缺少这个字段"),
)
