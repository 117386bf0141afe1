import { transposeSets, type SetRows } from './customer-sets.ts'
import type { History } from './interactions.ts'
import { float64Of, int32Of, readModelBytes, writeModelBytes } from './model-bytes.ts'
import type { FittedRecommender, RecommenderMethod } from './recommender.ts'
import { shareReasons } from './share-reasons.ts'
import { topItems } from './top-items.ts'
import { weighHistory, type HistoryWeighing } from './weigh-history.ts'

/** How the nearest rows of a memory are found and what they say. */
export interface NeighbourRule {
  /** Rows that speak. */
  readonly neighbours: number
  /** Only so many rows that share an item are looked at, the latest; 0 for all. */
  readonly sample: number
  readonly weighing: HistoryWeighing
  /** A row's say is divided by (size of the row)^power: 0.5 gives a cosine. */
  readonly sizePower: number
  /** Added to the size before the power: small rows say less. */
  readonly shrinkage: number
  /** A row says less by this per event between the end of the history and the latest item that they share; 0 for none. */
  readonly matchDecay: number
  /** An item's score is multiplied by 1 + this x ln(rows / rows with the item): rare items speak louder. */
  readonly rarity: number
}

/** Rows in time order, the latest last. */
export interface NeighbourModel {
  readonly method: RecommenderMethod
  readonly items: number
  readonly rows: SetRows
  readonly rarity: Float64Array
  readonly rule: NeighbourRule
}

/** What each row of the memory shares with a history, and how much of a say it has. */
interface Speaker {
  readonly row: number
  readonly say: number
}

/**
 * The recommender that asks the rows of a memory (customers, sessions) that are nearest to a history, and adds up what they
 * hold.
 */
export function neighbourRecommender(model: NeighbourModel): FittedRecommender {
  const { method, items, rows, rarity, rule } = model
  const holders = transposeSets(rows, items)
  const notes = { neighbours: rule.neighbours, sample: rule.sample, rows: rows.rows }
  const known = (item: number): boolean => Number.isInteger(item) && item >= 0 && item < items
  return {
    method,
    items,
    notes,
    score(history, out) {
      out.fill(0)
      for (const { row, say } of findSpeakers(history, model, holders)) {
        for (let at = rows.starts[row] as number; at < (rows.starts[row + 1] as number); at++) {
          const item = rows.members[at] as number
          out[item] = (out[item] as number) + say * (rarity[item] as number)
        }
      }
    },
    similar: (item, k) => (known(item) ? similarByHolders(item, k, rows, holders, items) : []),
    explain(history, item) {
      if (!known(item)) return []
      const own = weighHistory(history, items, rule.weighing)
      const weights = new Map(Array.from(own.items, (source, at) => [source, own.weights[at] as number]))
      const parts: (readonly [number, number])[] = []
      for (const { row, say } of findSpeakers(history, model, holders)) {
        const members = rows.members.subarray(rows.starts[row], rows.starts[row + 1])
        if (!members.includes(item)) continue
        const shared = Array.from(members).filter((member) => weights.has(member))
        const total = shared.reduce((sum, member) => sum + (weights.get(member) ?? 0), 0)
        for (const member of shared) parts.push([member, (say * (weights.get(member) ?? 0)) / total])
      }
      return shareReasons(parts)
    },
    toBytes: () =>
      writeModelBytes({
        method,
        items,
        meta: { rule, rows: rows.rows },
        arrays: { starts: rows.starts, members: rows.members, rarity },
      }),
  }
}

/** @throws {InvalidInputError} when the bytes are no model of this method */
export function neighbourRecommenderFromBytes(bytes: Uint8Array, method: RecommenderMethod): FittedRecommender {
  const parts = readModelBytes(bytes, method)
  const { rule, rows } = parts.meta as { readonly rule: NeighbourRule; readonly rows: number }
  return neighbourRecommender({
    method,
    items: parts.items,
    rows: { rows, starts: int32Of(parts, 'starts'), members: int32Of(parts, 'members') },
    rarity: float64Of(parts, 'rarity'),
    rule,
  })
}

/** 1 + weight x ln(rows / rows with the item), 1 for an item that no row has. */
export function rarityOf(rows: SetRows, items: number, weight: number): Float64Array {
  const counts = new Float64Array(items)
  for (const member of rows.members) counts[member] = (counts[member] as number) + 1
  return counts.map((count) => (count === 0 ? 1 : 1 + weight * Math.log(rows.rows / count)))
}

function findSpeakers(history: History, model: NeighbourModel, holders: SetRows): readonly Speaker[] {
  const { rule, rows } = model
  const own = weighHistory(history, model.items, rule.weighing)
  const total = own.weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) return []
  const sums = new Map<number, { sum: number; back: number }>()
  for (let at = own.items.length - 1; at >= 0; at--) {
    const item = own.items[at] as number
    const weight = own.weights[at] as number
    const back = own.items.length - 1 - at
    const from = holders.starts[item] as number
    const to = holders.starts[item + 1] as number
    const first = rule.sample > 0 ? Math.max(from, to - rule.sample) : from
    for (let h = first; h < to; h++) {
      const row = holders.members[h] as number
      const entry = sums.get(row)
      if (entry === undefined) sums.set(row, { sum: weight, back })
      else entry.sum += weight
    }
  }
  let candidates = [...sums]
  if (rule.sample > 0 && candidates.length > rule.sample) {
    candidates = candidates.toSorted((a, b) => b[0] - a[0]).slice(0, rule.sample)
  }
  return candidates
    .map(([row, { sum, back }]) => {
      const size = (rows.starts[row + 1] as number) - (rows.starts[row] as number)
      const near = sum / (total * (size + rule.shrinkage) ** rule.sizePower)
      return { row, near, say: near * Math.max(0, 1 - rule.matchDecay * (back + 1)) }
    })
    .toSorted((a, b) => b.near - a.near || b.row - a.row)
    .slice(0, rule.neighbours)
}

function similarByHolders(item: number, k: number, rows: SetRows, holders: SetRows, items: number) {
  const together = new Float64Array(items)
  for (let h = holders.starts[item] as number; h < (holders.starts[item + 1] as number); h++) {
    const row = holders.members[h] as number
    for (let at = rows.starts[row] as number; at < (rows.starts[row + 1] as number); at++) {
      const other = rows.members[at] as number
      together[other] = (together[other] as number) + 1
    }
  }
  const sizeOf = (one: number): number => (holders.starts[one + 1] as number) - (holders.starts[one] as number)
  const scores = together.map((count, other) =>
    count === 0 || other === item ? 0 : count / Math.sqrt(sizeOf(item) * sizeOf(other)),
  )
  return topItems(scores, k)
}
