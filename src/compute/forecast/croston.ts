import { flat } from './forecaster.ts'

export type IntermittentMethod = 'croston' | 'sba' | 'tsb'

const SHARES = [0.05, 0.1, 0.2, 0.3] as const

/**
 * Demand that comes now and then, as size and interval apart (Croston), with its bias taken out (SBA), or as size and chance
 * of a sale that fades while nothing sells (TSB, the one for goods that are dying out).
 *
 * The result is a mean per step, not "the next sale": 0.3 a week is one in three weeks.
 *
 * @param history - values >= 0, oldest first
 * @returns the same mean for every step. The smoothing share is the one of 0.05, 0.1, 0.2 and 0.3 with the smallest squared
 * one-step error.
 * @example intermittent('croston')(Float64Array.of(0, 4, 0, 4, 0, 4), 1) // => [2]
 * @see Croston (1972); Syntetos & Boylan (2005), IJF 21, 303-314; Teunter, Syntetos & Babai (2011), EJOR 214, 606-615.
 * Time O(n) for each of four shares.
 */
export const intermittent =
  (method: IntermittentMethod) =>
  (history: Float64Array, horizon: number): Float64Array => {
    const first = history.findIndex((value) => value > 0)
    if (first < 0) return flat(0, horizon)
    let best = { mean: 0, error: Number.POSITIVE_INFINITY }
    for (const share of SHARES) {
      const run = method === 'tsb' ? runChance(history, first, share) : runInterval(history, first, share, method)
      if (run.error < best.error) best = run
    }
    return flat(best.mean, horizon)
  }

interface Run {
  readonly mean: number
  readonly error: number
}

function runInterval(history: Float64Array, first: number, share: number, method: 'croston' | 'sba'): Run {
  const factor = method === 'sba' ? 1 - share / 2 : 1
  let size = history[first] ?? 0
  let gap = intervalAtStart(history, first)
  let since = 1
  let error = 0
  for (let t = first + 1; t < history.length; t += 1) {
    const value = history[t] as number
    error += (value - (factor * size) / gap) ** 2
    if (value > 0) {
      size += share * (value - size)
      gap += share * (since - gap)
      since = 1
    } else since += 1
  }
  return { mean: (factor * size) / gap, error }
}

function runChance(history: Float64Array, first: number, share: number): Run {
  let size = history[first] ?? 0
  let chance = 1 / intervalAtStart(history, first)
  let error = 0
  for (let t = first + 1; t < history.length; t += 1) {
    const value = history[t] as number
    error += (value - chance * size) ** 2
    chance += share * (Number(value > 0) - chance)
    if (value > 0) size += share * (value - size)
  }
  return { mean: chance * size, error }
}

/** Mean interval between sales; the wait before the first one, which is where the data happened to begin, says nothing. */
function intervalAtStart(history: Float64Array, first: number): number {
  let sales = 0
  let last = first
  for (let t = first; t < history.length; t += 1) {
    if ((history[t] as number) <= 0) continue
    sales += 1
    last = t
  }
  return sales < 2 ? Math.max(1, history.length - first) : (last - first) / (sales - 1)
}
