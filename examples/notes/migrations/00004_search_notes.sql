-- +goose Up
ALTER TABLE notes ADD COLUMN search tsvector
  GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || content)) STORED;
CREATE INDEX notes_search_idx ON notes USING gin (search);

-- +goose Down
ALTER TABLE notes DROP COLUMN search;
