import { listAuditRows } from '../../store/queries/audit/list-audit-rows.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

const PAGE = 50

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
export function listAudit({ ctx, input }: { ctx: ServiceContext; input: { readonly before: number | null } }): {
  readonly entries: readonly ListedAudit[]
  readonly next_cursor: string | null
} {
  authorise(ctx, 'read:audit')
  const rows = listAuditRows(ctx.store, input.before, PAGE)
  const last = rows.at(-1)
  return {
    entries: rows.map((row) => ({
      sequence: row.sequence,
      at: new Date(row.at).toISOString(),
      actor: row.actorId,
      role: row.role,
      action: row.action,
      subject: row.subject,
      details: JSON.parse(row.details) as unknown,
    })),
    next_cursor: rows.length < PAGE || last === undefined || last.sequence === 1 ? null : String(last.sequence),
  }
}
