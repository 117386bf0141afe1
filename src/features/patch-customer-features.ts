import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { readOwnCustomerRow, readOwnReturns } from '../store/queries/features/read-own-row.ts'
import { readPurchaseGroup } from '../store/queries/features/read-purchase-groups.ts'
import { arrangeFeatures } from './arrange-features.ts'
import type { CodedColumn } from './coded-column.ts'
import { VALUE_DAYS } from './compute-customer-features.ts'
import type { CustomerAttributes, CustomerFeatures } from './customer-features.ts'

const ATTRIBUTES = ['region', 'city', 'country', 'gender', 'ageBand', 'source', 'channel', 'memberLevel'] as const

/** Positions of customers who came after the features were first computed, shared by all that were patched from them. */
interface Newcomers {
  readonly base: (customerId: string) => number
  readonly positions: Map<string, number>
}
const newcomersOf = new WeakMap<CustomerFeatures, Newcomers>()

/**
 * The features after facts of these customers have changed: their own rows are read again, everybody's standing is worked
 * out anew, and nobody else's facts are read. The same as computing all from the facts, but that newcomers stand last.
 *
 * Time: a few look-ups a changed customer and one copy and one pass over all.
 */
export function patchCustomerFeatures(
  store: Store,
  previous: CustomerFeatures,
  zone: TimeZone,
  changed: Iterable<string>,
): CustomerFeatures {
  const { asOf } = previous
  const yearFromDay = asOf.day - VALUE_DAYS + 1
  const yearFrom = zone.startOfDay(yearFromDay)
  const own = [...new Set(changed)].sort().map((id) => ({
    id,
    row: readOwnCustomerRow(store, id, asOf.until),
    bought: readPurchaseGroup(store, id, asOf.until, yearFromDay),
    returned: readOwnReturns(store, id, asOf.until, yearFrom),
  }))
  const known = newcomersOf.get(previous) ?? { base: previous.positionOf, positions: new Map<string, number>() }
  const ids = [...previous.customerIds]
  const rows = own.flatMap((one) => {
    let position = previous.positionOf(one.id)
    if (position < 0) {
      if (one.row === undefined && one.bought === undefined && one.returned === undefined) return []
      position = ids.length
      ids.push(one.id)
      known.positions.set(one.id, position)
    }
    return [{ ...one, position }]
  })
  const size = ids.length
  const ints = (column: Int32Array): Int32Array => grown(column, new Int32Array(size))
  const floats = (column: Float64Array, empty = 0): Float64Array => grown(column, new Float64Array(size).fill(empty))
  const columns = {
    frequency: ints(previous.frequency),
    units: ints(previous.units),
    returnedUnits: ints(previous.returnedUnits),
    grossMinor: floats(previous.grossMinor),
    returnsMinor: floats(previous.returnsMinor),
    netMinor: floats(previous.netMinor),
    yearNetMinor: floats(previous.yearNetMinor),
    firstOrderAt: floats(previous.firstOrderAt, Number.NaN),
    lastOrderAt: floats(previous.lastOrderAt, Number.NaN),
  }
  const days = new Map<number, Int32Array>()
  for (const { position, bought, returned } of rows) {
    const [, orders = 0, gross = 0, units = 0, yearGross = 0, first = Number.NaN, last = Number.NaN, list = ''] =
      bought ?? []
    columns.frequency[position] = orders
    columns.units[position] = units
    columns.returnedUnits[position] = returned?.returnedUnits ?? 0
    columns.grossMinor[position] = gross
    columns.returnsMinor[position] = returned?.returnsMinor ?? 0
    columns.netMinor[position] = gross - (returned?.returnsMinor ?? 0)
    columns.yearNetMinor[position] = yearGross - (returned?.yearReturnsMinor ?? 0)
    columns.firstOrderAt[position] = first
    columns.lastOrderAt[position] = last
    const distinct = list === '' ? [] : [...new Set(list.split(',').map(Number))].sort((a, b) => a - b)
    days.set(position, Int32Array.from(distinct))
  }
  const positionOf = (customerId: string): number => {
    const position = known.base(customerId)
    if (position >= 0) return position
    const later = known.positions.get(customerId) ?? -1
    return later < size ? later : -1
  }
  const features = arrangeFeatures({
    ...columns,
    asOf,
    customerIds: ids,
    positionOf,
    purchases: replaceDays(previous.purchases, days, size),
    attributes: patchAttributes(previous.attributes, rows, size),
  })
  newcomersOf.set(features, known)
  return features
}

const grown = <Column extends { set(from: Column): void }>(from: Column, to: Column): Column => {
  to.set(from)
  return to
}

/** Purchase days with those of some customers in the place of what was there. */
function replaceDays(
  { offsets, days }: CustomerFeatures['purchases'],
  changed: ReadonlyMap<number, Int32Array>,
  size: number,
): CustomerFeatures['purchases'] {
  const before = offsets.length - 1
  const lengthAt = (position: number): number =>
    changed.get(position)?.length ?? (position < before ? (offsets[position + 1] ?? 0) - (offsets[position] ?? 0) : 0)
  const into = new Int32Array(size + 1)
  for (let position = 0; position < size; position += 1) into[position + 1] = (into[position] ?? 0) + lengthAt(position)
  const all = new Int32Array(into[size] ?? 0)
  // What lies between two changed customers moves in one piece.
  let from = 0
  for (const [position, own] of [...changed].sort(([a], [b]) => a - b)) {
    copyDays(from, Math.min(position, before))
    all.set(own, into[position] ?? 0)
    from = position + 1
  }
  copyDays(from, before)
  return { offsets: into, days: all }

  function copyDays(first: number, end: number): void {
    if (first < end) all.set(days.subarray(offsets[first] ?? 0, offsets[end] ?? 0), into[first] ?? 0)
  }
}

function patchAttributes(
  attributes: CustomerAttributes,
  rows: readonly { readonly position: number; readonly row: ReturnType<typeof readOwnCustomerRow> }[],
  size: number,
): CustomerAttributes {
  const patch = (name: (typeof ATTRIBUTES)[number]): CodedColumn => {
    const { names, codes } = attributes[name]
    const patched = grown(Int32Array.from(codes), new Int32Array(Math.max(size, codes.length)).fill(-1))
    const words = [...names]
    for (const { position, row } of rows) {
      const word = row?.[name] ?? null
      let code = word === null || word === '' ? -1 : words.indexOf(word)
      if (code < 0 && word !== null && word !== '') code = words.push(word) - 1
      patched[position] = code
    }
    return { names: words, codes: patched }
  }
  return {
    region: patch('region'),
    city: patch('city'),
    country: patch('country'),
    gender: patch('gender'),
    ageBand: patch('ageBand'),
    source: patch('source'),
    channel: patch('channel'),
    memberLevel: patch('memberLevel'),
  }
}
