import { cutPage, type PageRequest, type Place } from '../../lib/page.ts'
import { listAuditRows } from '../../store/queries/audit/list-audit-rows.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

export interface ListedAudit {
  readonly sequence: number
  /** UTC, ISO 8601. */
  readonly at: string
  readonly actor: string
  readonly role: string
  readonly action: string
  readonly subject: string
  readonly details: unknown
}

/** Entries of the chain, latest first, a page at a time. Customers stand in it by keyed hash only. */
export function listAudit({ ctx, input }: { ctx: ServiceContext; input: PageRequest }): {
  readonly entries: readonly ListedAudit[]
  readonly next: Place | null
} {
  authorise(ctx, 'read:audit')
  const rows = listAuditRows(ctx.store, input.after?.at ?? null, input.limit + 1)
  const { items, next } = cutPage(rows, input.limit, ({ sequence }) => ({ at: sequence, id: '' }))
  return {
    entries: items.map((row) => ({
      sequence: row.sequence,
      at: new Date(row.at).toISOString(),
      actor: row.actorId,
      role: row.role,
      action: row.action,
      subject: row.subject,
      details: JSON.parse(row.details) as unknown,
    })),
    next,
  }
}
