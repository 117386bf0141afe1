import type { Store } from '../../open.ts'

/** What was shown and clicked at one place. */
export interface PlacementRow {
  readonly placement: string
  readonly creative: string | null
  readonly position: number | null
  readonly views: number
  readonly clicks: number
  /** Clicks after which the same visitor put the product in the cart within half an hour. */
  readonly carts: number
}

export interface PlacementRequest {
  readonly fromDay: number
  readonly toDay: number
  readonly until: number
  /** Null for all of them. */
  readonly placement: string | null
  readonly creative: string | null
}

const HALF_HOUR = 1_800_000

/** Impressions, clicks and carts by placement, creative and position, on local days in [fromDay, toDay). */
export const readPlacements = (store: Store, request: PlacementRequest): PlacementRow[] =>
  store.sqlite
    .prepare<[PlacementRequest], PlacementRow>(
      `SELECT v.placement, v.creative, v.position, sum(v.name = 'impression') AS views, sum(v.name = 'click') AS clicks,
         sum(v.name = 'click' AND v.product_id IS NOT NULL AND EXISTS (
           SELECT 1 FROM events c WHERE c.name = 'add_to_cart' AND c.product_id = v.product_id
             AND ((v.customer_id IS NOT NULL AND c.customer_id = v.customer_id) OR c.anonymous_id = v.anonymous_id)
             AND c.occurred_at >= v.occurred_at AND c.occurred_at < v.occurred_at + ${HALF_HOUR}
             AND c.occurred_at < @until)) AS carts
       FROM events v WHERE v.placement IS NOT NULL AND v.name IN ('impression', 'click')
         AND v.occurred_day >= @fromDay AND v.occurred_day < @toDay AND v.occurred_at < @until
         AND (@placement IS NULL OR v.placement = @placement) AND (@creative IS NULL OR v.creative = @creative)
       GROUP BY v.placement, v.creative, v.position ORDER BY v.placement, v.position, v.creative`,
    )
    .all(request)

/** Placements and creatives that the shop's events name before `until`. */
export const readPlacementNames = (
  store: Store,
  until: number,
): { readonly placements: readonly string[]; readonly creatives: readonly string[] } => {
  const names = (column: 'placement' | 'creative'): string[] =>
    store.sqlite
      .prepare<[number], string>(
        `SELECT DISTINCT ${column} FROM events WHERE ${column} IS NOT NULL AND occurred_at < ? ORDER BY 1 LIMIT 200`,
      )
      .pluck()
      .all(until)
  return { placements: names('placement'), creatives: names('creative') }
}
