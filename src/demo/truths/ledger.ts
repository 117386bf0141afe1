import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DAYS, FIRST_DAY } from '../files/wall-time.ts'

/** Long planted lists, one JSON object a line, each in its own file beside the truths. */
export const TRUTH_LISTS = ['customers', 'reviews', 'orders'] as const
export type TruthList = (typeof TRUTH_LISTS)[number]

/** What was planted, as it happens. Nothing of it reaches the shop's files. */
export interface TruthLedger {
  /** Appends to a long list. */
  readonly add: (list: TruthList, entry: object) => void
  /** Adds to a named count. */
  readonly count: (name: string, by?: number) => void
  readonly counts: () => Readonly<Record<string, number>>
  /** Adds units sold of a product on a day. */
  readonly sold: (productIndex: number, day: number, units: number) => void
  /** Units sold per day of the demo, for one product. */
  readonly salesOf: (productIndex: number) => Int32Array
  readonly close: () => Readonly<Record<TruthList, string>>
}

const CHUNK = 1 << 17

/** Opens the truth lists in a folder. Sales take 2 MB whatever the number of customers. */
export function createTruthLedger(folder: string, products: number): TruthLedger {
  const lists = TRUTH_LISTS.map((name) => {
    const path = join(folder, `truths-${name}.jsonl`)
    return { name, path, descriptor: openSync(path, 'w'), buffer: '' }
  })
  const counts = new Map<string, number>()
  const sales = new Int32Array(products * DAYS)
  return {
    add: (list, entry) => {
      const target = lists.find((one) => one.name === list)
      if (target === undefined) return
      target.buffer += `${JSON.stringify(entry)}\n`
      if (target.buffer.length > CHUNK) {
        writeSync(target.descriptor, target.buffer)
        target.buffer = ''
      }
    },
    count: (name, by = 1) => counts.set(name, (counts.get(name) ?? 0) + by),
    counts: () => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    sold: (productIndex, day, units) => {
      const at = productIndex * DAYS + day - FIRST_DAY
      sales[at] = (sales[at] ?? 0) + units
    },
    salesOf: (productIndex) => sales.subarray(productIndex * DAYS, (productIndex + 1) * DAYS),
    close: () => {
      for (const list of lists) {
        writeSync(list.descriptor, list.buffer)
        closeSync(list.descriptor)
      }
      return Object.fromEntries(lists.map((list) => [list.name, list.path])) as Record<TruthList, string>
    },
  }
}
