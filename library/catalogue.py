"""The catalogue of messages: one table, English and Chinese side by side."""

from __future__ import annotations

from . import (
    catalogue_ask,
    catalogue_evaluate,
    catalogue_files,
    catalogue_pages,
    catalogue_stages,
    catalogue_usage,
)

MESSAGES: dict[str, tuple[str, str]] = {
    "app": (
        "Reads Chinese government circulars (公文) from scans and files into records with evidence.",
        "红头：把公文扫描件和文件读成有据可查的著录记录。",
    ),
    "help.version": ("Print the version.", "显示版本。"),
    "help.process": (
        "Read files into a library; what is known is not read again.",
        "把文件、文件夹或通配符读入库；读过且未变的不再读。",
    ),
    "help.paths": (
        "Files, folders (with all below them) or patterns; - reads one document from stdin.",
        "文件、文件夹（含下级）或通配符；- 表示从标准输入读一份文件。",
    ),
    "help.library": (
        "The library. [HONGTOU_LIBRARY, else ./hongtou.db]",
        "库文件。［环境变量 HONGTOU_LIBRARY，否则 ./hongtou.db］",
    ),
    "help.engine": (
        "The OCR engine, see: hongtou engines. [rapidocr]",
        "OCR 引擎，见 hongtou engines。［rapidocr］",
    ),
    "help.models": (
        "The folder with the models of the engine, for paddle. [HONGTOU_MODELS]",
        "引擎（paddle）的模型文件夹。［环境变量 HONGTOU_MODELS］",
    ),
    "help.fill": (
        "Write the small models into this folder, as the engine paddle reads them.",
        "把自带的小模型按 paddle 引擎的格式写入此文件夹。",
    ),
    "help.jobs": ("Worker processes. [the number of cores]", "工作进程数。［CPU 核数］"),
    "help.rehash": (
        "Look at the content of every file, even where size and time are unchanged.",
        "逐个核对文件内容，即使大小和时间未变。",
    ),
    "help.retry": (
        "Try again what was left out because it killed its reader twice.",
        "重试因两次使读取进程崩溃而被搁置的文件。",
    ),
    "help.allow_classified": (
        "Keep files with a secrecy mark too.",
        "也保留标有密级的文件。",
    ),
    "help.mask_personal": (
        "Mask mobile and identity numbers.",
        "遮盖手机号和身份证号。",
    ),
    "help.json": ("Print JSON.", "输出 JSON。"),
    "help.changes": (
        "List the answers of today that the new files change.",
        "列出新文件使今日结论发生的变化。",
    ),
    "help.quiet": ("No progress on stderr.", "不在标准错误显示进度。"),
    "help.show": (
        "One circular: its fields, how sure they are, where they stand.",
        "显示一份公文：各字段、可信度和所在位置。",
    ),
    "help.id": (
        "A document number with any brackets, an id, the beginning of a SHA-256 with :part, or a file.",
        "发文字号（括号不限）、记录 id、SHA-256 开头加 :件序，或文件路径。",
    ),
    "help.pages": (
        "Print its pages too: how they were read, what is wrong with the scan, their text.",
        "同时显示各页：处理步骤、扫描质量检查和文字。",
    ),
    "help.export": (
        "Write all records, sorted, as jsonl, json or csv.",
        "按固定次序导出全部记录：jsonl、json 或 csv。",
    ),
    "help.format": ("jsonl, json or csv.", "jsonl、json 或 csv。"),
    "help.output": ("Where to; - is stdout.", "写到哪里；- 为标准输出。"),
    "help.schema": ("The JSON Schema of the record.", "记录的 JSON Schema。"),
    "help.engines": ("The OCR engines installed.", "已安装的 OCR 引擎。"),
    "help.doctor": (
        "Check what is needed, and say what to do where it is missing.",
        "检查所需的一切是否就绪，并说明如何解决。",
    ),
    "help.library_app": ("About the library itself.", "关于库本身。"),
    "help.info": (
        "What the library holds, what failed, what is gone from its place.",
        "库中有什么、哪些失败、哪些文件已不在原处。",
    ),
    "unknown_path": (
        "{path}: there is no such file or folder; check the path",
        "{path}：没有这个文件或文件夹；请检查路径",
    ),
    "no_circular": (
        "{path}: no circular was found in it; look at it with: hongtou show {key} --pages",
        "{path}：未找到公文；可用 hongtou show {key} --pages 查看文字",
    ),
    "pages_unread": (
        "{path}: page {pages} could not be read, the rest was; get a better copy and run again",
        "{path}：第 {pages} 页无法读取，其余已读；请换一份完好的文件再运行",
    ),
    "file_repaired": (
        (
            "{path}: the file is broken or cut short, what could be saved was read; get a whole"
            " copy and run again"
        ),
        "{path}：文件损坏或不完整，能读的已读；请换一份完整的文件再运行",
    ),
    "interrupted": (
        "interrupted; what was read is kept, resume with the same command",
        "已中断；已读的都已保存，用同一命令即可继续",
    ),
    "so_far": ("{done} of {files} files, {pages} pages", "文件 {done}/{files}，已读 {pages} 页"),
    "linking": ("linking: {done} of {of} steps", "正在关联：{done}/{of} 步"),
    "summary": (
        (
            "{files} files: {read} read, {unchanged} unchanged, {failed} failed; {pages} pages read"
            " ({cached} known before); {circulars} circulars in {library}"
        ),
        (
            "文件 {files} 个：新读 {read}，未变 {unchanged}，失败 {failed}；读页 {pages}（其中 {cached}"
            " 页原已识别）；公文 {circulars} 份，存于 {library}"
        ),
    ),
    "more": (
        "… and {count} more: hongtou export jsonl",
        "……另有 {count} 份，见 hongtou export jsonl",
    ),
    "refused": (
        "{id}: left out, its record breaks the schema ({why}); please report it with the file",
        "{id}：记录不合模式（{why}），未写出；请连同文件反馈",
    ),
    "exported": ("{count} records written to {path}", "已将 {count} 条记录写入 {path}"),
    "bad_format": (
        "there is no export format {form}; these are: {known}",
        "没有导出格式 {form}；可用：{known}",
    ),
    "own_file": (
        "{path} is the library itself; name another file with -o",
        "{path} 就是库文件本身；请用 -o 另指文件",
    ),
    "bad_output": (
        "{path} cannot be written ({error}); name another place with -o",
        "无法写入 {path}（{error}）；请用 -o 另指位置",
    ),
    "not_held": (
        "{id} is not in {library}; see what is: hongtou export csv",
        "{library} 中没有 {id}；可用 hongtou export csv 查看库中内容",
    ),
    "similar": ("did you mean: {ids}", "是否指：{ids}"),
    "several": (
        "{id} names {count} circulars; the first is shown, the others are: {others}",
        "{id} 对应 {count} 份公文；显示第一份，其余：{others}",
    ),
    "wanted.table": ("a table: [engines.NAME]", "应为表：[engines.名称]"),
    "wanted.text": ("a text", "应为文本"),
    "bad_settings": ("{path}: {error}; mend it or remove it", "{path}：{error}；请修改或删除"),
    "bad_setting": ("{name}={value} is not possible; {wanted}", "{name}={value} 不可用；{wanted}"),
    "wanted.jobs": ("give a whole number from 1", "请给出不小于 1 的整数"),
    "wanted.number": ("give a number above 0", "请给出大于 0 的数"),
    "default": ("default", "默认"),
    "ready": ("ready", "可用"),
    "column.number": ("number", "发文字号"),
    "column.title": ("title", "标题"),
    "column.issuers": ("issuers", "发文机关"),
    "column.date": ("date", "日期"),
    "column.pages": ("pages", "页"),
    "column.doubts": ("doubts", "存疑"),
    "column.file": ("file", "文件"),
    "column.field": ("field", "字段"),
    "column.value": ("value", "内容"),
    "column.confidence": ("sure", "可信度"),
    "column.where": ("where", "位置"),
    "place.page": ("p. {page}, {mm} mm from the top", "第{page}页，距上边{mm}毫米"),
    "place.page_only": ("p. {page}", "第{page}页"),
    "place.text": ("characters {start}–{end}", "第{start}–{end}字"),
    "page": ("— page {number} ({origin}) —", "—— 第{number}页（{origin}）——"),
    "doctor.python": ("Python", "Python"),
    "doctor.sqlite": ("SQLite", "SQLite"),
    "doctor.library": ("library", "库"),
    "doctor.engine": ("engine {name}", "引擎 {name}"),
    "doctor.memory": ("memory", "内存"),
    "doctor.disk": ("disk", "磁盘"),
    "doctor.fine": ("ok", "正常"),
    "doctor.warn": ("look", "注意"),
    "doctor.fail": ("fails", "有误"),
    "doctor.sqlite_old": (
        "use a Python whose SQLite is 3.35 or newer and has FTS5",
        "请使用 SQLite 不低于 3.35 且带 FTS5 的 Python",
    ),
    "doctor.not_writable": (
        "give yourself the right to write there, or name another file with --library",
        "请取得该处写入权限，或用 --library 另指库文件",
    ),
    "doctor.little_memory": (
        "use fewer workers: hongtou process --jobs {jobs}",
        "请减少进程数：hongtou process --jobs {jobs}",
    ),
    "doctor.little_disk": ("make room on this disk", "请清理磁盘空间"),
    "doctor.memory_free": (
        "{free:.1f} GB free, {jobs} workers",
        "可用 {free:.1f} GB，{jobs} 个进程",
    ),
    "doctor.disk_free": ("{free:.1f} GB free", "可用 {free:.1f} GB"),
    "doctor.new_library": ("{path} will be made", "将新建 {path}"),
    "doctor.held": ("{path}: {circulars} circulars", "{path}：{circulars} 份公文"),
    "info.library": ("library", "库"),
    "info.version": ("version", "版本"),
    "info.bytes": ("bytes", "字节"),
    "info.files": ("files", "文件"),
    "info.pages": ("pages", "页"),
    "info.circulars": ("circulars", "公文"),
    "info.copies": ("further copies", "重份"),
    "info.corrections": ("corrections", "更正"),
    "info.orphaned": ("corrections without their place", "失去依据的更正"),
    "info.replaced": ("contents replaced by others", "已被新内容取代"),
    "info.vanished": (
        "files gone from their place (still held)",
        "已不在原处的文件（内容仍在库中）",
    ),
    "info.failed": ("files that failed", "失败的文件"),
    "info.quarantined": (
        "left out, because they killed their reader",
        "被搁置（曾使读取进程崩溃）",
    ),
}
"""Key → (English, Chinese)."""

FIELDS: dict[str, tuple[str, str]] = {
    "id": ("id", "标识"),
    "file": ("file", "文件"),
    "continued_in": ("goes on in", "续于"),
    "same_as": ("copy of", "重份，首份为"),
    "number": ("document number", "发文字号"),
    "page_unread": ("page not read", "有页未读"),
    "file_repaired": ("file broken", "文件不完整"),
    "no_circular": ("no circular", "未见公文"),
    "number_contested": ("number", "文号不一"),
    "prefix_unusual": ("prefix", "机关代字少见"),
    "prefix_differs": ("prefix", "机关代字与发文机关不符"),
    "continues_elsewhere": ("another file", "或续于他件"),
    "number_shared": ("same number", "文号相同"),
    "year_mismatch": ("year", "年份不符"),
    "printed_before_issued": ("dates", "日期不符"),
    "seal_differs": ("seal", "印章不符"),
    "sealed_date": ("date under the seal", "章下日期两读"),
    "readings_differ": ("two readings", "两种读法"),
    "odd_year": ("year in title", "标题年份缺字"),
    "exception_unclear": ("exception", "例外所属文件不明"),
    "clause_numbering": ("clause numbers", "条款序号重复"),
    "text_too_long": ("text too long", "段落或句子过长，未读完"),
    "text_unread": ("text not read", "正文之后有未读入的文字"),
    "signature_differs": ("signature", "署名不符"),
    "table_sum": ("total of a table", "表格合计不符"),
    "cut_off": ("cut off at the edge", "页边被裁"),
    "table_rows": ("rows of a table", "表格缺行"),
    "further_numbers": ("further numbers", "其他发文字号"),
    "issuer_bodies": ("issuing bodies", "发文机关全称"),
    "addressee_bodies": ("bodies addressed", "主送机关全称"),
    "candidates": ("other readings", "其他读法"),
    "title": ("title", "标题"),
    "genre": ("genre", "文种"),
    "issuers": ("issuers", "发文机关"),
    "signers": ("signers", "签发人"),
    "addressees": ("addressees", "主送机关"),
    "copied_to": ("copied to", "抄送"),
    "issued_on": ("date of issue", "成文日期"),
    "printed_on": ("printing date", "印发日期"),
    "published_on": ("published on", "发布日期"),
    "printed_by": ("printed by", "印发机关"),
    "copies": ("copies", "印数"),
    "copy_number": ("copy number", "份号"),
    "secrecy": ("secrecy", "密级"),
    "secrecy_term": ("secrecy term", "保密期限"),
    "urgency": ("urgency", "紧急程度"),
    "disclosure": ("disclosure", "公开方式"),
    "subject_terms": ("subject terms", "主题词"),
    "register_number": ("register number", "统一编号"),
    "received": ("received", "收文"),
    "item_id": ("item", "件"),
    "contacts": ("contacts", "联系人"),
    "attachments": ("attachments", "附件"),
    "annotations": ("annotations", "批注"),
    "personal": ("personal data", "个人信息"),
    "seals": ("seals", "印章"),
    "pages": ("pages", "页面"),
    "clauses": ("clauses", "条款"),
    "tables": ("tables", "表格"),
    "carried": ("carried texts", "所载文件"),
    "references": ("references", "引用文件"),
    "class_rules": ("class rules", "概括规则"),
    "validity": ("validity", "时效"),
    "norms": ("norms", "规范内容"),
    "issues": ("doubts", "存疑"),
    "number_parts": ("parts of the number", "字号组成"),
}
"""Field of the record → (English, Chinese); the terms of GB/T 9704-2012."""

THINGS: dict[str, str] = {
    "a PDF": "PDF",
    "a PNG image": "PNG 图片",
    "a JPEG image": "JPEG 图片",
    "a TIFF image": "TIFF 图片",
    "a GIF image": "GIF 图片",
    "a BMP image": "BMP 图片",
    "plain text": "纯文本",
    "a RIFF file (WEBP, WAV or AVI)": "RIFF 文件（WEBP、WAV 或 AVI）",
    "a RAR archive": "RAR 压缩包",
    "a 7z archive": "7z 压缩包",
    "a gzip archive": "gzip 压缩包",
    "a SQLite database": "SQLite 数据库",
    "a kind of file that is not known": "未知类型的文件",
    "its own ending": "其本来的后缀",
}

SAID: tuple[tuple[str, str], ...] = catalogue_stages.SAID
"""Pattern of what stages say in English → Chinese."""

MESSAGES |= catalogue_evaluate.MESSAGES | catalogue_ask.MESSAGES | catalogue_pages.MESSAGES
MESSAGES |= catalogue_usage.MESSAGES
SAID += catalogue_evaluate.SAID + catalogue_ask.SAID + catalogue_files.SAID + catalogue_usage.SAID
THINGS |= catalogue_files.THINGS
