import pytest

from hongtou.extract.normalise import tight
from hongtou.extract.references import find_mentions

ROWS = [
    ("《关于做好工作的通知》（云人社函〔2020〕27号）", [("关于做好工作的通知", "云人社函〔2020〕27号")], "one, not two"),
    ("转发《关于印发〈资金办法〉的通知》", [("关于印发〈资金办法〉的通知", None)], "the inner title belongs to it"),
    ("《关于印发〈资金办法》的通知》执行", [("关于印发〈资金办法〉的通知", None)], "a wrong inner mark"),
    ("《关于印发《资金办法》的通知》执行", [("关于印发〈资金办法〉的通知", None)], "both in 《》"),
    ("填写《培训补贴申请表》，刊登在《人民日报》", [], "a form and a newspaper are none"),
    ("（以下简称《办法》）", [], "a short name defined"),
    ("政策按照云财审〔2019〕13号文件执行", [(None, "云财审〔2019〕13号")], "a number alone"),
    ("《云城市规划（2018—2035年）》", [("云城市规划（2018—2035年）", None)], "years in the title"),
    ("《通知", [], "never closed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_mentions(text, expected, why):
    found = [(m.title, m.number.text if m.number else None) for m in find_mentions(tight(text))]
    assert found == expected, why


RELATIONS = [
    ("根据《甲办法》，现通知如下。", "based_on"),
    ("为贯彻落实省财政厅《甲办法》精神，现通知如下。", "implements"),
    ("现将《关于甲的通知》转发给你们。", "forwards"),
    ("现将《甲实施方案》印发给你们。", "promulgates"),
    ("你局《关于甲的请示》收悉。", "replies_to"),
    ("《甲暂行办法》同时废止。", "repeals"),
    ("《甲暂行办法》不予废止。", "cites"),
    ("《甲暂行办法》尚未被废止。", "cites"),
    ("《甲暂行办法》不得废止。", "cites"),
    ("除《甲暂行办法》外，其他文件一律废止。", "cites"),
    ("《甲暂行办法》第三条废止。", "cites"),
    ("自2020年1月1日起，废止《甲暂行办法》。", "repeals"),
    ("拟对《甲暂行办法》进行修改。", "cites"),
]


@pytest.mark.parametrize(
    ("sentence", "relation"), RELATIONS, ids=[r[1] + str(i) for i, r in enumerate(RELATIONS)]
)
def test_relation_of_a_preamble(as_text, sentence, relation):
    from hongtou.extract import read_circulars

    text = f"云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n{sentence}\n云城市财政局\n2020年1月2日"
    (circular,) = read_circulars(as_text(text))
    assert [reference.relation for reference in circular.references] == [relation]


TWO = [
    ("根据《甲办法》第五条规定，废止《乙办法》。", {"甲办法": "based_on", "乙办法": "repeals"}),
    ("《甲办法》继续有效，《乙办法》同时废止。", {"甲办法": "cites", "乙办法": "repeals"}),
    ("《甲办法》、《乙办法》同时废止。", {"甲办法": "repeals", "乙办法": "repeals"}),
    ("《甲办法》自5月1日起恢复执行，《乙办法》暂停执行。", {"甲办法": "cites", "乙办法": "cites"}),
]


@pytest.mark.parametrize(("sentence", "expected"), TWO, ids=[str(i) for i in range(len(TWO))])
def test_a_verb_reaches_its_own_object_only(as_text, sentence, expected):
    from hongtou.extract import read_circulars

    text = f"云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n{sentence}\n云城市财政局\n2020年1月2日"
    (circular,) = read_circulars(as_text(text))
    assert {r.title: r.relation for r in circular.references} == expected


def test_a_repeal_is_never_sure_while_its_scope_is_not_read(as_text):
    from hongtou.extract import read_circulars

    text = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n《甲办法》同时废止。\n云城市财政局\n2020年1月2日"
    (reference,) = read_circulars(as_text(text))[0].references
    assert (reference.relation, reference.confidence < 0.9) == ("repeals", True)


def test_keys_come_from_content(as_text):
    from hongtou.extract import read_circulars

    body = "云城市财政局文件\n云财〔2020〕1号\n关于做好工作的通知\n各县财政局：\n{}根据《甲办法》执行。\n云城市财政局\n2020年1月2日"
    first = read_circulars(as_text(body.format("")))[0].references[0].key
    second = read_circulars(as_text(body.format("按照《乙办法》，并")))[0].references
    assert first in [reference.key for reference in second]
