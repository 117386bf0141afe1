import type { CustomerFeatures } from '../../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../../features/load-customer-features.ts'
import type { Filter } from '../../../lib/filters.ts'
import type { ServiceContext } from '../../context.ts'
import { populationMembers } from '../population-members.ts'

export interface Buyers {
  readonly features: CustomerFeatures
  /** 1 for a customer whom the filters choose; null for everyone. */
  readonly members: Uint8Array | null
  /** Positions of the buyers among them. */
  readonly positions: Int32Array
  readonly description: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** Customers with a valid order whom the filters choose, as of the context's instant. */
export function buyersAsOf(ctx: ServiceContext, filters: readonly Filter[]): Buyers {
  const features = loadCustomerFeatures(ctx.store, ctx)
  const { members, description, leftOut } = populationMembers(ctx, features, filters)
  const positions: number[] = []
  for (let i = 0; i < features.size; i++) {
    if ((features.frequency[i] ?? 0) > 0 && (members === null || members[i] === 1)) positions.push(i)
  }
  return { features, members, positions: Int32Array.from(positions), description, leftOut }
}
