import {
  deleteChanges,
  lastChange,
  listChanges,
  moveChangePost,
  readChangePost,
  type ChangePostRow,
  type ChangeRow,
} from '../../store/queries/changes/customer-changes.ts'
import { readKeyRow } from '../../store/queries/keys/keys.ts'
import { ROLES } from '../access/actor.ts'
import { mayRole } from '../access/authorise.ts'
import { pauseAfter } from '../approvals/outbox/post-state.ts'
import { PATIENCE_MS, postSigned } from '../approvals/outbox/post-signed.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from '../settings/read-setting.ts'
import type { ChangePart } from './change-parts.ts'

type Subscriber = ReturnType<typeof readSetting<'change_subscribers'>>[number]

/** Changes in one message, and messages to one subscriber in one go. */
const AT_ONCE = 500
const MOST_MESSAGES = 20
/** A receiver that is away for longer reads its customers afresh. */
const KEPT_MS = 7 * 86_400_000

export interface PostedChanges {
  /** Messages that arrived. */
  readonly messages: number
  /** Subscribers who did not take theirs; they are tried again after a pause that grows. */
  readonly failed: number
}

/**
 * Tells subscribers what changed about which customer: ids and parts, never a value, a name or a word of theirs. Who is told is
 * bound to a key: its role decides which parts it may hear of, and a key that was revoked hears nothing more.
 */
export async function postChanges(ctx: ServiceContext): Promise<PostedChanges> {
  const subscribers = readSetting(ctx.store, 'change_subscribers')
  const counts = { messages: 0, failed: 0 }
  const told: number[] = []
  for (const subscriber of subscribers) {
    const mayHear = partsFor(ctx, subscriber)
    if (mayHear === null) continue
    for (let message = 0; message < MOST_MESSAGES; message += 1) {
      const outcome = await tellNext(ctx, subscriber, mayHear)
      if (outcome === 'told') counts.messages += 1
      if (outcome === 'failed') counts.failed += 1
      if (outcome !== 'told') break
    }
    told.push(readChangePost(ctx.store, subscriber.key_id)?.told ?? 0)
  }
  deleteChanges(ctx.store, told.length === 0 ? lastChange(ctx.store) : Math.min(...told), ctx.clock() - KEPT_MS)
  return counts
}

/** Which parts the subscriber's key may hear of; null where there is no such key any more. */
function partsFor({ store }: ServiceContext, { key_id, parts }: Subscriber): ((part: ChangePart) => boolean) | null {
  const key = readKeyRow(store, key_id)
  const role = ROLES.find((one) => one === key?.role)
  if (key === undefined || key.revokedAt !== null || key.kind !== 'key' || role === undefined) return null
  if (!mayRole(role, 'read:customers')) return null
  const wanted = parts === undefined ? null : new Set<ChangePart>(parts)
  // An erasure is for everyone who may keep a copy, wanted or not.
  return (part) =>
    part === 'erased' ||
    ((wanted === null || wanted.has(part)) && (part !== 'predictions' || mayRole(role, 'read:predictions')))
}

async function tellNext(
  ctx: ServiceContext,
  { key_id: keyId, url }: Subscriber,
  mayHear: (part: ChangePart) => boolean,
): Promise<'told' | 'failed' | 'nothing'> {
  const { store } = ctx
  const begun: ChangePostRow = { keyId, told: 0, attempts: 0, nextAt: 0, problem: null }
  if (readChangePost(store, keyId) === undefined) moveChangePost(store, undefined, begun)
  const seen = readChangePost(store, keyId) ?? begun
  if (seen.nextAt > ctx.clock()) return 'nothing'
  const rows = listChanges(store, seen.told, AT_ONCE)
  const last = rows.at(-1)?.sequence
  if (last === undefined) return 'nothing'
  const attempts = seen.attempts + 1
  // On record before it is made, so of two processes one makes it.
  const trying = { ...seen, attempts, nextAt: ctx.clock() + Math.max(2 * PATIENCE_MS, pauseAfter(attempts)) }
  if (!moveChangePost(store, seen, trying)) return 'nothing'
  const heard = rows.filter(({ part }) => mayHear(part as ChangePart))
  const problem = heard.length === 0 ? null : await tell(ctx, { url, keyId, last, rows: heard })
  const after: ChangePostRow =
    problem === null ? { keyId, told: last, attempts: 0, nextAt: 0, problem } : { ...trying, problem }
  moveChangePost(store, trying, after)
  return problem === null ? 'told' : 'failed'
}

interface Message {
  readonly url: string
  readonly keyId: string
  readonly last: number
  readonly rows: readonly ChangeRow[]
}

function tell(ctx: ServiceContext, { url, keyId, last, rows }: Message): Promise<string | null> {
  const id = `changes-${keyId}-${last}`
  const byCustomer = new Map<string, ChangeRow[]>()
  for (const row of rows) {
    if (row.customerId !== '') byCustomer.set(row.customerId, [...(byCustomer.get(row.customerId) ?? []), row])
  }
  const body = {
    id,
    type: 'customer.changed',
    sent_at: new Date(ctx.clock()).toISOString(),
    /** A file was imported: any customer may have changed. */
    any_customer: rows.some(({ part }) => part === 'file'),
    customers: [...byCustomer].map(([customerId, changes]) => ({
      customer_id: customerId,
      changed: [...new Set(changes.map(({ part }) => part))].toSorted(),
      changed_at: new Date(Math.max(...changes.map(({ changedAt }) => changedAt))).toISOString(),
    })),
  }
  return postSigned(ctx, {
    url,
    content: Buffer.from(JSON.stringify(body)),
    idempotencyKey: id,
    action: 'customer.changed',
  })
}
