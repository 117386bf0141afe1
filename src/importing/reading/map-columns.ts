import { InvalidInputError } from '../../lib/errors.ts'
import { KIND_FIELDS, type ImportKind } from '../kinds.ts'
import { normalizeName, synonymsOf } from './field-synonyms.ts'

/** canonical field -> index of its column. */
export type ColumnMap = ReadonlyMap<string, number>

/**
 * The columns that bear a field's own name or a word for it. Own names are taken first, so that a synonym never takes a
 * column from the field that it is named for; each column serves one field.
 *
 * @param taken - fields whose column is given already
 */
export function mapColumns(kind: ImportKind, columns: readonly string[], taken: ColumnMap = new Map()): ColumnMap {
  const map = new Map(taken)
  const used = new Set(taken.values())
  const byName = new Map<string, number>()
  for (const [index, column] of columns.entries()) {
    const name = normalizeName(column)
    if (!byName.has(name)) byName.set(name, index)
  }
  const take = (field: string, name: string): boolean => {
    const index = byName.get(name)
    if (index === undefined || used.has(index)) return false
    used.add(index)
    map.set(field, index)
    return true
  }
  for (const { name } of KIND_FIELDS[kind]) {
    // The very name beats one that only looks alike when folded: 'order_id' beats the JSON path 'order.id'.
    const index = map.has(name) ? -1 : columns.indexOf(name)
    if (index >= 0 && !used.has(index)) {
      used.add(index)
      map.set(name, index)
    }
  }
  const open = KIND_FIELDS[kind].filter((field) => !map.has(field.name))
  const left = open.filter((field) => !take(field.name, normalizeName(field.name)))
  // What a kind cannot do without chooses before what it may have.
  for (const required of [true, false]) {
    for (const field of left) {
      if (field.required === required) synonymsOf(kind, field.name).some((name) => take(field.name, name))
    }
  }
  return map
}

/** `--map field=column` against the columns of the file. @throws {InvalidInputError} listing what exists */
export function mapByHand(
  kind: ImportKind,
  columns: readonly string[],
  mapping: Readonly<Record<string, string>>,
): ColumnMap {
  const map = new Map<string, number>()
  for (const [field, column] of Object.entries(mapping)) {
    const known = KIND_FIELDS[kind].map(({ name }) => name)
    if (!known.includes(field)) {
      throw new InvalidInputError(`'${field}' is not a field of ${kind}`, {
        field: 'map',
        hint: `Fields of ${kind}: ${known.join(', ')}.`,
      })
    }
    map.set(field, findColumn(columns, column))
  }
  return map
}

function findColumn(columns: readonly string[], wanted: string): number {
  const exact = columns.indexOf(wanted)
  if (exact >= 0) return exact
  const close = columns.findIndex((column) => normalizeName(column) === normalizeName(wanted))
  if (close >= 0 && normalizeName(wanted) !== '') return close
  const position = /^#(\d+)$/.exec(wanted)
  const index = Number(position?.[1] ?? 0) - 1
  if (index >= 0 && index < columns.length) return index
  throw new InvalidInputError(`the file has no column '${wanted}'`, {
    field: 'map',
    hint: `Its columns: ${columns.join(', ')}. Columns can also be named by position: #1 to #${columns.length}.`,
  })
}
