import { ForbiddenError, NotFoundError } from '../../lib/errors.ts'
import type { ServiceContext } from '../context.ts'
import type { Actor, Role } from './actor.ts'

/** What a call needs to be allowed; tools name one as their scope. */
export type Need =
  | 'read:aggregates'
  | 'read:customers'
  | 'read:predictions'
  | 'read:catalogue'
  | 'read:data_quality'
  | 'read:identifiers'
  | 'read:audit'
  | 'read:proposals'
  | 'propose:segment'
  | 'propose:action'
  | 'propose:review'
  | 'propose:decision'
  | 'propose:privacy'
  | 'approve:own_segments'
  | 'approve:privacy'
  | 'approve:all'
  | 'import'
  | 'write:events'
  | 'manage'

const EVERYONE_INSIDE: readonly Role[] = ['admin', 'analyst', 'marketer', 'slack_user', 'privacy_officer']

/** The policy table. `service_bot` is let into customer rows only for the customer it is bound to. */
const ALLOWED: Readonly<Record<Need, readonly Role[]>> = {
  'read:aggregates': [...EVERYONE_INSIDE, 'slack_guest'],
  'read:customers': [...EVERYONE_INSIDE, 'service_bot'],
  'read:predictions': [...EVERYONE_INSIDE, 'service_bot'],
  'read:catalogue': [...EVERYONE_INSIDE, 'service_bot', 'slack_guest'],
  'read:data_quality': EVERYONE_INSIDE,
  'read:identifiers': ['admin', 'marketer', 'privacy_officer', 'service_bot'],
  'read:audit': ['admin', 'privacy_officer'],
  'read:proposals': EVERYONE_INSIDE,
  'propose:segment': ['admin', 'analyst', 'marketer', 'slack_user'],
  'propose:action': ['admin', 'marketer', 'slack_user'],
  'propose:review': ['admin', 'analyst', 'service_bot'],
  // Holds, limits, merges and classes: a bot may ask for a review of its customer's order and for nothing more.
  'propose:decision': ['admin', 'analyst'],
  'propose:privacy': ['admin', 'privacy_officer'],
  'approve:own_segments': ['admin', 'analyst', 'marketer', 'slack_user'],
  'approve:privacy': ['admin', 'privacy_officer'],
  'approve:all': ['admin'],
  import: ['admin', 'analyst', 'marketer'],
  'write:events': ['admin', 'analyst', 'marketer', 'writer'],
  manage: ['admin'],
}

export const NEEDS = Object.keys(ALLOWED) as readonly Need[]

/** Whether the role may do this at all; rows of one customer still need `authorise` with that customer. */
export const mayRole = (role: Role, need: Need): boolean => ALLOWED[need].includes(role)

/** Whether names, e-mails and telephone numbers may be shown in the clear to this actor, here. */
export const mayReveal = (actor: Actor): boolean =>
  !actor.sharedChannel && actor.masked !== true && mayRole(actor.role, 'read:identifiers')

/**
 * Lets a call through or throws. A bound service bot that asks for another customer hears the same words as for one that
 * does not exist; an unbound one is asked for an order number or an id.
 *
 * @throws {ForbiddenError} the role may not do this; NotFoundError: not the bot's customer
 */
export function authorise(
  ctx: Pick<ServiceContext, 'actor'>,
  need: Need,
  subject: { readonly customerId?: string } = {},
): void {
  const { actor } = ctx
  if (!mayRole(actor.role, need)) {
    const roles = ALLOWED[need].filter((role) => role !== 'slack_user' && role !== 'slack_guest')
    throw new ForbiddenError(`the role ${actor.role} may not do this (${need})`, {
      hint: `Ask someone with one of these roles: ${roles.join(', ')}.`,
      details: { reason_code: 'forbidden', need, role: actor.role },
    })
  }
  if (actor.role !== 'service_bot' || (need !== 'read:customers' && need !== 'read:predictions')) return
  if (subject.customerId === undefined) {
    throw new ForbiddenError('a service bot sees one customer at a time and never lists customers', {
      hint: 'Name the customer of this conversation, or ask the person for an order number or a customer id.',
      details: { reason_code: 'not_available', need },
    })
  }
  if (subject.customerId !== actor.boundCustomerId) {
    throw new NotFoundError('customer', subject.customerId, { details: { reason_code: 'not_available' } })
  }
}
