import { addMarkHolders, hasStampedMarks, readMarkValues } from '../../store/queries/customers/customer-marks.ts'
import type { ServiceContext } from '../context.ts'
import { findInterests } from '../customers/interests/find-interests.ts'

/** Segment of customers who are drawn to more than one category. */
export const SEVERAL = 'several'

/**
 * The category that each customer is drawn to, or `several`; customers without an interest are absent. From what refresh
 * stamped at the default as-of, from the facts at any other.
 */
export function interestGroups(ctx: ServiceContext): ReadonlyMap<string, string> {
  const groups = new Map<string, string>()
  const add = (customerId: string, category: string): void => {
    const known = groups.get(customerId)
    groups.set(customerId, known === undefined || known === category ? category : SEVERAL)
  }
  if (hasStampedMarks(ctx.store, ctx.asOf.until)) {
    for (const category of readMarkValues(ctx.store, 'category')) {
      const holders = new Set<string>()
      addMarkHolders(ctx.store, 'category', category, holders)
      for (const customerId of holders) add(customerId, category)
    }
    return groups
  }
  for (const [customerId, interests] of findInterests(ctx, null)) {
    for (const { kind, value } of interests) if (kind === 'category') add(customerId, value)
  }
  return groups
}
