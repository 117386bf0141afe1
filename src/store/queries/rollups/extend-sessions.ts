import type { TimeZone } from '../../../lib/time-zone.ts'
import type { Store } from '../../open.ts'
import { sessions } from '../../schema/index.ts'
import type { EventRow } from '../events/insert-events.ts'
import { tableAccess } from '../facts/table-access.ts'
import {
  cutVisits,
  GAP_MS,
  opensView,
  shownBy,
  VISITOR_COLUMNS,
  type SessionRow,
  type VisitorEvent,
} from './rebuild-sessions.ts'

/** A visitor whose events have changed. */
export interface ChangedVisitor {
  readonly visitor: string
  /** False for a customer whose events name no visitor. */
  readonly isAnonymous: boolean
  /** The earliest instant that changed. */
  readonly from: number
  /** All new events of the visitor, when nothing else changed; null when some event was known before. */
  readonly added: readonly EventRow[] | null
}

/**
 * Cuts anew what events of some visitors change. Events that follow a visitor's last visit begin another or go on with it
 * without any other event being read, so a visit of ten thousand clicks costs as much per click as one of ten; events that
 * come late cut the visits from theirs on.
 *
 * @returns a function that gives the visits written; call it in the transaction that writes the events, after them
 */
export function sessionExtender(store: Store, zone: TimeZone): (changed: Iterable<ChangedVisitor>) => number {
  const table = tableAccess(store, sessions, ['id'])
  const anonymous = readsOf(store, table.columns, 'anonymous_id = @visitor')
  const named = readsOf(store, table.columns, 'customer_id = @visitor AND anonymous_id IS NULL')

  const extend = ({ visitor, isAnonymous, from, added }: ChangedVisitor): readonly SessionRow[] => {
    const reads = isAnonymous ? anonymous : named
    const newest = reads.last.get({ visitor })
    if (added !== null && (newest === undefined || from > newest.endedAt)) {
      const events = added
        .toSorted((a, b) => a.occurredAt - b.occurredAt || Buffer.compare(a.eventKey, b.eventKey))
        .map(visitorEvent)
      if (newest === undefined || from - newest.endedAt > GAP_MS) return cutVisits(events, zone)
      const sawView = opensView(reads.atEnd.get({ visitor, end: newest.endedAt })?.[2] ?? 0)
      table.remove(newest.id)
      return cutVisits(events, zone, { row: { ...newest }, sawView })
    }
    const before = reads.around.get({ visitor, from })
    const start = before !== undefined && from - before.endedAt <= GAP_MS ? before.startedAt : from
    reads.erase.run({ visitor, start })
    return cutVisits(reads.since.iterate({ visitor, start }), zone)
  }
  return (changed) => {
    const rows: SessionRow[] = []
    for (const visitor of changed) rows.push(...extend(visitor))
    table.insertMany(rows)
    return rows.length
  }
}

const visitorEvent = (row: EventRow): VisitorEvent => [
  row.anonymousId,
  row.customerId,
  shownBy(row.name),
  row.occurredAt,
  row.device,
  row.channel,
  row.source,
]

/** Reads of the visits and events of one visitor, whom the condition finds. */
function readsOf({ sqlite }: Store, columns: readonly string[], isVisitor: string) {
  const selected = columns
    .map((column) => `${column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} AS "${column}"`)
    .join(', ')
  const visits = `SELECT ${selected} FROM sessions WHERE ${isVisitor}`
  const events = `SELECT ${VISITOR_COLUMNS} FROM events WHERE ${isVisitor}`
  return {
    last: sqlite.prepare<[{ visitor: string }], SessionRow>(`${visits} ORDER BY started_at DESC LIMIT 1`),
    around: sqlite.prepare<[{ visitor: string; from: number }], SessionRow>(
      `${visits} AND started_at <= @from ORDER BY started_at DESC LIMIT 1`,
    ),
    erase: sqlite.prepare<[{ visitor: string; start: number }]>(
      `DELETE FROM sessions WHERE ${isVisitor} AND started_at >= @start`,
    ),
    since: sqlite
      .prepare<[{ visitor: string; start: number }], VisitorEvent>(
        `${events} AND occurred_at >= @start ORDER BY occurred_at, event_key`,
      )
      .raw(),
    atEnd: sqlite
      .prepare<[{ visitor: string; end: number }], VisitorEvent>(
        `${events} AND occurred_at = @end ORDER BY event_key DESC LIMIT 1`,
      )
      .raw(),
  }
}
