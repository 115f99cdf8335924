-- Articles, what was read in them, what holds across them, and the cache of lookups.
-- Times are microseconds since 1970-01-01 00:00 UTC. "key" is the number of an article inside this file only.

-- The number that grows with every change; '' is the store's own, the others are subjects such as 'person:ID', 'place:IN'.
CREATE TABLE editions (
    subject TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO editions (subject, number) VALUES ('', 0);

-- Text stands last: the columns before it are then read without its overflow pages.
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    published INTEGER,
    published_day_only INTEGER NOT NULL,
    source TEXT,
    url TEXT,
    author TEXT,
    language TEXT NOT NULL,
    derived TEXT NOT NULL,
    origin TEXT,
    fingerprint TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX articles_published ON articles (published DESC, id);
CREATE INDEX articles_source ON articles (source);

-- What was removed for good and is not taken in again: nothing of it but id and hash.
CREATE TABLE removed (
    id TEXT PRIMARY KEY,
    content_hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX removed_content_hash ON removed (content_hash);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text,
    content = 'articles', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
END;
CREATE VIRTUAL TABLE articles_vocabulary USING fts5vocab (articles_fts, row);

-- One reading an article. "rest" holds all of the reading that has no table of its own. A reading goes with all its rows.
CREATE TABLE readings (
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    reader_version INTEGER NOT NULL,
    rest TEXT NOT NULL
);
CREATE INDEX readings_version ON readings (reader_version);

-- "data" holds the whole record as JSON, so that a field added to the record needs no migration.
CREATE TABLE read_people (
    article INTEGER NOT NULL REFERENCES readings (article) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    block TEXT NOT NULL,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX read_people_block ON read_people (block);

CREATE TABLE read_quotes (
    article INTEGER NOT NULL REFERENCES readings (article) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person INTEGER,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    confidence REAL NOT NULL,
    shown INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;

CREATE TABLE read_tariffs (
    article INTEGER NOT NULL REFERENCES readings (article) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    imposer TEXT NOT NULL,
    target TEXT NOT NULL,
    shown INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX read_tariffs_imposer ON read_tariffs (imposer);
CREATE INDEX read_tariffs_target ON read_tariffs (target);

-- Projections: made anew from readings and corrections at any time.
CREATE TABLE known_people (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE known_people_blocks (
    person INTEGER NOT NULL REFERENCES known_people (key) ON DELETE CASCADE,
    block TEXT NOT NULL,
    PRIMARY KEY (person, block)
) WITHOUT ROWID;
CREATE INDEX known_people_blocks_block ON known_people_blocks (block);
CREATE TABLE members (
    article INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES known_people (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (article, position),
    FOREIGN KEY (article, position) REFERENCES read_people (article, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX members_person ON members (person, ordinal);
-- Blocks whose people must be projected anew, with the edition that made them so.
CREATE TABLE dirty_blocks (
    block TEXT PRIMARY KEY,
    edition INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE stories (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE story_articles (
    story INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX story_articles_article ON story_articles (article);
-- The edition of the articles that a projection was made from, by the projection's name.
CREATE TABLE projections (
    name TEXT PRIMARY KEY,
    edition INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE lookups (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    used INTEGER NOT NULL
);
CREATE INDEX lookups_used ON lookups (used);
