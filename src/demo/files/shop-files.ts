import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createCsvFile, type Cell, type CsvFile } from './csv-file.ts'
import type { FileEncoding } from './encode-text.ts'
import { dateText, DAY, LAST_DAY } from './wall-time.ts'

/** The columns that the demo fills, by kind: canonical field names, and no column that would stay empty. */
export const COLUMNS = {
  customers: [
    'customer_id',
    'created_at',
    'name',
    'email',
    'phone',
    'address',
    'gender',
    'birth_year',
    'age_band',
    'country',
    'region',
    'city',
    'language',
    'source',
    'channel',
    'member_level',
    'member_level_at',
    'attributes',
  ],
  relations: ['customer_id', 'related_id', 'kind', 'since'],
  consents: ['customer_id', 'kind', 'granted', 'changed_at', 'source'],
  products: [
    'product_id',
    'name',
    'name_alternative',
    'category',
    'subcategory',
    'brand',
    'style',
    'price',
    'cost',
    'description',
    'status',
    'created_at',
  ],
  prices: ['product_id', 'valid_from', 'price'],
  stock: ['product_id', 'counted_at', 'on_hand', 'received', 'unit_cost'],
  order_lines: [
    'order_id',
    'ordered_at',
    'customer_id',
    'product_id',
    'quantity',
    'unit_price',
    'line_discount',
    'order_discount',
    'shipping',
    'country',
    'region',
    'city',
    'channel',
    'device',
    'source',
    'campaign',
    'coupon',
    'payment',
    'status',
    'cancelled_at',
    'currency',
  ],
  orders: ['order_id', 'status', 'cancelled_at'],
  returns: ['return_id', 'returned_at', 'order_id', 'customer_id', 'product_id', 'quantity', 'amount', 'reason'],
  deliveries: ['order_id', 'shipped_at', 'promised_at', 'delivered_at', 'status', 'status_at'],
  events: [
    'name',
    'occurred_at',
    'customer_id',
    'anonymous_id',
    'product_id',
    'order_id',
    'query',
    'channel',
    'device',
    'source',
    'campaign',
    'placement',
    'creative',
    'position',
    'value',
  ],
  reviews: [
    'review_id',
    'written_at',
    'customer_id',
    'order_id',
    'product_id',
    'rating',
    'title',
    'body',
    'language',
    'helpful_votes',
    'verified',
    'device',
  ],
  tickets: [
    'ticket_id',
    'opened_at',
    'customer_id',
    'order_id',
    'channel',
    'subject',
    'issue',
    'status',
    'first_response_at',
    'resolved_at',
    'rating',
    'message_author',
    'message_at',
    'message_body',
  ],
  surveys: ['survey_id', 'kind', 'answered_at', 'score', 'customer_id', 'order_id', 'comment'],
  campaigns: ['campaign_id', 'name', 'starts_at', 'ends_at', 'channel', 'goal', 'cost', 'offer'],
  exposures: [
    'campaign_id',
    'customer_id',
    'variant',
    'is_control',
    'sent_at',
    'delivered_at',
    'opened_at',
    'clicked_at',
    'unsubscribed_at',
  ],
  articles: ['article_id', 'title', 'body', 'language', 'category', 'url', 'updated_at', 'approved'],
  exchange_rates: ['base', 'currency', 'valid_from', 'rate'],
  promotions: ['promotion_id', 'name', 'starts_at', 'ends_at', 'product_id', 'category', 'discount'],
  competitor_prices: ['product_id', 'competitor', 'seen_at', 'price', 'url'],
  signals: ['date', 'region', 'name', 'value'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type DemoKind = keyof typeof COLUMNS

/** A row of a kind by column name. A misspelt column does not compile. */
export type DemoRow<K extends DemoKind> = { readonly [C in (typeof COLUMNS)[K][number]]?: Cell }

export interface ShopFiles {
  /** Adds a row. Lines and events go to the file of their time, so that each file is near its place in the store. */
  readonly write: <K extends DemoKind>(kind: K, row: DemoRow<K>, wall?: number) => void
  readonly rows: () => Readonly<Record<string, number>>
  /** Rows of files that are not UTF-8. */
  readonly rowsInOtherEncodings: () => number
  readonly close: () => readonly { readonly path: string; readonly kind: DemoKind }[]
}

const BY_TIME: ReadonlySet<DemoKind> = new Set(['order_lines', 'events'])
/** Kinds of which only the last day has a file of its own. */
const LAST_DAY_APART: ReadonlySet<DemoKind> = new Set(['deliveries'])
const BASE_NAME: Partial<Record<DemoKind, string>> = { order_lines: 'orders', orders: 'order-status' }

/** In a dirty shop the order files of these quarters (or months) come from programs that write other encodings. */
const DIRTY_ENCODINGS: Readonly<Record<string, FileEncoding>> = {
  '2024-q3': 'utf-16le',
  '2024-08': 'utf-16le',
  '2025-q1': 'gb18030',
  '2025-02': 'gb18030',
}

/**
 * Opens the demo's files in a folder. Order lines and events are cut by quarter (by month in a shop of more than 50,000
 * customers), and the last day has files of its own, as a shop that sends its day's export every night.
 */
export function createShopFiles(folder: string, customers: number, dirty: boolean): ShopFiles {
  mkdirSync(folder, { recursive: true })
  const open = new Map<string, { readonly kind: DemoKind; readonly encoding: FileEncoding; readonly file: CsvFile }>()
  const partOf = (wall: number): string => {
    const date = dateText(wall)
    if (wall >= LAST_DAY * DAY) return date
    if (customers > 50_000) return date.slice(0, 7)
    return `${date.slice(0, 4)}-q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
  }
  const encodingOf = (kind: DemoKind, part: string): FileEncoding =>
    dirty && kind === 'order_lines' ? (DIRTY_ENCODINGS[part] ?? 'utf-8') : 'utf-8'
  const fileOf = (kind: DemoKind, part: string): CsvFile => {
    const base = BASE_NAME[kind] ?? kind.replaceAll('_', '-')
    const name = part === '' ? `${base}.csv` : `${base}-${part}.csv`
    const known = open.get(name)
    if (known !== undefined) return known.file
    const file = createCsvFile(join(folder, name), COLUMNS[kind], encodingOf(kind, part))
    open.set(name, { kind, encoding: encodingOf(kind, part), file })
    return file
  }
  const parts = new Map<number, string>()
  const target = (kind: DemoKind, wall: number | undefined): CsvFile => {
    let part = ''
    if (LAST_DAY_APART.has(kind) && wall !== undefined && wall >= LAST_DAY * DAY) part = dateText(wall)
    if (BY_TIME.has(kind) && wall !== undefined) {
      const day = Math.floor(wall / DAY)
      part = parts.get(day) ?? partOf(wall)
      parts.set(day, part)
    }
    return fileOf(kind, part)
  }
  return {
    write: (kind, row, wall) => target(kind, wall).write(row),
    rows: () => {
      const sums: Record<string, number> = {}
      for (const { kind, file } of open.values()) sums[kind] = (sums[kind] ?? 0) + file.rows()
      return sums
    },
    rowsInOtherEncodings: () =>
      [...open.values()].reduce((sum, one) => sum + (one.encoding === 'utf-8' ? 0 : one.file.rows()), 0),
    close: () => {
      for (const { file } of open.values()) file.close()
      const order = Object.keys(COLUMNS)
      return [...open.entries()]
        .toSorted(([a, x], [b, y]) => order.indexOf(x.kind) - order.indexOf(y.kind) || (a < b ? -1 : 1))
        .map(([, { kind, file }]) => ({ path: file.path, kind }))
    },
  }
}
