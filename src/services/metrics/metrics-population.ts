import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { ServiceContext } from '../context.ts'

export interface MetricsPopulation {
  readonly customerIds: readonly string[] | null
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** Whose facts a metric question counts. */
export function metricsPopulation(ctx: ServiceContext, filters: readonly Filter[]): MetricsPopulation {
  if (filters.length > 0) {
    throw new InvalidInputError(`metrics cannot yet be filtered by ${filters.map((filter) => filter.field).join(', ')}`)
  }
  return {
    customerIds: null,
    description: ctx.language === 'zh' ? '全店' : 'the whole shop',
    leftOut: {},
  }
}
