import { readPurchaseMarks } from '../../../store/queries/customers/read-purchase-marks.ts'
import type { ServiceContext } from '../../context.ts'
import { INTEREST_HALF_LIFE_DAYS } from '../interests/shop-baseline.ts'
import type { CustomerProfile } from './customer-profile.ts'

const SHOWN = 5

/** The categories on which a customer spent most, all history; shares of all that was spent on lines. */
export function topCategories(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  customerId: string,
): CustomerProfile['value']['top_categories'] {
  const decay = { asOfDay: asOf.day, halfLifeDays: INTEREST_HALF_LIFE_DAYS }
  const spent = new Map<string, number>()
  let total = 0
  for (const { category, amountMinor } of readPurchaseMarks(store, asOf.until, decay, customerId)) {
    total += amountMinor
    if (category !== null && category !== '') spent.set(category, (spent.get(category) ?? 0) + amountMinor)
  }
  return [...spent]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, SHOWN)
    .map(([category, amountMinor]) => ({
      category,
      amount_minor: amountMinor,
      share: total === 0 ? 0 : amountMinor / total,
    }))
}
