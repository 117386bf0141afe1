import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { gatherBaskets, type Baskets } from '../../src/compute/rules/baskets.ts'
import { deriveRules, type AssociationRule } from '../../src/compute/rules/derive-rules.ts'
import { findFrequentSets } from '../../src/compute/rules/find-frequent-sets.ts'
import { atMost, mustEqual, type Check } from './check.ts'
import { warmCpuSeconds } from './support/warm-cpu-seconds.ts'

type Row = Readonly<Record<string, string>>

/** Lists of items by basket, in the order of the file. */
function readLists(path: string, basket: string, item: string, counts: (row: Row) => boolean): string[][] {
  const rows = parse(gunzipSync(readFileSync(path)), { columns: true }) as readonly Row[]
  const lists = new Map<string, string[]>()
  for (const row of rows) {
    if (!counts(row)) continue
    const key = row[basket] ?? ''
    const list = lists.get(key) ?? []
    lists.set(key, list)
    list.push(row[item] ?? '')
  }
  return [...lists.values()]
}

function coded(lists: readonly (readonly string[])[]): {
  readonly baskets: Baskets
  readonly names: readonly string[]
} {
  const names = [...new Set(lists.flat())]
  const codes = new Map(names.map((name, code) => [name, code]))
  return {
    baskets: gatherBaskets(
      lists.map((list) => list.map((name) => codes.get(name) ?? -1)),
      names.length,
    ),
    names,
  }
}

const rulesOf = (baskets: Baskets, minSupport: number, minConfidence: number): AssociationRule[] =>
  deriveRules(findFrequentSets(baskets, { minSupport }), minConfidence)

/** The largest difference of support, confidence and lift from counting each rule by itself, over the lists of names. */
function largestDifference(
  rules: readonly AssociationRule[],
  lists: readonly (readonly string[])[],
  names: readonly string[],
): number {
  const sets = lists.map((list) => new Set(list))
  const holding = (items: readonly string[]): number =>
    sets.filter((set) => items.every((item) => set.has(item))).length
  return rules.reduce((largest, { antecedent, consequent, support, confidence, lift }) => {
    const left = antecedent.map((item) => names[item] ?? '')
    const right = names[consequent] ?? ''
    const both = holding([...left, right])
    const expected = both / holding(left)
    return Math.max(
      largest,
      Math.abs(support - both / sets.length),
      Math.abs(confidence - expected),
      Math.abs(lift - expected / (holding([right]) / sets.length)),
    )
  }, 0)
}

/** Association rules of two shops, by number against the published ones and by value against plain counting. */
export const rules: Check = {
  id: 'rules',
  data: 'groceries-arules, online-retail',
  run({ dataFolder }) {
    const lists = readLists(
      join(dataFolder, 'data/groceries-arules/Groceries_long.csv.gz'),
      'transaction',
      'item',
      () => true,
    )
    const groceries = coded(lists)
    const retailLists = readLists(
      join(dataFolder, 'data/online-retail/onlineretail.csv.gz'),
      'InvoiceNo',
      'StockCode',
      ({ InvoiceNo = '', Quantity, UnitPrice }) =>
        !InvoiceNo.startsWith('C') && Number(Quantity) > 0 && Number(UnitPrice) > 0,
    )
    const retail = coded(retailLists)
    const confident = rulesOf(groceries.baskets, 0.001, 0.8)
    const frequent = rulesOf(groceries.baskets, 0.006, 0.25)
    return Promise.resolve([
      mustEqual('Groceries, support .001 confidence .8', 410, confident.length),
      mustEqual('Groceries, .001 / .5', 5668, rulesOf(groceries.baskets, 0.001, 0.5).length),
      mustEqual('Groceries, .01 / .5', 15, rulesOf(groceries.baskets, 0.01, 0.5).length),
      mustEqual('Groceries, .006 / .25', 463, frequent.length),
      atMost(
        'support, confidence, lift: largest difference from plain counting',
        1e-9,
        largestDifference([...confident, ...frequent], lists, groceries.names),
        12,
      ),
      mustEqual('Online Retail, baskets', 19_960, retail.baskets.baskets),
      mustEqual('Online Retail, .01 / .5', 919, rulesOf(retail.baskets, 0.01, 0.5).length),
      atMost(
        'Online Retail, seconds of CPU',
        1,
        warmCpuSeconds(() => rulesOf(retail.baskets, 0.01, 0.5)),
        2,
      ),
    ])
  },
}
