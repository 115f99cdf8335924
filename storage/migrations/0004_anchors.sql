-- Whom a correction means: the people whom these articles name so. An id is made from a name, and a later article may
-- know the name in full or bring a namesake; then the same person has another id.
CREATE TABLE correction_anchors (
    correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    article TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (correction, side, article, name)
) WITHOUT ROWID;
CREATE INDEX correction_anchors_article ON correction_anchors (article);
INSERT OR IGNORE INTO correction_anchors (correction, side, article, name)
    SELECT c.id, side.name, a.id, p.name
    FROM corrections AS c
    CROSS JOIN (SELECT 'person' AS name UNION ALL SELECT 'other') AS side
    JOIN known_people AS k ON k.id = CASE side.name WHEN 'person' THEN c.person ELSE c.other END
    JOIN members AS m ON m.person = k.key
    JOIN read_people AS p ON p.article = m.article AND p.position = m.position
    JOIN articles AS a ON a.key = m.article;
