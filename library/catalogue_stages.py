"""What the stages say in English, as patterns with their Chinese: reading, extraction, the library."""

from __future__ import annotations

SAID: tuple[tuple[str, str], ...] = (
    (r"page (?P<page>\d+) could not be read", "第 {page} 页无法读取"),
    (r"the file is text and has no pictures", "该文件为文本，没有图像"),
    (r"give a scan or a PDF", "请给出扫描件或 PDF"),
    (r"the file is broken or cut short; pages may be missing", "文件损坏或不完整，可能缺页"),
    (
        r"nothing of a circular was found; is the page upright, and is it one\?",
        "未见公文要素：页面方向是否正确？是否公文？",
    ),
    (r"a year in Chinese numerals lacks a digit", "汉字年份缺一位数字"),
    (r"two clauses have one number: (?P<clause>.+)", "两个条款同号：{clause}"),
    (r"this path cannot be looked up", "无法访问此路径"),
    (r"check its name and your right to enter its folder", "请检查名称和所在文件夹的权限"),
    (r"(?P<path>.+) is of an older version and cannot be written", "{path} 版本较旧且无法写入"),
    (r"make a copy and use that", "请复制一份再用"),
    (
        r"it is marked (?P<mark>绝密|机密|秘密); nothing of it was kept",
        "标有密级“{mark}”，未保留任何内容",
    ),
    (r"it is marked as secret; nothing of it was kept", "标有密级，未保留任何内容"),
    (
        r"where it may be held: hongtou process --allow-classified, in Python allow_classified=True",
        "确有权保存的，请加 --allow-classified（Python 中为 allow_classified=True）",
    ),
    (r"no number found", "未找到发文字号"),
    (r"the file has (?P<numbers>.+ / .+)", "同一文件中有不同写法：{numbers}"),
    (
        r"(?P<number>.+): others of this body are (?P<prefix>.+)",
        "{number}：该机关其他公文的代字为 {prefix}",
    ),
    (r"other circulars held have this number: (?P<keys>.+)", "库中另有公文同号：{keys}"),
    (r"no title found", "未找到标题"),
    (r"no date found", "未找到日期"),
    (r"no day of issue found, only that of printing", "未找到成文日期，只有印发日期"),
    (r"issued (?P<issued>\S+), printed (?P<printed>\S+)", "成文 {issued}，印发 {printed}"),
    (
        r"column (?P<name>.+): the rows add up to (?P<rows>\S+), the total says (?P<total>\S+)",
        "“{name}”列各行相加为 {rows}，合计为 {total}",
    ),
    (r"head: (?P<head>.+); signature: (?P<name>.+)", "版头：{head}；署名：{name}"),
    (r"the file is not there \(any more\)", "文件（已）不存在"),
    (r"check the path and run again", "请检查路径后再运行"),
    (r"the file is empty \(0 bytes\)", "文件为空（0 字节）"),
    (r"(fetch or scan|scan or fetch) it again", "请重新获取或扫描"),
    (r"fetch or copy it again", "请重新获取或复制"),
    (r"the file may not be read|the folder may not be read", "没有读取权限"),
    (r"give yourself the right to read it", "请取得读取权限"),
    (r"the file cannot be read \((?P<why>.+)\)", "文件无法读取（{why}）"),
    (r"check the disk or fetch the file again", "请检查磁盘或重新获取文件"),
    (
        r"the name ends in (?P<end>\S+), but the file is (?P<thing>.+)",
        "文件名后缀是 {end}，内容却是{thing}",
    ),
    (r"rename it to end in (?P<end>.+) and run again", "请把后缀改为 {end} 后再运行"),
    (r"this is (?P<thing>.+), which is not read", "这是{thing}，尚不支持"),
    (r"the file is named as text but holds other bytes", "文件名是文本，内容却不是"),
    (r"give the original document, or save it as UTF-8 text", "请给出原件，或另存为 UTF-8 文本"),
    (r"save it as UTF-8 text, or give the original document", "请另存为 UTF-8 文本，或给出原件"),
    (r"the file is neither UTF-8 nor GB18030 text", "文件既非 UTF-8 也非 GB18030 文本"),
    (r"the file is named (?P<end>\S+) but does not begin like one", "文件名是 {end}，内容却不是"),
    (r"the text has more than (?P<size>\d+) MB", "文本超过 {size} MB"),
    (r"split it into one file for each document", "请拆成一文一件"),
    (r"the PDF has no pages", "PDF 中没有页面"),
    (r"save or export it again with its pages", "请重新保存或导出"),
    (r"the PDF is protected by a password", "PDF 有密码保护"),
    (r"save a copy without the password and give that", "请另存一份无密码的再处理"),
    (r"the PDF is damaged and no page can be saved", "PDF 已损坏，一页也无法挽救"),
    (
        r"the PDF ends too early \(it was cut off\) and no page can be saved",
        "PDF 不完整（被截断），一页也无法挽救",
    ),
    (r"the image ends too early", "图片不完整（被截断）"),
    (r"the image cannot be read \((?P<why>.*)\)", "图片无法读取（{why}）"),
    (
        r"the image has (?P<size>.+), more than the limit of (?P<limit>\d+) million pixels",
        "图片过大，超过 {limit} 百万像素的上限",
    ),
    (r"scan it again at 200 to 300 dpi, or make it smaller", "请以 200–300 dpi 重新扫描，或缩小"),
    (r"no file here that can be read", "此处没有可读的文件"),
    (r"this is no ordinary file", "这不是普通文件"),
    (r"save it as a file first", "请先存成文件"),
    (r"this is a folder", "这是文件夹"),
    (r"give the files in it", "请给出其中的文件"),
    (r"the file changed while it was being read", "读取过程中文件有改动"),
    (r"run again when it is complete", "请等文件完整后再运行"),
    (r"please report this(, with the file if you can)?", "请报告此问题，最好附上该文件"),
    (r"it took longer than (?P<seconds>\d+) seconds, twice", "两次读取都超过 {seconds} 秒"),
    (
        r"it ended the program that read it \(exit code (?P<code>-?\d+)\), twice",
        "两次使读取进程崩溃（退出码 {code}）",
    ),
    (r"it wanted more than (?P<size>[\d.]+) GB of memory, twice", "两次需要超过 {size} GB 内存"),
    (
        r"it is left out from now on; hongtou process --retry tries it again",
        "以后跳过；hongtou process --retry 可重试",
    ),
    (r"there is no library at (?P<path>.+)", "{path} 处没有库"),
    (r"make one with: hongtou process", "请先用 hongtou process 建库"),
    (r"(?P<path>.+) is a database of another program", "{path} 是其他程序的数据库"),
    (r"name another file with --library", "请用 --library 另指文件"),
    (
        (
            r"(?P<path>.+) was written by a newer hongtou \(library version (?P<theirs>\d+), this one"
            r" reads up to (?P<ours>\d+)\)"
        ),
        "{path} 由较新的 hongtou 写成（库版本 {theirs}，本程序只到 {ours}）",
    ),
    (r"upgrade hongtou", "请升级 hongtou"),
    (r"another program is writing to (?P<path>.+)", "另一程序正在写 {path}"),
    (r"wait for it, then run again", "请等它完成后再运行"),
    (r"(?P<path>.+) cannot be opened or written \((?P<why>.+)\)", "{path} 无法打开或写入（{why}）"),
    (
        r"check the folder's rights and the space left on the disk",
        "请检查文件夹权限和磁盘剩余空间",
    ),
    (r"(?P<path>.+) is damaged or no library \((?P<why>.+)\)", "{path} 已损坏或不是库（{why}）"),
    (
        r"put back a copy of it, or name another file with --library",
        "请换回备份，或用 --library 另指文件",
    ),
    (r"what is stored was extracted by another version", "库中内容由另一版本提取"),
    (r"run hongtou process again over the same files", "请对同样的文件再运行 hongtou process"),
    (
        r"engine '(?P<name>.+)' does not take these options \(it needs (?P<what>.+)\)",
        "引擎 {name} 缺少选项 {what}",
    ),
    (
        r"engine '(?P<name>.+)' does not take these options \(it has no (?P<what>.+), only (?P<known>.+)\)",
        "引擎 {name} 没有选项 {what}，只有 {known}",
    ),
    (
        r"engine '(?P<name>.+)' does not take these options \((?P<why>.+)\)",
        "引擎 {name} 的选项不对（{why}）",
    ),
    (
        r"give them in hongtou.toml, below \[engines\.(?P<name>.+)\]",
        "请写在 hongtou.toml 的 [engines.{name}] 下",
    ),
    (
        r"no OCR engine named '(?P<name>.*)'; installed: (?P<known>.+)",
        "没有名为 {name} 的 OCR 引擎；已安装：{known}",
    ),
    (r"engine '(?P<name>.+)' takes no models", "引擎 {name} 不用模型文件夹"),
    (r"leave out --models, or choose --engine paddle", "请去掉 --models，或加 --engine paddle"),
    (r"(?P<name>\S+) is not installed", "未安装 {name}"),
    (r"run: (?P<command>pip install .+)", "请运行：{command}"),
    (
        r"no model (named '.+' )?for (?P<setting>\w+) in (?P<places>.+), a folder for each",
        "以下文件夹（每个模型一个子文件夹）中没有可用的模型（{setting}）：{places}",
    ),
    (
        r"fill it with the small models: hongtou engines --fill FOLDER, then --models FOLDER",
        "可写入自带的小模型：hongtou engines --fill 文件夹，再用 --models 文件夹",
    ),
    (
        r"several models for (?P<setting>detection|recognition): (?P<names>.+)",
        "有多个模型（{setting}）：{names}",
    ),
    (
        r"choose with (?P<words>.+) in hongtou.toml, below \[engines.paddle\]",
        "请在 hongtou.toml 的 [engines.paddle] 下写明 {words}",
    ),
    (
        (
            r"the model (?P<name>\S+) in (?P<folder>.+) is not for (?P<backend>\w+), "
            r"which runs the others: it lacks (?P<file>\S+)"
        ),
        "{folder} 中的模型 {name} 不能用 {backend} 运行（缺少 {file}），其他模型由它运行",
    ),
    (
        r'(?P<words>\w+ = "none") in hongtou.toml, below \[engines.paddle\], does without',
        "如不用此模型，请在 hongtou.toml 的 [engines.paddle] 下写明 {words}",
    ),
    (r'(?P<words>\w+ = "none") does without', "如不用此类模型，请写明 {words}"),
    (r"paddleocr cannot start: (?P<why>.+)", "paddleocr 无法启动：{why}"),
    (
        r"the models cannot be written to (?P<folder>.+) \((?P<why>.+)\)",
        "模型无法写入 {folder}（{why}）",
    ),
    (r"give another folder", "请换一个文件夹"),
)
"""Pattern of what stages say in English → Chinese."""
