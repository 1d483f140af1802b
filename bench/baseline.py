"""The baseline: lines of bare RapidOCR and plain regular expressions, as one writes them in a day.

    python bench/baseline.py corpus -o out/baseline.jsonl
    hongtou evaluate corpus --records out/baseline.jsonl

It uses nothing of hongtou and reads what `hongtou evaluate DIR` reads: texts, PDFs (rendered at
200 dpi) and images. One record a file, with the names of the record (docs/record.md); how sure it
is of a value is the score that RapidOCR gives the line, 1 for text. It shows what another system
has to write to be scored.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

SUFFIXES = (".txt", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
DPI = 200
NUMBER = re.compile(
    r"[一-龥]{2,12}(?:\([一-龥]\))?[〔\[(（【]\s*(\d{4})年?\s*[〕\])）】]\s*第?(\d{1,4})号"
)
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
GENRE = re.compile(
    r"(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)$"
)
CITED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?:[（(](?P<inside>[^（()）]{4,40})[）)])?"
)
FIRST, SECOND = (
    re.compile(r"^([一二三四五六七八九十]{1,3})、(.*)"),
    re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)](.*)"),
)
ARTICLE = re.compile(r"^(第[一二三四五六七八九十百]+[章条])\s*(.*)")
DUTY = (
    ("prohibition", "不得|严禁|禁止|不准"),
    ("obligation", "应当|必须|务必|要"),
    ("permission", "可以"),
)
MONEY = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?元")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
# The first word that stands in the sentence of the mention decides.
RELATIONS = (
    ("repeals", "废止|作废"), ("declares_lapsed", "失效"), ("ceases", "停止执行|不再执行"),
    ("suspends", "暂停"), ("resumes", "恢复"), ("extends", "有效期延长|延续执行|继续执行"),
    ("amends", "修改|修订|调整"), ("replies_to", "收悉"), ("endorses", "批转"), ("forwards", "转发"),
    ("promulgates", "印发|公布|发布"), ("implements", "贯彻|落实"), ("based_on", "根据|依据|按照.*(?:精神|要求)"),
    ("applies", "执行|适用"),
)  # fmt: skip


def lines_of(path: Path, ocr: list[object]) -> list[tuple[str, float]]:
    """The lines of a file with their scores."""
    if path.suffix == ".txt":
        return [
            (line.strip(), 1.0) for line in path.read_text("utf-8").splitlines() if line.strip()
        ]
    if not ocr:
        from rapidocr import RapidOCR

        ocr.append(RapidOCR(params={"Global.log_level": "error"}))
    found = []
    for image in images_of(path):
        result = ocr[0](image)
        if result.txts:
            found += [
                (text.strip(), float(score))
                for text, score in zip(result.txts, result.scores, strict=True)
            ]
    return found


def images_of(path: Path):
    import numpy as np

    if path.suffix == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        for page in document:
            yield page.render(scale=DPI / 72).to_numpy()[..., :3]
        document.close()
        return
    from PIL import Image, ImageSequence

    with Image.open(path) as file:
        for frame in ImageSequence.Iterator(file):
            yield np.asarray(frame.convert("RGB"))[..., ::-1]


class Draft:
    """A record in the making: values with the scores of their lines."""

    def __init__(self, name):
        self.values = {"source": {"file": name, "part": 1, "pages": None}, "confidence": {}}

    def put(self, field, value, score):
        if value:
            self.values[field] = value
            self.values["confidence"][field] = round(score, 2)


def record_of(name: str, lines: list[tuple[str, float]]) -> dict[str, object]:
    """One record from the lines of one file."""
    draft = Draft(name)
    read_head(draft, lines)
    for text, score in lines:
        read_line(draft, text, score)
    score = min((score for _, score in lines), default=1.0)
    draft.put("attachments", attachments_of(lines), score)
    for field, value in zip(("clauses", "norms", "references"), body_of(lines), strict=True):
        draft.put(field, value, score)
    return draft.values


def read_head(draft, lines):
    head = next((i for i, (text, _) in enumerate(lines) if NUMBER.search(text)), None)
    if head is None:
        return
    draft.put("number", normal(NUMBER.search(lines[head][0])), lines[head][1])
    title, score, after = title_of(lines, head + 1)
    draft.put("title", title, score)
    genre = GENRE.search(title)
    draft.put("genre", genre and genre[1], score)
    issuers = [text.removesuffix("文件") for text, _ in lines[:head] if text.endswith("文件")]
    draft.put("issuers", issuers or issuer_of(title), score)
    if after < len(lines) and lines[after][0].endswith(("：", ":")):
        draft.put("addressees", re.split("[，,]", lines[after][0].rstrip("：:")), lines[after][1])


def read_line(draft, text, score):
    if whole := DATE.fullmatch(text.replace(" ", "")):
        draft.put("issued_on", day(whole), score)
    if printed := re.match(r"(.*?)\s*(\d{4}年\d{1,2}月\d{1,2}日)印发", text):
        draft.put("printed_by", printed[1].strip(), score)
        draft.put("printed_on", day(DATE.search(text)), score)
    if text.startswith("抄送"):
        draft.put("copied_to", re.split("[，,]", text[3:].rstrip("。")), score)
    if re.fullmatch(r"[（(]此件.*[）)]", text):
        draft.put("disclosure", text[1:-1], score)
    if copies := re.search(r"共印(\d+)份", text):
        draft.put("copies", int(copies[1]), score)
    if signer := re.search(r"签发人[：:]\s*(\S+)", text):
        draft.put("signers", [signer[1]], score)
    if contact := re.search(r"联系人[：:]([一-龥]{2,4}).*?电话[：:]([\d-]{7,})", text):
        draft.put("contacts", [{"name": contact[1], "phone": contact[2]}], score)


def normal(match: re.Match[str]) -> str:
    prefix = re.match(r"[一-龥]+(?:\([一-龥]\))?", match[0])[0]
    return f"{prefix}〔{match[1]}〕{int(match[2])}号"


def title_of(lines, start):
    """The lines behind the number up to one that ends in a genre word."""
    parts = []
    for index in range(start, min(start + 6, len(lines))):
        parts.append(lines[index])
        if GENRE.search(lines[index][0]):
            break
    text = "".join(part.replace(" ", "") for part, _ in parts)
    return text, min((score for _, score in parts), default=0.0), start + len(parts)


def issuer_of(title: str) -> list[str]:
    return [title.partition("关于")[0]] if "关于" in title and title.partition("关于")[0] else []


def day(match: re.Match[str]) -> str:
    return f"{int(match[1]):04}-{int(match[2]):02}-{int(match[3]):02}"


def attachments_of(lines):
    for index, (text, _) in enumerate(lines):
        if found := re.match(r"附件[：:]\s*(.+)", text):
            titles = [found[1]] + [
                t for t, _ in lines[index + 1 : index + 9] if re.match(r"\d\s*[.．]", t)
            ]
            cut = [re.sub(r"^\d\s*[.．]\s*", "", title) for title in titles]
            return [{"index": number, "title": title} for number, title in enumerate(cut, 1)]
    return []


def body_of(lines):
    """Clauses of two levels, norms by keyword, references by brackets."""
    clauses, norms, references = [], [], []
    place, text = None, ""
    for line, _ in [*lines, ("", 1.0)]:
        first, second, article = FIRST.match(line), SECOND.match(line), ARTICLE.match(line)
        if first or second or article or not line:
            read_text(text, place, norms, references)
            text = ""
        if first or article:
            label, rest = (first or article).groups()
            place = label
            clauses.append(clause(label, label, rest))
        elif second and clauses:
            label = f"（{second[1]}）"
            place = clauses[-1]["id"] + label
            clauses[-1]["children"].append(clause(place, label, second[2]))
        text += line
    return clauses, norms, references


def clause(name, label, rest):
    heading = rest.partition("。")[0]
    return {
        "id": name,
        "label": label,
        "heading": heading if 2 <= len(heading) <= 20 else None,
        "children": [],
    }


def read_text(text, place, norms, references):
    for sentence in re.split("[。；]", text):
        kind = next((kind for kind, words in DUTY if re.search(words, sentence)), None)
        if kind and place:
            scale = {"万": 10**4, "亿": 10**8}
            money = [
                (f"{float(v) * scale.get(s, 1):g}", "元", "money")
                for v, s in MONEY.findall(sentence)
            ]
            rates = [(value, "%", "rate") for value in PERCENT.findall(sentence)]
            quantities = [
                {"kind": k, "value": v, "unit": u, "bound": "exact"} for v, u, k in money + rates
            ]
            norms.append(
                {
                    "clause": place,
                    "text": sentence,
                    "modality": kind,
                    "quantities": quantities,
                    "deadline": None,
                }
            )
        for cited in CITED.finditer(sentence):
            relation = next(
                (name for name, words in RELATIONS if re.search(words, sentence)), "cites"
            )
            number = NUMBER.search(cited["inside"] or "")
            references.append({
                "relation": relation, "title": cited["title"].translate(str.maketrans("《》", "〈〉")),
                "number": normal(number) if number else None, "clause": place, "quote": sentence,
            })  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    ocr: list[object] = []
    paths = [path for path in sorted(options.folder.rglob("*")) if path.suffix in SUFFIXES]
    with options.output.open("w", encoding="utf-8") as out:
        for path in paths:
            name = path.relative_to(options.folder).as_posix()
            record = record_of(name, lines_of(path, ocr))
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            print(name, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
