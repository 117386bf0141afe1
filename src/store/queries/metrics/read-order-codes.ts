import type { Store } from '../../open.ts'
import { attributeColumn } from './attribute-columns.ts'
import type { Attribute } from './metric-plan.ts'

/** Values of an attribute as numbers into `names`; a missing value is ''. */
export interface Codes {
  readonly names: readonly string[]
  readonly codes: Uint16Array | Int32Array | Uint8Array
}

/** Rows that come over as one text: few enough to be held, many enough that the crossing does not count. */
const CHUNK = 8192
const MOST_NAMES = 65_535

/** Codes of an attribute that orders carry, by row number; null when it has too many different values to be a group. */
export function readOrderCodes(store: Store, attribute: Attribute): Codes | null {
  const last = store.sqlite.prepare<[], [number | null]>('SELECT max(rowid) FROM orders').raw().get()?.[0] ?? 0
  const codes = new Uint16Array(last + 1)
  const coder = newCoder()
  const chunk = store.sqlite
    .prepare<[number, number], [numbers: string, values: string]>(
      `SELECT json_group_array(o.rowid), json_group_array(coalesce(${attributeColumn('orders', attribute).sql}, ''))
         FROM orders o WHERE o.rowid >= ? AND o.rowid < ?`,
    )
    .raw()
  for (let from = 0; from <= last; from += CHUNK) {
    const [numbers, values] = chunk.get(from, from + CHUNK) ?? ['[]', '[]']
    const names = JSON.parse(values) as string[]
    for (const [index, row] of (JSON.parse(numbers) as number[]).entries())
      codes[row] = coder.codeOf(names[index] ?? '')
    if (coder.names.length > MOST_NAMES) return null
  }
  return { names: coder.names, codes }
}

/** Codes of an attribute of customers, in the order of `customerIds`. */
export function readCustomerCodes(store: Store, attribute: Attribute, customerIds: readonly (string | null)[]): Codes {
  const values = new Map(
    store.sqlite
      .prepare<[], [string, string]>(
        `SELECT c.id, coalesce(${attributeColumn('orders', attribute).sql}, '') FROM customers c`,
      )
      .raw()
      .all(),
  )
  const coder = newCoder()
  const codes = Int32Array.from(customerIds, (id) => coder.codeOf(id === null ? '' : (values.get(id) ?? '')))
  return { names: coder.names, codes }
}

function newCoder(): { readonly names: string[]; readonly codeOf: (name: string) => number } {
  const names: string[] = []
  const known = new Map<string, number>()
  return {
    names,
    codeOf: (name) => {
      const found = known.get(name)
      if (found !== undefined) return found
      known.set(name, names.length)
      return names.push(name) - 1
    },
  }
}
