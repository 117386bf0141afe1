import type { Store } from '../../open.ts'

/** The tables of facts that people ask about, with the column that dates a row and the one that has its local day. */
const TABLES: readonly (readonly [table: string, dated: { instant: string } | { day: string } | null])[] = [
  ['customers', { instant: 'created_at' }],
  ['orders', { day: 'ordered_day' }],
  ['order_lines', { day: 'ordered_day' }],
  ['returns', { day: 'returned_day' }],
  ['products', null],
  ['product_prices', { instant: 'valid_from' }],
  ['stock_levels', { instant: 'counted_at' }],
  ['customer_consents', { instant: 'changed_at' }],
  ['customer_relations', { instant: 'since' }],
  ['events', { day: 'occurred_day' }],
  ['sessions', { day: 'started_day' }],
  ['reviews', { day: 'written_day' }],
  ['tickets', { instant: 'opened_at' }],
  ['surveys', { day: 'answered_day' }],
  ['campaigns', { instant: 'starts_at' }],
  ['campaign_exposures', { instant: 'sent_at' }],
  ['articles', { instant: 'updated_at' }],
  ['exchange_rates', { day: 'valid_from' }],
  ['promotions', { instant: 'starts_at' }],
  ['competitor_prices', { instant: 'seen_at' }],
  ['signals', { day: 'day' }],
]

export interface TableRange {
  readonly table: string
  readonly rows: number
  /** Local day numbers; null for a table without rows or dates. */
  readonly firstDay: number | null
  readonly lastDay: number | null
}

/** Rows and dates of each table that has any. Day ranges come from the ends of an index, counts from its walk. */
export function readTableRanges(store: Store, dayOf: (instant: number) => number): TableRange[] {
  return TABLES.flatMap(([table, dated]): TableRange[] => {
    const rows = store.sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
    if (rows === 0) return []
    if (dated === null) return [{ table, rows, firstDay: null, lastDay: null }]
    const column = 'day' in dated ? dated.day : dated.instant
    const first = store.sqlite.prepare<[], number | null>(`SELECT min(${column}) FROM ${table}`).pluck().get() ?? null
    const last = store.sqlite.prepare<[], number | null>(`SELECT max(${column}) FROM ${table}`).pluck().get() ?? null
    const day = (value: number | null): number | null => (value === null || 'day' in dated ? value : dayOf(value))
    return [{ table, rows, firstDay: day(first), lastDay: day(last) }]
  })
}
