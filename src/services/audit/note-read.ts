import type { Store } from '../../store/open.ts'
import { appendAudit } from '../../store/queries/audit/append-audit.ts'
import type { ServiceContext } from '../context.ts'

type ReadContext = Pick<ServiceContext, 'store' | 'clock' | 'actor' | 'vault' | 'log'>

/** Reads wait so long at most before they stand in the log. */
const GROUP_MS = 100

interface Group {
  readonly ctx: ReadContext
  readonly customerIds: Set<string>
}
const waiting = new WeakMap<Store, Map<string, Group>>()

/**
 * Notes that somebody read a customer's card. Reads of one actor are written together, a tenth of a second later at most: a
 * transaction for each would make reading as slow as writing.
 */
export function noteRead(ctx: ReadContext, customerId: string): void {
  const groups = waiting.get(ctx.store) ?? new Map<string, Group>()
  if (groups.size === 0) {
    waiting.set(ctx.store, groups)
    setTimeout(() => writeReads(ctx.store), GROUP_MS)
  }
  const key = `${ctx.actor.id}/${ctx.actor.role}`
  const group = groups.get(key)
  if (group === undefined) groups.set(key, { ctx, customerIds: new Set([customerId]) })
  else group.customerIds.add(customerId)
}

/** Writes what waits; also called before a store is closed. */
export function writeReads(store: Store): void {
  const groups = waiting.get(store)
  waiting.delete(store)
  for (const { ctx, customerIds } of groups?.values() ?? []) {
    // Customers by keyed hash, since the log outlives the people in it.
    const hashes = [...customerIds].map((id) => ctx.vault.hash('external_id', id).toString('hex'))
    try {
      appendAudit(store, {
        at: ctx.clock(),
        actorId: ctx.actor.id,
        role: ctx.actor.role,
        action: 'read',
        subject: hashes.length === 1 ? `customer:${hashes[0] ?? ''}` : 'customers',
        details: { what: 'service_card', customers: hashes.length, ...(hashes.length > 1 ? { hashes } : {}) },
      })
    } catch (error) {
      ctx.log.error({ err: error }, 'reads could not be written to the audit log')
    }
  }
}
