/**
 * The status of the order `alias` as of `@until`: the last change before it where changes are known, else the stored one
 * unless something later made it, else what the order's own instants say.
 */
export const orderStatusAsOf = (alias: string): string => `CASE
  WHEN ${alias}.cancelled_at < @until THEN 'cancelled'
  ELSE coalesce(
    (SELECT s.status FROM order_status_changes s
     WHERE s.order_id = ${alias}.id AND s.changed_at < @until ORDER BY s.changed_at DESC LIMIT 1),
    CASE
      WHEN ${alias}.status <> 'cancelled' AND coalesce(${alias}.delivered_at, 0) < @until
        AND coalesce(${alias}.shipped_at, 0) < @until
        AND NOT EXISTS (SELECT 1 FROM order_status_changes s WHERE s.order_id = ${alias}.id AND s.changed_at >= @until)
        THEN ${alias}.status
      WHEN ${alias}.delivered_at < @until THEN 'delivered'
      WHEN ${alias}.shipped_at < @until THEN 'shipped'
      ELSE 'pending'
    END)
  END`
