"""A library of invented circulars, as large as wanted, written in minutes.

What it holds: bodies of invented provinces and cities, each counting its numbers by year; five
references a circular on average: bases and mere mentions by number and by title, of what is held
and what is not; one circular in twenty repeals an older one of its body, one amends one; one in
twenty ends a forwarding chain of five hops. No carried texts, no pages, no overrides and no rules
for classes.

The rows are made here, not by reading files and linking them, which would take a day for a
million; they go through the library's own schema and encoders. A test makes a small library so, has
it linked by the real pass, and compares every row; `bench/graph.py` checks a sample of a large one.
"""

from __future__ import annotations

import json
import random
import zlib
from array import array
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from hongtou.graph.relations import EFFECTIVE, OWN, RELATIONS, WANTED
from hongtou.library.index import VERSION, hashed, pack, pack_hops
from hongtou.library.standing import pack_turns

SIGNS = "山水林田湖草沙石竹松柏梅兰菊桃李杏梨枣栗桑麻稻麦豆谷粟黍鱼虾蟹贝牛羊马鹿犬兔鸡鸭"
FIRST, DAYS = date(1990, 1, 1), 12_700
CLAUSES = "一二三四五六"
BOX = "[72.0,100.0,500.0,120.0]"
SHOWN = f'"rule":"synthetic","confidence":0.95,"page":1,"box":{BOX}}}'
CHUNK = 10_000
PERIOD = 20
"""The kinds of circulars come round: 0 repeals, 1 amends, 10 is forwarded by 11 … up to 15."""
CHAIN = range(10, 16)


key_of = hashed.__wrapped__
"""Keys that come once are not worth keeping."""
text = json.encoder.encode_basestring_ascii


class Made(NamedTuple):
    """A circular: its place, number, series, year, sequence, title, body, day, and the keys of its
    number, its title and its title without the body."""

    at: int
    number: str
    series: str
    year: int
    sequence: int
    title: str
    issuer: str
    day: date
    keys: tuple[int, int, int]


class Said(NamedTuple):
    """A reference: relation, what it names, the node meant, whether that is not held, the keys that
    decide what it means."""

    relation: str
    number: str | None
    title: str | None
    target: int
    wanted: bool
    quote: str
    keys: tuple[int, ...]


def spell(count: int, length: int) -> str:
    """A number in invented signs."""
    signs = ""
    for _ in range(length):
        count, rest = divmod(count, len(SIGNS))
        signs += SIGNS[rest]
    return signs


def bodies() -> list[str]:
    """Bodies of twenty provinces with fifteen cities each."""
    found = []
    for province in range(20):
        name = f"{spell(province, 2)}岭省"
        found += [f"{name}{kind}" for kind in ("人民政府", "财政厅", "教育厅", "水利厅")]
        for city in range(15):
            town = f"{name}{spell(city + 400, 2)}河市"
            found += [f"{town}{kind}" for kind in ("人民政府", "财政局", "教育局", "水利局")]
    return found


class Writer:
    """Makes the circulars one after the other and writes all their rows."""

    def __init__(self, library, count, seed=7):
        self.library, self.db, self.count = library, library.store.db, count
        self.random = random.Random(seed)
        self.bodies = bodies()[: max(8, count // 40)]
        self.series = [f"{spell(n, 2)}发" for n in range(len(self.bodies))]
        self.counted = Counter()
        self.of_body = {}
        self.made = []
        self.wanted = {}
        self.names, self.mentions = (array("q"), array("q")), (array("q"), array("q"))
        self.calls, self.called = Counter(), Counter()
        self.ended = {}
        self.rows = defaultdict(list)

    def write(self):
        """Write the library."""
        self.db.execute("PRAGMA journal_mode = OFF")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA cache_size = -400000")
        with self.library.store.transaction():
            for at in range(self.count):
                self._write_one(at)
                if at % CHUNK == CHUNK - 1:
                    self._flush()
            for at in range(self.count):
                self._judge(at)
                if at % CHUNK == CHUNK - 1:
                    self._flush()
            self._close()
        self.db.execute("ANALYZE")
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")

    # circulars

    def make(self, at, day=None):
        """The circular of a place."""
        day = day or FIRST + timedelta(days=at * DAYS // self.count)
        body = self.random.randrange(len(self.bodies))
        issuer, series = self.bodies[body], self.series[body]
        self.counted[body, day.year] += 1
        sequence = self.counted[body, day.year]
        number = f"{series}〔{day.year}〕{sequence}号"
        short = f"关于{spell(at, 5)}事项的通知"
        keys = (
            key_of(f"number:{series}|{day.year}|{sequence}"),
            key_of(f"title:{issuer}{short}"),
            key_of(f"title:{short}"),
        )
        return Made(at, number, series, day.year, sequence, issuer + short, issuer, day, keys)

    def says(self, one):
        """What a circular says: the last reference is what its kind does."""
        kind, said, made = one.at % PERIOD, [], self.made
        if made:
            said += [
                self._held(relation, made[int(self.random.random() * len(made))])
                for relation in ("based_on", "cites", "titled")
            ]
        popular = int(self.random.paretovariate(0.6)) % (self.count // 2 + 10)
        series, year, sequence = f"{spell(popular, 2)}函", 1990 + popular % 30, popular // 30 + 1
        key = key_of(f"number:{series}|{year}|{sequence}")
        number = f"{series}〔{year}〕{sequence}号"
        self.calls[f"{series}|{year}|{sequence}|", number] += 1
        said.append(self._wanted("implements", number, None, (key,)))
        self.called[key_of(f"series:{series}"), said[-1].target] += 1
        before = self.of_body.get(one.issuer)
        if kind in (0, 1) and before and before.day < one.day:
            said.append(self._held("amends" if kind else "repeals", before))
            self.ended[before.at] = (said[-1].relation, one.at, said[-1].quote)
        elif kind in CHAIN[1:] and made:
            said.append(self._held("forwards", made[-1]))
        else:
            rare = f"关于{spell(self.random.randrange(self.count // 4 + 10), 5)}工作的意见"
            keys = (key_of(f"title:{rare}"), key_of(f"called:{rare}"))
            said.append(self._wanted("cites", None, rare, keys))
        return said

    def _held(self, relation, other):
        """A mention by number, by both, or (titled) by title alone."""
        by_title, by_number, whole = relation == "titled", relation == "cites", other.keys
        title = None if by_number else other.title
        number = None if by_title else other.number
        keys = whole[:1] if by_number else whole
        if by_title:
            keys = (*whole[1:], key_of(f"called:{title}"))
        said = "cites" if by_title else relation
        quote = f"{said}：{title or ''}{number or ''}。"
        return Said(said, number, title, other.at + 1, False, quote, keys)

    def _wanted(self, relation, number, title, keys):
        node = self.wanted.setdefault(number or f"无号/{title}", self.count + len(self.wanted) + 1)
        self.called[keys[0], node] += 1
        return Said(
            relation, number, title, node, True, f"{relation}：{title or ''}{number or ''}。", keys
        )

    # rows

    def _write_one(self, at):
        one = self.make(at)
        said = self.says(one)
        node, sha256 = at + 1, f"{at:064x}"
        rows, day = self.rows, one.day.isoformat()
        issuers = f"[{text(one.issuer)}]"
        rows["files"].append((sha256, "text/plain", 1, 1))
        rows["paths"].append((b"%d.txt" % at, f"{at}.txt", sha256, 1, 1, 0))
        rows["circulars"].append(
            (sha256, 1, one.number, one.title, issuers, day, 0, payload(one, said, day))
        )
        rows["nodes"].append((node, one.number))
        short = one.title[len(one.issuer) :]
        facts = f"[null, [{text(one.number)}], {{{text(one.title)}: null, {text(short)}: null}}]"
        names = [
            *one.keys, key_of(f"core:{short}"), hashed(f"issuer:{one.issuer}"),
            hashed(f"place:{one.issuer[:4]}"), key_of(f"file:{sha256}"), hashed(f"series:{one.series}"),
        ]  # fmt: skip
        self._found(self.names, names, node)
        rows["documents"].append((
            sha256, 1, node, None, "[]", 1, one.number, one.title, issuers, day, day,
            facts, pack(names),
        ))  # fmt: skip
        self._link(one, said, node)
        self.made.append(one)
        self.of_body[one.issuer] = one

    def _link(self, one, said, node):
        hops, told, looked = [], [], set()
        for place, ref in enumerate(said):
            code = (
                RELATIONS.index(ref.relation) | EFFECTIVE | OWN | WANTED * ref.wanted | place << 10
            )
            hops.append((ref.target, code))
            acts = ref.relation in ("repeals", "amends")
            self.rows["cites"].append((ref.target, acts, ref.wanted, node))
            looked.update(ref.keys)
            how = '"wanted"' if ref.wanted else '"number"' if ref.number else '"title"'
            if ref.wanted:
                name = f'"title":{text(ref.title)}' if ref.title else f'"number":{text(ref.number)}'
                how = f'{how},{name},"by":[{text(one.issuer)}]'
            told.append(f'{{"how":{how}}}')
        rows = self.rows["links"]
        rows.append((node, pack_hops(hops), f"[{','.join(told)}]", pack(looked)))
        self._found(self.mentions, looked, node)

    def _found(self, into, names, node):
        into[0].extend(names)
        into[1].extend([node] * len(names))

    def _judge(self, at):
        one = self.made[at]
        number = text(one.number)
        start = f'["assumed_start","{one.day}",{number},1,{BOX}]'
        turns = [(None, "not_yet", False), (one.day, "in_force", False)]
        proofs = [f"[{start}]"] * 2
        if at in self.ended:
            relation, by, quote = self.ended[at]
            other = self.made[by]
            ends = relation == "repeals"
            turns.append((other.day, "repealed" if ends else "in_force", not ends))
            name = text(other.number)
            begun = f'["assumed_start","{other.day}",{name},1,{BOX}]'
            ended = f'["{relation}",{text(quote)},{name},1,{BOX}]'
            proofs.append(f"[{ended},{begun}]" if ends else f"[{start}]")
        self.rows["standings"].append((one.number, pack_turns(turns)))
        self.rows["proofs"] += [(one.number, turn, steps) for turn, steps in enumerate(proofs)]

    def _flush(self):
        for table, rows in self.rows.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                order = sorted(rows) if table in ("cites", "standings", "proofs") else rows
                self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", order)
                rows.clear()

    def _close(self):
        """The rows of documents not held, and all that is found by key, sorted: appended, not put in."""
        import numpy as np

        self.rows["nodes"] += [(node, id_) for id_, node in self.wanted.items()]
        self.rows["standings"] += [
            (id_, pack_turns([(None, "unknown", False)])) for id_ in self.wanted
        ]
        self.rows["proofs"] += [(id_, 0, "[]") for id_ in self.wanted]
        self.rows["calls"] += sorted(
            (group, hashed(f"shown:{shown}"), shown, "", count)
            for (group, shown), count in self.calls.items()
        )
        self.rows["called"] += sorted((*pair, count) for pair, count in self.called.items())
        self._flush()
        for table, (keys, nodes) in (("names", self.names), ("mentions", self.mentions)):
            names, owners = np.frombuffer(keys, np.int64), np.frombuffer(nodes, np.int64)
            order = np.lexsort((owners, names))
            for start in range(0, len(order), 500_000):
                part = order[start : start + 500_000]
                pairs = zip(names[part].tolist(), owners[part].tolist(), strict=True)
                self.db.executemany(f"INSERT INTO {table} VALUES (?, ?)", pairs)
        self.db.execute("DELETE FROM unlinked")
        self.db.execute("DELETE FROM linked_by")
        self.db.execute("INSERT INTO linked_by VALUES (?)", (VERSION,))


def payload(one, said, day):
    """A circular as the library stores it (library.codec), put together as text."""
    refs = ",".join(
        f'{{"key":"ref:{one.at}-{k}","relation":"{relation}","title":{quoted(title)},'
        f'"number":{quoted(number)},"issuer":null,"clause":"{CLAUSES[k]}","quote":"{quote}",'
        f'"confidence":0.95,"evidence":[{{"span":null,"quote":"{quote}",{SHOWN}]}}'
        for k, (relation, number, title, _, _, quote, _) in enumerate(said)
    )
    number = (
        f'{{"text":"{one.number}","parts":{{"prefix":"{one.series}","year":{one.year},'
        f'"sequence":"{one.sequence}","form":"bracketed"}}}}'
    )
    issuer = one.issuer
    whole = (
        f'{{"part":1,"pages":[1,1],"text_span":[0,0],"number":{found(number, one.number)},'
        f'"title":{found(quoted(one.title), one.title)},"issuers":[{found(quoted(issuer), issuer)}],'
        f'"issued_on":{found(quoted(day), day)},"references":[{refs}]}}'
    )
    return zlib.compress(whole.encode(), 1)


def found(value, quote):
    return f'{{"value":{value},"confidence":0.95,"evidence":[{{"span":null,"quote":"{quote}",{SHOWN}]}}'


def quoted(words):
    return "null" if words is None else f'"{words}"'
