"""A small folder of gold, its text, and the records that agree with it."""

import copy
import json

import pytest

TEXT = """安河市人民政府文件

安政发〔2021〕7号

安河市人民政府关于做好便民服务工作的通知

各县（区）人民政府：

为落实《安河省便民服务规划》（安省发〔2020〕3号），现就有关事项通知如下：

一、服务对象。凡年满60周岁的居民，每人每月补助50元。各县（区）应当在收到本通知后10个工作日内报送名单。

二、施行日期。本通知自印发之日起施行，有效期2年。《安河市人民政府关于便民服务的意见》（安政发〔2015〕12号）同时废止。

附件：任务表

安河市人民政府
2021年3月5日

附件

任务表

县	人数
甲县	10
乙县	20
合计	30
"""
OLD = """安政发〔2015〕12号

安河市人民政府关于便民服务的意见

各县人民政府：

一、做好服务。

安河市人民政府
2015年6月1日
"""
DOCUMENT = {
    "number": "安政发〔2021〕7号",
    "title": "安河市人民政府关于做好便民服务工作的通知",
    "genre": "通知",
    "issuers": ["安河市人民政府"],
    "addressees": ["各县（区）人民政府"],
    "issued_on": "2021-03-05",
    "attachments": [{"index": 1, "title": "任务表"}],
    "clauses": [
        {"id": "一", "label": "一", "heading": "服务对象", "children": []},
        {"id": "二", "label": "二", "heading": "施行日期", "children": []},
    ],
    "references": [
        {
            "relation": "implements",
            "title": "安河省便民服务规划",
            "number": "安省发〔2020〕3号",
            "clause": None,
            "quote": "为落实《安河省便民服务规划》（安省发〔2020〕3号）",
            "target": None,
            "wanted": True,
        },
        {
            "relation": "repeals",
            "title": "安河市人民政府关于便民服务的意见",
            "number": "安政发〔2015〕12号",
            "clause": "二",
            "quote": "《安河市人民政府关于便民服务的意见》（安政发〔2015〕12号）同时废止",
            "target": "安政发〔2015〕12号",
            "until": "2021-03-04",
        },
    ],
    "class_rules": [],
    "validity": {
        "effective_on": "2021-03-05",
        "effective_basis": "on_issue",
        "expires_on": "2023-03-04",
        "expires_basis": "term",
        "term": {"value": 2, "unit": "year"},
    },
    "tables": [
        {
            "title": "任务表",
            "attachment": 1,
            "header": ["县", "人数"],
            "rows": [["甲县", "10"], ["乙县", "20"], ["合计", "30"]],
            "total": {"人数": "30"},
        }
    ],
    "norms": [
        {
            "clause": "一",
            "text": "凡年满60周岁的居民，每人每月补助50元",
            "modality": "entitlement",
            "bearer": "居民",
            "conditions": ["凡年满60周岁的"],
            "exceptions": [],
            "quantities": [
                {"kind": "threshold", "value": "60", "unit": "周岁", "bound": "min"},
                {"kind": "money", "value": "50", "unit": "元/人/月", "text": "每人每月补助50元"},
            ],
            "deadline": None,
        },
        {
            "clause": "一",
            "text": "各县（区）应当在收到本通知后10个工作日内报送名单",
            "modality": "obligation",
            "bearer": "各县（区）",
            "quantities": [],
            "deadline": {
                "within": {"value": 10, "unit": "工作日", "from": "收到本通知"},
                "text": "在收到本通知后10个工作日内",
            },
        },
    ],
    "carried": [],
}
OLDER = {
    "number": "安政发〔2015〕12号",
    "title": "安河市人民政府关于便民服务的意见",
    "issued_on": "2015-06-01",
    "clauses": [{"id": "一", "label": "一", "heading": None}],
    "references": [],
}


@pytest.fixture
def document():
    """A gold document with something of everything."""
    return copy.deepcopy(DOCUMENT)


@pytest.fixture
def record(document):
    """A record that agrees with the gold document, everything at 0.95."""
    made = copy.deepcopy(document)
    made |= {
        "source": {"file": "a.txt", "part": 1, "pages": None},
        "item_id": None,
        "confidence": dict.fromkeys(document, 0.95),
        "evidence": {},
    }
    made["references"][1]["target"] = None
    made["references"][1]["target"] = "安政发〔2015〕12号"
    return made


@pytest.fixture
def folder(tmp_path, document):
    """A folder of two files with their gold."""
    place = tmp_path / "papers"
    place.mkdir()
    for stem, text, gold in (("a", TEXT, document), ("b", OLD, OLDER)):
        (place / f"{stem}.txt").write_text(text, "utf-8")
        write_gold(place, stem, [gold])
    return place


def write_gold(place, stem, documents, **more):
    content = {"source": f"{stem}.txt", "documents": documents, **more}
    (place / f"{stem}.gold.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")


@pytest.fixture
def rewrite():
    return write_gold


@pytest.fixture
def place(monkeypatch):
    """No settings from outside, English."""
    from hongtou.library import messages

    monkeypatch.setenv("HONGTOU_LANG", "en")
    for name in ("HONGTOU_LIBRARY", "HONGTOU_ENGINE", "HONGTOU_JOBS"):
        monkeypatch.delenv(name, raising=False)
    messages.forget()
    yield
    messages.forget()


@pytest.fixture
def run(place, tmp_path, monkeypatch):
    """Run `hongtou evaluate` in this process."""
    from typer.testing import CliRunner

    from hongtou.cli import app

    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def records_file(tmp_path):
    """Records as another system writes them."""

    def make(*records):
        path = tmp_path / "records.jsonl"
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return make
