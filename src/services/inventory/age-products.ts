import { ageStock, type Lot } from '../../compute/inventory/age-stock.ts'
import type { ProductStock } from '../../store/queries/inventory/read-stock.ts'
import { readProductCosts } from '../../store/queries/inventory/read-product-costs.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import type { AgedProduct } from './inventory-question.ts'

/** Stock on hand with its age and the money in it; with `ageingDays` only the units that are at least so old. */
export function ageProducts(
  ctx: ServiceContext,
  {
    stock,
    shelf,
    ageingDays,
  }: {
    readonly stock: readonly ProductStock[]
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly ageingDays: number | null
  },
): AgedProduct[] {
  const costs = readProductCosts(ctx.store)
  return stock.flatMap(({ productId, onHand, lots }): AgedProduct[] => {
    const aged = ageStock(
      onHand,
      lots.map(({ at, units, unitCostMinor }): Lot => ({
        units,
        ageDays: ctx.asOf.day - ctx.shop.zone.dayOf(at),
        unitCostMinor,
      })),
    )
    if (aged.oldestDays === null || aged.meanDays === null) return []
    const parts = aged.parts.filter(({ ageDays }) => ageingDays === null || ageDays >= ageingDays)
    const units = parts.reduce((sum, part) => sum + part.units, 0)
    if (units === 0) return []
    const cost = costs.get(productId) ?? null
    const price = shelf.get(productId)?.priceMinor ?? null
    const worthOf = (lot: Lot): number => lot.unitCostMinor ?? cost ?? price ?? 0
    const known = parts.every(({ unitCostMinor }) => unitCostMinor !== null) || cost !== null
    return [
      {
        product_id: productId,
        days: aged.oldestDays,
        mean_days: aged.meanDays,
        units,
        tied_minor: Math.round(parts.reduce((sum, part) => sum + part.units * worthOf(part), 0)),
        valued_at: known ? 'cost' : price === null ? 'nothing' : 'price',
      },
    ]
  })
}
