import type { Filter } from '../../lib/filters.ts'
import { readPurchaseMarks, type PurchaseMark } from '../../store/queries/customers/read-purchase-marks.ts'
import type { ServiceContext } from '../context.ts'

const FIELDS: Readonly<Record<string, (mark: PurchaseMark) => string | null>> = {
  product_id: ({ productId }) => productId,
  category: ({ category }) => category,
  brand: ({ brand }) => brand,
  price_band: ({ priceBand }) => priceBand,
}

/**
 * Sales of what the conditions name as bought, by customer, minor units; null when they name nothing that can be bought.
 * Gross of returns, which name no line.
 */
export function salesWithin(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  filters: readonly Filter[],
): ReadonlyMap<string, number> | null {
  const tests = filters.flatMap(({ field, op, value }) => {
    const read = FIELDS[field]
    if (read === undefined || (op !== 'eq' && op !== 'in')) return []
    const wanted = new Set((Array.isArray(value) ? value : [value]).map((word) => String(word).toLowerCase()))
    return [(mark: PurchaseMark): boolean => wanted.has((read(mark) ?? '').toLowerCase())]
  })
  if (tests.length === 0) return null
  const sales = new Map<string, number>()
  const decay = { asOfDay: asOf.day, halfLifeDays: 90 }
  for (const mark of readPurchaseMarks(store, asOf.until, decay, null)) {
    if (tests.every((test) => test(mark))) {
      sales.set(mark.customerId, (sales.get(mark.customerId) ?? 0) + mark.amountMinor)
    }
  }
  return sales
}
