import { InvalidInputError, NotFoundError } from '../../../../lib/errors.ts'
import { toMinor } from '../../../../lib/money.ts'
import { readProductsToChange } from '../../../../store/queries/actions/read-products-to-change.ts'
import type { ServiceContext } from '../../../context.ts'

/** From which list price to which; both are fixed when it is proposed, so that what was approved is what happens. */
export interface PriceStep {
  readonly product_id: string
  readonly from_minor: number
  readonly to_minor: number
}

/**
 * The list prices that a new price of one product, or a relative change of several, comes to.
 *
 * @throws {KithError} NOT_FOUND for an unknown product; INVALID_INPUT when one price is meant for several, neither is given,
 * or a product has no price
 */
export function priceSteps(
  ctx: ServiceContext,
  {
    productIds,
    price,
    change,
  }: { readonly productIds: readonly string[]; readonly price: number | null; readonly change: number | null },
): PriceStep[] {
  if ((price === null) === (change === null)) {
    throw new InvalidInputError('a price change is a new price or a relative change, one of the two', {
      field: 'parameters.change',
      hint: 'price in major units for one product, or change -0.1 for ten per cent less.',
      details: { reason_code: 'missing', missing: ['amount'] },
    })
  }
  if (price !== null && productIds.length > 1) {
    throw new InvalidInputError(`one price cannot be meant for ${productIds.length} products`, {
      field: 'parameters.price',
      hint: 'Give a relative change for several products, -0.1 for ten per cent less.',
    })
  }
  const found = readProductsToChange(ctx.store, productIds, { until: ctx.asOf.until, fromDay: ctx.asOf.day })
  const known = new Map(found.map((product) => [product.id, product]))
  return productIds.map((id) => {
    const product = known.get(id)
    if (product === undefined) throw new NotFoundError('product', id.slice(0, 80))
    if (product.priceMinor === null) {
      throw new InvalidInputError(`${id} has no list price to change`, {
        field: 'target.product_ids',
        hint: 'Import its price first (kind prices or products).',
      })
    }
    const to = price === null ? Math.round(product.priceMinor * (1 + (change ?? 0))) : toMinor(price, ctx.shop.currency)
    return { product_id: id, from_minor: product.priceMinor, to_minor: Math.max(1, to) }
  })
}
