import type { IdentifierKind } from '../../lib/identifier-vault.ts'
import { readIdentifiers } from '../../store/queries/customers/read-identifiers.ts'
import { mayReveal, mayRole } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { maskIdentifier } from './mask-identifier.ts'

export interface ShownIdentifiers {
  /** True when values are in the clear; the read is then in the audit log. */
  readonly revealed: boolean
  /** Latest value of each kind by customer; a kind that the shop does not know is absent. */
  readonly values: ReadonlyMap<string, Readonly<Partial<Record<IdentifierKind, string>>>>
}

/**
 * Identifiers of customers as this actor may see them: in the clear (and audited) for roles that may, masked for others
 * inside the shop and wherever others read along, nothing for anybody else. `masked` keeps kinds masked for everyone.
 */
export function showIdentifiers(
  ctx: ServiceContext,
  customerIds: readonly string[],
  kinds: readonly IdentifierKind[],
  masked: readonly IdentifierKind[] = [],
): ShownIdentifiers {
  const values = new Map<string, Partial<Record<IdentifierKind, string>>>()
  if (!mayRole(ctx.actor.role, 'read:customers') || customerIds.length === 0) return { revealed: false, values }
  const revealed = mayReveal(ctx.actor)
  const shown = new Set<string>()
  for (const { customerId, kind, cipher } of readIdentifiers(ctx.store, customerIds, kinds)) {
    const own = values.get(customerId) ?? {}
    values.set(customerId, own)
    if (own[kind] !== undefined) continue
    const plain = ctx.vault.decrypt(cipher)
    const clear = revealed && !masked.includes(kind)
    own[kind] = clear ? plain : maskIdentifier(kind, plain)
    if (clear) shown.add(customerId)
  }
  if (shown.size > 0)
    auditReveal(
      ctx,
      [...shown],
      kinds.filter((kind) => !masked.includes(kind)),
    )
  return { revealed: shown.size > 0, values }
}

/** One entry for a list: customers by keyed hash, since the log outlives the people in it. */
function auditReveal(ctx: ServiceContext, customerIds: readonly string[], kinds: readonly IdentifierKind[]): void {
  const hashes = customerIds.map((id) => ctx.vault.hash('external_id', id).toString('hex'))
  recordAudit(ctx, {
    action: 'read',
    subject: hashes.length === 1 ? `customer:${hashes[0] ?? ''}` : 'customers',
    details: { identifiers: kinds, customers: hashes.length, ...(hashes.length > 1 ? { hashes } : {}) },
  })
}
