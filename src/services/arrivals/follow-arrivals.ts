import type { CallsImported } from '../../importing/calls/import-calls.ts'
import { listAlertRules } from '../../store/queries/alerts/alerts.ts'
import { visitorIdentity } from '../../store/queries/events/visitor-identity.ts'
import { evaluateAlerts } from '../alerts/evaluate-alerts.ts'
import { rescoreCustomers, type RescoredCustomer } from '../churn/rescore-customers.ts'
import type { ServiceContext } from '../context.ts'
import { rescoreRisk } from '../risk/rescore-risk.ts'

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
 * Does at once what new facts call for: scores the customers whom they touch again with the fitted model, and nobody else.
 * Profiles, lists and recommendations are computed from the facts when they are asked for and need nothing.
 */
export function scoreArrivals(
  ctx: ServiceContext,
  imported: CallsImported,
  customerIds: readonly string[],
): readonly RescoredCustomer[] {
  const buyers = buyersOf(imported)
  if (buyers.length > 0) rescoreRisk(ctx, buyers)
  return rescoreCustomers(ctx, customerIds)
}

const ORDER_KINDS: ReadonlySet<string> = new Set(['orders', 'order_lines', 'returns'])

/** Customers whose orders or returns are among what came in: what else they do moves no risk. */
function buyersOf({ written, changedCustomers }: CallsImported): readonly string[] {
  const buyers = new Set(changedCustomers)
  for (const { values, told = [] } of written) {
    for (const fact of told) {
      if (!ORDER_KINDS.has(fact.kind)) continue
      const id = fact.values['customer_id'] ?? values['customer_id']
      if (typeof id === 'string') buyers.add(id)
    }
  }
  return [...buyers]
}

/** Holds the alert rules against new facts; nothing where nobody watches. Returns how many alerts fired. */
export function fireAlerts(
  ctx: ServiceContext,
  rescored: ReadonlyMap<string, RescoredCustomer>,
  changed: readonly string[],
): number {
  const rules = listAlertRules(ctx.store)
  if (rules.length === 0) return 0
  const before = new Map(
    [...rescored].flatMap(([id, one]): [string, number][] => (one.before === null ? [] : [[id, one.before]])),
  )
  return evaluateAlerts(ctx, { changed, before }, rules)
}
