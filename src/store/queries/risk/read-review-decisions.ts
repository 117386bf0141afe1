import type { Store } from '../../open.ts'

export interface ReviewDecisionRow {
  readonly orderId: string
  /** pending, legitimate, fraud, abuse */
  readonly decision: string
  readonly decidedAt: number
}

/** What reviews found of each order: the latest approved decision before `until` (exclusive UTC ms) by the clock. */
export function readReviewDecisions(store: Store, until: number): ReadonlyMap<string, ReviewDecisionRow> {
  const rows = store.sqlite
    .prepare<[number], ReviewDecisionRow>(
      `SELECT o.value AS orderId, json_extract(p.args, '$.decision') AS decision, p.decided_at AS decidedAt
       FROM proposals p, json_each(p.args, '$.order_ids') o
       WHERE p.action = 'review_order' AND p.status = 'executed' AND p.decided_at < ? ORDER BY p.decided_at, p.id`,
    )
    .all(until)
  return new Map(rows.map((row) => [row.orderId, row]))
}

/** Customers whose account was limited by an approved proposal, and orders that are held: the watch list. */
export function readWatchList(store: Store): {
  readonly customerIds: ReadonlySet<string>
  readonly orderIds: ReadonlySet<string>
} {
  const read = (action: string, key: string): ReadonlySet<string> =>
    new Set(
      store.sqlite
        .prepare<[string, string], string>(
          `SELECT v.value FROM proposals p, json_each(p.args, ?) v WHERE p.action = ? AND p.status = 'executed'`,
        )
        .pluck()
        .all(key, action),
    )
  return { customerIds: read('limit_account', '$.customer_ids'), orderIds: read('hold_order', '$.order_ids') }
}
