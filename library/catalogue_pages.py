"""What is said of pages: how they were read, what is wrong with their scan."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.cuts": (
        "Write pictures of handwriting, stamps and seals, cut from the pages, into this folder.",
        "把手写、印戳和印章处的图像裁出，存入此文件夹。",
    ),
    "cut": ("{path}: p. {page}, {kind}", "{path}：第{page}页，{kind}"),
    "cuts_none": (
        "no handwriting, stamp or seal was found on its pages",
        "各页未见手写、印戳或印章",
    ),
    "bad_cuts": (
        "{path} cannot be written ({error}); name another folder with --cuts",
        "无法写入 {path}（{error}）；请用 --cuts 另指文件夹",
    ),
    "cuts_gone": (
        "{file} is gone from its place; put it back and run hongtou process again",
        "{file} 已不在原处；请放回后重新运行 hongtou process",
    ),
    "column.page": ("page", "页"),
    "column.size": ("size, mm", "尺寸(毫米)"),
    "column.dpi": ("dpi", "分辨率"),
    "column.origin": ("read from", "文字来源"),
    "column.steps": ("done before reading", "识读前处理"),
    "column.findings": ("found wrong", "检查结果"),
    "origin.ocr": ("image", "图像识别"),
    "origin.text_layer": ("text layer", "文本层"),
    "origin.none": ("nothing", "无"),
    "step.sheet_cut": ("sheet cut out ({value:.0%})", "裁出纸面（{value:.0%}）"),
    "step.contrast_raised": ("darkened ({value:.0f} levels)", "加深浅淡字迹（{value:.0f}级）"),
    "step.turned": ("turned {value:.0f}°", "旋转{value:.0f}°"),
    "step.half_turned": ("one half turned {value:.0f}°", "半幅旋转{value:.0f}°"),
    "step.levelled": ("levelled {value:.1f}°", "纠偏{value:.1f}°"),
    "step.ground_cleared": ("ground cleared ({value:.1%})", "去底（{value:.1%}）"),
    "finding.low_resolution": ("{value:.0f} dpi is too coarse", "分辨率仅{value:.0f} dpi"),
    "finding.skewed": ("askew by {value:.1f}°", "偏斜{value:.1f}°"),
    "finding.turned": ("lies turned by {value:.0f}°", "方向不正（{value:.0f}°）"),
    "finding.border": ("{value:.0%} is not the sheet", "有{value:.0%}为纸外边框"),
    "finding.blank_page": ("blank", "空白页"),
    "finding.cut_edge": (
        "text at the edge ({value:.1f} pt)",
        "文字贴边（{value:.1f}点），或有裁切",
    ),
    "finding.low_contrast": ("pale ({value:.0f} levels)", "字迹浅淡（{value:.0f}级）"),
    "finding.show_through": (
        "the other side shows through ({value:.0%} of lines)",
        "背面透字（占行数{value:.0%}）",
    ),
    "finding.page_missing": ("page {value:.0f} is missing", "缺第{value:.0f}页"),
    "finding.page_order": ("page {value:.0f} is out of order", "第{value:.0f}页次序有误"),
    "finding.page_repeated": ("page {value:.0f} comes twice", "第{value:.0f}页重复"),
    "kind.handwriting": ("handwriting", "手写"),
    "kind.stamp": ("stamp", "印戳"),
    "kind.seal": ("seal", "印章"),
}
