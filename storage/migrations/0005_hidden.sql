-- Who is shown nowhere, so that sentences that name them are found without taking people's records apart.
ALTER TABLE known_people ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
UPDATE known_people SET hidden = coalesce(json_extract(data, '$.hidden'), 0);
CREATE INDEX known_people_hidden ON known_people (key) WHERE hidden;
