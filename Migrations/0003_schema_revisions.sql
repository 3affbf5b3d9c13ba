-- Every revision of the schema; the one with the highest number is the current one.

CREATE TABLE schema_revisions (
    number INTEGER PRIMARY KEY,
    date TEXT NOT NULL,
    author TEXT NOT NULL,
    note TEXT,
    -- What changed, one line a change.
    changes TEXT NOT NULL,
    -- The whole schema as JSON, in the short form of schema files.
    schema TEXT NOT NULL
) STRICT;
