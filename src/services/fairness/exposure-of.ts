import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { nameAt } from '../../features/coded-column.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { ServiceContext } from '../context.ts'
import { attributeColumn, type ProtectedField } from './audit-groups.ts'

export interface Exposure {
  readonly attribute: ProtectedField
  readonly group: string
  readonly customers: number
  /** Share that was shown at least one list. */
  readonly shown: number
  readonly interval: readonly [number, number]
  readonly lists_per_customer: number
}

/** How far recommendations reach each group. */
export function exposureOf(
  ctx: ServiceContext,
  attribute: ProtectedField,
  lists: ReadonlyMap<string, number>,
): readonly Exposure[] {
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const column = attributeColumn(features, attribute)
  const positions = features.customerIds.map((_, position) => position)
  const groups = groupBy(positions, (position) => nameAt<string>(column, position))
  return [...groups].flatMap(([group, members]): Exposure[] => {
    if (group === null) return []
    const counts = members.map((position) => lists.get(features.customerIds[position] ?? '') ?? 0)
    const reached = counts.filter((count) => count > 0).length
    return [
      {
        attribute,
        group,
        customers: members.length,
        shown: reached / members.length,
        interval: wilsonInterval(reached, members.length),
        lists_per_customer: counts.reduce((sum, count) => sum + count, 0) / members.length,
      },
    ]
  })
}
