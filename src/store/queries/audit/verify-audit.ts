import { asc } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { auditLog } from '../../schema/index.ts'
import { AUDIT_GENESIS, auditHash } from './append-audit.ts'

export interface AuditVerification {
  readonly rows: number
  /** Sequence of the first row that does not follow from the one before it; null when the chain holds. */
  readonly brokenAt: number | null
}

/** Walks the whole chain: a row that was changed, dropped, added or moved breaks it at its place. */
export function verifyAudit(store: Store): AuditVerification {
  let previousHash = AUDIT_GENESIS
  let rows = 0
  for (const row of store.db.select().from(auditLog).orderBy(asc(auditLog.sequence)).all()) {
    const { sequence, at, actorId, role, action, subject } = row
    const details = parseDetails(row.details)
    const expected =
      details === null ? null : auditHash(sequence, { at, actorId, role, action, subject, details }, previousHash)
    if (sequence !== rows + 1 || row.previousHash !== previousHash || row.hash !== expected)
      return { rows, brokenAt: sequence }
    previousHash = row.hash
    rows += 1
  }
  return { rows, brokenAt: null }
}

function parseDetails(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
