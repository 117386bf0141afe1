import { and, asc, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { PageRequest } from '../../../lib/page.ts'
import type { Store } from '../../open.ts'
import { alertRules, alerts } from '../../schema/index.ts'

export type AlertRuleRow = typeof alertRules.$inferSelect
export type AlertRow = typeof alerts.$inferSelect
export type NewAlert = Omit<AlertRow, 'id' | 'clearedAt'>

export const insertAlertRule = (store: Store, row: AlertRuleRow): void => {
  store.db.insert(alertRules).values(row).run()
}

export const readAlertRule = (store: Store, id: string): AlertRuleRow | undefined =>
  store.db.select().from(alertRules).where(eq(alertRules.id, id)).get()

/** Rules that are watched, oldest first. */
export const listAlertRules = (store: Store): AlertRuleRow[] =>
  store.db
    .select()
    .from(alertRules)
    .where(isNull(alertRules.stoppedAt))
    .orderBy(asc(alertRules.createdAt), asc(alertRules.id))
    .all()

/** Stops watching; what has fired stays on record. False when the rule is not watched. */
export const stopAlertRule = (store: Store, id: string, now: number): boolean =>
  store.db
    .update(alertRules)
    .set({ stoppedAt: now })
    .where(and(eq(alertRules.id, id), isNull(alertRules.stoppedAt)))
    .run().changes === 1

/** For whom a rule holds already, fired or not. */
export const readOpenSubjects = (store: Store, ruleId: string): ReadonlySet<string> =>
  new Set(
    store.db
      .select({ subject: alerts.subject })
      .from(alerts)
      .where(and(eq(alerts.ruleId, ruleId), isNull(alerts.clearedAt), eq(alerts.factKey, '')))
      .all()
      .map(({ subject }) => subject),
  )

/** Writes alerts that are not open yet; returns how many were new. */
export function insertAlerts(store: Store, rows: readonly NewAlert[]): number {
  let written = 0
  for (const row of rows) written += store.db.insert(alerts).values(row).onConflictDoNothing().run().changes
  return written
}

/** The rule holds no longer for these subjects: from now on it may fire for them again. */
export function clearAlerts(store: Store, ruleId: string, subjects: Iterable<string>, now: number): void {
  const clear = store.sqlite.prepare(
    "UPDATE alerts SET cleared_at = ? WHERE rule_id = ? AND subject = ? AND fact_key = '' AND cleared_at IS NULL",
  )
  for (const subject of subjects) clear.run(now, ruleId, subject)
}

/** What fired, latest first. */
export const listFiredAlerts = (store: Store, { limit, after }: PageRequest): AlertRow[] =>
  store.db
    .select()
    .from(alerts)
    .where(
      and(
        isNotNull(alerts.firedAt),
        after === null ? undefined : sql`(${alerts.firedAt}, ${alerts.id}) < (${after.at}, ${Number(after.id)})`,
      ),
    )
    .orderBy(desc(alerts.firedAt), desc(alerts.id))
    .limit(limit)
    .all()

export interface FiredCount {
  readonly ruleId: string
  readonly fired: number
  readonly open: number
}

/** How often each rule has fired, and for how many that still holds. */
export const countFiredAlerts = (store: Store): FiredCount[] => {
  const fired = store.db
    .select({ ruleId: alerts.ruleId, fired: count(), cleared: count(alerts.clearedAt) })
    .from(alerts)
    .where(isNotNull(alerts.firedAt))
    .groupBy(alerts.ruleId)
    .all()
  return fired.map(({ ruleId, fired: times, cleared }) => ({ ruleId, fired: times, open: times - cleared }))
}

export interface NamedEvent {
  /** Hex of the event's key. */
  readonly factKey: string
  readonly customerId: string | null
}

/** Events of a name that came in since an instant and happened on a day or later; a visitor counts as who it is known to be. */
export const readEventsSince = (
  { sqlite }: Store,
  request: { readonly name: string; readonly receivedFrom: number; readonly fromDay: number; readonly until: number },
): readonly NamedEvent[] =>
  sqlite
    .prepare<[typeof request], NamedEvent>(
      `SELECT hex(e.event_key) AS factKey, ifnull(e.customer_id,
         (SELECT v.customer_id FROM visitor_identities v
          WHERE v.anonymous_id = e.anonymous_id AND v.identified_at <= e.occurred_at)) AS customerId
       FROM events e INDEXED BY events_day_idx
       WHERE e.occurred_day >= @fromDay AND e.name = @name AND e.received_at >= @receivedFrom AND e.occurred_at < @until
       ORDER BY e.occurred_at, e.event_key`,
    )
    .all(request)

/** Stands in a row of its own for the first look at a rule. */
const FIRST_LOOK = 'first look'

/** Whether a figure was looked at before: what held at the first look has not passed its bound. */
export const hasBeenLookedAt = (store: Store, ruleId: string): boolean =>
  store.db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.ruleId, ruleId), eq(alerts.subject, ''), eq(alerts.factKey, FIRST_LOOK)))
    .get() !== undefined

export const noteFirstLook = (store: Store, look: Pick<NewAlert, 'ruleId' | 'since' | 'asOf'>): void => {
  insertAlerts(store, [{ ...look, subject: '', factKey: FIRST_LOOK, firedAt: null, value: null, before: null }])
}
