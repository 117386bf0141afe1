/**
 * The orders that count as of an instant, as a condition on `orders`; bind `@until` (exclusive UTC ms). A later
 * cancellation has not happened yet. Every column of it is in `orders_customer_idx`, so the table itself stays unread.
 */
export const VALID_ORDER_AS_OF = `has_sale = 1 AND flag IS NULL AND ordered_at < @until
  AND (cancelled_at IS NULL OR cancelled_at >= @until)`
