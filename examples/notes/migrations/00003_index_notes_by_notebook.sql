-- +goose NO TRANSACTION

-- +goose Up
CREATE INDEX CONCURRENTLY notes_notebook_id_idx ON notes (notebook_id);

-- +goose Down
DROP INDEX CONCURRENTLY notes_notebook_id_idx;
