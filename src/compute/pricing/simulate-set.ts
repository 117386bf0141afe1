import type { Estimate } from './pool-estimates.ts'
import { Z80, type Ranged, type SimulatedChange } from './simulate-change.ts'

/** One thing of a set, at the present price. */
export interface SetPart {
  /** Units expected. */
  readonly units: number
  readonly price: number
  /** Null when nobody knows. */
  readonly unitCost: number | null
  readonly elasticity: Estimate
  /** Things of one group lean on the same estimate, so that they err together. */
  readonly group: string
}

export interface SimulatedSet extends SimulatedChange {
  readonly unitsNow: number
  readonly revenueNow: number
  /** Over parts whose cost is known, as all margins of a set; null when none is. */
  readonly marginNow: number | null
}

/**
 * What one change of all prices of a set does to their units, revenue and margin together.
 *
 * Elasticities say what a price does while the others stay: of prices that rise together fewer customers turn to a neighbour, so
 * that a loss is rather smaller than this, and a gain of prices that fall together too.
 *
 * @param parts - at least one; units and prices >= 0
 * @param spread - standard deviations of the logarithm of all units together, downwards and upwards, that a forecast leaves
 * @param change - of every price, -0.1 for ten per cent less; above -1
 * @example two parts of one group, -1 each: prices 10 % higher sell 1 / 1.1 of the units for the same revenue
 * Within a group elasticities err together, between groups by themselves. Time O(n).
 */
export function simulateSet(
  parts: readonly SetPart[],
  spread: { readonly down: number; readonly up: number },
  change: number,
): SimulatedSet {
  const step = Math.log1p(change)
  const sold = (part: SetPart, z: number): number =>
    part.units * Math.exp(part.elasticity.value * step + z * part.elasticity.standardError * Math.abs(step))
  const costed = parts.filter(({ unitCost }) => unitCost !== null)
  const newMargin = ({ price, unitCost }: SetPart): number => price * (1 + change) - (unitCost ?? 0)
  const units = total(parts, sold)
  const revenue = total(parts, (part, z) => sold(part, z) * part.price * (1 + change))
  const margin = costed.length === 0 ? null : total(costed, (part, z) => sold(part, z) * newMargin(part))
  const now = (own: readonly SetPart[], worth: (part: SetPart) => number): number =>
    own.reduce((sum, part) => sum + part.units * worth(part), 0)
  const unitsNow = now(parts, () => 1)
  const revenueNow = now(parts, ({ price }) => price)
  const marginNow = costed.length === 0 ? null : now(costed, ({ price, unitCost }) => price - (unitCost ?? 0))
  return {
    unitsNow,
    revenueNow,
    marginNow,
    units: widened(units, spread),
    revenue: widened(revenue, spread),
    margin: margin === null ? null : widened(margin, spread),
    unitsChange: against(units, unitsNow),
    revenueChange: against(revenue, revenueNow),
    marginChange:
      margin === null || marginNow === null
        ? null
        : {
            value: margin.value - marginNow,
            interval: [margin.interval[0] - marginNow, margin.interval[1] - marginNow],
          },
  }
}

/** A sum over parts; ends of groups stand apart from the middle together, and groups add up as independent errors do. */
function total(parts: readonly SetPart[], worth: (part: SetPart, z: number) => number): Ranged {
  const groups = new Map<string, { down: number; up: number }>()
  let value = 0
  for (const part of parts) {
    const middle = worth(part, 0)
    const ends = [worth(part, -Z80), worth(part, Z80)]
    const own = groups.get(part.group) ?? { down: 0, up: 0 }
    groups.set(part.group, own)
    own.down += middle - Math.min(...ends)
    own.up += Math.max(...ends) - middle
    value += middle
  }
  const apart = (side: 'down' | 'up'): number => Math.hypot(...[...groups.values()].map((group) => group[side]))
  return { value, interval: [value - apart('down'), value + apart('up')] }
}

/** With what the forecast of all units leaves open, which moves every sum by the same share. */
function widened({ value, interval: [low, high] }: Ranged, { down, up }: { down: number; up: number }): Ranged {
  const below = Math.abs(value) * (1 - Math.exp(-Z80 * (value < 0 ? up : down)))
  const above = Math.abs(value) * (Math.exp(Z80 * (value < 0 ? down : up)) - 1)
  return { value, interval: [value - Math.hypot(value - low, below), value + Math.hypot(high - value, above)] }
}

const against = ({ value, interval: [low, high] }: Ranged, now: number): Ranged =>
  now === 0 ? { value: 0, interval: [0, 0] } : { value: value / now - 1, interval: [low / now - 1, high / now - 1] }
