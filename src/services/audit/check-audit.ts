import { verifyAudit, type AuditVerification } from '../../store/queries/audit/verify-audit.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

/** Whether the audit chain holds from its first row to its last. */
export function checkAudit({ ctx }: { ctx: ServiceContext }): AuditVerification {
  authorise(ctx, 'read:audit')
  return verifyAudit(ctx.store)
}
