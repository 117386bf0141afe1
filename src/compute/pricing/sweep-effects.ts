/** A set of fixed effects: the group of each row, 0 .. groups - 1. */
export interface EffectGroups {
  readonly groupOf: Int32Array
  readonly groups: number
}

const MOST_ROUNDS = 2000
/** Of the size of a column: what is left moves a coefficient by less than its sixth digit. */
const CLOSE = 1e-8

/**
 * Takes the group means out of columns, of every set of groups at once, in place: what is left moves within the groups only.
 * With two sets (products and weeks) the means are taken out in turn until nothing changes any more.
 *
 * @param columns - each of the rows' length; written to
 * @param effects - one or more sets of groups
 * @param weights - >= 0, one per row; groups whose weights are all 0 are left alone
 * @returns whether it settled; with one set it always does, in one round
 * @see Guimaraes & Portugal (2010), Stata Journal 10(4), 628-649. Time O(rows x columns) a round.
 */
export function sweepEffects(
  columns: readonly Float64Array[],
  effects: readonly EffectGroups[],
  weights?: Float64Array,
): boolean {
  const totals = effects.map(({ groupOf, groups }) => {
    const sums = new Float64Array(groups)
    for (let row = 0; row < groupOf.length; row += 1) {
      const group = groupOf[row] as number
      sums[group] = (sums[group] as number) + (weights?.[row] ?? 1)
    }
    return sums
  })
  let settled = true
  for (const column of columns) {
    const size = Math.max(1e-300, Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / column.length))
    let round = 0
    for (; round < MOST_ROUNDS; round += 1) {
      let moved = 0
      for (const [at, { groupOf, groups }] of effects.entries()) {
        const sums = new Float64Array(groups)
        for (let row = 0; row < column.length; row += 1) {
          const group = groupOf[row] as number
          sums[group] = (sums[group] as number) + (column[row] as number) * (weights?.[row] ?? 1)
        }
        const total = totals[at] as Float64Array
        for (let group = 0; group < groups; group += 1) {
          sums[group] = (total[group] as number) > 0 ? (sums[group] as number) / (total[group] as number) : 0
          moved = Math.max(moved, Math.abs(sums[group] as number))
        }
        for (let row = 0; row < column.length; row += 1) {
          column[row] = (column[row] as number) - (sums[groupOf[row] as number] as number)
        }
      }
      if (effects.length < 2 || moved <= CLOSE * size) break
    }
    if (round === MOST_ROUNDS) settled = false
  }
  return settled
}
