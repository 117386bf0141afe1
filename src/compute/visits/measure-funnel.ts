import { wilsonInterval } from '../stats/wilson-interval.ts'

/** One step of a funnel over many visits. */
export interface FunnelStep {
  /** Visits that reached it. */
  readonly count: number
  /** Of those that reached the step before; of all visits for the first. Null where nobody did. */
  readonly rate: number | null
  /** 95 % (Wilson). */
  readonly interval: readonly [number, number] | null
  /** Of all visits. */
  readonly overall: number | null
  /** Median seconds since the step before; null for the first and where nobody came so far. */
  readonly medianSeconds: number | null
}

/**
 * Counts, rates and times of a funnel.
 *
 * A visit stands for itself: who comes twice counts twice, and a purchase in a later visit is no conversion of the earlier.
 *
 * @param reached - of every visit the instants (ms) of the steps it reached, as `walkFunnel` gives them
 * @param steps - number of steps
 * @returns one entry for each step, counts never rising
 * @example measureFunnel([[0, 5000], [0]], 2)[1]?.rate // => 0.5
 * Time O(visits x steps x log), memory O(visits).
 */
export function measureFunnel(reached: readonly (readonly number[])[], steps: number): readonly FunnelStep[] {
  return Array.from({ length: steps }, (_, step) => {
    const here = reached.filter((times) => times.length > step)
    const before = step === 0 ? reached.length : reached.filter((times) => times.length >= step).length
    const seconds = step === 0 ? [] : here.map((times) => ((times[step] ?? 0) - (times[step - 1] ?? 0)) / 1000)
    return {
      count: here.length,
      rate: before === 0 ? null : here.length / before,
      interval: before === 0 ? null : wilsonInterval(here.length, before),
      overall: reached.length === 0 ? null : here.length / reached.length,
      medianSeconds: median(seconds),
    }
  })
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
