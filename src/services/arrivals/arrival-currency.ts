import { ensureShopRow, holdsMoney, updateShopRow } from '../../store/queries/shop/shop-row.ts'
import type { ServiceContext } from '../context.ts'

const CODE = /^[A-Z]{3}$/

const propertiesOf = (call: unknown): object | null => {
  if (typeof call !== 'object' || call === null || !('properties' in call)) return null
  const { properties } = call
  return typeof properties === 'object' ? properties : null
}

/** While nobody named the shop's currency and the store holds no amount, it becomes that of the first call which names one. */
export function arrivalCurrency(ctx: ServiceContext, calls: readonly unknown[]): void {
  if (holdsMoney(ctx.store)) return
  for (const call of calls) {
    const properties = propertiesOf(call)
    if (properties === null || !('currency' in properties)) continue
    const { currency } = properties
    if (typeof currency !== 'string' || !CODE.test(currency)) continue
    const { name, zone, weekStart } = ctx.shop
    ensureShopRow(ctx.store, { name, timeZone: zone.name, currency, weekStart, createdAt: ctx.clock() })
    updateShopRow(ctx.store, { currency })
    return
  }
}
