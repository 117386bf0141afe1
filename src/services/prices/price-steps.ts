import { readListPrices } from '../../store/queries/prices/read-list-prices.ts'
import { readPaidPrices } from '../../store/queries/prices/read-paid-prices.ts'
import type { ServiceContext } from '../context.ts'

/** Price in minor units from a local day on, oldest first. */
export interface PriceStep {
  readonly fromDay: number
  readonly priceMinor: number
}

export interface PriceHistories {
  /** list: a price list was imported; paid: prices of sold units stand for it. */
  readonly source: 'list' | 'paid'
  readonly of: ReadonlyMap<string, readonly PriceStep[]>
}

/** Prices of all products over time: of the price list, else what sold units were priced at. */
export function readPriceHistories(ctx: ServiceContext): PriceHistories {
  const listed = readListPrices(ctx.store, ctx.asOf.until)
  if (listed.size > 0) {
    const { zone } = ctx.shop
    return {
      source: 'list',
      of: new Map(
        [...listed].map(([id, points]) => [
          id,
          points.map(({ from, priceMinor }) => ({ fromDay: zone.dayOf(from), priceMinor })),
        ]),
      ),
    }
  }
  const of = new Map<string, PriceStep[]>()
  for (const { productId, day, priceMinor } of readPaidPrices(ctx.store, ctx.asOf.until)) {
    const steps = of.get(productId) ?? []
    of.set(productId, steps)
    steps.push({ fromDay: day, priceMinor })
  }
  return { source: 'paid', of }
}

/** The price in force on a day; the first known one before it, null where none is. */
export function priceOnDay(steps: readonly PriceStep[] | undefined, day: number): number | null {
  let price = steps?.[0]?.priceMinor ?? null
  for (const step of steps ?? []) {
    if (step.fromDay > day) break
    price = step.priceMinor
  }
  return price
}
