/** The dimension of products: by month, on its first day, since a day and a product have hardly more than one line. */
export const PRODUCT_MONTHS = 'product'

/** Dimensions of `daily_rollups` that come from an order's lines: an order counts once per value. */
export const LINE_DIMENSIONS = ['category', 'brand', PRODUCT_MONTHS] as const
type LineDimension = (typeof LINE_DIMENSIONS)[number]

/**
 * Where the sums of a line or a return stand: expressions of the day and the value, for a connection with calendar
 * functions and a statement that joins the product as `p`.
 *
 * @param day - column of its local day
 * @param productId - column of its product
 */
export const lineRollupPlace = (
  dimension: LineDimension,
  day: string,
  productId: string,
): { readonly day: string; readonly value: string } =>
  dimension === PRODUCT_MONTHS
    ? { day: `kith_first_day_of_month(${day})`, value: `ifnull(${productId}, '')` }
    : { day, value: `ifnull(p.${dimension}, '')` }
