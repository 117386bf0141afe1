import { ForbiddenError } from '../../lib/errors.ts'
import { authorise, mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

/**
 * Lets in the roles that work in the shop: a guest of Slack sees orders, revenue, trends and topics of the whole shop and
 * nothing beside them.
 *
 * @throws {ForbiddenError} for everyone else
 */
export function authoriseInside(ctx: Pick<ServiceContext, 'actor'>, what: string): void {
  authorise(ctx, 'read:aggregates')
  if (mayRole(ctx.actor.role, 'read:data_quality')) return
  throw new ForbiddenError(`the role ${ctx.actor.role} may not see ${what}`, {
    hint: 'Ask for orders or net revenue by day, week or month, or ask someone with a Kith role.',
    details: { reason_code: 'forbidden', role: ctx.actor.role },
  })
}
