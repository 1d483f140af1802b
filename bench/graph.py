"""Scale of the graph: status, proof, chains, the compact snapshot, one circular more.

    python bench/graph.py --circulars 1000000 [--keep FOLDER]

A library of that many invented circulars, five references each (bench/synthetic.py), is made (or
taken from FOLDER, where it was kept before). Everything is a ratio of two things measured in turns
in one run, of the middle of many single calls:

- status on a day, and with the words that show it, against one row looked up by SQLite;
- a forwarding chain of five hops against igraph, the faster of its two ways (`successors` hop by
  hop, `neighborhood`) in a graph of nothing but the forwardings;
- the compact snapshot against a MultiDiGraph of networkx with the same nodes, edges and
  attributes: time of this process, and memory. networkx is given the first circulars only
  (`--edges`), and the snapshot the same ones;
- one circular more, through the library's own door: stored, linked, the answers it changes judged.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import igraph
import networkx as nx
import synthetic

from hongtou.graph.compact import Chains, compact
from hongtou.graph.relations import EFFECTIVE, MUTATIS, OWN, WANTED, place_of_code, relation_of
from hongtou.ingest import Source
from hongtou.library import Library
from hongtou.library.codec import load_circular
from hongtou.library.index import unpack_hops
from hongtou.library.linking import Linking
from hongtou.library.store import Stamp

CALLS, SAMPLE = 3000, 100
LIMITS = {
    "status / row": 1.5, "status with proof / row": 5, "chain / igraph": 1.6,
    "snapshot / networkx, time": 1 / 20, "snapshot / networkx, memory": 1 / 20,
    "one circular more, ms": 50,
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--circulars", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=1_000_000, help="edges given to networkx")
    parser.add_argument("--keep", type=Path, help="folder that keeps the library between runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(options.keep or Path(folder), options.circulars, options.edges)


def run(folder, circulars, edges):
    path = folder / f"s{circulars}.db"
    if not path.exists():
        start = time.process_time()
        with Library(path) as library:
            synthetic.Writer(library, circulars).write()
        print(f"made {circulars} circulars in {time.process_time() - start:.0f} s of work")
    with Library(path) as library:
        db = library.store.db
        count = db.execute("SELECT count(*) FROM cites").fetchone()[0]
        print(f"{circulars} circulars, {count} references, {path.stat().st_size / 1e9:.2f} GB")
        ids = sample(db)
        verify(library, circulars)
        found = status(library, ids) | verdicts(library, ids[:100])
        found |= more(library, circulars) | chains(db) | snapshot(db, edges)
    print(f"{'':34} {'measured':>10} {'limit':>8}")
    for name, value in found.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else "ok" if value <= limit else "MISSED"
        print(f"{name:34} {value:>10.4g} {'' if limit is None else f'{limit:g}':>8} {verdict}")
    return found


def sample(db):
    """Ids of circulars held and of documents wanted, drawn evenly."""
    last = db.execute("SELECT max(node) FROM nodes").fetchone()[0]
    draw = random.Random(3)
    nodes = [draw.randrange(1, last + 1) for _ in range(CALLS)]
    return [db.execute("SELECT id FROM nodes WHERE node = ?", (n,)).fetchone()[0] for n in nodes]


def status(library, ids):
    """Status, with and without proof, against a row looked up by the same id."""
    db, kept = library.store.db, library.standings()
    day = date(2020, 1, 1)
    row = "SELECT turns FROM standings WHERE id = ?"
    ways = {
        "row": lambda id_: db.execute(row, (id_,)).fetchone(),
        "status": lambda id_: kept.on(id_, day),
        "proof": lambda id_: kept.on(id_, day, proof=True),
    }
    took = in_turns(ways, ids)
    return {
        "row, µs": took["row"],
        "status / row": took["status"] / took["row"],
        "status with proof / row": took["proof"] / took["row"],
    }


def verdicts(library, ids):
    """The whole verdict with coverage, warnings and all, as `hongtou status` gives it."""
    took = []
    for id_ in ids:
        start = time.process_time()
        library.status(id_, on=date(2020, 1, 1))
        took.append((time.process_time() - start) * 1000)
    return {"whole verdict, ms": statistics.median(took)}


def verify(library, circulars):
    """Link and judge some circulars anew by the library's own pass: nothing may change."""
    db = library.store.db
    nodes = [(random.Random(n).randrange(circulars) + 1,) for n in range(SAMPLE)]

    def rows():
        for (node,) in nodes:
            (id_,) = db.execute("SELECT id FROM nodes WHERE node = ?", (node,)).fetchone()
            yield db.execute("SELECT * FROM links WHERE node = ?", (node,)).fetchall()
            yield db.execute("SELECT * FROM standings WHERE id = ?", (id_,)).fetchall()
            yield db.execute("SELECT * FROM proofs WHERE id = ?", (id_,)).fetchall()

    before = list(rows())
    with library.store.transaction():
        db.executemany("INSERT OR IGNORE INTO unresolved VALUES (?)", nodes)
    judged = library.link()
    if before != list(rows()):
        sys.exit("the rows made are not those that the pass makes")
    print(f"{SAMPLE} circulars linked anew, {len(judged)} documents judged anew: the same rows")


def chains(db):
    """Five hops up, against igraph."""
    rows = db.execute("SELECT node, out FROM links ORDER BY node")
    links = compact(rows, db.execute("SELECT max(node) FROM nodes").fetchone()[0])
    chain = Chains(links)
    up = links.up.tolist()
    graph = igraph.Graph(n=len(up), edges=[(n, to) for n, to in enumerate(up) if to], directed=True)
    ends = [n for n in range(len(up)) if (n - 1) % synthetic.PERIOD == synthetic.CHAIN[-1]]
    ends = [n for n in random.Random(5).choices(ends, k=CALLS) if len(chain.up(n)) == 6]

    def step(node):
        found = [node]
        while following := graph.successors(found[-1]):
            found.append(following[0])
        return found

    ways = {
        "ours": chain.up,
        "successors": step,
        "neighborhood": lambda node: graph.neighborhood(node, order=5, mode="out"),
    }
    for way in ways.values():
        assert sorted(way(ends[0])) == sorted(chain.up(ends[0]))
    took = in_turns(ways, ends)
    best = min(took["successors"], took["neighborhood"])
    return {"igraph, µs": best, "chain / igraph": took["ours"] / best}


def snapshot(db, edges):
    """The arrays against networkx, of the first circulars."""
    rows, seen = [], 0
    for node, out in db.execute("SELECT node, out FROM links ORDER BY node"):
        rows.append((node, out))
        seen += len(out) // 8
        if seen >= edges:
            break
    last = rows[-1][0]
    top = max(target for _, out in rows for target, _ in unpack_hops(out))
    question = "SELECT node, out FROM links WHERE node <= ? ORDER BY node"
    took, size = {}, {}
    for name, make in (
        ("snapshot", lambda r: compact(r, max(top, last))),
        ("networkx", as_networkx),
    ):
        gc.collect()
        before, start = memory(), time.process_time()
        made = make(db.execute(question, (last,)))
        took[name] = time.process_time() - start
        size[name] = made.nbytes if name == "snapshot" else memory() - before
        del made
    print(f"networkx: {seen} edges, {took['networkx']:.1f} s, {size['networkx'] / 1e6:.0f} MB")
    return {
        "snapshot, s": took["snapshot"],
        "snapshot / networkx, time": took["snapshot"] / took["networkx"],
        "snapshot / networkx, memory": size["snapshot"] / size["networkx"],
    }


def as_networkx(rows):
    graph = nx.MultiDiGraph()
    for node, out in rows:
        for key, (target, code) in enumerate(unpack_hops(out)):
            graph.add_edge(
                node, target, key=key, relation=relation_of(code), effective=bool(code & EFFECTIVE),
                mutatis=bool(code & MUTATIS), own=bool(code & OWN), wanted=bool(code & WANTED),
                place=place_of_code(code),
            )  # fmt: skip
    return graph


def more(library, circulars):
    """Circulars that come later, each with five references, one of which ends an older one."""
    db = library.store.db
    writer = synthetic.Writer(library, circulars, seed=11)
    draw, took, judged = random.Random(13), [], []
    for turn in range(30):
        day = date(2026, 1, 1)
        at = db.execute("SELECT count(*) FROM files").fetchone()[0]
        one = writer.make(at, day)
        number = f"{one.series}〔2026〕{9000 + turn}号"
        one = one._replace(number=number, year=2026, sequence=9000 + turn)
        relations = ("based_on", "cites", "cites", "implements")
        said = [reference(name, named(db, draw.randrange(circulars))) for name in relations]
        said.append(reference("repeals", of_body(db, one.issuer, draw)))
        made = load_circular(synthetic.payload(one, said, day.isoformat()))
        start = time.process_time()
        put(library, made, f"{at:064x}")
        linking = Linking(library)
        linking.run()
        took.append((time.process_time() - start) * 1000)
        judged.append(len(linking.judged))
    take_away(library, range(at - len(took) + 1, at + 1))
    print(f"one more: {statistics.median(judged):.0f} documents judged, at most {max(took):.0f} ms")
    return {"one circular more, ms": statistics.median(took)}


def named(db, at):
    question = "SELECT number, title FROM documents WHERE sha256 = ?"
    return db.execute(question, (f"{at:064x}",)).fetchone()


def of_body(db, issuer, draw):
    """A circular of a body: number and title."""
    rows = db.execute(
        "SELECT d.number, d.title FROM names m JOIN documents d ON d.node = m.node"
        " WHERE m.name = ? LIMIT 50",
        (synthetic.hashed(f"issuer:{issuer}"),),
    ).fetchall()
    return draw.choice(rows)


def reference(relation, other):
    number, title = other
    return synthetic.Said(relation, number, title, 0, False, f"{relation}：{title}{number}。", ())


def take_away(library, places):
    """Take the circulars that came later out again."""
    with library.store.transaction():
        for table in ("circulars", "extractions", "paths", "files"):
            names = [(f"{at:064x}",) for at in places]
            library.store.db.executemany(f"DELETE FROM {table} WHERE sha256 = ?", names)
    library.link()


def put(library, circular, sha256):
    with library.store.transaction():
        library.store.put_file(Source(sha256, sha256, "text/plain", 1), 1)
        library.store.put_path(sha256.encode(), sha256, sha256, Stamp(1, 1), 0)
        library.store.put_circulars(sha256, "key", [circular])


def in_turns(ways, asked):
    """The middle time of each way, in µs; every question is put to all ways before the next one."""
    took = {name: [] for name in ways}
    clock = time.perf_counter_ns
    names = list(ways.items())
    gc.disable()
    for turn in range(2):
        for n, one in enumerate(asked):
            for name, way in names[n % len(names) :] + names[: n % len(names)]:
                start = clock()
                way(one)
                spent = clock() - start
                if turn:
                    took[name].append(spent)
    gc.enable()
    return {name: statistics.median(times) / 1000 for name, times in took.items()}


def memory():
    """Bytes this process holds."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
