import { normalQuantile } from '../stats/normal-quantile.ts'
import type { Estimate } from './pool-estimates.ts'

export interface PriceScene {
  /** Units expected at the present price, with the ends of their 80 % interval. */
  readonly units: number
  readonly low: number
  readonly high: number
  /** In any unit of money. */
  readonly price: number
  /** Null when nobody knows. */
  readonly unitCost: number | null
  readonly elasticity: Estimate
}

export interface Ranged {
  readonly value: number
  /** 80 % */
  readonly interval: readonly [number, number]
}

export interface SimulatedChange {
  readonly units: Ranged
  readonly revenue: Ranged
  readonly margin: Ranged | null
  /** Against the present price: what the forecast gets wrong is the same in both, so that only the elasticity is unsure. */
  readonly unitsChange: Ranged
  readonly revenueChange: Ranged
  /** In money, for a margin may be nothing or less. */
  readonly marginChange: Ranged | null
}

/** Deviations from the middle to either end of an 80 % interval. */
export const Z80 = normalQuantile(0.9)

/**
 * What another price does to units, revenue and margin when a per cent of price always costs the same per cent of units.
 *
 * Far from the prices that were ever tried this is a guess in the clothes of a formula. What goes to or comes from other
 * products is not counted.
 *
 * @param change - of the price, -0.1 for ten per cent less; above -1
 * @example an elasticity of -2 and a price 10 % lower sell 1 / 0.9^2 = 1.235 times the units for 1.111 times the revenue
 * Time O(1).
 */
export function simulateChange(scene: PriceScene, change: number): SimulatedChange {
  const { units, low, high, price, unitCost, elasticity } = scene
  const step = Math.log1p(change)
  const factor = Math.exp(elasticity.value * step)
  const byPrice = elasticity.standardError * Math.abs(step)
  const upper = Math.hypot(byPrice, spreadOf(units, high))
  const lower = Math.hypot(byPrice, spreadOf(low, units))
  const ranged = (value: number, down: number, up: number): Ranged => ({
    value,
    interval: [value * Math.exp(-Z80 * down), value * Math.exp(Z80 * up)],
  })
  const expected = ranged(units * factor, lower, upper)
  const scaled = ({ value, interval: [from, to] }: Ranged, by: number): Ranged => ({
    value: value * by,
    interval: by < 0 ? [to * by, from * by] : [from * by, to * by],
  })
  const newPrice = price * (1 + change)
  const ratio = ranged(factor, byPrice, byPrice)
  const less = ({ value, interval: [from, to] }: Ranged): Ranged => ({ value: value - 1, interval: [from - 1, to - 1] })
  const marginOf = (sold: number): number => sold * (newPrice - (unitCost ?? 0)) - units * (price - (unitCost ?? 0))
  const ends = [ratio.interval[0], ratio.interval[1]].map((end) => marginOf(units * end)).toSorted((a, b) => a - b)
  return {
    units: expected,
    revenue: scaled(expected, newPrice),
    margin: unitCost === null ? null : scaled(expected, newPrice - unitCost),
    unitsChange: less(ratio),
    revenueChange: less(scaled(ratio, 1 + change)),
    marginChange:
      unitCost === null ? null : { value: marginOf(units * factor), interval: [ends[0] ?? 0, ends[1] ?? 0] },
  }
}

/** Standard deviation of the logarithm that an end of an 80 % interval stands for. */
export const spreadOf = (low: number, high: number): number => (low > 0 && high > low ? Math.log(high / low) / Z80 : 0)

/**
 * The prices between which revenue is best, within those that were tried: one end of the range where the elasticity is clearly
 * on one side of -1, the whole range where it is not.
 *
 * @param range - lowest and highest price that were tried, in money
 * @returns prices in money, and whether they differ from each other because the elasticity is unsure
 */
export function bestRevenueBand(
  elasticity: Estimate,
  [lowest, highest]: readonly [number, number],
): readonly [number, number] {
  const ends = [-1, 1].map((side) => elasticity.value + side * Z80 * elasticity.standardError)
  const best = ends.map((end) => (end < -1 ? lowest : highest))
  return [Math.min(...best), Math.max(...best)]
}

/**
 * The prices between which margin is best: cost x e / (1 + e) where an elasticity e is below -1, the highest price tried
 * otherwise; never outside what was tried.
 */
export function bestMarginBand(
  elasticity: Estimate,
  unitCost: number,
  [lowest, highest]: readonly [number, number],
): readonly [number, number] {
  const best = [-1, 0, 1].map((side) => {
    const end = elasticity.value + side * Z80 * elasticity.standardError
    return end < -1 ? Math.min(highest, Math.max(lowest, (unitCost * end) / (1 + end))) : highest
  })
  return [Math.min(...best), Math.max(...best)]
}
