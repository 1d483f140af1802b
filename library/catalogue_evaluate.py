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
    "evaluate.no_variant": (
        "no sample of the kind {names}; there are: {known}",
        "没有 {names} 这种版本；现有：{known}",
    ),
    "evaluate.unreadable": (
        "{path}: cannot be read ({why}); check the path",
        "{path}：无法读取（{why}）；请检查路径",
    ),
    "evaluate.no_baseline": (
        "{path}: not written by hongtou evaluate --json; make one: hongtou evaluate DIR --json > FILE",
        "{path}：不是 hongtou evaluate --json 的结果；可先运行：hongtou evaluate DIR --json > FILE",
    ),
    "evaluate.no_floors": (
        "{path}: not a TOML file of floors ({why}); corpus/floors.toml is one",
        "{path}：不是下限 TOML 文件（{why}）；可参照 corpus/floors.toml",
    ),
    "evaluate.bad_gold": ("gold {file}: {reason}", "标准答案 {file}：{reason}"),
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
    "gold.checked": (
        "{files} gold files, {count} problems",
        "标准答案 {files} 个文件，{count} 处问题",
    ),
    "gold.unreadable": ("cannot be read: {detail}", "无法读取：{detail}"),
    "gold.form": ("not of the form: {detail}", "格式不符：{detail}"),
    "gold.no_text": (
        "no text to check it against: put text/{detail}.txt beside the folder of the gold",
        "没有可核对的正文：请在标准答案文件夹旁放 text/{detail}.txt",
    ),
    "gold.not_in_text": ("does not stand in the text: {detail}", "正文中没有：{detail}"),
    "gold.not_in_sentence": (
        "does not stand in the sentence of its norm: {detail}",
        "所在句中没有：{detail}",
    ),
    "gold.not_on_page": ("does not stand on its page: {detail}", "该页上没有：{detail}"),
    "gold.on_paper_only": (
        "stands in the clean text, but should be on paper only: {detail}",
        "只应在纸面上，却出现在正文中：{detail}",
    ),
    "gold.day_not_in_text": (
        "a day that the text does not print: {detail}",
        "正文中没有这个日期：{detail}",
    ),
    "gold.day_before_issue": ("a day before the day of issue: {detail}", "早于成文日期：{detail}"),
    "gold.year_of_number": (
        "the year of the number is not that of issue: {detail}",
        "文号年份与成文日期不符：{detail}",
    ),
    "gold.ends_before_start": ("ends before it begins: {detail}", "终止早于开始：{detail}"),
    "gold.not_on_issue": (
        "on_issue, but no day of issue, printing or publication: {detail}",
        "标为 on_issue，却不是成文、印发或公布日期：{detail}",
    ),
    "gold.retroactive": (
        "retroactive does not agree with the day of issue: {detail}",
        "retroactive 与成文日期不符：{detail}",
    ),
    "gold.term": ("the term ends on another day: {detail}", "期限的末日不对：{detail}"),
    "gold.pages": ("pages that the file does not have: {detail}", "文件没有这些页：{detail}"),
    "gold.clause_id": (
        "the id is not parent and label: {detail}",
        "条款 id 不是上级加标号：{detail}",
    ),
    "gold.clause_twice": ("two clauses with one id: {detail}", "两个条款同一 id：{detail}"),
    "gold.no_clause": ("no such clause in the tree: {detail}", "条款树中没有：{detail}"),
    "gold.relation": ("no such relation: {detail}", "没有这种关系：{detail}"),
    "gold.no_target": (
        "the corpus does not hold the target: {detail}",
        "语料中没有所指文件：{detail}",
    ),
    "gold.other_number": (
        "the target has another number: {detail} (a note may say why)",
        "所指文件的文号不同：{detail}（可用 note 说明）",
    ),
    "gold.held_and_wanted": ("wanted, but held: {detail}", "标为缺失，却在语料中：{detail}"),
    "gold.not_wanted": (
        "neither a target nor wanted: {detail}",
        "既无所指文件，也未标为缺失：{detail}",
    ),
    "gold.row_length": ("rows of different length: {detail}", "各行列数不同：{detail}"),
    "gold.no_column": ("no such column: {detail}", "没有这一列：{detail}"),
    "gold.sum": ("the total does not add up: {detail}", "合计不符：{detail}"),
    "gold.question_twice": ("two questions with one id: {detail}", "两个问题同一 id：{detail}"),
    "gold.no_circular": ("the corpus does not hold it: {detail}", "语料中没有：{detail}"),
    "gold.status": ("no such status: {detail}", "没有这种状态：{detail}"),
    "gold.held": (
        "held or not held, against what is said: {detail}",
        "是否收藏与所说不符：{detail}",
    ),
    "gold.quotes_and_places": (
        "not as many places as quotes: {detail}",
        "引文与出处数目不同：{detail}",
    ),
    "gold.not_known": (
        "proved by a circular of a later day: {detail}",
        "所据公文当时尚未发布：{detail}",
    ),
    "gold.before_start": (
        "in force before any start: {detail}",
        "早于任何开始日期却标为有效：{detail}",
    ),
    "evaluate.questions": (
        "{count} questions, answered from: {variant}",
        "{count} 个问题，依据：{variant}",
    ),
    "evaluate.kind": ("question", "问题"),
    "evaluate.abstained": ("abstained", "未答"),
    "evaluate.quotes": ("expected words", "应引原文"),
    "evaluate.proofs": ("words on their page", "引文在页"),
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
    "evaluate.cer_in_order": ("the same in order", "字符错误率（按次序）"),
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
