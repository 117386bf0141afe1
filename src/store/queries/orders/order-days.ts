/**
 * The days on which anything was sold, as a table with the column `day`: one seek of `order_lines_day_idx` per day. Joined
 * before lines it turns a question about one product into one seek per day, whatever the shop's size.
 */
export const ORDER_DAYS = `(
  WITH RECURSIVE days(day) AS (
    SELECT min(ordered_day) FROM order_lines
    UNION ALL
    SELECT (SELECT min(ordered_day) FROM order_lines WHERE ordered_day > days.day) FROM days WHERE days.day IS NOT NULL
  )
  SELECT day FROM days WHERE day IS NOT NULL
)`
