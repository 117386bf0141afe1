import type { CallsImported } from '../../importing/calls/import-calls.ts'
import { visitorIdentity } from '../../store/queries/events/visitor-identity.ts'
import { rescoreCustomers } from '../churn/rescore-customers.ts'
import type { ServiceContext } from '../context.ts'

/** Customers whom new facts are about: those that they name, and those whom their visitors turned out to be. */
export function customersOf(
  ctx: Pick<ServiceContext, 'store'>,
  { written, changedCustomers }: CallsImported,
): readonly string[] {
  const identity = visitorIdentity(ctx.store)
  const customers = new Set(changedCustomers)
  for (const { values, told = [] } of written) {
    for (const one of [values, ...told.map((fact) => fact.values)]) {
      const { customer_id: id } = one
      if (typeof id === 'string') customers.add(id)
    }
    const { customer_id: id, anonymous_id: visitor } = values
    if (id !== undefined || typeof visitor !== 'string') continue
    const owner = identity(visitor)
    if (owner !== undefined) customers.add(owner.customerId)
  }
  return [...customers]
}

/**
 * Does what new facts call for, for the customers whom they touch and nobody else: scores them again with the fitted
 * models. Profiles, lists and recommendations are computed from the facts when they are asked for and need nothing.
 */
export function followArrivals(ctx: ServiceContext, customerIds: readonly string[]): void {
  rescoreCustomers(ctx, customerIds)
}
