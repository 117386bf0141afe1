/** What was foreseen and what came, `steps` values for each origin, one origin after the other. */
export interface Rehearsals {
  readonly steps: number
  readonly foreseen: Float64Array
  readonly came: Float64Array
}

export interface Bands {
  /** Lower and upper ends, one per step. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** Share of what came that bands made from the other origins would have held; null with one origin. */
  readonly coverage: number | null
  /** Values that the coverage was measured on. */
  readonly tested: number
}

const root = (value: number): number => Math.sqrt(Math.max(0, value))

/**
 * Bands around a forecast from the errors that it would have made before, with the share of earlier values that such bands
 * would have held.
 *
 * Errors are taken between square roots, so that bands are wide where much is sold, lopsided where little is, and never below
 * 0. Errors grow along the steps as a straight line of their mean square. Few origins mean few errors: the measured coverage
 * says how far the bands can be trusted.
 *
 * @param path - the forecast, values >= 0, `rehearsals.steps` long
 * @param share - of values that a band should hold, 0.8 for 80 %
 * @returns bands that hold the path itself
 * @see Vovk, Gammerman & Shafer (2005): quantiles of earlier errors with the (n + 1) correction. Time O(n log n) in the number
 * of rehearsed values, times the number of origins.
 */
export function errorBands(path: Float64Array, rehearsals: Rehearsals, share: number): Bands {
  const { steps, foreseen, came } = rehearsals
  const origins = steps === 0 ? 0 : Math.floor(came.length / steps)
  const spread = growth(rehearsals)
  const scaled = Float64Array.from(
    came,
    (value, i) => (root(value) - root(foreseen[i] ?? 0)) / (spread[i % steps] ?? 1),
  )
  const tail = (1 - share) / 2
  const all = quantiles(scaled, tail)
  let held = 0
  for (let origin = 0; origins > 1 && origin < origins; origin += 1) {
    const others = new Float64Array((origins - 1) * steps)
    others.set(scaled.subarray(0, origin * steps))
    others.set(scaled.subarray((origin + 1) * steps), origin * steps)
    const [low, high] = quantiles(others, tail)
    for (const error of scaled.subarray(origin * steps, (origin + 1) * steps))
      if (error >= low && error <= high) held += 1
  }
  const end = (at: 0 | 1): Float64Array =>
    Float64Array.from(path, (value, step) => {
      const moved = Math.max(0, root(value) + all[at] * (spread[step] ?? 1)) ** 2
      return at === 0 ? Math.min(moved, value) : Math.max(moved, value)
    })
  return { low: end(0), high: end(1), coverage: origins > 1 ? held / (origins * steps) : null, tested: origins * steps }
}

/** How far errors spread at each step, as the root of a straight line through their mean squares. */
function growth({ steps, foreseen, came }: Rehearsals): Float64Array {
  const squares = new Float64Array(steps)
  for (let i = 0; i < came.length; i += 1) {
    squares[i % steps] = (squares[i % steps] ?? 0) + (root(came[i] ?? 0) - root(foreseen[i] ?? 0)) ** 2
  }
  const origins = came.length / Math.max(1, steps)
  const middle = (steps - 1) / 2
  let mean = 0
  let cross = 0
  let across = 0
  for (let step = 0; step < steps; step += 1) {
    const square = (squares[step] as number) / Math.max(1, origins)
    mean += square / steps
    cross += (step - middle) * square
    across += (step - middle) ** 2
  }
  const slope = across === 0 ? 0 : Math.max(0, cross / across)
  return Float64Array.from({ length: steps }, (_, step) =>
    Math.sqrt(Math.max(mean / 4, mean + slope * (step - middle), 1e-12)),
  )
}

/** The errors below and above which a share `tail` lies, moved outwards as so few errors call for. */
function quantiles(errors: Float64Array, tail: number): readonly [number, number] {
  if (errors.length === 0) return [0, 0]
  const sorted = errors.slice().sort()
  const rank = Math.floor((sorted.length + 1) * tail)
  const low = sorted[Math.max(0, rank - 1)] ?? 0
  const high = sorted[Math.min(sorted.length - 1, sorted.length - Math.max(1, rank))] ?? 0
  return [low, high]
}
