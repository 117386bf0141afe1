import { hash } from 'node:crypto'
import type { TimeZone } from '../../../lib/time-zone.ts'
import type { Store } from '../../open.ts'
import { sessions } from '../../schema/index.ts'
import { withoutIndexes } from '../events/indexes.ts'
import { tableAccess } from '../facts/table-access.ts'

/** A longer silence ends a session, and caps the time that one view counts. */
export const GAP_MS = 30 * 60_000

export type SessionRow = typeof sessions.$inferSelect
type Text = string | null

/** What a visit counts of an event: pages, payments, and views for the time spent looking. */
const SHOWN = { nothing: 0, page: 1, pay: 2, view: 3 } as const

/** An event as a visit sees it. */
export type VisitorEvent = readonly [
  anonymousId: Text,
  customerId: Text,
  shown: number,
  occurredAt: number,
  device: Text,
  channel: Text,
  source: Text,
]

const SHOWN_BY: ReadonlyMap<string, number> = new Map([
  ['page', SHOWN.page],
  ['pay', SHOWN.pay],
  ['product_view', SHOWN.view],
  ['product_list', SHOWN.view],
])

/** What a visit counts of an event of this name, as a number. */
export const shownBy = (name: string): number => SHOWN_BY.get(name) ?? SHOWN.nothing

/** A number instead of the name, and no column twice: reading an event into JavaScript costs more than sorting it. */
export const VISITOR_COLUMNS = `anonymous_id, customer_id,
  CASE name ${[...SHOWN_BY].map(([name, shown]) => `WHEN '${name}' THEN ${shown}`).join(' ')} ELSE ${SHOWN.nothing} END,
  occurred_at, device, channel, source`
const WHOLE = `SELECT ${VISITOR_COLUMNS} FROM events
  WHERE anonymous_id IS NOT NULL OR customer_id IS NOT NULL
  ORDER BY ifnull(anonymous_id, customer_id), occurred_at, event_key`
const ONE = `SELECT ${VISITOR_COLUMNS} FROM (
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
  if (visitors === undefined)
    return replaceSessions(store, zone, () => sqlite.prepare<[], VisitorEvent>(WHOLE).raw().iterate())
  const table = tableAccess(store, sessions, ['id'])
  const rebuildSome = (some: ReadonlySet<string>): number => {
    const erase = sqlite.prepare(
      'DELETE FROM sessions WHERE anonymous_id = @visitor OR (customer_id = @visitor AND anonymous_id IS NULL)',
    )
    const select = sqlite.prepare<[{ visitor: string }], VisitorEvent>(ONE).raw()
    const rows: SessionRow[] = []
    for (const visitor of some) {
      erase.run({ visitor })
      rows.push(...cutVisits(select.iterate({ visitor }), zone))
    }
    table.insertMany(rows)
    return rows.length
  }
  return sqlite.transaction(() => rebuildSome(visitors)).immediate()
}

/**
 * Puts the visits of these events in the place of all that are stored.
 *
 * @param events - all events that there are, by visitor and, of one visitor, by instant and key; asked for in the transaction
 * @returns visits written
 */
export function replaceSessions(store: Store, zone: TimeZone, events: () => Iterable<VisitorEvent>): number {
  const { sqlite } = store
  const table = tableAccess(store, sessions, ['id'])
  return sqlite
    .transaction(() => {
      const rows = cutVisits(events(), zone)
      // Into an empty table in the order of its key, and the indexes at once afterwards: each page is written once.
      rows.sort((a, b) => (a.id < b.id ? -1 : 1))
      withoutIndexes(sqlite, 'sessions', () => {
        sqlite.exec('DELETE FROM sessions')
        table.insertMany(rows)
      })
      return rows.length
    })
    .immediate()
}

/** A visit that goes on, and whether time spent looking runs since its last event. */
export interface OpenVisit {
  readonly row: SessionRow
  readonly sawView: boolean
}

export const opensView = (shown: number): boolean => shown === SHOWN.page || shown === SHOWN.view

/**
 * Visits of events that come by visitor and instant.
 *
 * @param going - a visit of the first event's visitor that the events may go on with; it is then among the rows
 */
export function cutVisits(
  events: Iterable<VisitorEvent>,
  zone: TimeZone,
  going: OpenVisit | null = null,
): SessionRow[] {
  const rows: SessionRow[] = going === null ? [] : [going.row]
  let open: SessionRow | null = going?.row ?? null
  let visitor: Text = going === null ? '' : (going.row.anonymousId ?? going.row.customerId)
  let sawView = going?.sawView ?? false
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
    sawView = opensView(shown)
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
