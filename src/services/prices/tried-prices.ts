import { priceOnDay, type PriceStep } from './price-steps.ts'
import type { PriceFacts } from './price-panel.ts'

/** Share of the products' moves that count as tried: the odd typing error of a price list does not. */
const TAIL = 0.02

/**
 * The lowest and highest price that experience speaks of, in minor units: those of the product, and its price now moved as far
 * as prices of its category were.
 */
export function triedPrices(
  facts: PriceFacts,
  productId: string,
  peers: readonly string[],
  day: number,
): readonly [number, number] {
  const now = priceOnDay(facts.prices.of.get(productId), day) ?? 0
  const own = (facts.prices.of.get(productId) ?? []).map(({ priceMinor }) => priceMinor)
  const moves = peers.flatMap((id) => movesOf(facts.prices.of.get(id) ?? [])).toSorted((a, b) => a - b)
  const cut = Math.floor(moves.length * TAIL)
  const low = moves[cut] ?? 1
  const high = moves[moves.length - 1 - cut] ?? 1
  return [Math.min(now, ...own, now * Math.min(1, low)), Math.max(now, ...own, now * Math.max(1, high))]
}

/** Each price against the mean of the product's prices. */
function movesOf(steps: readonly PriceStep[]): number[] {
  if (steps.length < 2) return []
  const mean = steps.reduce((sum, { priceMinor }) => sum + priceMinor, 0) / steps.length
  return steps.map(({ priceMinor }) => priceMinor / mean)
}

/** Whether a price lies outside those tried, by more than rounding. */
export const isOutside = (price: number, [low, high]: readonly [number, number]): boolean =>
  price < low * 0.999 || price > high * 1.001
