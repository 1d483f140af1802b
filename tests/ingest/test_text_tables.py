"""Tables that plain text draws with bars, as converters write them."""

from hongtou.extract import read_circulars
from hongtou.ingest.text_tables import with_tables

TABLE = (
    "| 序号 | 标题 | 文号 |\n|---|:---|---|\n| 1 | 关于印发甲办法的通知 | 云水〔2009〕91号 |\n"
    "| 2 | 关于乙事项<br>的批复 | 云水〔2007〕45号 |"
)


def test_rows_of_bars_are_a_table_with_its_cells(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_text(f"附件\n废止的文件目录\n{TABLE}\n完")
    (page,) = read(path)
    (grid,) = page.tables
    assert (grid.columns, grid.rows) == (3, 3)
    texts = [line.text for line in page.lines]
    assert texts[:5] == ["附件", "废止的文件目录", "序号", "标题", "文号"]
    assert texts[-4:] == ["关于乙事项", "的批复", "云水〔2007〕45号", "完"]
    assert "---" not in "".join(texts)


def test_what_is_no_table_stays_as_it_is(tmp_path, read):
    text = "首页 | 政务公开 | 互动\n| 只有一行 | 不是表 |\n| 两列 | 一行 |\n| 三列 | 的 | 一行 |"
    path = tmp_path / "a.txt"
    path.write_text(text)
    (page,) = read(path)
    assert not page.tables or page.tables[0].rows == 2
    assert with_tables(["| 甲 | 乙 |", "完", "| 丙 | 丁 |"]) is None
    assert with_tables(["|---|---|", "| 甲 | 乙 |"]) is None
    assert with_tables(["首页 | 政务", "公开 | 互动"]) is None


def test_a_list_in_such_a_table_tells_the_fate_of_each_row(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_text(
        "云城市水务局公告\n2021年第3号\n现将废止的文件目录予以公布，自发布之日起执行。\n附件：废止的文件目录\n"
        f"云城市水务局\n2021年6月30日\n附件\n废止的文件目录\n{TABLE}\n"
    )
    (circular,) = read_circulars(read(path))
    assert [(r.relation, r.number, r.target_clause) for r in circular.references] == [
        ("repeals", "云水〔2009〕91号", None),
        ("repeals", "云水〔2007〕45号", None),
    ]
