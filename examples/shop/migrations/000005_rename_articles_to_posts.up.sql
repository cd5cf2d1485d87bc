ALTER TABLE articles RENAME TO posts;
ALTER TABLE posts RENAME COLUMN body TO content;
ALTER INDEX articles_author_id_idx RENAME TO posts_author_id_idx;
ALTER INDEX articles_published_idx RENAME TO posts_published_idx;
COMMENT ON TABLE posts IS 'Posts of the shop''s blog.';
