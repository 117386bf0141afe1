import type { Draws } from '../draws/draws.ts'
import { power } from '../draws/exact-math.ts'
import { DAYS, FIRST_DAY } from '../files/wall-time.ts'

/** The list price from a day on, and what it does to demand. */
export interface PriceStep {
  readonly fromDay: number
  readonly priceMinor: number
  /** Chance that a buyer who looks at the product takes it: (price / base price) ^ elasticity, scaled to at most 1. */
  readonly acceptance: number
}

const RATIOS = [0.82, 0.88, 0.94, 1, 1.06, 1.12, 1.18] as const
const LOWEST = RATIOS[0]

/** Price history of one product: six in ten change their price one to four times. */
export function makePriceSteps(basePriceMinor: number, elasticity: number, draws: Draws): PriceStep[] {
  const step = (fromDay: number, ratio: number): PriceStep => {
    const priceMinor = Math.round((basePriceMinor * ratio) / 100) * 100
    return { fromDay, priceMinor, acceptance: power(priceMinor / basePriceMinor / LOWEST, elasticity) }
  }
  const steps = [step(FIRST_DAY - 400, 1)]
  if (!draws.chance(0.6)) return steps
  const changes = 1 + draws.below(4)
  const days = Array.from({ length: changes }, () => FIRST_DAY + 30 + draws.below(DAYS - 60)).toSorted((a, b) => a - b)
  for (const day of days) steps.push(step(day, draws.pick(RATIOS)))
  return steps
}

/** The step in force on a day. */
export function priceOn(steps: readonly PriceStep[], day: number): PriceStep {
  let current = steps[0]
  for (const one of steps) {
    if (one.fromDay > day) break
    current = one
  }
  if (current === undefined) throw new RangeError('a product without a price')
  return current
}
