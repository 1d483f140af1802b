"""The tables of a library, and the steps from one version of them to the next.

A circular's inner key is (sha256, part). Everything read is kept by what it was read from;
only `attempts` and `failures` say what happened, and nothing of them leaves in an export.
"""

from __future__ import annotations

APPLICATION_ID = 0x68677475  # "hgtu"

_FIRST = """
-- one row per content
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    pages INTEGER NOT NULL
) WITHOUT ROWID;

-- where contents stand now; path as the bytes the file system has, `name` for people
CREATE TABLE paths (
    path BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX paths_by_content ON paths (sha256, name);

-- contents that stood at a path before another took their place
CREATE TABLE replaced (
    path BLOB NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (path, sha256)
) WITHOUT ROWID;

-- the stage cache: a page by the key of what it was read from
CREATE TABLE pages (
    key TEXT PRIMARY KEY,
    page BLOB NOT NULL
);

-- which page of a file has which key; `reading` names the readers that said so
CREATE TABLE file_pages (
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    number INTEGER NOT NULL,
    key TEXT NOT NULL REFERENCES pages (key),
    notes TEXT NOT NULL,
    reading TEXT NOT NULL,
    PRIMARY KEY (sha256, number)
) WITHOUT ROWID;

-- what was extracted from a file, by the key of pages, rules and version
CREATE TABLE extractions (
    sha256 TEXT PRIMARY KEY REFERENCES files (sha256),
    key TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE circulars (
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    part INTEGER NOT NULL,
    number TEXT,
    title TEXT,
    issuers TEXT NOT NULL,
    issued_on TEXT,
    errors INTEGER NOT NULL, -- doubts of the gravest kind
    payload BLOB NOT NULL,
    PRIMARY KEY (sha256, part)
);

-- written before a unit runs; a unit that killed its worker twice is quarantined
CREATE TABLE attempts (
    unit TEXT PRIMARY KEY,
    path BLOB NOT NULL,
    tries INTEGER NOT NULL,
    deaths INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'died', 'quarantined')),
    reason TEXT,
    at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE failures (
    path BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    advice TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;

-- what people corrected: rows are added, never changed
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    page INTEGER,
    box TEXT,
    quote TEXT NOT NULL CHECK (quote <> ''),
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    who TEXT NOT NULL CHECK (who <> ''),
    at TEXT NOT NULL
);
CREATE INDEX corrections_by_circular ON corrections (sha256, part);
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
"""

_LINKS = """
-- what answers are looked up in: made from `circulars` and `corrections`, and from nothing else
CREATE TABLE nodes (
    node INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE -- a public id, of a circular held or of a document wanted
);

-- a circular held under its public id; of several with one id the first `stands` for it
CREATE TABLE documents (
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    node INTEGER NOT NULL,
    same_as TEXT,
    shared TEXT NOT NULL,
    stands INTEGER NOT NULL,
    number TEXT,
    title TEXT,
    issuers TEXT NOT NULL,
    issued_on TEXT,
    known TEXT,
    facts TEXT NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (sha256, part)
) WITHOUT ROWID;
CREATE INDEX documents_by_node ON documents (node);
CREATE INDEX documents_by_number ON documents (number);

-- keys circulars held are found by, and keys that decide what the mentions of one mean
CREATE TABLE names (
    name INTEGER NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (name, node)
) WITHOUT ROWID;
CREATE TABLE mentions (
    name INTEGER NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (name, node)
) WITHOUT ROWID;

-- what the mentions of a circular mean: `out` packed (target, what is said), `told` the rest
CREATE TABLE links (
    node INTEGER PRIMARY KEY,
    out BLOB NOT NULL,
    told TEXT NOT NULL,
    looked BLOB NOT NULL -- the keys of `mentions`
);
CREATE TABLE cites (
    target INTEGER NOT NULL,
    acts INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (target, acts, wanted, node)
) WITHOUT ROWID;

-- how documents not held are called, and the keys they are found by, each with its count
CREATE TABLE calls (
    grp TEXT NOT NULL,
    what INTEGER NOT NULL,
    shown TEXT,
    place TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (grp, what)
) WITHOUT ROWID;
CREATE INDEX calls_by_what ON calls (what);
CREATE TABLE called (
    name INTEGER NOT NULL, node INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (name, node)
) WITHOUT ROWID;

-- the status of a document from day to day, and the words that show it
CREATE TABLE standings (id TEXT PRIMARY KEY, turns BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE proofs (
    id TEXT NOT NULL, turn INTEGER NOT NULL, steps TEXT NOT NULL, PRIMARY KEY (id, turn)
) WITHOUT ROWID;

-- what is still to be done: files whose circulars changed, circulars to link, documents to judge
CREATE TABLE unlinked (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unresolved (node INTEGER PRIMARY KEY);
CREATE TABLE unjudged (node INTEGER PRIMARY KEY);
CREATE TABLE linked_by (version INTEGER NOT NULL);

CREATE TRIGGER circulars_come AFTER INSERT ON circulars
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.sha256); END;
CREATE TRIGGER circulars_go AFTER DELETE ON circulars
BEGIN INSERT OR IGNORE INTO unlinked VALUES (OLD.sha256); END;
CREATE TRIGGER corrections_come AFTER INSERT ON corrections
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.sha256); END;
-- a path that is replaced fires no trigger of a deletion
CREATE TRIGGER paths_change BEFORE INSERT ON paths
BEGIN
    INSERT OR IGNORE INTO unlinked
    SELECT sha256 FROM paths WHERE path = NEW.path AND sha256 <> NEW.sha256;
END;
CREATE TRIGGER paths_come AFTER INSERT ON paths
WHEN NOT EXISTS (SELECT 1 FROM documents WHERE sha256 = NEW.sha256)
BEGIN INSERT OR IGNORE INTO unlinked VALUES (NEW.sha256); END;
CREATE TRIGGER paths_go AFTER DELETE ON paths
BEGIN INSERT OR IGNORE INTO unlinked VALUES (OLD.sha256); END;
INSERT INTO unlinked SELECT DISTINCT sha256 FROM circulars;
"""

_JOINS = """
-- contents that go on from another one's, or may (joining.py): as its file number `place`
CREATE TABLE joins (
    sha256 TEXT PRIMARY KEY,
    leader TEXT NOT NULL,
    place INTEGER NOT NULL,
    certain INTEGER NOT NULL,
    signs TEXT NOT NULL,
    key TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX joins_by_leader ON joins (leader, place);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _LINKS, _JOINS)
"""Step n leads from version n to n + 1; a step that was released is never changed."""

VERSION = len(MIGRATIONS)
