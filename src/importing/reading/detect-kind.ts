import { basename } from 'node:path'
import { IMPORT_KINDS, KIND_FIELDS, type ImportKind } from '../kinds.ts'
import { normalizeName } from './field-synonyms.ts'
import { mapByValues } from './map-by-values.ts'
import { mapColumns, type ColumnMap } from './map-columns.ts'

export interface KindGuess {
  readonly kind: ImportKind
  readonly map: ColumnMap
  readonly score: number
}

/** A file named reviews.csv is more likely one than the columns alone say. */
const NAMED = 1.5
/** A required field is rarer than an optional one, so it tells more. */
const REQUIRED = 0.5

/** Fields that a kind cannot be told without, though a file that is named for it may leave them out. */
const TELLING: Partial<Readonly<Record<ImportKind, readonly string[]>>> = {
  orders: ['ordered_at'],
  deliveries: ['shipped_at', 'delivered_at', 'promised_at'],
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

const missing = (kind: ImportKind, map: ColumnMap): readonly string[] =>
  KIND_FIELDS[kind].filter((field) => field.required && !map.has(field.name)).map(({ name }) => name)

/** The fields that `kind` needs and the columns do not give. */
export const missingFields = missing

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
    return { kind, map, score: byName.size + REQUIRED * required + (named ? NAMED : 0) }
  })
    .filter(({ kind, map }) => missing(kind, map).length === 0)
    .filter(({ kind, map }) => TELLING[kind]?.some((field) => map.has(field)) ?? true)
    .toSorted((a, b) => b.score - a.score)
}

/** The kind that lacks the fewest of its fields, for an error that helps. */
export function nearestKind(columns: readonly string[]): {
  readonly kind: ImportKind
  readonly missing: readonly string[]
} {
  const ranked = IMPORT_KINDS.map((kind) => {
    const map = mapColumns(kind, columns)
    return { kind, missing: missing(kind, map), matched: map.size }
  }).toSorted((a, b) => b.matched - b.missing.length - (a.matched - a.missing.length))
  const first = ranked[0]
  return first === undefined ? { kind: 'order_lines', missing: [] } : { kind: first.kind, missing: first.missing }
}
