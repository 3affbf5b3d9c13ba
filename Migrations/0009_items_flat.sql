-- The stored items with one column a key, for other programs. The columns of the keys are added when
-- the schema changes, and once behind this migration.

CREATE VIEW items_flat AS SELECT items.number AS "@number", items.document AS "@document" FROM items;
