import { ForbiddenError, NotFoundError } from '../../lib/errors.ts'
import { readHolders } from '../../store/queries/customers/read-identifiers.ts'
import { readOrderOwner } from '../../store/queries/orders/find-orders.ts'
import { mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

export interface NamedCustomer {
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly external_id?: string | undefined
  readonly order_id?: string | undefined
}

/**
 * The one customer with this identifier or order. A bot hands over the address that a message came from; how many share one, and
 * whether any has it, is not told: none and several read the same.
 *
 * @throws {ForbiddenError} for roles that see identifiers masked or not at all; {NotFoundError} unless exactly one has it
 */
export function findByIdentifier(ctx: ServiceContext, named: NamedCustomer): string {
  if (named.order_id !== undefined) {
    if (!mayRole(ctx.actor.role, 'read:customers')) throw forbidden(ctx.actor.role)
    const owner = readOrderOwner(ctx.store, named.order_id, ctx.asOf.until)?.customerId ?? null
    if (owner === null) throw notFound()
    return owner
  }
  if (!mayRole(ctx.actor.role, 'read:identifiers')) throw forbidden(ctx.actor.role)
  for (const kind of ['email', 'phone', 'external_id'] as const) {
    const value = named[kind]
    if (value === undefined) continue
    const [only, ...others] = readHolders(ctx.store, kind, ctx.vault.hash(kind, value))
    if (only === undefined || others.length > 0) throw notFound()
    return only
  }
  throw notFound()
}

const notFound = (): NotFoundError =>
  new NotFoundError('customer', 'of that identifier', {
    hint: 'Ask the customer for an order number or a customer id.',
    details: { reason_code: 'not_available' },
  })

const forbidden = (role: string): ForbiddenError =>
  new ForbiddenError(`the role ${role} may not look customers up by e-mail, telephone or order`, {
    hint: 'Use the customer id.',
    details: { reason_code: 'forbidden' },
  })
