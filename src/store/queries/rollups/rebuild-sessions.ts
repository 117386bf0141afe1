import { createHash } from 'node:crypto'
import type { TimeZone } from '../../../lib/time-zone.ts'
import type { Store } from '../../open.ts'
import { sessions } from '../../schema/index.ts'
import { tableAccess } from '../facts/table-access.ts'

/** A longer silence ends a session, and caps the time that one view counts. */
const GAP_MS = 30 * 60_000
/** Names of events that show something to look at, for the time spent looking. */
const VIEWS: ReadonlySet<string> = new Set(['page', 'product_view', 'product_list'])

type SessionRow = typeof sessions.$inferSelect

interface VisitorEvent {
  readonly visitor: string
  readonly customerId: string | null
  readonly anonymousId: string | null
  readonly name: string
  readonly occurredAt: number
  readonly device: string | null
  readonly channel: string | null
  readonly source: string | null
}

const COLUMNS = `customer_id AS customerId, anonymous_id AS anonymousId, name, occurred_at AS occurredAt, device, channel, source`
const WHOLE = `SELECT ifnull(anonymous_id, customer_id) AS visitor, ${COLUMNS} FROM events
  WHERE anonymous_id IS NOT NULL OR customer_id IS NOT NULL ORDER BY visitor, occurred_at, event_key`
const ONE = `SELECT @visitor AS visitor, ${COLUMNS} FROM (
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
  return sqlite
    .transaction(() => {
      let rows: SessionRow[] = []
      if (visitors === undefined) {
        sqlite.exec('DELETE FROM sessions')
        rows = cut(sqlite.prepare<[], VisitorEvent>(WHOLE).iterate(), zone)
      } else {
        const erase = sqlite.prepare(
          'DELETE FROM sessions WHERE anonymous_id = @visitor OR (customer_id = @visitor AND anonymous_id IS NULL)',
        )
        const select = sqlite.prepare<[{ visitor: string }], VisitorEvent>(ONE)
        for (const visitor of visitors) {
          erase.run({ visitor })
          rows.push(...cut(select.iterate({ visitor }), zone))
        }
      }
      table.insertMany(rows)
      return rows.length
    })
    .immediate()
}

/** Visits of events that come by visitor and instant. */
function cut(events: Iterable<VisitorEvent>, zone: TimeZone): SessionRow[] {
  const rows: SessionRow[] = []
  let open: SessionRow | null = null
  let visitor = ''
  let last: VisitorEvent | null = null
  for (const event of events) {
    const goes = open !== null && event.visitor === visitor && event.occurredAt - open.endedAt <= GAP_MS
    if (open === null || !goes) {
      open = begin(event, zone)
      rows.push(open)
      visitor = event.visitor
    } else if (last !== null && VIEWS.has(last.name)) {
      open.dwellSeconds += Math.round((event.occurredAt - last.occurredAt) / 1000)
    }
    open.endedAt = event.occurredAt
    open.events += 1
    if (event.name === 'page') open.pages += 1
    if (event.name === 'pay') open.paid += 1
    open.customerId = event.customerId ?? open.customerId
    open.device ??= event.device
    open.channel ??= event.channel
    open.source ??= event.source
    last = event
  }
  return rows
}

const begin = (event: VisitorEvent, zone: TimeZone): SessionRow => ({
  id: `S-${createHash('sha256').update(`${event.visitor}\0${event.occurredAt}`).digest('hex').slice(0, 20)}`,
  customerId: event.customerId,
  anonymousId: event.anonymousId,
  startedAt: event.occurredAt,
  startedDay: zone.dayOf(event.occurredAt),
  endedAt: event.occurredAt,
  events: 0,
  pages: 0,
  dwellSeconds: 0,
  paid: 0,
  device: null,
  channel: null,
  source: null,
})
