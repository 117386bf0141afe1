import { eventFacts, type EventRow } from '../../store/queries/facts/event-facts.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { KIND_FIELDS } from '../kinds.ts'
import { contentHash } from './content-hash.ts'
import { factKey, hashedKey, leadOfId, leadOfInstant } from './fact-key.ts'
import { mergeRow } from './keyed-facts.ts'
import { UnusableMoney } from './money-reader.ts'
import { OccurrenceCounter } from './occurrence-counter.ts'
import { DUPLICATE, IMPORTED, quarantined, UPDATED, type Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { StoredKeys } from './stored-keys.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

/** Set on records whose instant was worked out from when they arrived: a message that comes again keeps its first one. */
export const OUR_INSTANT = 'instant_is_ours'

const FIELDS = KIND_FIELDS.events.map((field) => field.name)

/** Writer of events. An event of a visitor not yet known keeps its anonymous id; `visitor_identities` joins it later. */
export function eventWriter(frame: WriteFrame): KindWriter {
  const facts = eventFacts(frame.store)
  const occurrences = new OccurrenceCounter()
  const earlier = new StoredKeys(facts.anyBetween)
  const { preset, mapping } = frame.description
  const fields = preset === null ? FIELDS.filter((field) => mapping[field] !== undefined) : FIELDS
  const source = shortened(preset ?? canonicalJson(mapping))
  const hash = new Uint32Array(4)
  const pending: Pending[] = []
  /** Where in `pending` the event of a message stands, by key. */
  const messages = new Map<string, number>()
  const identities = new Map<string, { customerId: string; at: number }>()

  /** The key of an event, and whether this file or an earlier one may have stored it. */
  const keyOf = (values: Values, messageId: string | null): { lead: number; key: Buffer; mayBeStored: boolean } => {
    let content = messageId === null ? source : `message\0${messageId}`
    if (messageId === null) for (const field of fields) content += `\0${values[field] ?? ''}`
    const lead = messageId === null ? leadOfInstant(numberOf(values, 'occurred_at') ?? 0) : leadOfId(messageId)
    contentHash(content, hash)
    const key = hashedKey(lead, hash)
    const occurrence = occurrences.countHash(hash)
    if (occurrence === 1) return { lead, key, mayBeStored: earlier.mayHold(lead) }
    // A message is one event however often it comes; equal events without an id are as many as there are.
    return messageId === null
      ? { lead, key: factKey(lead, `${content}\0${occurrence}`), mayBeStored: earlier.mayHold(lead) }
      : { lead, key, mayBeStored: true }
  }
  const settle = (lead: number, row: EventRow, mayBeStored: boolean, keepsInstant: boolean): Outcome => {
    if (row.messageId === null) {
      if (mayBeStored && facts.has(row.eventKey)) return DUPLICATE
      pending.push({ lead, row })
      return IMPORTED
    }
    const text = row.eventKey.toString('latin1')
    const waiting = messages.get(text)
    const stored = waiting === undefined ? mayBeStored && facts.get(row.eventKey) : pending[waiting]?.row
    if (stored === false || stored === undefined) {
      messages.set(text, pending.length)
      pending.push({ lead, row })
      return IMPORTED
    }
    const { receivedAt, occurredAt, occurredDay } = stored
    const merged = mergeRow(stored, { ...row, receivedAt, ...(keepsInstant ? { occurredAt, occurredDay } : {}) })
    if (merged === null) return DUPLICATE
    if (waiting === undefined) facts.put(merged)
    else pending[waiting] = { lead, row: merged }
    return UPDATED
  }
  return {
    replay: ({ values }) => void keyOf(values, textOf(values, 'message_id')),
    write({ values }) {
      const { lead, key, mayBeStored } = keyOf(values, textOf(values, 'message_id'))
      const occurredAt = numberOf(values, 'occurred_at') ?? 0
      const future = refuseFuture(frame, 'occurred_at', occurredAt)
      if (future !== null) return future
      let row: EventRow
      try {
        row = eventRow(frame, values, key, occurredAt)
      } catch (error) {
        if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
        throw error
      }
      const outcome = settle(lead, row, mayBeStored, values[OUR_INSTANT] === true)
      if (outcome === DUPLICATE) return outcome
      frame.seenAt(occurredAt)
      frame.visits.add(row, outcome === IMPORTED)
      if (row.customerId !== null) {
        frame.customers.touch(row.customerId, occurredAt)
        if (row.anonymousId !== null) noteIdentity(identities, row.anonymousId, row.customerId, occurredAt)
      }
      if (row.productId !== null) {
        frame.products.touch(row.productId, { name: null, category: row.category, brand: null })
      }
      return outcome
    },
    flush() {
      facts.insertMany(pending.toSorted((a, b) => a.lead - b.lead).map(({ row }) => row))
      for (const [anonymousId, { customerId, at }] of identities) facts.identify(anonymousId, customerId, at)
      frame.visits.note()
      pending.length = 0
      messages.clear()
      identities.clear()
    },
  }
}

interface Pending {
  readonly lead: number
  readonly row: EventRow
}

/** A long text as its hash: it stands before every event's content, and would be hashed with each. */
function shortened(text: string): string {
  const hash = new Uint32Array(4)
  contentHash(text, hash)
  return hash.join('.')
}

function noteIdentity(
  identities: Map<string, { customerId: string; at: number }>,
  anonymousId: string,
  customerId: string,
  at: number,
): void {
  const known = identities.get(anonymousId)
  if (known === undefined || at < known.at || (at === known.at && customerId < known.customerId)) {
    identities.set(anonymousId, { customerId, at })
  }
}

const eventRow = (frame: WriteFrame, values: Values, eventKey: Buffer, occurredAt: number): EventRow => ({
  eventKey,
  messageId: textOf(values, 'message_id'),
  customerId: textOf(values, 'customer_id'),
  anonymousId: textOf(values, 'anonymous_id'),
  name: textOf(values, 'name') ?? '',
  occurredAt,
  occurredDay: frame.zone.dayOf(occurredAt),
  receivedAt: frame.now,
  sessionId: textOf(values, 'session_id'),
  productId: textOf(values, 'product_id'),
  category: textOf(values, 'category'),
  orderId: textOf(values, 'order_id'),
  query: textOf(values, 'query'),
  channel: textOf(values, 'channel'),
  device: textOf(values, 'device'),
  source: textOf(values, 'source'),
  campaign: textOf(values, 'campaign'),
  placement: textOf(values, 'placement'),
  creative: textOf(values, 'creative'),
  position: numberOf(values, 'position'),
  url: textOf(values, 'url'),
  value: frame.money.minor(values, 'value', 1),
  properties: textOf(values, 'properties'),
})
