"""The rows that the benchmark's library is made of are those that the real pass makes."""

import datetime as dt
import importlib.util
import sys
from pathlib import Path

import pytest

from hongtou.graph.world import build_world
from hongtou.library import Library
from hongtou.library.holdings import Holdings

PATH = Path(__file__).parents[2] / "bench" / "synthetic.py"


@pytest.fixture(scope="module")
def synthetic():
    spec = importlib.util.spec_from_file_location("synthetic", PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["synthetic"]


def tables(library):
    ask = library.store.db.execute
    plain = (
        "documents",
        "names",
        "mentions",
        "links",
        "cites",
        "calls",
        "called",
        "standings",
        "proofs",
    )
    rows = {}
    names = dict(ask("SELECT node, id FROM nodes").fetchall())
    for table in plain:
        columns = [row[1] for row in ask(f"PRAGMA table_info({table})")]
        found = [dict(zip(columns, row, strict=True)) for row in ask(f"SELECT * FROM {table}")]
        for row in found:
            row |= {name: names[row[name]] for name in ("node", "target") if name in row}
            if "out" in row:
                hops = memoryview(row["out"]).cast("i").tolist()
                row["out"] = [names[n] if i % 2 == 0 else n for i, n in enumerate(hops)]
        rows[table] = sorted(map(repr, found))
    return rows


def test_they_are_what_the_pass_makes(synthetic, tmp_path):
    with Library(tmp_path / "l.db") as library:
        synthetic.Writer(library, 240).write()
        before = tables(library)
        whole = build_world(Holdings(library))
        assert sum(effect.applied for rows in whole.effects.values() for effect in rows) > 10
        assert {link.how for link in whole.links.all} == {"number", "title", "wanted"}
        with library.store.transaction():
            library.store.db.execute("UPDATE linked_by SET version = -1")
        library.link()
        after = tables(library)
        for table, rows in before.items():
            assert rows == after[table], table
        states = library.standings().all_on(dt.date(2020, 1, 1)).values()
        assert len(set(states)) > 2
