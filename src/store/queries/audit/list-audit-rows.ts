import { desc, lt } from 'drizzle-orm'
import type { Store } from '../../open.ts'
import { auditLog } from '../../schema/index.ts'

/** Entries before a sequence number (the latest when null), latest first. */
export const listAuditRows = (store: Store, before: number | null, limit: number) =>
  store.db
    .select()
    .from(auditLog)
    .where(before === null ? undefined : lt(auditLog.sequence, before))
    .orderBy(desc(auditLog.sequence))
    .limit(limit)
    .all()
