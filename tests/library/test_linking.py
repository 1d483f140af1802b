"""The tables that answers are looked up in say what a world built from all that is held says."""

import datetime as dt
import hashlib
import itertools
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hongtou.extract.circular import (
    CarriedText,
    Circular,
    ClassRule,
    Clause,
    DocumentNumber,
    Evidence,
    Found,
    Reference,
    Validity,
)
from hongtou.extract.numbers import parse_number
from hongtou.graph.answer import status
from hongtou.graph.chain import chain
from hongtou.graph.compact import Chains
from hongtou.graph.find import find
from hongtou.graph.gaps import missing
from hongtou.graph.impact import impact
from hongtou.graph.world import build_world
from hongtou.ingest import Source
from hongtou.library import Library
from hongtou.library.codec import dump_circular
from hongtou.library.errors import LibraryError
from hongtou.library.holdings import Holdings
from hongtou.library.index import VERSION, Index
from hongtou.library.linking import Linking
from hongtou.library.progress import Lines
from hongtou.library.schema import APPLICATION_ID, MIGRATIONS
from hongtou.library.store import Stamp

ISSUERS = ["安河市财政局", "安河市人民政府", "清川市财政局", "云岭省人民政府"]
NUMBERS = [
    *(f"安财发〔{year}〕{count}号" for year in (2018, 2019) for count in (1, 2)),
    "云岭省人民政府令第5号", "令第5号", "安河市人民政府令第5号", "云岭省人民政府令〔2018〕第5号",
]  # fmt: skip
SPELLED = [*NUMBERS, "安财发〔2018年〕第1号", "安财函〔2010〕7号", "省政府令第5号", "令第6号"]
TITLES = [
    "关于收费的通知", "安河市财政局关于收费的通知", "安河市收费办法", "安河市收费办法（试行）",
    "关于印发《安河市收费办法》的通知", "关于种子的通知",
]  # fmt: skip
RELATIONS = [
    "repeals", "ceases", "supersedes", "annuls", "suspends", "resumes", "extends", "confirms",
    "defers", "amends", "cites", "based_on", "forwards", "overrides", "promulgates",
]  # fmt: skip
SCOPES = [None, None, "以前有关收费的规定", "各市县自行制定的收费规定"]
FIRST = dt.date(2018, 1, 1)
DAYS = st.integers(0, 900).map(lambda n: FIRST + dt.timedelta(days=n))
NO_TERM = "行政规范性文件未规定有效期的，有效期为5年。"


def evidence(quote):
    return (Evidence(None, quote, "test", 0.95),)


def found(value):
    return Found(value, 0.95, evidence(str(value)))


@st.composite
def references(draw):
    number = draw(st.none() | st.sampled_from(SPELLED))
    title = draw(st.none() | st.sampled_from(TITLES))
    relation = draw(st.sampled_from(RELATIONS))
    issuer = draw(st.none() | st.sampled_from(ISSUERS))
    stated, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    quote = f"{relation} {number} {title} {stated} {until}"
    return Reference(
        hashlib.sha256(quote.encode()).hexdigest()[:8], relation, title, number, issuer,
        draw(st.sampled_from([None, "一", "二"])), quote, 0.95, evidence(quote),
        scope=draw(st.sampled_from(SCOPES)), effective_on=stated, until=until,
        effective=draw(st.sampled_from([True, True, True, False])), issuer_name=issuer,
    )  # fmt: skip


@st.composite
def circulars(draw, part=1):
    text = draw(st.none() | st.sampled_from(NUMBERS))
    match = parse_number(text) if text else None
    number = found(DocumentNumber(match.number.text, match.number.parts)) if match else None
    said = tuple(draw(st.lists(references(), max_size=3)))
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    carried = draw(st.none() | st.sampled_from(["安河市收费办法", "安河市收费办法（试行）"]))
    rules = (ClassRule("class_repeal", "一", "2018年6月1日以前印发的一律废止", 0.9, ()),)
    texts = [
        CarriedText(carried, (), said[:1], (), evidence(carried), 0.9, Validity())
    ] if carried else []  # fmt: skip
    issued = draw(st.none() | DAYS)
    return Circular(
        part=part,
        pages=None,
        text_span=(0, 0),
        number=number,
        title=draw(st.none() | st.sampled_from(TITLES).map(found)),
        issuers=tuple(
            map(found, draw(st.lists(st.sampled_from(ISSUERS), max_size=2, unique=True)))
        ),
        issued_on=found(issued) if issued else None,
        clauses=(Clause("一", "一", None, draw(st.sampled_from(["内容。", NO_TERM]))),),
        carried=tuple(texts),
        references=said,
        class_rules=draw(st.sampled_from([(), (), rules])),
        item=draw(st.sampled_from([None, 1])),
        validity=Validity(effective_on=start, expires_on=end, evidence=evidence("自…起"))
        if start or end
        else None,
    )


@st.composite
def files(draw):
    """The circulars of one file."""
    count = draw(st.sampled_from([1, 1, 1, 2]))
    return [draw(circulars(part + 1)) for part in range(count)]


def put(library, name, made, *, path=None):
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    with library.store.transaction():
        library.store.put_file(Source(name, sha256, "text/plain", 1), 1)
        library.store.put_path((path or name).encode(), path or name, sha256, Stamp(1, 1), 0)
        library.store.put_circulars(sha256, name, made)


def take_away(library, name):
    with library.store.transaction():
        library.store.db.execute("DELETE FROM paths WHERE path = ?", (name.encode(),))


def assert_alike(library, day=FIRST):
    """Whatever the tables say is what all that is held says."""
    library.link()
    read, whole = library.world(), build_world(Holdings(library))
    assert dict(read.held) == dict(whole.held)
    assert {id_: read.wanted[id_] for id_ in read.wanted} == whole.wanted
    assert read.links.all == whole.links.all
    assert read.links.targets() == whole.links.targets()
    for target in whole.links.targets():
        assert read.links.to(target) == whole.links.to(target)
    assert read.effects == whole.effects
    kept = library.standings()
    for id_ in (*whole.held, *whole.wanted):
        verdict = status(whole, id_, on=day)
        assert status(read, id_, on=day) == verdict
        state = kept.on(id_, day, proof=True)
        assert (state.status, state.amended, state.because) == (
            verdict.status, verdict.amended, verdict.because,
        ), id_  # fmt: skip
        assert chain(read, id_) == chain(whole, id_)
        assert impact(read, id_) == impact(whole, id_)
    weighed = missing(read, library.weights())
    assert [(one.wanted.id, pytest.approx(one.weight)) for one in weighed] == [
        (one.wanted.id, one.weight) for one in missing(whole)
    ]
    chains = Chains(Index(library.store.db).compact())
    for id_ in whole.held:
        hops = [hop.id for hop in chain(whole, id_).hops if hop.id in {*whole.held, *whole.wanted}]
        nodes = chains.up(Index(library.store.db).node(id_))
        assert [Index(library.store.db).id_of(node) for node in nodes] == hops
    for words in (*SPELLED, *TITLES):
        assert find(read, words) == find(whole, words)
    count = library.store.db.execute("SELECT count(*) FROM standings").fetchone()[0]
    assert count == len({*whole.held, *whole.wanted})


def content(library):
    """All the tables hold, but for the numbers that ids were given in the order they came."""
    ask = library.store.db.execute
    return [
        sorted(ask("SELECT n.id, d.sha256, d.part, stands, keys FROM documents d JOIN nodes n USING (node)")),
        sorted(ask("SELECT name, n.id FROM names JOIN nodes n USING (node)")),
        sorted(ask("SELECT name, n.id FROM mentions JOIN nodes n USING (node)")),
        sorted(ask("SELECT n.id, told, looked FROM links JOIN nodes n USING (node)")),
        sorted(
            ask(
                "SELECT a.id, acts, wanted, b.id FROM cites c"
                " JOIN nodes a ON a.node = c.target JOIN nodes b ON b.node = c.node"
            )
        ),
        sorted(ask("SELECT grp, what, count FROM calls")),
        sorted(ask("SELECT name, n.id, count FROM called JOIN nodes n USING (node)")),
        sorted(ask("SELECT * FROM standings")),
        sorted(ask("SELECT * FROM proofs")),
    ]  # fmt: skip


QUIET = settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
counter = itertools.count()


@QUIET
@given(st.lists(files(), min_size=1, max_size=6), st.data(), DAYS)
def test_files_that_come_and_go_leave_what_all_that_is_held_says(tmp_path, made, data, day):
    with Library(tmp_path / f"{next(counter)}.db") as library:
        for n, one in enumerate(made):
            put(library, f"{n}", one)
            if data.draw(st.booleans(), "link now"):
                assert_alike(library, day)
        gone = data.draw(st.sampled_from(range(len(made))), "gone")
        take_away(library, f"{gone}")
        assert_alike(library, day)
        put(library, f"{gone}", made[gone])
        assert_alike(library, day)


@QUIET
@given(st.lists(files(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_arrival_leaves_no_trace_in_the_tables(tmp_path, made, random):
    named = list(enumerate(made))
    tables = []
    for batch in (True, False):
        with Library(tmp_path / f"{next(counter)}.db") as library:
            for n, one in named:
                put(library, f"{n}", one)
                if not batch:
                    library.link()
            library.link()
            tables.append(content(library))
        random.shuffle(named)
    assert tables[0] == tables[1]


@QUIET
@given(files(), st.lists(files(), min_size=1, max_size=4), DAYS)
def test_taken_out_and_put_back_it_is_as_before(tmp_path, one, others, day):
    with Library(tmp_path / f"{next(counter)}.db") as library:
        for n, other in enumerate(others):
            put(library, f"{n}", other)
        put(library, "one", one)
        library.link()
        before = content(library)
        take_away(library, "one")
        library.link()
        put(library, "one", one)
        library.link()
        assert content(library) == before


def plain(number, *said, title="关于收费的通知", issuer="安河市财政局", on=FIRST):
    match = parse_number(number)
    return Circular(
        part=1, pages=None, text_span=(0, 0), title=found(title), issuers=(found(issuer),),
        number=found(DocumentNumber(match.number.text, match.number.parts)),
        issued_on=found(on), references=said,
    )  # fmt: skip


def says(relation, number, title=None):
    quote = f"{relation} {number}"
    return Reference(quote, relation, title, number, None, "一", quote, 0.9, evidence(quote))


def test_a_content_that_gives_way_at_its_path_is_held_no_more(library):
    put(library, "old", [plain("安财发〔2018〕1号")], path="a.txt")
    assert list(library.world().held) == ["安财发〔2018〕1号"]
    put(library, "new", [plain("安财发〔2018〕2号")], path="a.txt")
    assert list(library.world().held) == ["安财发〔2018〕2号"]
    assert library.standings().on("安财发〔2018〕1号", FIRST) is None


def test_only_what_a_circular_can_touch_is_judged_again(library):
    for n in range(1, 30):
        put(library, f"{n}", [plain(f"安财发〔2018〕{n}号", title=f"关于第{n}类收费的通知")])
    library.link()
    judged = []

    class Watched(Linking):
        def _judge(self, nodes):
            judged.extend(self._index.id_of(node) for node in nodes)
            super()._judge(nodes)

    put(
        library,
        "new",
        [plain("安财发〔2019〕1号", says("repeals", "安财发〔2018〕7号"), title="关于停收的通知")],
    )
    Watched(library).run()
    assert sorted(judged) == ["安财发〔2018〕7号", "安财发〔2019〕1号"]
    kept = library.standings()
    assert kept.on("安财发〔2018〕7号", FIRST).status == "repealed"
    assert kept.on("安财发〔2018〕8号", FIRST).status == "in_force"


def test_the_pass_goes_on_where_it_was_ended(library, monkeypatch):
    for n in range(1, 9):
        said = says("repeals", f"安财发〔2018〕{n + 1}号")
        put(library, f"{n}", [plain(f"安财发〔2018〕{n}号", said, title=f"关于第{n}类收费的通知")])
    monkeypatch.setattr("hongtou.library.linking.BATCH", 3)
    steps = iter(range(100))

    class Ended(Linking):
        def _resolve(self, nodes):
            super()._resolve(nodes)
            if next(steps) == 1:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Ended(library).run()
    assert Linking(library).pending()
    assert_alike(library)
    assert not Linking(library).pending()


def test_the_pass_says_how_far_it_is(library, capsys, monkeypatch):
    monkeypatch.setattr("hongtou.library.progress.LINE_SECONDS", 0.0)
    for n in range(1, 5):
        put(library, f"{n}", [plain(f"安财发〔2018〕{n}号", title=f"关于第{n}类收费的通知")])
    library.link(Lines())
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].endswith("4 of 8 steps")
    assert lines[-1].endswith("12 of 12 steps")


def test_linking_of_another_version_is_done_anew(library):
    put(library, "1", [plain("安财发〔2018〕1号", says("repeals", "安财发〔2018〕2号"))])
    library.link()
    before = content(library)
    with library.store.transaction():
        library.store.db.execute("UPDATE linked_by SET version = version - 1")
        library.store.db.execute("DELETE FROM cites")
    assert Linking(library).pending()
    library.link()
    assert content(library) == before


def test_a_state_says_since_when_and_until_when(library):
    put(library, "1", [plain("安财发〔2018〕1号")])
    later = dt.date(2019, 5, 1)
    put(library, "2", [plain("安财发〔2019〕2号", says("repeals", "安财发〔2018〕1号"), on=later)])
    kept = library.standings()
    state = kept.on("安财发〔2018〕1号", dt.date(2018, 7, 1))
    assert (state.status, state.since, state.until) == ("in_force", FIRST, later - dt.timedelta(1))
    assert state.because is None
    ended = kept.on("安财发〔2018〕1号", later, proof=True)
    assert (ended.status, ended.since, ended.until) == ("repealed", later, None)
    assert ended.because[0].circular == "安财发〔2019〕2号"
    assert kept.on("安财发〔2018〕9号", later) is None


def test_an_old_library_opens_is_brought_up_to_date_and_answers(tmp_path):
    path = tmp_path / "old.db"
    old = sqlite3.connect(path)
    old.executescript(MIGRATIONS[0])
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("PRAGMA user_version = 1")
    sha256 = "ab" * 32
    made = plain("安财发〔2018〕1号")
    old.execute("INSERT INTO files VALUES (?, 'text/plain', 1, 1)", (sha256,))
    old.execute("INSERT INTO paths VALUES (X'61', 'a.txt', ?, 1, 1, 0)", (sha256,))
    row = sha256, 1, "安财发〔2018〕1号", "关于收费的通知", "[]", None, 0, dump_circular(made)
    old.execute("INSERT INTO circulars VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    old.commit()
    old.close()
    with Library(path) as library:
        assert library.status("安财发〔2018〕1号", on=FIRST).status == "in_force"
        assert not Linking(library).pending()
        assert_alike(library)


def test_what_cannot_be_written_and_is_not_linked_is_read_into_memory(library, monkeypatch):
    put(library, "1", [plain("安财发〔2018〕1号", says("repeals", "安财发〔2018〕2号"))])

    def refuse(*_):
        raise LibraryError("denied", "cannot be written", "no")

    monkeypatch.setattr(Linking, "run", refuse)
    assert library.documents("安财发[2018]1号") == ["安财发〔2018〕1号"]
    assert library.status("安财发〔2018〕2号", on=dt.date(2019, 1, 1)).status == "repealed"


def test_a_question_reads_only_what_it_needs(library, monkeypatch):
    for n in range(1, 40):
        put(library, f"{n}", [plain(f"安财发〔2018〕{n}号", title=f"关于第{n}类收费的通知")])
    put(
        library,
        "new",
        [plain("安财发〔2019〕1号", says("repeals", "安财发〔2018〕7号"), title="关于停收的通知")],
    )
    library.link()
    read = []
    circular = library.circular
    monkeypatch.setattr(library, "circular", lambda key: read.append(key) or circular(key))
    verdict = library.status("安财发〔2018〕7号", on=dt.date(2020, 1, 1))
    assert (verdict.status, verdict.coverage.held_of_issuer) == ("repealed", 40)
    assert len(set(read)) == 2


def test_what_is_read_as_now_stays_so_while_others_write(library):
    put(library, "1", [plain("安财发〔2018〕1号")])
    library.link()
    with library.as_now() as before:
        put(library, "2", [plain("安财发〔2019〕2号", says("repeals", "安财发〔2018〕1号"))])
        assert sorted(library.link()) == ["安财发〔2018〕1号", "安财发〔2019〕2号"]
        assert status(before, "安财发〔2018〕1号", on=FIRST).status == "in_force"
        assert list(before.held) == ["安财发〔2018〕1号"]
    assert library.status("安财发〔2018〕1号", on=FIRST).status == "repealed"


KEPT = {1: "ab03639d0690328f"}
"""What the tables of a fixed library come to, by the version of the pass."""


def test_what_is_kept_changes_only_with_the_version(library):
    for n, relation in enumerate(RELATIONS):
        before = f"安财发〔2018〕{n}号" if n % 3 else None
        title = None if n % 3 == 1 else f"安河市财政局关于第{n - 1}类收费的通知"
        said = replace(
            says(relation, before, title),
            quote=f"{n}：{relation}。",
            until=FIRST + dt.timedelta(400 + n) if relation in ("extends", "ceases") else None,
        )
        title = f"安河市财政局关于第{n}类收费的通知"
        made = plain(f"安财发〔2018〕{n + 1}号", said, title=title, on=FIRST + dt.timedelta(30 * n))
        put(library, f"{n}", [made])
    library.link()
    digest = hashlib.sha256(repr(content(library)).encode()).hexdigest()[:16]
    assert digest == KEPT.get(VERSION), (
        "what linking or judging gives has changed, and libraries keep what it gave before:"
        " raise VERSION in library/index.py, and note the new digest here"
    )
