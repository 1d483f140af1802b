import pytest

from hongtou.extract.bodies import is_body, split_addressees, split_bodies

ADDRESSEES = [
    (
        "各县（市、区）人社局、财政局，各企业",
        ["各县（市、区）人社局、财政局", "各企业"],
        "one prefix",
    ),
    (
        "各县（市、区）人社局、各技工院校、民办培训机构",
        ["各县（市、区）人社局", "各技工院校", "民办培训机构"],
        "各 each",
    ),
    (
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构",
        ["各省、自治区、直辖市人民政府", "国务院各部委、各直属机构"],
        "one head noun",
    ),
    ("云澜省人民政府、国家发展改革委", ["云澜省人民政府", "国家发展改革委"], "each its own prefix"),
    ("教育部、外交部、体育总局", ["教育部", "外交部", "体育总局"], "no prefix to share"),
    (
        "各镇人民政府、街道办事处，市直各单位",
        ["各镇人民政府、街道办事处", "市直各单位"],
        "both of the towns",
    ),
    (
        "云城高新区、云山景区人事局（人力资源部）、财政局（财政部）",
        ["云城高新区、云山景区人事局（人力资源部）、财政局（财政部）"],
        "places first",
    ),
    (
        "各市人民政府，省政府各委、办、厅、局",
        ["各市人民政府", "省政府各委、办、厅、局"],
        "single characters",
    ),
    ("省人民政府", ["省人民政府"], "one"),
]


@pytest.mark.parametrize(
    ("text", "expected", "why"), ADDRESSEES, ids=[row[2] for row in ADDRESSEES]
)
def test_addressees(text, expected, why):
    assert [text[a:b] for a, b in split_addressees(text)] == expected, why


JOINT = [
    ("云澜省财政厅云澜省教育厅", frozenset(), ["云澜省财政厅", "云澜省教育厅"]),
    ("云城市财政局教育局", frozenset({6}), ["云城市财政局", "教育局"]),
    ("云城市人民政府办公室", frozenset(), ["云城市人民政府办公室"]),
    ("国务院办公厅", frozenset(), ["国务院办公厅"]),
    ("财政部税务总局", frozenset(), ["财政部", "税务总局"]),
    ("财政部海关总署国家税务总局", frozenset(), ["财政部", "海关总署", "国家税务总局"]),
    ("财政部税政司", frozenset(), ["财政部税政司"]),
    ("公安部消防局", frozenset(), ["公安部消防局"]),
    ("省财政厅省教育厅", frozenset(), ["省财政厅", "省教育厅"]),
    ("市市场监督管理局", frozenset(), ["市市场监督管理局"]),
    ("中共云城市委云城市人民政府", frozenset(), ["中共云城市委", "云城市人民政府"]),
]


@pytest.mark.parametrize(
    ("text", "gaps", "expected"), JOINT, ids=[str(i) for i in range(len(JOINT))]
)
def test_joint_issuers(text, gaps, expected):
    assert [text[a:b] for a, b in split_bodies(text, gaps)] == expected


@pytest.mark.parametrize("text", ["云澜省人力资源和社会保障厅", "国务院", "云城市总工会"])
def test_is_a_body(text):
    assert is_body(text)


@pytest.mark.parametrize("text", ["规范有序恢复", "关于做好工作的通知", "2020年8月19日", ""])
def test_is_no_body(text):
    assert not is_body(text)
