import { InvalidInputError } from '../../lib/errors.ts'
import { ROLES, type Actor } from '../../services/access/actor.ts'

export interface ActorOptions {
  readonly role?: string | undefined
  readonly customer?: string | undefined
}

/** Whoever sits at the terminal of the machine that holds the store is its admin, and may try another role. */
export function cliActor({ role = 'admin', customer }: ActorOptions = {}): Actor {
  const known = ROLES.find((candidate) => candidate === role)
  if (known === undefined) {
    throw new InvalidInputError(`there is no role '${role}'`, {
      field: 'role',
      hint: `Roles are: ${ROLES.join(', ')}.`,
    })
  }
  return {
    id: 'terminal',
    role: known,
    boundCustomerId: known === 'service_bot' ? (customer ?? null) : null,
    channel: 'cli',
    sharedChannel: known === 'slack_user' || known === 'slack_guest',
  }
}
