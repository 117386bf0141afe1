import { basename } from 'node:path'
import { IMPORT_KINDS, KIND_FIELDS, type ImportKind } from '../kinds.ts'
import { normalizeName } from './field-synonyms.ts'
import { mapByValues } from './map-by-values.ts'
import { mapColumns, type ColumnMap } from './map-columns.ts'

export interface KindGuess {
  readonly kind: ImportKind
  readonly map: ColumnMap
  readonly score: number
  /** The file is named for the kind. */
  readonly named: boolean
}

/** A file named reviews.csv is more likely one than the columns alone say. */
const NAMED = 1.5
/** A required field is rarer than an optional one, so it tells more. */
const REQUIRED = 0.5

/**
 * Kinds whose required fields are so common (an id, a date) that one of these must be there too for them to be told,
 * unless the file is named for the kind.
 */
const TELLING: Partial<Readonly<Record<ImportKind, readonly string[]>>> = {
  orders: ['ordered_at'],
  deliveries: ['shipped_at', 'delivered_at', 'promised_at'],
  reviews: ['rating', 'body'],
  tickets: ['subject', 'issue', 'first_response_at', 'resolved_at', 'message_body'],
  customers: [
    'created_at',
    'name',
    'email',
    'phone',
    'gender',
    'birth_year',
    'city',
    'region',
    'country',
    'member_level',
  ],
}

/** The fields that `kind` needs and the columns do not give. */
export const missingFields = (kind: ImportKind, map: ColumnMap): readonly string[] =>
  KIND_FIELDS[kind].filter((field) => field.required && !map.has(field.name)).map(({ name }) => name)

/** The kinds that the columns would make, likeliest first. */
export function guessKinds(
  path: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly KindGuess[] {
  const file = normalizeName(basename(path))
  return IMPORT_KINDS.map((kind): KindGuess => {
    const byName = mapColumns(kind, columns)
    // What only the cells suggest may complete a kind, but is no evidence for it.
    const { map } = mapByValues(kind, columns, rows, byName)
    const required = KIND_FIELDS[kind].filter((field) => field.required && byName.has(field.name)).length
    const named = file.includes(normalizeName(kind)) || file.includes(normalizeName(kind).replace(/s$/, ''))
    return { kind, map, score: byName.size + REQUIRED * required + (named ? NAMED : 0), named }
  })
    .filter(({ kind, map }) => missingFields(kind, map).length === 0)
    .filter(({ kind, map, named }) => named || (TELLING[kind]?.some((field) => map.has(field)) ?? true))
    .filter(({ kind, map }) => !isAnother(kind, columns, rows, map))
    .toSorted((a, b) => b.score - a.score)
}

/** Whether columns that would do for a kind are those of another that holds more. */
const isAnother = (
  kind: ImportKind,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  map: ColumnMap,
): boolean => (kind === 'orders' && repeatsOrders(columns, rows, map)) || (kind === 'customers' && tellsOrders(columns))

/** What the rows of an order's lines have and the row of an order has not. */
const OF_LINES = ['product_id', 'product_name', 'quantity', 'unit_price'] as const

/**
 * Whether rows that would be orders are lines of orders: an order comes several times, each time with other cells, and a
 * column names things or counts them. Taken for orders, all but one row of each would pass for a duplicate.
 */
function repeatsOrders(columns: readonly string[], rows: readonly (readonly string[])[], map: ColumnMap): boolean {
  const order = map.get('order_id')
  const ofLines = mapColumns('order_lines', columns)
  if (order === undefined || !map.has('ordered_at') || !OF_LINES.some((field) => ofLines.has(field))) return false
  const seen = new Map<string, string>()
  return rows.some((row) => {
    const [id = '', content] = [row[order], row.join('\0')]
    const known = seen.get(id)
    seen.set(id, content)
    return id !== '' && known !== undefined && known !== content
  })
}

/** Rows with an order and its date are of orders, whatever they say of who ordered. */
function tellsOrders(columns: readonly string[]): boolean {
  const map = mapColumns('orders', columns)
  return map.has('order_id') && map.has('ordered_at')
}

/** Fewer columns than this resemble a kind by chance: 'amount' or 'date' alone says nothing. */
const RESEMBLANCE = 2

/** The kind that the columns resemble most, and what it lacks, for an error that helps; null when they resemble none. */
export function nearestKind(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly kind: ImportKind; readonly missing: readonly string[] } | null {
  const [nearest] = IMPORT_KINDS.map((kind) => {
    const map = mapColumns(kind, columns)
    const lacks = missingFields(kind, map)
    if (isAnother(kind, columns, rows, map)) return { kind, missing: lacks, matched: 0, closeness: 0 }
    return { kind, missing: lacks, matched: map.size, closeness: map.size - 2 * lacks.length }
  })
    .filter(({ matched, missing }) => matched >= RESEMBLANCE && matched > missing.length)
    .toSorted((a, b) => b.closeness - a.closeness)
  return nearest ?? null
}
