import { eventFacts, type EventRow } from '../../store/queries/facts/event-facts.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { KIND_FIELDS } from '../kinds.ts'
import { factKey, leadOfId, leadOfInstant } from './fact-key.ts'
import { mergeRow } from './keyed-facts.ts'
import { UnusableMoney } from './money-reader.ts'
import { OccurrenceCounter } from './occurrence-counter.ts'
import { DUPLICATE, IMPORTED, quarantined, UPDATED, type Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

const FIELDS = KIND_FIELDS.events.map((field) => field.name)

/** Writer of events. An event of a visitor not yet known keeps its anonymous id; `visitor_identities` joins it later. */
export function eventWriter(frame: WriteFrame): KindWriter {
  const facts = eventFacts(frame.store)
  const occurrences = new OccurrenceCounter()
  const source = frame.description.preset ?? canonicalJson(frame.description.mapping)
  const pending = new Map<string, EventRow>()
  const identities = new Map<string, { customerId: string; at: number }>()

  const keyOf = (values: Values): Buffer => {
    const messageId = textOf(values, 'message_id')
    if (messageId !== null) return factKey(leadOfId(messageId), `message\0${messageId}`)
    let content = source
    for (const field of FIELDS) content += `\0${values[field] ?? ''}`
    const occurrence = occurrences.count(content)
    return factKey(
      leadOfInstant(numberOf(values, 'occurred_at') ?? 0),
      occurrence === 1 ? content : `${content}\0${occurrence}`,
    )
  }
  const settle = (key: Buffer, row: EventRow): Outcome => {
    const text = key.toString('latin1')
    const stored = pending.get(text) ?? facts.events.get(key)
    if (stored === undefined) {
      pending.set(text, row)
      return IMPORTED
    }
    if (row.messageId === null) return DUPLICATE
    const merged = mergeRow(stored, { ...row, receivedAt: stored.receivedAt })
    if (merged === null) return DUPLICATE
    if (pending.has(text)) pending.set(text, merged)
    else facts.events.put(merged)
    return UPDATED
  }
  return {
    replay: ({ values }) => {
      if (textOf(values, 'message_id') === null) keyOf(values)
    },
    write({ values }) {
      const key = keyOf(values)
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
      const outcome = settle(key, row)
      if (outcome === DUPLICATE) return outcome
      frame.seenAt(occurredAt)
      const visitor = row.anonymousId ?? row.customerId
      if (visitor !== null) frame.visits.add(visitor)
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
      frame.visits.note()
      const rows = [...pending.values()]
      rows.sort((a, b) => a.eventKey.compare(b.eventKey))
      facts.events.insertMany(rows)
      for (const [anonymousId, { customerId, at }] of identities) facts.identify(anonymousId, customerId, at)
      pending.clear()
      identities.clear()
    },
  }
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
