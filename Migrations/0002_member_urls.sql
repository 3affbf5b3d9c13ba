-- Every URL, in order, of the items that have more than one: groups, sequences and series.

CREATE TABLE member_urls (
    item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- FNV-1a of this URL.
    url_hash INTEGER NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_urls_hash ON member_urls (url_hash);
