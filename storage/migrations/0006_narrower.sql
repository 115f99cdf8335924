-- What single answers count and look for, without taking each record apart.

-- Whether a quotation is somebody's own words between marks: of one who speaks in thousands of articles they are counted.
ALTER TABLE read_quotes ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
UPDATE read_quotes SET own = 1
    WHERE json_extract(data, '$.kind') != 'indirect' AND json_extract(data, '$.within') IS NULL;
CREATE INDEX read_quotes_own ON read_quotes (article, person, shown, own);
-- Rates that ended, which may tell that a law fell on which others rest.
CREATE INDEX read_tariffs_removed ON read_tariffs (imposer) WHERE data ->> 'status' = 'removed';
