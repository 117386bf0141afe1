import { countQuantiles } from '../stats/count-quantiles.ts'
import { selectQuantiles } from '../stats/select-quantiles.ts'
import type { RfmTotals } from './rfm-totals.ts'

/** The 20, 40, 60 and 80 % quantiles of a measure. */
export type CutPoints = readonly [number, number, number, number]

export interface RfmCutPoints {
  /** Days. */
  readonly recency: CutPoints
  /** Orders. */
  readonly frequency: CutPoints
  /** Minor units. */
  readonly monetary: CutPoints
}

/** Scores 1..5 in the order of the customers; 0 for a customer without an order. */
export interface RfmScores {
  readonly recency: Uint8Array
  readonly frequency: Uint8Array
  readonly monetary: Uint8Array
  /** Whole days since the last order; -1 without one. */
  readonly recencyDays: Int32Array
  /** Null when nobody has an order. */
  readonly cutPoints: RfmCutPoints | null
}

const QUINTILES = [0.2, 0.4, 0.6, 0.8] as const

/**
 * RFM scores from 1 to 5 against the quintiles of the customers with at least one order.
 *
 * Frequency and monetary: 1 + cut points strictly below the value; recency: 1 + cut points strictly above it, so that 5
 * is the most recent. Equal values get equal scores, hence the five groups need not be equally large: where most
 * customers ordered once, all of those share one frequency score.
 *
 * @param totals - per customer, any length n
 * @param asOfDay - local day number from which recency counts back; no order may be later
 * @param cutPoints - use these instead of the customers' own quintiles (stamped ones, or those of the whole shop)
 * @returns arrays of length n in the order of the customers
 * @example
 * scoreRfm({ lastDay: Int32Array.of(10, 9, 8, 7, 6), frequency: Int32Array.of(5, 4, 3, 2, 1),
 *   monetaryMinor: Float64Array.of(5, 4, 3, 2, 1) }, 10).recency // => [5, 4, 3, 2, 1]
 * @see Hughes (1994), Strategic Database Marketing, for scoring by quintiles.
 * Time O(n), memory O(n): quantiles are selected, not sorted.
 */
export function scoreRfm(totals: RfmTotals, asOfDay: number, cutPoints?: RfmCutPoints): RfmScores {
  const n = totals.frequency.length
  const recencyDays = new Int32Array(n)
  let buyers = 0
  for (let i = 0; i < n; i++) {
    const bought = (totals.frequency[i] ?? 0) > 0
    recencyDays[i] = bought ? asOfDay - (totals.lastDay[i] ?? 0) : -1
    if (bought) buyers += 1
  }
  const cuts = cutPoints ?? rfmCutPoints(totals, recencyDays, buyers)
  const scores = {
    recency: new Uint8Array(n),
    frequency: new Uint8Array(n),
    monetary: new Uint8Array(n),
    recencyDays,
    cutPoints: cuts,
  }
  if (cuts === null) return scores
  const [r1, r2, r3, r4] = cuts.recency
  const [f1, f2, f3, f4] = cuts.frequency
  const [m1, m2, m3, m4] = cuts.monetary
  for (let i = 0; i < n; i++) {
    const frequency = totals.frequency[i] ?? 0
    if (frequency === 0) continue
    const recency = recencyDays[i] ?? 0
    const monetary = totals.monetaryMinor[i] ?? 0
    scores.recency[i] = 1 + (+(r1 > recency) + +(r2 > recency) + +(r3 > recency) + +(r4 > recency))
    scores.frequency[i] = 1 + (+(f1 < frequency) + +(f2 < frequency) + +(f3 < frequency) + +(f4 < frequency))
    scores.monetary[i] = 1 + (+(m1 < monetary) + +(m2 < monetary) + +(m3 < monetary) + +(m4 < monetary))
  }
  return scores
}

function rfmCutPoints(totals: RfmTotals, recencyDays: Int32Array, buyers: number): RfmCutPoints | null {
  if (buyers === 0) return null
  const recency = new Int32Array(buyers)
  const frequency = new Int32Array(buyers)
  const monetary = new Float64Array(buyers)
  let position = 0
  for (let i = 0; i < recencyDays.length; i++) {
    const orders = totals.frequency[i] ?? 0
    if (orders === 0) continue
    recency[position] = recencyDays[i] ?? 0
    frequency[position] = orders
    monetary[position] = totals.monetaryMinor[i] ?? 0
    position += 1
  }
  return { recency: quintilesOfCounts(recency), frequency: quintilesOfCounts(frequency), monetary: quintiles(monetary) }
}

/** Days and orders are whole numbers close together: counting them costs a third of selecting. */
function quintilesOfCounts(values: Int32Array): CutPoints {
  const counted = countQuantiles(values, QUINTILES)
  return counted === null ? quintiles(Float64Array.from(values)) : cutPointsOf(counted)
}

const quintiles = (values: Float64Array): CutPoints => cutPointsOf(selectQuantiles(values, QUINTILES))

const cutPointsOf = ([a = 0, b = 0, c = 0, d = 0]: Float64Array): CutPoints => [a, b, c, d]
