/** Something done in a visit: which step of the funnel it is, -1 for none, and when (ms). */
export interface FunnelMark {
  readonly step: number
  readonly at: number
}

/**
 * How far one visit goes through a funnel: when each step was reached, in order.
 *
 * Loose: anything may lie between two steps, and the first of each kind behind the step before counts. Strict: the next thing
 * done, repeats of the same step aside, has to be the next step; the longest such run of the visit counts.
 *
 * @param marks - everything done in the visit, oldest first
 * @param steps - number of steps, >= 1
 * @returns instants of the steps reached, ascending; empty when not even the first was
 * @example walkFunnel([{ step: 0, at: 1 }, { step: -1, at: 2 }, { step: 1, at: 3 }], 2, false) // => [1, 3]
 * Time O(marks) loose, O(marks) strict, memory O(steps).
 */
export function walkFunnel(marks: readonly FunnelMark[], steps: number, strict: boolean): readonly number[] {
  if (!strict) {
    const reached: number[] = []
    for (const { step, at } of marks) {
      if (reached.length === steps) break
      if (step === reached.length) reached.push(at)
    }
    return reached
  }
  let best: readonly number[] = []
  let run: number[] = []
  for (const { step, at } of marks) {
    if (step === run.length && run.length < steps) run.push(at)
    else if (step !== run.length - 1) run = step === 0 ? [at] : []
    if (run.length > best.length) best = [...run]
  }
  return best
}
