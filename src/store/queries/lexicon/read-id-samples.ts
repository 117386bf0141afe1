import type { Store } from '../../open.ts'

const TABLES = { customer_id: 'customers', order_id: 'orders', review_id: 'reviews' } as const
/** What an id can be of that questions name by it alone. */
export type IdField = keyof typeof TABLES

/** Ids from both ends of their order. */
const OF_EACH_END = 50

/** Some ids of customers, orders and reviews, for telling how this shop writes them. */
export function readIdSamples({ sqlite }: Store): ReadonlyMap<IdField, readonly string[]> {
  const ends = (table: string): string[] =>
    (['ASC', 'DESC'] as const).flatMap((direction) =>
      sqlite.prepare<[], string>(`SELECT id FROM ${table} ORDER BY id ${direction} LIMIT ${OF_EACH_END}`).pluck().all(),
    )
  return new Map((Object.keys(TABLES) as IdField[]).map((field) => [field, ends(TABLES[field])]))
}
