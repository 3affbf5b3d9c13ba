-- Items that were deleted and can be restored. They keep their row, and with it their place.

CREATE TABLE deleted_items (
    item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
    deleted INTEGER NOT NULL
) STRICT;
