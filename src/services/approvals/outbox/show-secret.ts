import { authorise } from '../../access/authorise.ts'
import { recordAudit } from '../../audit/record-audit.ts'
import type { ServiceContext } from '../../context.ts'
import { outboxSecret } from './sign-file.ts'

/** The secret that receivers check signatures of approved actions with; for admins, and on record. */
export function showOutboxSecret(ctx: ServiceContext): string {
  authorise(ctx, 'approve:all')
  recordAudit(ctx, { action: 'read', subject: 'outbox secret', details: {} })
  return outboxSecret(ctx.vault)
}
