import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { Filter } from '../../lib/filters.ts'
import type { ServiceContext } from '../context.ts'
import { resolvePopulation, type Population } from '../population/resolve-population.ts'

/** A population as a column beside the features: 1 for a customer who counts; null for everyone. */
export interface PopulationMembers extends Omit<Population, 'customerIds' | 'positions'> {
  readonly members: Uint8Array | null
}

/** Whom the filters choose, by position in the features of the same as-of. */
export function populationMembers(
  ctx: ServiceContext,
  features: CustomerFeatures,
  filters: readonly Filter[],
): PopulationMembers {
  const { positions, description, leftOut } = resolvePopulation(ctx, filters)
  if (positions === null) return { members: null, description, leftOut }
  const members = new Uint8Array(features.size)
  for (const position of positions) members[position] = 1
  return { members, description, leftOut }
}
