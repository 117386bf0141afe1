import { ForbiddenError } from '../../lib/errors.ts'
import type { Filter, FilterField, PeriodInput } from '../../lib/filters.ts'
import type { Period } from '../../lib/periods.ts'
import { readVisits, type Visit } from '../../store/queries/visits/read-visits.ts'
import { authorise, mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { checkFilter } from '../population/checked-filter.ts'
import { periodInData } from '../population/period-in-data.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { wordTest } from '../population/value-tests.ts'
import { say } from '../say.ts'

export interface LoadedVisits {
  readonly visits: readonly Visit[]
  readonly period: Period
  readonly population: string
  /** Visits that the conditions leave out. */
  readonly leftOut: number
}

/** What is asked of the visit itself, not of the customer. */
const OF_VISIT: Readonly<Partial<Record<FilterField, (visit: Visit) => string | null>>> = {
  device: ({ device }) => device,
  channel: ({ channel }) => channel,
  source: ({ source }) => source,
  campaign: ({ campaign }) => campaign,
}

/**
 * The visits of a period. Conditions on device, channel, source and campaign choose visits; others choose customers, and
 * with them only visits of known customers.
 *
 * @throws {ForbiddenError} for who may not see what customers do, even summed up
 */
export function loadVisits(
  ctx: ServiceContext,
  {
    period: asked,
    filters = [],
    withCategories = false,
  }: {
    readonly period: PeriodInput
    readonly filters?: readonly Filter[] | undefined
    readonly withCategories?: boolean
  },
): LoadedVisits {
  authorise(ctx, 'read:aggregates')
  if (!mayRole(ctx.actor.role, 'read:customers')) {
    throw new ForbiddenError(`the role ${ctx.actor.role} may see sales of the whole shop, not what visitors do`, {
      hint: 'Ask someone with a Kith role.',
      details: { reason_code: 'forbidden', role: ctx.actor.role },
    })
  }
  const period = periodInData(asked, ctx.frame, 'period')
  const tests = filters.flatMap((filter) => {
    const read = OF_VISIT[filter.field]
    if (read === undefined) return []
    const test = wordTest(checkFilter(filter, ctx.frame))
    return [(visit: Visit): boolean => test([read(visit)].filter((word) => word !== null))]
  })
  const { customerIds, description } = resolvePopulation(
    ctx,
    filters.filter(({ field }) => OF_VISIT[field] === undefined),
  )
  const visits: Visit[] = []
  let leftOut = 0
  for (const visit of readVisits(ctx.store, { ...period, until: ctx.asOf.until, withCategories })) {
    const isOf = customerIds === null || (visit.customerId !== null && customerIds.has(visit.customerId))
    if (isOf && tests.every((test) => test(visit))) visits.push(visit)
    else leftOut += 1
  }
  return {
    visits,
    period,
    population:
      customerIds === null
        ? say(ctx, 'all visits', '全部访问')
        : say(ctx, `visits of ${description}`, `${description}的访问`),
    leftOut,
  }
}
