-- What is derived from the documents: their values, column by column. `metadex doctor` compares both,
-- `metadex reindex` makes these tables anew.

CREATE TABLE columns (
    -- Never given twice, as the codes of a dictionary are those of one column.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- @stored, @folder, @kind, @created and @updated are of the items themselves; the others are keys.
    name TEXT NOT NULL UNIQUE,
    -- How values are read, such as `number` or `varchar 8192`.
    form TEXT NOT NULL
) STRICT;

-- The values of one column in 65,536 row numbers, beginning with a multiple of that. A segment never
-- changes: one with other values has another id, and no id is given twice.
CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    column_id INTEGER NOT NULL REFERENCES columns (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    -- The first 128 of the bytes: how many values there are and between which bounds.
    head BLOB NOT NULL,
    -- With a checksum at their end; Docs/storage-format.md says what is in them.
    bytes BLOB NOT NULL,
    UNIQUE (column_id, first_row)
) STRICT;

-- The texts that segments hold as codes, in the order of their codes. They are only ever added to.
CREATE TABLE dictionary_chunks (
    id INTEGER PRIMARY KEY,
    column_id INTEGER NOT NULL REFERENCES columns (id) ON DELETE CASCADE,
    first_code INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (column_id, first_code)
) STRICT;

-- Rows that segments do not hold, or not as they are now: queries answer from their documents.
CREATE TABLE changed_rows (
    number INTEGER PRIMARY KEY
) STRICT;
