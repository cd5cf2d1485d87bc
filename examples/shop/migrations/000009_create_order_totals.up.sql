CREATE VIEW order_totals AS
SELECT
  o.id AS order_id,
  o.user_id,
  o.status,
  sum(i.quantity * i.unit_price) AS total
FROM orders o
JOIN order_items i ON i.order_id = o.id
GROUP BY o.id;

COMMENT ON VIEW order_totals IS 'What each order with at least one item comes to.';
