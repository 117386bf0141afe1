import type { Filter } from '../../lib/filters.ts'
import type { ServiceContext } from '../context.ts'
import { describeFilters } from '../population/describe-filters.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { say } from '../say.ts'

export interface MetricsPopulation {
  /** Null: everyone, and orders that name nobody. */
  readonly customerIds: readonly string[] | null
  /** All conditions of the question in words. */
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** Whose facts a metric question counts: the customers that its conditions on people choose. */
export function metricsPopulation(
  ctx: ServiceContext,
  filters: readonly Filter[],
  people: readonly Filter[],
): MetricsPopulation {
  const description = filters.length > 0 ? describeFilters(filters, ctx.language) : say(ctx, 'the whole shop', '全店')
  if (people.length === 0) return { customerIds: null, description, leftOut: {} }
  const { customerIds, leftOut } = resolvePopulation(ctx, people)
  return { customerIds: customerIds === null ? null : [...customerIds], description, leftOut }
}
