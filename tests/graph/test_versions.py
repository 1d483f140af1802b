"""What the words of amendments do to a clause."""

import pytest

from hongtou.graph.versions import Change, changes_of

ROWS = [
    ("将第六条修改为：“每人每年4次；可以再次享受。”", Change("replace_whole", new="每人每年4次；可以再次享受。")),
    ("将第十条中的“30日”修改为“20日”。", Change("replace", "30日", "20日")),
    ("第七条中“每季度”改为“每两个月”。", Change("replace", "每季度", "每两个月")),
    ("删去第四部分中的“最长不超过12个月。”", Change("strike", "最长不超过12个月。")),
    ("删去第九条第二款。", Change("strike_whole")),
    ("增加一条，作为第七条之一：“可以申请。”", Change("add", new="可以申请。", place="第七条之一")),
    ("在第三条末尾增加一句：“保存五年。”", Change("append", new="保存五年。")),
    ("第二部分“4月10日前”系“4月20日前”之误。", Change("replace", "4月10日前", "4月20日前")),
    ("标准“6420”应为“6240”。", Change("replace", "6420", "6240")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "change"), ROWS)
def test_what_an_amendment_says(words, change):
    assert list(changes_of(words, "")) == [change]


def test_words_that_change_nothing():
    assert list(changes_of("对《办法》作如下修改：", "")) == []


def test_two_clauses_in_one_sentence_are_kept_apart():
    words = "第七条中“每季度”修改为“每月”；第五条增加一款，作为第二款：“补助80元。”"
    assert list(changes_of(words, "第七条")) == [Change("replace", "每季度", "每月")]
    assert list(changes_of(words, "第五条第二款")) == [
        Change("add", new="补助80元。", place="第二款")
    ]
