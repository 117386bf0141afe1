import { ForbiddenError, InvalidInputError } from '../lib/errors.ts'
import { ROLES, type Actor } from '../services/access/actor.ts'

export interface Binding {
  readonly role?: string | undefined
  readonly customerId?: string | undefined
}

/**
 * The actor of one call: the local admin may try another role, and a service bot is bound to the customer it names.
 *
 * @throws {ForbiddenError} when anyone else asks for a role; InvalidInputError for an unknown role
 */
export function bindActor(actor: Actor, { role, customerId }: Binding): Actor {
  let bound = actor
  if (role !== undefined && role !== actor.role) {
    const asked = ROLES.find((candidate) => candidate === role)
    if (asked === undefined) {
      throw new InvalidInputError(`there is no role '${role}'`, {
        field: 'role',
        hint: `Roles are: ${ROLES.join(', ')}.`,
      })
    }
    if (actor.role !== 'admin') {
      throw new ForbiddenError(`the role of a key is fixed: this one is ${actor.role}`, {
        field: 'role',
        hint: 'Leave role out, or use a key of that role.',
      })
    }
    bound = { ...actor, role: asked, sharedChannel: asked === 'slack_user' || asked === 'slack_guest' }
  }
  return customerId === undefined || bound.role !== 'service_bot' ? bound : { ...bound, boundCustomerId: customerId }
}
