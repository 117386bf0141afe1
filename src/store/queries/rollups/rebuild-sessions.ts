import { hash } from 'node:crypto'
import type { TimeZone } from '../../../lib/time-zone.ts'
import type { Store } from '../../open.ts'
import { sessions } from '../../schema/index.ts'
import { withoutIndexes } from '../events/indexes.ts'
import { tableAccess } from '../facts/table-access.ts'

/** A longer silence ends a session, and caps the time that one view counts. */
const GAP_MS = 30 * 60_000

type SessionRow = typeof sessions.$inferSelect
type Text = string | null

/** What a visit counts of an event: pages, payments, and views for the time spent looking. */
const SHOWN = { nothing: 0, page: 1, pay: 2, view: 3 } as const

type VisitorEvent = [
  anonymousId: Text,
  customerId: Text,
  shown: (typeof SHOWN)[keyof typeof SHOWN],
  occurredAt: number,
  device: Text,
  channel: Text,
  source: Text,
]

/** A number instead of the name, and no column twice: reading an event into JavaScript costs more than sorting it. */
const COLUMNS = `anonymous_id, customer_id,
  CASE name WHEN 'page' THEN ${SHOWN.page} WHEN 'pay' THEN ${SHOWN.pay}
    WHEN 'product_view' THEN ${SHOWN.view} WHEN 'product_list' THEN ${SHOWN.view} ELSE ${SHOWN.nothing} END,
  occurred_at, device, channel, source`
const WHOLE = `SELECT ${COLUMNS} FROM events
  WHERE anonymous_id IS NOT NULL OR customer_id IS NOT NULL
  ORDER BY ifnull(anonymous_id, customer_id), occurred_at, event_key`
const ONE = `SELECT ${COLUMNS} FROM (
    SELECT * FROM events WHERE anonymous_id = @visitor
    UNION ALL SELECT * FROM events WHERE customer_id = @visitor AND anonymous_id IS NULL
  ) ORDER BY occurred_at, event_key`

/**
 * Cuts visits from events: one visitor's events with gaps of at most 30 minutes. A visitor is an anonymous id, else a
 * customer. A visit belongs to the customer whom its events name last, never to one who was identified after it.
 *
 * @param visitors - only these; everybody when left out
 * @returns visits written
 */
export function rebuildSessions(store: Store, zone: TimeZone, visitors?: ReadonlySet<string>): number {
  const { sqlite } = store
  const table = tableAccess(store, sessions, ['id'])
  const rebuildAll = (): number => {
    const rows = cut(sqlite.prepare<[], VisitorEvent>(WHOLE).raw().iterate(), zone)
    // Into an empty table in the order of its key, and the indexes at once afterwards: each page is written once.
    rows.sort((a, b) => (a.id < b.id ? -1 : 1))
    withoutIndexes(sqlite, 'sessions', () => {
      sqlite.exec('DELETE FROM sessions')
      table.insertMany(rows)
    })
    return rows.length
  }
  const rebuildSome = (some: ReadonlySet<string>): number => {
    const erase = sqlite.prepare(
      'DELETE FROM sessions WHERE anonymous_id = @visitor OR (customer_id = @visitor AND anonymous_id IS NULL)',
    )
    const select = sqlite.prepare<[{ visitor: string }], VisitorEvent>(ONE).raw()
    const rows: SessionRow[] = []
    for (const visitor of some) {
      erase.run({ visitor })
      rows.push(...cut(select.iterate({ visitor }), zone))
    }
    table.insertMany(rows)
    return rows.length
  }
  return sqlite.transaction(() => (visitors === undefined ? rebuildAll() : rebuildSome(visitors))).immediate()
}

/** Visits of events that come by visitor and instant. */
function cut(events: Iterable<VisitorEvent>, zone: TimeZone): SessionRow[] {
  const rows: SessionRow[] = []
  let open: SessionRow | null = null
  let visitor: Text = ''
  let sawView = false
  for (const [anonymousId, customerId, shown, occurredAt, device, channel, source] of events) {
    const who: Text = anonymousId ?? customerId
    if (open === null || who !== visitor || occurredAt - open.endedAt > GAP_MS) {
      open = begin(anonymousId, customerId, occurredAt, zone)
      rows.push(open)
      visitor = who
    } else if (sawView) {
      open.dwellSeconds += Math.round((occurredAt - open.endedAt) / 1000)
    }
    open.endedAt = occurredAt
    open.events += 1
    if (shown === SHOWN.page) open.pages += 1
    if (shown === SHOWN.pay) open.paid += 1
    open.customerId = customerId ?? open.customerId
    open.device ??= device
    open.channel ??= channel
    open.source ??= source
    sawView = shown === SHOWN.page || shown === SHOWN.view
  }
  return rows
}

const begin = (anonymousId: Text, customerId: Text, startedAt: number, zone: TimeZone): SessionRow => ({
  id: `S-${hash('sha256', `${anonymousId ?? customerId ?? ''}\0${startedAt}`, 'hex').slice(0, 20)}`,
  customerId,
  anonymousId,
  startedAt,
  startedDay: zone.dayOf(startedAt),
  endedAt: startedAt,
  events: 0,
  pages: 0,
  dwellSeconds: 0,
  paid: 0,
  device: null,
  channel: null,
  source: null,
})
