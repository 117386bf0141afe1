import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { ServiceContext } from '../context.ts'
import { featuresOf } from '../population/population-frame.ts'
import { resolvePopulation, type Population } from '../population/resolve-population.ts'
import type { FindCustomersInput } from './find-customers.ts'
import { lookUpIdentifier } from './look-up-identifier.ts'
import { periodColumns, type PeriodColumns } from './period-columns.ts'
import { sortCustomers } from './sort-customers.ts'

export interface MatchedCustomers {
  readonly features: CustomerFeatures
  /** Positions in `features` of all who meet the conditions, in the order asked for; the limit cuts nothing here. */
  readonly positions: readonly number[]
  readonly leftOut: Readonly<Record<string, number>>
  /** Their orders and revenue of the period that sorts them; null when all history does. */
  readonly within: PeriodColumns | null
}

/**
 * Everyone who meets the conditions: largest net revenue first unless asked otherwise, in the earlier order `within` a list.
 *
 * @param earlier - the customers of that list; null without one
 */
export function matchCustomers(
  ctx: ServiceContext,
  input: Pick<FindCustomersInput, 'filters' | 'sort' | 'sort_period' | 'identifier'>,
  earlier: readonly string[] | null,
): MatchedCustomers {
  const features = featuresOf(ctx)
  const population = resolvePopulation(ctx, input.filters ?? [])
  const positions = positionsOf(features, population, candidatesOf(ctx, input.identifier, earlier))
  const within = input.sort_period === undefined ? null : periodColumns(ctx, features, input.sort_period)
  const sort = input.sort ?? (earlier === null || within !== null ? '-net_revenue' : null)
  return {
    features,
    positions: sort === null ? positions : sortCustomers(features, positions, sort, within),
    leftOut: population.leftOut,
    within,
  }
}

/** How many meet the conditions, in no order. */
export const countCustomers = (
  ctx: ServiceContext,
  input: Pick<FindCustomersInput, 'filters' | 'identifier'>,
  earlier: readonly string[] | null,
): number =>
  positionsOf(
    featuresOf(ctx),
    resolvePopulation(ctx, input.filters ?? []),
    candidatesOf(ctx, input.identifier, earlier),
  ).length

function positionsOf(
  features: CustomerFeatures,
  population: Population,
  candidates: readonly string[] | null,
): number[] {
  if (candidates === null) return everyoneOf(features, population)
  return candidates
    .filter((id) => population.customerIds === null || population.customerIds.has(id))
    .map((id) => features.positionOf(id))
    .filter((position) => position >= 0)
}

const everyoneOf = (features: CustomerFeatures, { positions }: Population): number[] =>
  positions === null ? Array.from({ length: features.size }, (_, position) => position) : [...positions]

/** Those who may be listed at all, by an earlier list or an identifier; null for everyone. */
function candidatesOf(
  ctx: ServiceContext,
  identifier: string | undefined,
  earlier: readonly string[] | null,
): readonly string[] | null {
  const held = identifier === undefined ? null : lookUpIdentifier(ctx, identifier)
  if (held === null) return earlier
  return earlier === null ? held : earlier.filter((id) => held.includes(id))
}
