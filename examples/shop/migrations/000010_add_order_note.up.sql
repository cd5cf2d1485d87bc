ALTER TABLE orders ADD COLUMN note text;
COMMENT ON COLUMN orders.note IS 'What the customer wrote to us; shown to staff.';
