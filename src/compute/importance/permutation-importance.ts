import { seededRandom } from '../../lib/random.ts'
import type { ColumnTable } from '../stats/column-table.ts'

export interface FeatureImportance {
  readonly feature: string
  /** Mean fall of the quality when the feature's values are shuffled between rows; near 0 is of no use. */
  readonly importance: number
}

/**
 * How much a model's quality falls when one feature is shuffled: what it owes to that feature.
 *
 * Judge on rows that the model was not fitted on. Of two features that say the same, each looks dispensable.
 *
 * @param table - rows with all features of the model
 * @param quality - of a table with the same rows, larger is better
 * @returns largest first, then by name
 * @see Breiman (2001), Machine Learning 45(1), section 10; Fisher, Rudin & Dominici (2019), JMLR 20(177).
 * Time O(columns x repeats x quality).
 */
export function permutationImportance(
  table: ColumnTable,
  quality: (table: ColumnTable) => number,
  { seed, repeats = 1 }: { readonly seed: string; readonly repeats?: number },
): readonly FeatureImportance[] {
  const random = seededRandom(`permutation/${seed}`)
  const whole = quality(table)
  return table.names
    .map((feature, index) => {
      let fall = 0
      for (let repeat = 0; repeat < repeats; repeat++) {
        const shuffled = (table.columns[index] as Float64Array).slice()
        for (let i = shuffled.length - 1; i > 0; i--) {
          const j = Math.floor(random() * (i + 1))
          const kept = shuffled[i] as number
          shuffled[i] = shuffled[j] as number
          shuffled[j] = kept
        }
        const columns = table.columns.map((column, other) => (other === index ? shuffled : column))
        fall += whole - quality({ ...table, columns })
      }
      return { feature, importance: fall / repeats }
    })
    .toSorted((a, b) => b.importance - a.importance || (a.feature < b.feature ? -1 : 1))
}
