import { ForbiddenError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { MetricName } from './metric-catalogue.ts'
import type { DimensionName } from './metric-dimensions.ts'

const GUEST_METRICS: readonly MetricName[] = ['net_revenue', 'orders']

/**
 * A role that may not see customer rows sees orders and net revenue of the whole shop over time, nothing cut finer.
 *
 * @throws {ForbiddenError} when more is asked for
 */
export function limitToWholeShop(
  ctx: ServiceContext,
  question: {
    readonly metrics: readonly MetricName[]
    readonly groupNames: readonly DimensionName[]
    readonly filters: readonly Filter[]
  },
): void {
  if (mayRole(ctx.actor.role, 'read:customers')) return
  const { metrics, groupNames, filters } = question
  const beyond = metrics.find((metric) => !GUEST_METRICS.includes(metric)) ?? groupNames[0] ?? filters[0]?.field
  if (beyond === undefined) return
  throw new ForbiddenError(
    `the role ${ctx.actor.role} may see orders and net revenue of the whole shop, not ${beyond}`,
    {
      hint: 'Ask for orders or net revenue by day, week or month, or ask someone with a Kith role.',
      details: { reason_code: 'forbidden', role: ctx.actor.role },
    },
  )
}
