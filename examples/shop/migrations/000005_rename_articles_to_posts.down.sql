COMMENT ON TABLE posts IS NULL;
ALTER INDEX posts_published_idx RENAME TO articles_published_idx;
ALTER INDEX posts_author_id_idx RENAME TO articles_author_id_idx;
ALTER TABLE posts RENAME COLUMN content TO body;
ALTER TABLE posts RENAME TO articles;
