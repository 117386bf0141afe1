import { createHash } from 'node:crypto'
import { desc } from 'drizzle-orm'
import { canonicalJson } from '../../../lib/canonical-json.ts'
import type { Store } from '../../open.ts'
import { auditLog } from '../../schema/index.ts'

export interface AuditEntry {
  readonly at: number
  readonly actorId: string
  readonly role: string
  readonly action: string
  readonly subject: string
  readonly details: Readonly<Record<string, unknown>>
}

export const AUDIT_GENESIS = '0'.repeat(64)

/** Hash of one row over the row before it: SHA-256 of canonical JSON. */
export const auditHash = (sequence: number, entry: AuditEntry, previousHash: string): string =>
  createHash('sha256')
    .update(canonicalJson({ sequence, ...entry, previousHash }))
    .digest('hex')

/**
 * Appends one row to the chain, in the caller's transaction when there is one, so that an action and its record stand or
 * fall together.
 */
export function appendAudit(store: Store, entry: AuditEntry): void {
  store.db.transaction(
    (tx) => {
      const last = tx
        .select({ sequence: auditLog.sequence, hash: auditLog.hash })
        .from(auditLog)
        .orderBy(desc(auditLog.sequence))
        .limit(1)
        .get()
      const sequence = (last?.sequence ?? 0) + 1
      const previousHash = last?.hash ?? AUDIT_GENESIS
      tx.insert(auditLog)
        .values({
          ...entry,
          sequence,
          details: canonicalJson(entry.details),
          previousHash,
          hash: auditHash(sequence, entry, previousHash),
        })
        .run()
    },
    { behavior: 'immediate' },
  )
}
