import type { Store } from '../../open.ts'
import type { customerMarks } from '../../schema/index.ts'
import { readWatermark, writeWatermark } from '../features/stamp-customer-features.ts'

export type CustomerMark = typeof customerMarks.$inferInsert

/** Name of the watermark that dates the stamped marks. */
const MARKS = 'customer_marks'

/** Replaces the stamped tags and interests by these, in one transaction with the watermark that dates them. */
export function stampCustomerMarks(
  store: Store,
  stamp: {
    readonly marks: readonly CustomerMark[]
    readonly factVersion: number
    readonly asOf: number
    readonly now: number
  },
): number {
  const insert = store.sqlite.prepare('INSERT INTO customer_marks (kind, value, customer_id) VALUES (?, ?, ?)')
  // In the order of the index, so that its pages are written once each.
  const keyed = stamp.marks.map((mark) => ({ mark, key: `${mark.kind}\0${mark.value}\0${mark.customerId}` }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  store.sqlite
    .transaction(() => {
      store.sqlite.exec('DELETE FROM customer_marks')
      for (const { mark } of keyed) insert.run(mark.kind, mark.value, mark.customerId)
      writeWatermark(store, MARKS, stamp)
    })
    .immediate()
  return keyed.length
}

/** Whether stamped marks speak of exactly this as-of and of the facts as they are now. */
export function hasStampedMarks(store: Store, asOf: number): boolean {
  const stamped = readWatermark(store, MARKS)
  return (
    stamped !== null &&
    stamped.asOf === asOf &&
    stamped.factVersion === (readWatermark(store, 'facts')?.factVersion ?? 0)
  )
}

/** The values that stamped marks of a kind have, by jumps through the index from one to the next. */
export function readMarkValues(store: Store, kind: string): string[] {
  const next = store.sqlite
    .prepare<[string, string], string | null>('SELECT min(value) FROM customer_marks WHERE kind = ? AND value > ?')
    .pluck()
  const values: string[] = []
  for (let value = next.get(kind, '') ?? null; value !== null; value = next.get(kind, value) ?? null) values.push(value)
  return values
}

/** Adds the customers whom a mark was stamped on. */
export function addMarkHolders(store: Store, kind: string, value: string, holders: Set<string>): void {
  const rows = store.sqlite
    .prepare<[string, string], string>('SELECT customer_id FROM customer_marks WHERE kind = ? AND value = ?')
    .pluck()
  for (const customerId of rows.iterate(kind, value)) holders.add(customerId)
}
