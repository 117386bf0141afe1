import { differenceOfShares } from '../stats/difference-of-shares.ts'
import { normalQuantile } from '../stats/normal-quantile.ts'
import { chiSquareTail } from '../stats/tail-probabilities.ts'
import type { ColumnTable } from '../stats/column-table.ts'
import { fitCart } from '../trees/fit-cart.ts'
import { transformedOutcome, type TreatedRows } from './fit-uplift.ts'
import type { JudgedRows } from './judge-uplift.ts'

/** Between which bounds a column's values lie: over `above`, up to `upTo`. */
export interface ColumnRange {
  readonly column: string
  readonly above: number
  readonly upTo: number
}

/** People of one kind, with what the treatment added among them. */
export interface UpliftGroup {
  readonly treated: number
  readonly alone: number
  /** Shares of those treated and of those left alone who did it. */
  readonly treatedShare: number
  readonly aloneShare: number
  readonly uplift: number
  readonly interval: readonly [number, number]
}

export interface DescribedGroup extends UpliftGroup {
  readonly ranges: readonly ColumnRange[]
}

/** What the treatment added among some people; null when one of the two groups has nobody. */
export function upliftAmong(
  { treated, outcome }: Pick<JudgedRows, 'treated' | 'outcome'>,
  positions: readonly number[],
  z?: number,
): UpliftGroup | null {
  let [ones, zeros, hits, misses] = [0, 0, 0, 0]
  for (const i of positions) {
    if (treated[i] === 1) {
      ones += 1
      hits += outcome[i] ?? 0
    } else {
      zeros += 1
      misses += outcome[i] ?? 0
    }
  }
  if (ones === 0 || zeros === 0) return null
  // Newcombe's interval: in a group in which nobody did it, nought of a few is no proof of nothing.
  const { shareA, shareB, difference, interval } = differenceOfShares(hits, ones, misses, zeros, z)
  return { treated: ones, alone: zeros, treatedShare: shareA, aloneShare: shareB, uplift: difference, interval }
}

/**
 * How often chance alone would make the effects in groups of people differ as much as they do.
 *
 * @param groups - of different people; one group, or none, cannot differ
 * @returns 0..1
 * @see Cochran (1954), The combination of estimates from different experiments, Biometrics 10(1): Q on k - 1 degrees.
 */
export function upliftSpread(groups: readonly UpliftGroup[]): number {
  const known = groups.flatMap(({ uplift, treated, alone, treatedShare, aloneShare }) => {
    const variance = (treatedShare * (1 - treatedShare)) / treated + (aloneShare * (1 - aloneShare)) / alone
    return variance > 0 ? [{ uplift, weight: 1 / variance }] : []
  })
  if (known.length < 2) return 1
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  const mean = known.reduce((sum, { uplift, weight }) => sum + weight * uplift, 0) / total
  const q = known.reduce((sum, { uplift, weight }) => sum + weight * (uplift - mean) ** 2, 0)
  return chiSquareTail(q, known.length - 1)
}

/**
 * Tenths of the people by score, the highest first, with what the treatment added in each.
 *
 * @returns at most ten groups; those without treated or untreated people are left out
 */
export function upliftDeciles(rows: JudgedRows): UpliftGroup[] {
  const order = Array.from(rows.score.keys()).toSorted((a, b) => (rows.score[b] ?? 0) - (rows.score[a] ?? 0) || a - b)
  return Array.from({ length: 10 }, (_, tenth) => {
    const from = Math.floor((tenth * order.length) / 10)
    return upliftAmong(rows, order.slice(from, Math.floor(((tenth + 1) * order.length) / 10)))
  }).filter((group) => group !== null)
}

/**
 * Kinds of people told apart by a small tree that half of them grew, with what the treatment added among the other half: the
 * tree looks for differences, so only others can say how large they are.
 *
 * @param learnt - who grows the tree
 * @param judged - who is measured; same columns
 * @returns groups by uplift, highest first; intervals hold for all of them together (Bonferroni)
 * @see Athey & Imbens (2016), Recursive partitioning for heterogeneous causal effects, PNAS 113(27): honest estimates.
 */
export function upliftSegments(
  learnt: TreatedRows,
  judged: TreatedRows,
  { depth = 3, leastShare = 0.06 }: { readonly depth?: number; readonly leastShare?: number } = {},
): DescribedGroup[] {
  const tree = fitCart(learnt.table, transformedOutcome(learnt), {
    maximumDepth: depth,
    minimumLeafWeight: Math.max(50, learnt.treated.length * leastShare),
    minimumGain: 1e-4,
  })
  const leaves: { readonly positions: number[]; readonly ranges: readonly ColumnRange[] }[] = []
  const walk = (node: number, positions: number[], ranges: readonly ColumnRange[]): void => {
    const feature = tree.feature[node] ?? -1
    if (feature < 0) {
      leaves.push({ positions, ranges })
      return
    }
    const name = learnt.table.names[feature] ?? ''
    const column = columnOf(judged.table, feature)
    const threshold = tree.threshold[node] ?? 0
    const goesLeft = (i: number): boolean => (column[i] ?? 0) <= threshold
    walk(tree.left[node] ?? -1, positions.filter(goesLeft), narrowed(ranges, name, Number.NEGATIVE_INFINITY, threshold))
    walk(
      tree.right[node] ?? -1,
      positions.filter((i) => !goesLeft(i)),
      narrowed(ranges, name, threshold, Number.POSITIVE_INFINITY),
    )
  }
  walk(0, Array.from(judged.treated.keys()), [])
  const z = normalQuantile(1 - 0.05 / 2 / Math.max(1, leaves.length))
  return leaves
    .flatMap(({ positions, ranges }): DescribedGroup[] => {
      const group = upliftAmong(judged, positions, z)
      return group === null ? [] : [{ ...group, ranges }]
    })
    .toSorted((a, b) => b.uplift - a.uplift)
}

const columnOf = ({ columns }: ColumnTable, feature: number): Float64Array => columns[feature] ?? new Float64Array()

/** The ranges with one column narrowed further. */
function narrowed(ranges: readonly ColumnRange[], column: string, above: number, upTo: number): ColumnRange[] {
  const known = ranges.find((range) => range.column === column)
  const range = {
    column,
    above: Math.max(above, known?.above ?? Number.NEGATIVE_INFINITY),
    upTo: Math.min(upTo, known?.upTo ?? Number.POSITIVE_INFINITY),
  }
  return [...ranges.filter((one) => one !== known), range]
}
