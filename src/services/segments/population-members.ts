import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { Filter } from '../../lib/filters.ts'
import type { ServiceContext } from '../context.ts'

export interface Population {
  /** Null: everyone. */
  readonly customerIds: ReadonlySet<string> | null
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** Whom the filters choose. */
export function resolveMembers(_ctx: ServiceContext, _filters: readonly Filter[]): Population {
  return { customerIds: null, description: 'all customers', leftOut: {} }
}

/** The same as a column beside the features: 1 for a customer who counts; null for everyone. */
export function populationMembers(
  ctx: ServiceContext,
  features: CustomerFeatures,
  filters: readonly Filter[],
): Omit<Population, 'customerIds'> & { readonly members: Uint8Array | null } {
  const { customerIds, description, leftOut } = resolveMembers(ctx, filters)
  if (customerIds === null) return { members: null, description, leftOut }
  const members = new Uint8Array(features.size)
  for (const customerId of customerIds) {
    const position = features.positionOf(customerId)
    if (position >= 0) members[position] = 1
  }
  return { members, description, leftOut }
}
