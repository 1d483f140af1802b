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

from hongtou.graph.names import bare
from hongtou.graph.relations import EFFECTIVE, OWN, RELATIONS, WANTED
from hongtou.library.index import VERSION, hashed, pack, pack_hops
from hongtou.library.standing import pack_turns

SIGNS = "山水林田湖草沙石竹松柏梅兰菊桃李杏梨枣栗桑麻稻麦豆谷粟黍鱼虾蟹贝牛羊马鹿犬兔鸡鸭"
FIRST, DAYS = date(1990, 1, 1), 12_700
CLAUSES = "一二三四五六"
BOX = "[72.0,100.0,500.0,120.0]"
CHUNK = 10_000
PERIOD = 20
"""The kinds of circulars come round: 0 repeals, 1 amends, 10 is forwarded by 11 … up to 15."""
CHAIN = range(10, 16)


class Made(NamedTuple):
    """A circular: its place, number, series, year, sequence, title, body, day."""

    at: int
    number: str
    series: str
    year: int
    sequence: int
    title: str
    issuer: str
    day: date


class Said(NamedTuple):
    """A reference: relation, what it names, the node meant, whether that is not held."""

    relation: str
    number: str | None
    title: str | None
    target: int
    wanted: bool
    quote: str


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
        issuer, series = self.bodies[body], f"{spell(body, 2)}发"
        self.counted[body, day.year] += 1
        sequence = self.counted[body, day.year]
        number = f"{series}〔{day.year}〕{sequence}号"
        title = f"{issuer}关于{spell(at, 5)}事项的通知"
        return Made(at, number, series, day.year, sequence, title, issuer, day)

    def says(self, one):
        """What a circular says: the last reference is what its kind does."""
        kind, said = one.at % PERIOD, []
        if self.made:
            for relation, by_title in (("based_on", False), ("cites", True), ("cites", False)):
                other = self.made[self.random.randrange(len(self.made))]
                number = None if by_title else other.number
                title = other.title if by_title or relation == "based_on" else None
                said.append(self._said(relation, number, title, other.at + 1, wanted=False))
        popular = int(self.random.paretovariate(0.6)) % (self.count // 2 + 10)
        number = f"{spell(popular, 2)}函〔{1990 + popular % 30}〕{popular // 30 + 1}号"
        said.append(self._wanted("implements", number, None))
        before = self.of_body.get(one.issuer)
        if kind in (0, 1) and before and before.day < one.day:
            relation = "amends" if kind else "repeals"
            said.append(
                self._said(relation, before.number, before.title, before.at + 1, wanted=False)
            )
            self.ended[before.at] = (relation, one.at, said[-1].quote)
        elif kind in CHAIN[1:] and self.made:
            origin = self.made[-1]
            said.append(
                self._said("forwards", origin.number, origin.title, origin.at + 1, wanted=False)
            )
        else:
            rare = self.random.randrange(self.count // 4 + 10)
            said.append(self._wanted("cites", None, f"关于{spell(rare, 5)}工作的意见"))
        return said

    def _said(self, relation, number, title, target, *, wanted):
        return Said(
            relation, number, title, target, wanted, f"{relation}：{title or ''}{number or ''}。"
        )

    def _wanted(self, relation, number, title):
        node = self.wanted.setdefault(number or f"无号/{title}", self.count + len(self.wanted) + 1)
        return self._said(relation, number, title, node, wanted=True)

    # rows

    def _write_one(self, at):
        one = self.make(at)
        said = self.says(one)
        node, sha256 = at + 1, f"{at:064x}"
        rows = self.rows
        issuers = json.dumps([one.issuer])
        rows["files"].append((sha256, "text/plain", 1, 1))
        rows["paths"].append((b"%d.txt" % at, f"{at}.txt", sha256, 1, 1, 0))
        rows["circulars"].append(
            (sha256, 1, one.number, one.title, issuers, one.day.isoformat(), 0, payload(one, said))
        )
        rows["nodes"].append((node, one.number))
        whole, short = bare(one.title), bare(one.title[len(one.issuer) :])
        facts = json.dumps([None, [one.number], {whole: None, short: None}])
        keys = [
            f"title:{whole}", f"title:{short}", f"core:{short}", f"issuer:{one.issuer}",
            f"place:{one.issuer[:4]}", f"file:{sha256}", f"series:{one.series}",
            f"number:{one.series}|{one.year}|{one.sequence}",
        ]  # fmt: skip
        names = [hashed(key) for key in keys]
        self._found(self.names, names, node)
        rows["documents"].append((
            sha256, 1, node, None, "[]", 1, one.number, one.title, issuers, one.day.isoformat(),
            one.day.isoformat(), facts, pack(names),
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
            keys = list(self._keys(ref))
            looked.update(hashed(key) for key in keys)
            how = {"how": "wanted" if ref.wanted else "number" if ref.number else "title"}
            if ref.wanted:
                how |= {"title": ref.title} if ref.title else {"number": ref.number}
                how["by"] = [one.issuer]
                self._count(ref, keys)
            told.append(how)
        names = json.dumps(told, separators=(",", ":"))
        self.rows["links"].append((node, pack_hops(hops), names, pack(looked)))
        self._found(self.mentions, looked, node)

    def _keys(self, ref):
        if ref.number:
            series, _, rest = ref.number.partition("〔")
            year, _, sequence = rest.removesuffix("号").partition("〕")
            yield f"number:{series}|{year}|{sequence}"
        if ref.title:
            plain = bare(ref.title)
            yield f"title:{plain}"
            if not ref.number:
                yield f"called:{plain}"
            short = ref.title.partition("关于")
            if short[0]:
                yield f"title:{bare(short[1] + short[2])}"

    def _count(self, ref, keys):
        if ref.number:
            series = ref.number.partition("〔")[0]
            self.calls[keys[0].removeprefix("number:") + "|", ref.number] += 1
            self.called[hashed(f"series:{series}"), ref.target] += 1
        self.called[hashed(keys[0]), ref.target] += 1

    def _found(self, into, names, node):
        into[0].extend(names)
        into[1].extend([node] * len(names))

    def _judge(self, at):
        one = self.made[at]
        start = ["assumed_start", f"{one.day}", one.number, 1, [72.0, 100.0, 500.0, 120.0]]
        turns = [(None, "not_yet", False), (one.day, "in_force", False)]
        proofs = [[start], [start]]
        if at in self.ended:
            relation, by, quote = self.ended[at]
            other = self.made[by]
            place = [1, [72.0, 100.0, 500.0, 120.0]]
            begun = ["assumed_start", f"{other.day}", other.number, *place]
            ends = relation == "repeals"
            turns.append((other.day, "repealed" if ends else "in_force", not ends))
            proofs.append([[relation, quote, other.number, *place], begun] if ends else [start])
        self.rows["standings"].append((one.number, pack_turns(turns)))
        dump = json.dumps
        self.rows["proofs"] += [
            (one.number, turn, dump(steps, separators=(",", ":")))
            for turn, steps in enumerate(proofs)
        ]

    def _flush(self):
        for table, rows in self.rows.items():
            marks = ", ".join("?" * len(rows[0])) if rows else ""
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


def payload(one, said):
    """A circular as the library stores it (library.codec), put together as text."""
    refs = ",".join(
        f'{{"key":"ref:{one.at}-{k}","relation":"{ref.relation}","title":{quoted(ref.title)},'
        f'"number":{quoted(ref.number)},"issuer":null,"clause":"{CLAUSES[k]}","quote":"{ref.quote}",'
        f'"confidence":0.95,"evidence":[{evidence(ref.quote)}]}}'
        for k, ref in enumerate(said)
    )
    number = (
        f'{{"text":"{one.number}","parts":{{"prefix":"{one.series}","year":{one.year},'
        f'"sequence":"{one.sequence}","form":"bracketed"}}}}'
    )
    text = (
        f'{{"part":1,"pages":[1,1],"text_span":[0,0],"number":{found(number, one.number)},'
        f'"title":{found(quoted(one.title), one.title)},"issuers":[{found(quoted(one.issuer), one.issuer)}],'
        f'"issued_on":{found(quoted(str(one.day)), one.day)},"references":[{refs}]}}'
    )
    return zlib.compress(text.encode(), 1)


def found(value, quote):
    return f'{{"value":{value},"confidence":0.95,"evidence":[{evidence(quote)}]}}'


def evidence(quote):
    return f'{{"span":null,"quote":"{quote}","rule":"synthetic","confidence":0.95,"page":1,"box":{BOX}}}'


def quoted(text):
    return "null" if text is None else f'"{text}"'
