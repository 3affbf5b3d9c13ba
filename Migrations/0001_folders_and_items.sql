-- Instants are microseconds since 1970-01-01 00:00:00 UTC.

CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL
) STRICT;

-- Items keep the order of their numbers.
CREATE TABLE items (
    number INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL,
    folder INTEGER NOT NULL REFERENCES folders (id),
    kind TEXT NOT NULL,
    -- Where there are several, all of them are in member_urls.
    url_count INTEGER NOT NULL,
    -- FNV-1a of all URLs joined with LF; NULL for an item without a URL.
    url_hash INTEGER,
    -- The first URL.
    url TEXT,
    title TEXT,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    -- What the upload said about the media, as a JSON object.
    media TEXT,
    -- clientMetadata in canonical form: the truth from which everything else is derived.
    document TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX items_uuid ON items (uuid);
CREATE INDEX items_url ON items (folder, url_hash);
