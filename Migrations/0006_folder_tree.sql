-- Folders are a tree, and each is known by its uuid: siblings may share a name.

-- The column was unique as a name, and is as a uuid. Nothing has to be copied for it.
ALTER TABLE folders RENAME COLUMN name TO uuid;
ALTER TABLE folders ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- NULL for a folder that is in no other.
ALTER TABLE folders ADD COLUMN parent INTEGER REFERENCES folders (id);
ALTER TABLE folders ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE folders ADD COLUMN owner TEXT;
ALTER TABLE folders ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
-- The folder's own clientMetadata in canonical form; NULL where it was never given any.
ALTER TABLE folders ADD COLUMN document TEXT;
-- When the folder was deleted; NULL for one that is there.
ALTER TABLE folders ADD COLUMN deleted INTEGER;

UPDATE folders SET
    name = uuid,
    updated = created,
    uuid = lower(
        hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
        || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2)
        || '-' || hex(randomblob(6)));

CREATE INDEX folders_name ON folders (parent, name);
