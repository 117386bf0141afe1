import { nameAt } from '../../features/coded-column.ts'
import type { Filter } from '../../lib/filters.ts'
import { readConsents } from '../../store/queries/features/read-consents.ts'
import type { ServiceContext } from '../context.ts'
import { earlierCustomers } from '../customers/earlier-customers.ts'
import { featuresOf } from '../population/population-frame.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { say } from '../say.ts'

/** Customers who may be won back. */
export interface SilentCustomers {
  readonly customerIds: readonly string[]
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** Lifecycle stages of silence longer than a customer's own rhythm. */
const SILENT: readonly string[] = ['at_risk', 'dormant', 'churned']
const CHANNELS: readonly string[] = ['email', 'sms', 'marketing']

/**
 * Buyers who have been silent for longer than their own rhythm, and whom the shop may write to: where consents are kept,
 * without one for any channel nobody is written to.
 */
export function chooseSilent(
  ctx: ServiceContext,
  { filters = [], within }: { readonly filters?: readonly Filter[] | undefined; readonly within?: string | undefined },
): SilentCustomers {
  const population = resolvePopulation(ctx, filters)
  const features = featuresOf(ctx)
  const earlier = within === undefined ? null : new Set(earlierCustomers(ctx, within))
  const granted = new Set<string>()
  let kept = false
  for (const consent of readConsents(ctx.store, ctx.asOf.until)) {
    kept ||= CHANNELS.includes(consent.kind)
    if (consent.granted && CHANNELS.includes(consent.kind)) granted.add(consent.customerId)
  }
  const leftOut: Record<string, number> = { ...population.leftOut }
  const leave = (reason: string): void => void (leftOut[reason] = (leftOut[reason] ?? 0) + 1)
  const customerIds: string[] = []
  for (const [position, customerId] of features.customerIds.entries()) {
    if (population.customerIds?.has(customerId) === false || earlier?.has(customerId) === false) continue
    if (features.frequency[position] === 0) leave('never_ordered')
    else if (!SILENT.includes(nameAt(features.lifecycle, position) ?? '')) leave('not_silent')
    else if (kept && !granted.has(customerId)) leave('no_consent')
    else customerIds.push(customerId)
  }
  const buyers = say(ctx, `silent buyers; ${population.description}`, `沉默的买家；${population.description}`)
  const among = say(ctx, `, among the customers of result ${within}`, `，限于结果 ${within} 中的客户`)
  return { customerIds, description: within === undefined ? buyers : `${buyers}${among}`, leftOut }
}
