import { rocAuc } from '../evaluation/roc-auc.ts'
import type { ColumnTable } from '../stats/column-table.ts'

/** How well one feature alone tells the classes apart. */
export interface FilteredFeature {
  readonly feature: string
  /** 0.5 (nothing) .. 1 (everything), whichever direction. */
  readonly strength: number
  readonly kept: boolean
  /** `constant`, `weak`, `leaks`, or `like:<feature>` for one that a stronger feature already tells. */
  readonly reason: string | null
}

export interface FilterOptions {
  /** Below it a feature is weak. */
  readonly minimumStrength?: number
  /** From it on a feature knows the outcome, which no feature of the past can: it leaks. */
  readonly leakStrength?: number
  /** Rank correlation from which the weaker of two features is left out. */
  readonly mostCorrelation?: number
}

/**
 * Filter selection: features by their own area under the ROC curve, without any model. Leaves out constants, leaks and
 * features that a stronger one repeats.
 *
 * Sees one feature at a time: two that only help together both look weak, which a wrapper would find.
 *
 * @returns in the order of the table
 * @see Guyon & Elisseeff (2003), Journal of Machine Learning Research 3, 1157-1182, section 2.
 * Time O(p n log n + p^2 n).
 */
export function filterFeatures(
  table: ColumnTable,
  labels: ArrayLike<number>,
  { minimumStrength = 0.5, leakStrength = 0.99, mostCorrelation = 1.01 }: FilterOptions = {},
): readonly FilteredFeature[] {
  const strengths = table.columns.map((column) => {
    const area = rocAuc(labels, column) ?? 0.5
    return Math.max(area, 1 - area)
  })
  const ranks = mostCorrelation > 1 ? [] : table.columns.map(rankColumn)
  const reasons: (string | null)[] = table.columns.map((column, i) => {
    const strength = strengths[i] as number
    if (column.every((value) => value === column[0])) return 'constant'
    if (strength >= leakStrength) return 'leaks'
    return strength < minimumStrength ? 'weak' : null
  })
  const strongestFirst = table.names
    .map((_, i) => i)
    .sort((a, b) => (strengths[b] as number) - (strengths[a] as number))
  const kept: number[] = []
  for (const i of strongestFirst) {
    if (reasons[i] !== null) continue
    const twin = kept.find(
      (other) =>
        ranks.length > 0 &&
        Math.abs(correlation(ranks[i] as Float64Array, ranks[other] as Float64Array)) >= mostCorrelation,
    )
    if (twin === undefined) kept.push(i)
    else reasons[i] = `like:${table.names[twin]}`
  }
  return table.names.map((feature, i) => ({
    feature,
    strength: strengths[i] as number,
    kept: reasons[i] === null,
    reason: reasons[i] as string | null,
  }))
}

/** Ranks from 0, ties sharing their mean. */
function rankColumn(column: Float64Array): Float64Array {
  const order = Uint32Array.from(column, (_, i) => i).sort((a, b) => (column[a] as number) - (column[b] as number))
  const ranks = new Float64Array(column.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && column[order[to] as number] === column[order[from] as number]) to += 1
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to - 1) / 2
    from = to
  }
  return ranks
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (a.length - 1) / 2
  let both = 0
  let ofA = 0
  let ofB = 0
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] as number) - mean
    const y = (b[i] as number) - mean
    both += x * y
    ofA += x * x
    ofB += y * y
  }
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB)
}
