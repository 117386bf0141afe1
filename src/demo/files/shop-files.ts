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
  deliveries: ['order_id', 'shipped_at', 'promised_at', 'delivered_at', 'carrier', 'warehouse', 'status', 'status_at'],
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

export interface DemoFile {
  readonly path: string
  readonly kind: DemoKind
}

export interface ShopFiles {
  /** Adds a row. Rows of the last day, and of kinds that are cut, go to the file that they belong to. */
  readonly write: <K extends DemoKind>(kind: K, row: DemoRow<K>, wall?: number) => void
  readonly rows: () => Readonly<Record<string, number>>
  /** Rows of files that are not UTF-8. */
  readonly rowsInOtherEncodings: () => number
  /** Ends the files of these kinds, to which nothing will be added. */
  readonly endKinds: (kinds: readonly DemoKind[]) => readonly DemoFile[]
  /** Ends the files of the people written so far, where files are cut by people. */
  readonly endPart: () => readonly DemoFile[]
  /** Ends what is still open. */
  readonly endAll: () => readonly DemoFile[]
  /** Every file, in the order of kinds. */
  readonly list: () => readonly DemoFile[]
}

/** Kinds that are cut by people: the largest, and what they lean on. */
const BY_PEOPLE: ReadonlySet<DemoKind> = new Set(['customers', 'order_lines', 'events'])
/** Kinds that are cut by time in a larger shop. */
const BY_TIME: ReadonlySet<DemoKind> = new Set(['order_lines', 'events'])
const LAST_DAY_APART: ReadonlySet<DemoKind> = new Set(['order_lines', 'events', 'deliveries'])
const BASE_NAME: Partial<Record<DemoKind, string>> = { order_lines: 'orders', orders: 'order-status' }
/** A larger shop is cut by time: its files must be near their places in indexes that no memory holds. */
const CUT_BY_PEOPLE_UP_TO = 10_000
const CUT_BY_QUARTER_UP_TO = 50_000

/** In a dirty shop the order files of these quarters (or months) come from programs that write other encodings. */
const DIRTY_ENCODINGS: Readonly<Record<string, FileEncoding>> = {
  '2024-q3': 'utf-16le',
  '2024-08': 'utf-16le',
  '2025-q1': 'gb18030',
  '2025-02': 'gb18030',
}

interface OpenFile extends DemoFile {
  readonly encoding: FileEncoding
  readonly part: string
  readonly file: CsvFile
  ended: boolean
}

/**
 * Opens the demo's files in a folder. Customers, order lines and events are cut by people, a part each time that `endPart`
 * is called, so that one part can be loaded while the next is made; in a large or a dirty shop lines and events are cut by
 * quarter or month instead. The last day has files of its own, as a shop that sends its day's export every night.
 */
export function createShopFiles(folder: string, customers: number, dirty: boolean): ShopFiles {
  mkdirSync(folder, { recursive: true })
  const byPeople = customers <= CUT_BY_PEOPLE_UP_TO && !dirty
  const byKind = new Map<DemoKind, Map<string, OpenFile>>()
  const all = (): OpenFile[] => [...byKind.values()].flatMap((files) => [...files.values()])
  let people = 1
  const periods = new Map<number, string>()
  const periodOf = (wall: number): string => {
    const day = Math.floor(wall / DAY)
    let period = periods.get(day)
    if (period === undefined) {
      const date = dateText(wall)
      period =
        customers > CUT_BY_QUARTER_UP_TO
          ? date.slice(0, 7)
          : `${date.slice(0, 4)}-q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
      periods.set(day, period)
    }
    return period
  }
  const partOf = (kind: DemoKind, wall: number | undefined): string => {
    if (wall !== undefined && wall >= LAST_DAY * DAY && LAST_DAY_APART.has(kind)) return dateText(wall)
    if (byPeople) return BY_PEOPLE.has(kind) ? String(people) : ''
    return wall !== undefined && BY_TIME.has(kind) ? periodOf(wall) : ''
  }
  const fileOf = (kind: DemoKind, part: string): CsvFile => {
    let files = byKind.get(kind)
    if (files === undefined) byKind.set(kind, (files = new Map()))
    let open = files.get(part)
    if (open === undefined) {
      const base = BASE_NAME[kind] ?? kind.replaceAll('_', '-')
      const encoding = dirty && kind === 'order_lines' ? (DIRTY_ENCODINGS[part] ?? 'utf-8') : 'utf-8'
      const path = join(folder, part === '' ? `${base}.csv` : `${base}-${part}.csv`)
      open = { path, kind, part, encoding, file: createCsvFile(path, COLUMNS[kind], encoding), ended: false }
      files.set(part, open)
    }
    if (open.ended) throw new RangeError(`${open.path} was ended before its last row`)
    return open.file
  }
  const end = (those: (file: OpenFile) => boolean): DemoFile[] =>
    inOrder(all().filter((file) => !file.ended && those(file))).map((open) => {
      open.file.close()
      open.ended = true
      return { path: open.path, kind: open.kind }
    })
  return {
    write: (kind, row, wall) => fileOf(kind, partOf(kind, wall)).write(row),
    rows: () => {
      const sums: Record<string, number> = {}
      for (const { kind, file } of all()) sums[kind] = (sums[kind] ?? 0) + file.rows()
      return sums
    },
    rowsInOtherEncodings: () => all().reduce((sum, one) => sum + (one.encoding === 'utf-8' ? 0 : one.file.rows()), 0),
    endKinds: (kinds) => end(({ kind }) => kinds.includes(kind)),
    endPart: () => {
      const part = String(people)
      people += 1
      return end((file) => file.part === part)
    },
    endAll: () => end(() => true),
    list: () => inOrder(all()).map(({ path, kind }) => ({ path, kind })),
  }
}

const KINDS = Object.keys(COLUMNS)
const inOrder = <File extends DemoFile>(files: readonly File[]): File[] =>
  files.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.path < b.path ? -1 : 1))
