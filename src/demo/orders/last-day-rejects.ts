import type { DemoRow, ShopFiles } from '../files/shop-files.ts'
import { DAY, LAST_DAY, timeText } from '../files/wall-time.ts'

type LineRow = DemoRow<'order_lines'>

/** Lines of the day before that the last day's file brings once more, as an export with overlap does. */
const REPEATED = 5

/** Keeps the first lines of the day before the last, to repeat them. */
export function createRepeater(): {
  readonly see: (row: LineRow, wall: number) => void
  readonly rows: () => readonly LineRow[]
} {
  const rows: LineRow[] = []
  return {
    see: (row, wall) => {
      if (rows.length < REPEATED && Math.floor(wall / DAY) === LAST_DAY - 1) rows.push(row)
    },
    rows: () => rows,
  }
}

/** What is wrong with the bad rows of the last order file, one row each. */
export const BAD_ROWS: readonly { readonly why: string; readonly changes: LineRow }[] = [
  { why: 'a date that is not in the calendar', changes: { order_id: 'O-990001', ordered_at: '2026-06-31 10:12:00' } },
  { why: 'a date that is a word', changes: { order_id: 'O-990002', ordered_at: 'yesterday' } },
  { why: 'a quantity in words', changes: { order_id: 'O-990003', quantity: 'two' } },
  { why: 'a price in words', changes: { order_id: 'O-990004', unit_price: 'free of charge' } },
  { why: 'no product', changes: { order_id: 'O-990005', product_id: null } },
  { why: 'no order', changes: { order_id: null } },
  { why: 'a currency that does not exist', changes: { order_id: 'O-990007', currency: 'ZZQ' } },
]

/** Ends the file of 2026-06-30 with repeated lines and with rows that cannot be read. */
export function writeLastDayRejects(files: ShopFiles, repeated: readonly LineRow[]): void {
  const wall = LAST_DAY * DAY
  for (const row of repeated) files.write('order_lines', row, wall)
  const sound: LineRow = {
    ordered_at: timeText(wall + 15 * 3_600_000),
    customer_id: 'C-30555',
    product_id: 'SKU-7702',
    quantity: 1,
    unit_price: '219.00',
  }
  for (const { changes } of BAD_ROWS) files.write('order_lines', { ...sound, ...changes }, wall)
}
