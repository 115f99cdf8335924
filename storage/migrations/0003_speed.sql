-- What keeps questions quick at 10,000 articles and more.

-- All that most questions ask of an article, without its text: a page of this index holds dozens of articles.
CREATE INDEX articles_seen ON articles (key, published, source, id);
DROP INDEX articles_source;
CREATE INDEX articles_source ON articles (source, published);
CREATE INDEX read_quotes_person ON read_quotes (article, person);

-- Whom the words of a quotation name: a person of the reading by position. Worked out when an article is read.
CREATE TABLE quoted_mentions (
    article INTEGER NOT NULL,
    person INTEGER NOT NULL,
    quote INTEGER NOT NULL,
    PRIMARY KEY (article, person, quote),
    FOREIGN KEY (article, quote) REFERENCES read_quotes (article, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX quoted_mentions_quote ON quoted_mentions (article, quote);
INSERT OR IGNORE INTO quoted_mentions (article, person, quote)
    SELECT p.article, p.position, q.position
    FROM read_people AS p
    CROSS JOIN read_quotes AS q ON q.article = p.article
    CROSS JOIN json_each(p.data, '$.mentions') AS mention
    CROSS JOIN json_each(q.data, '$.content') AS part
    WHERE json_extract(part.value, '$[0]') <= json_extract(mention.value, '$[0]')
    AND json_extract(mention.value, '$[1]') <= json_extract(part.value, '$[1]');
