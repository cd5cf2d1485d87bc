CREATE UNIQUE INDEX orders_one_cart_per_user ON orders (user_id) WHERE status = 'cart';
