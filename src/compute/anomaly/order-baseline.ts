import type { Steps } from '../../lib/in-turns.ts'
import type { Random } from '../../lib/random.ts'
import { selectQuantiles } from '../stats/select-quantiles.ts'
import { fitIsolationForest, scoreIsolation, type IsolationForest } from './isolation-forest.ts'
import type { OrderMeasures } from './order-measures.ts'

/** What is usual in a shop, and what an isolation forest learnt of its orders. */
export interface OrderBaseline {
  readonly orders: number
  /** Value of an order that one in a thousand exceeds: natural logarithm of minor units. */
  readonly amountBound: number
  readonly amountMedian: number
  /** Units a line that one in a thousand orders exceeds. */
  readonly unitsBound: number
  /** Share of orders in each local hour. */
  readonly hourShares: Float64Array
  /** Shares of orders with the signal at all: what is common here says little. */
  readonly newRegionShare: number
  readonly otherDeviceShare: number
  readonly burstShare: number
  readonly forest: IsolationForest | null
  /** Isolation score that one order in a hundred, and one in a thousand, exceeds. */
  readonly isolationBounds: readonly [number, number]
}

/** Fewer orders say nothing of what is usual. */
export const LEAST_ORDERS = 200
const SCORED_FOR_BOUNDS = 20_000
const SCORED_IN_A_TURN = 1000

const shareOf = (values: Float64Array, holds: (value: number) => boolean): number => {
  let count = 0
  for (const value of values) if (holds(value)) count += 1
  return values.length === 0 ? 0 : count / values.length
}

/**
 * Learns what is usual. The rare orders are among those it learns from, so bounds are quantiles, which a half per cent of
 * abnormal orders does not move.
 *
 * @returns a baseline; its forest is null with fewer than 200 orders
 * Time O(n) and the growing of the forest; memory O(n).
 */
export function* fitOrderBaseline(measures: OrderMeasures, random: Random): Steps<OrderBaseline> {
  const { size } = measures
  const hourShares = new Float64Array(24)
  for (const hour of measures.hour) hourShares[hour] = (hourShares[hour] ?? 0) + 1 / Math.max(1, size)
  const [amountMedian = 0, amountBound = 0] =
    size === 0 ? [0, 0] : selectQuantiles(measures.amount.slice(), [0.5, 0.999])
  const [unitsBound = 1] = size === 0 ? [1] : selectQuantiles(measures.unitsPerLine.slice(), [0.999])
  yield
  const partial: Omit<OrderBaseline, 'forest' | 'isolationBounds'> = {
    orders: size,
    amountBound,
    amountMedian,
    unitsBound: Math.max(1, unitsBound),
    hourShares,
    newRegionShare: shareOf(measures.newRegion, (value) => value > 0),
    otherDeviceShare: shareOf(measures.otherDevice, (value) => value > 0),
    burstShare: shareOf(measures.burst, (value) => value > 1),
  }
  if (size < LEAST_ORDERS) return { ...partial, forest: null, isolationBounds: [1, 1] }
  yield
  // An even part of a large shop teaches a hundred trees of two hundred rows as much as all of it.
  const step = Math.max(1, Math.floor(size / SCORED_FOR_BOUNDS))
  const rows = Array.from({ length: Math.ceil(size / step) }, (_, i) => i * step)
  const features = isolationFeatures(measures, hourShares, rows)
  const forest = fitIsolationForest(features, { trees: 100, random })
  yield
  const scores = new Float64Array(rows.length)
  for (let from = 0; from < rows.length; from += SCORED_IN_A_TURN) {
    const some = features.map((column) => column.subarray(from, from + SCORED_IN_A_TURN))
    scores.set(scoreIsolation(forest, some), from)
    yield
  }
  const [common = 1, rare = 1] = selectQuantiles(scores, [0.99, 0.999])
  return { ...partial, forest, isolationBounds: [common, rare] }
}

/** What the forest looks at in some rows; the same columns when it learns and when it scores. */
export function isolationFeatures(
  measures: OrderMeasures,
  hourShares: Float64Array,
  rows: readonly number[],
): readonly Float64Array[] {
  const pick = (column: Float64Array | Uint8Array, change = (value: number): number => value): Float64Array =>
    Float64Array.from(rows, (row) => change(column[row] as number))
  return [
    pick(measures.amount),
    pick(measures.ownAmount),
    pick(measures.unitsPerLine, (units) => Math.log(Math.max(0.1, units))),
    pick(measures.hour, (hour) => -Math.log(Math.max(1e-6, hourShares[hour] ?? 0))),
    pick(measures.burst),
    pick(measures.newRegion),
    pick(measures.otherDevice),
    pick(measures.payments),
  ]
}
