import type { ServiceContext } from '../context.ts'
import { appendAudit, type AuditEntry } from '../../store/queries/audit/append-audit.ts'

/** Adds one entry to the chain of what was read and done. `details` must hold no personal data. */
export function recordAudit(
  ctx: Pick<ServiceContext, 'store' | 'clock' | 'actor'>,
  entry: Omit<AuditEntry, 'at' | 'actorId' | 'role'>,
): void {
  appendAudit(ctx.store, { ...entry, at: ctx.clock(), actorId: ctx.actor.id, role: ctx.actor.role })
}
