import { NotFoundError } from '../../lib/errors.ts'
import { revokeKeyRow } from '../../store/queries/keys/keys.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'

/** Ends a key at once, and every session that came from it. */
export function revokeKey({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): void {
  authorise(ctx, 'manage')
  if (!revokeKeyRow(ctx.store, input.id, ctx.clock())) throw new NotFoundError('key', input.id)
  recordAudit(ctx, { action: 'revoke_key', subject: input.id, details: {} })
}
