-- Names of keys at the top of documents that the schema did not have when they were stored.

CREATE TABLE undeclared_keys (
    name TEXT PRIMARY KEY,
    first_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
