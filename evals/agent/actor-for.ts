import { ROLES, type Actor } from '../../src/services/access/actor.ts'
import type { Question } from './question.ts'

/** Who asks a question of a set. */
export function actorFor(question: Pick<Question, 'role' | 'bound_customer'>): Actor {
  const role = ROLES.find((known) => known === question.role) ?? 'analyst'
  const sharedChannel = role === 'slack_user' || role === 'slack_guest'
  const channel = sharedChannel ? 'slack' : 'job'
  return { id: `eval-${role}`, role, boundCustomerId: question.bound_customer, channel, sharedChannel }
}
