"""What the readers of OFD, DOCX, web pages and archives say, in English and in Chinese."""

from __future__ import annotations

SAID: tuple[tuple[str, str], ...] = (
    (r"(?P<name>.+) has (?P<size>\d+) bytes of XML", "{name} 的 XML 有 {size} 字节，过大"),
    (r"split the document", "请拆分文件"),
    (r"(?P<name>.+) is no XML that can be read", "{name} 不是可读的 XML"),
    (r"(?P<name>.+) in it is protected by a password", "其中 {name} 有密码保护"),
    (r"unpack it with the password and give what is in it", "请用密码解包后再给出其中的文件"),
    (r"(?P<name>.+) in it cannot be unpacked \((?P<why>.*)\)", "其中 {name} 无法解包（{why}）"),
    (r"(?P<name>.+) unpacks to more than (?P<size>\d+) MB", "{name} 解开后超过 {size} MB"),
    (
        r"(?P<name>.+) unpacks to more than (?P<times>\d+) times its size",
        "{name} 解开后超过原大小的 {times} 倍",
    ),
    (r"(?P<count>\d+) files, more than (?P<most>\d+)", "含 {count} 个文件，超过 {most} 个"),
    (
        r"more than (?P<most>\d+) files, those of archives in it counted",
        "连同内层压缩包超过 {most} 个文件",
    ),
    (r"an archive in an archive in an archive", "压缩包层层嵌套，超过三层"),
    (r"unpack it yourself and give what is in it", "请自行解包后再给出其中的文件"),
    (
        r"the (package|file) is cut off or damaged: its list of (files|contents) cannot be read",
        "文件不完整或已损坏：无法读取其目录",
    ),
    (r"the file is not in the archive \(any more\)", "压缩包中（已）没有此文件"),
    (r"check the archive and run again", "请检查压缩包后再运行"),
    (
        r"an archive is read as the files in it, not as one document",
        "压缩包按其中的文件逐个读取，不作一份文件",
    ),
    (r"give the archive to hongtou process", "请把压缩包交给 hongtou process"),
    (
        r"give a folder that holds PDF, OFD, PNG, JPEG, TIFF, DOCX, HTML or TXT files, or a ZIP of them",
        "请给出含有 PDF、OFD、PNG、JPEG、TIFF、DOCX、HTML 或 TXT 文件的文件夹，或其 ZIP",
    ),
    (
        r"convert it to one of the kinds that are read: .+",
        "请转换为 PDF、OFD、PNG、JPEG、TIFF、DOCX、HTML 或纯文本",
    ),
    (r"the OFD names no page that is in it", "OFD 中没有任何一页"),
    (r"the package has no OFD\.xml: it is no OFD", "包中没有 OFD.xml，不是 OFD 文件"),
    (r"fetch (or convert )?it again", "请重新获取或转换"),
    (r"the picture of the page is not in the file", "页面的图片不在文件中"),
    (r"a picture of a kind that is not known", "未知类型的图片"),
    (r"convert it to PNG or JPEG", "请转换为 PNG 或 JPEG"),
    (r"a JBIG2 picture of random-access order", "随机访问方式的 JBIG2 图片"),
    (r"a JBIG2 picture without a page size", "JBIG2 图片没有页面大小"),
    (r"a JBIG2 picture cannot be decoded", "JBIG2 图片无法解码"),
    (r"convert the file to PDF", "请把文件转换为 PDF"),
    (r"the archive is empty", "压缩包是空的"),
    (r"pack or fetch it again", "请重新打包或获取"),
    (r"the document is protected by a password", "文件有密码保护"),
    (r"the document holds pictures only, no text", "文件中只有图片，没有文字"),
    (
        r"save it as PDF and give that: its pictures are then read",
        "请另存为 PDF 再处理，其中的图片即可识别",
    ),
    (r"the DOCX has no document in it that can be read", "DOCX 中没有可读的正文"),
    (
        r"open it in Word or WPS, save it (anew|as DOCX or PDF) and give that",
        "请用 Word 或 WPS 打开，另存后再处理",
    ),
    (r"the (document|web page) has more than (?P<size>\d+) MB", "文件超过 {size} MB"),
    (r"save it as PDF and give that", "请另存为 PDF 再处理"),
    (r"save it as DOCX or PDF and give that", "请另存为 DOCX 或 PDF 再处理"),
    (
        r"this is (?P<thing>.+); LibreOffice, which converts it, is not installed",
        "这是{thing}，须由 LibreOffice 转换，而本机没有安装",
    ),
    (
        r"install LibreOffice \(the command soffice\), or save the document as DOCX or PDF",
        "请安装 LibreOffice（命令 soffice），或把文件另存为 DOCX 或 PDF",
    ),
    (r"LibreOffice could not open the document", "LibreOffice 打不开此文件"),
    (
        r"LibreOffice took more than (?P<seconds>\d+) seconds to convert the document",
        "LibreOffice 转换此文件超过 {seconds} 秒",
    ),
    (
        r"the web page holds no text \(its text is loaded by a script, or it is a picture\)",
        "网页中没有文字（文字由脚本载入，或是图片）",
    ),
    (r"save what is shown as text or PDF and give that", "请把所示内容另存为文本或 PDF 再处理"),
    (r"save its text only", "请只保存其文字"),
    (r"the web page is in an encoding that is not known", "网页编码未知"),
    (r"save it as UTF-8 and give that", "请另存为 UTF-8 再处理"),
    (r"the saved web page \(MHTML\) has no HTML in it", "保存的网页（MHTML）中没有 HTML"),
    (r"save it again, as HTML or PDF", "请重新保存为 HTML 或 PDF"),
)
"""Pattern of what the readers say in English → Chinese."""

THINGS: dict[str, str] = {
    "an OFD": "OFD",
    "a web page (HTML)": "网页（HTML）",
    "a saved web page (MHTML)": "保存的网页（MHTML）",
    "a ZIP archive": "ZIP 压缩包",
    "a ZIP container": "ZIP 容器",
    "an empty ZIP container": "空的 ZIP 容器",
    "an RTF document": "RTF 文件",
    "a DOC or WPS document": "DOC 或 WPS 文件",
    "a DOCX document": "DOCX 文件",
    "an ODT document": "ODT 文件",
    "an old Office file that is no text document (XLS, PPT or MSG)": "旧式 Office 文件（XLS、PPT 或 MSG）",
}
