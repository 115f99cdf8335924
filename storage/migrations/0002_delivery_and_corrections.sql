-- The daily briefing, keys of long questions, corrections by the operator, and what people report as wrong.

-- A schedule that is set again is a new one, under a number never used before: what was delivered belongs to the old one.
CREATE TABLE schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL UNIQUE,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    days INTEGER NOT NULL,
    topic TEXT,
    role INTEGER,
    created INTEGER NOT NULL,
    paused TEXT
);
CREATE INDEX schedules_guild ON schedules (guild);

-- The ledger: one row for each message of a day's briefing, written before it is sent. It outlives its schedule.
CREATE TABLE deliveries (
    schedule INTEGER NOT NULL,
    local_date TEXT NOT NULL,
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    nonce TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('claimed', 'sent', 'failed')),
    attempts INTEGER NOT NULL,
    claimed INTEGER NOT NULL,
    message INTEGER,
    reason TEXT,
    PRIMARY KEY (schedule, local_date, part)
) WITHOUT ROWID;
CREATE INDEX deliveries_state ON deliveries (state, claimed);

-- Questions too long for a button, under a short key; never with who asked.
CREATE TABLE question_keys (
    key TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    kept INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX question_keys_kept ON question_keys (kept);

-- A correction of a place in a text names the hash of that text: it doesn't hold for another.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    article TEXT,
    content_hash TEXT,
    start_at INTEGER,
    end_at INTEGER,
    person TEXT,
    other TEXT,
    reason TEXT NOT NULL,
    made INTEGER NOT NULL
);
CREATE INDEX corrections_article ON corrections (article);
-- What corrections mean for the present reading; made anew with each reading and each correction.
CREATE TABLE corrected_quotes (
    article INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person TEXT,
    hidden INTEGER NOT NULL,
    PRIMARY KEY (article, position),
    FOREIGN KEY (article, position) REFERENCES read_quotes (article, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX corrected_quotes_person ON corrected_quotes (person);
CREATE TABLE corrected_tariffs (
    article INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (article, position),
    FOREIGN KEY (article, position) REFERENCES read_tariffs (article, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer TEXT NOT NULL,
    sentence TEXT NOT NULL,
    reason TEXT NOT NULL,
    made INTEGER NOT NULL
);
CREATE TABLE report_articles (
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    PRIMARY KEY (report, article)
) WITHOUT ROWID;
CREATE INDEX report_articles_article ON report_articles (article);
