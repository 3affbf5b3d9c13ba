-- What the store as a whole is: one row.

CREATE TABLE store_state (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    -- Counts the write transactions: two reads that find the same count see the same state.
    generation INTEGER NOT NULL,
    -- The number of the next item. A number that an item had is never given again.
    next_item INTEGER NOT NULL,
    -- The form of what is derived from the documents; 0 as long as nothing is.
    derived_format INTEGER NOT NULL
) STRICT;

INSERT INTO store_state (row, generation, next_item, derived_format)
SELECT 1, 1, coalesce(max(number), 0) + 1, 0 FROM items;
