import { loadCustomerFeatures } from '../../../features/load-customer-features.ts'
import type { ServiceContext } from '../../context.ts'
import { standingAt } from '../standing.ts'
import { tagNames } from './apply-tags.ts'
import { loadMeasures } from './load-measures.ts'

/** Tags of every customer who has any, as of the instant of the context, from the facts. */
export function computeTags(ctx: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>): Map<string, readonly string[]> {
  const features = loadCustomerFeatures(ctx.store, ctx)
  const measures = loadMeasures(ctx, null, features.customerIds, (id) => standingAt(features, features.positionOf(id)))
  const tags = new Map<string, readonly string[]>()
  for (const [customerId, own] of measures) {
    const names = tagNames(own)
    if (names.length > 0) tags.set(customerId, names)
  }
  return tags
}
