import type { Store } from '../../open.ts'
import { GAP_MS } from '../rollups/rebuild-sessions.ts'

/** One thing that a visitor did. */
export interface VisitStep {
  readonly name: string
  /** UTC ms */
  readonly at: number
  readonly query: string | null
  /** Of the product; null unless asked for. */
  readonly category: string | null
}

/** A visit with everything that was done in it, oldest first; tiles that were shown are nothing done. */
export interface Visit {
  readonly visitor: string
  /** The customer whom its events name last. */
  readonly customerId: string | null
  readonly startedAt: number
  readonly startedDay: number
  readonly device: string | null
  readonly channel: string | null
  readonly source: string | null
  readonly campaign: string | null
  readonly steps: readonly VisitStep[]
  /** Steps beyond the limit that were not kept. */
  readonly cut: number
}

type Text = string | null
type Row = [
  visitor: string,
  customerId: Text,
  at: number,
  day: number,
  name: string,
  query: Text,
  category: Text,
  device: Text,
  channel: Text,
  source: Text,
  campaign: Text,
]

/** A machine that clicks on is no visitor: of one visit so many steps are kept. */
const MOST_STEPS = 2000
/** Of so many days walking the whole table costs less than following an index. */
const MANY_DAYS = 180

/**
 * Visits that began on local days `[fromDay, toDay)` and before `until`, visitor by visitor: cut as sessions are, at gaps of
 * more than 30 minutes.
 */
export function* readVisits(
  store: Store,
  {
    fromDay,
    toDay,
    until,
    withCategories = false,
  }: {
    readonly fromDay: number
    readonly toDay: number
    readonly until: number
    /** Looks up the category of every product. */
    readonly withCategories?: boolean
  },
): Generator<Visit> {
  const rows = store.sqlite
    .prepare<[{ fromDay: number; toDay: number; until: number }], Row>(
      // The days around belong to visits over midnight.
      `SELECT ifnull(e.anonymous_id, e.customer_id) AS visitor, e.customer_id, e.occurred_at, e.occurred_day, e.name, e.query,
         ${withCategories ? 'ifnull(p.category, e.category)' : 'NULL'}, e.device, e.channel, e.source, e.campaign
       FROM events e ${toDay - fromDay > MANY_DAYS ? 'NOT INDEXED' : ''}
           ${withCategories ? 'LEFT JOIN products p ON p.id = e.product_id' : ''}
       WHERE e.occurred_day >= @fromDay - 1 AND e.occurred_day < @toDay + 1 AND e.occurred_at < @until
         AND visitor IS NOT NULL
       ORDER BY visitor, e.occurred_at, e.event_key`,
    )
    .raw()
    .iterate({ fromDay, toDay, until })
  let open: ({ -readonly [Key in keyof Visit]: Visit[Key] } & { steps: VisitStep[] }) | null = null
  let last = 0
  for (const [visitor, customerId, at, day, name, query, category, device, channel, source, campaign] of rows) {
    if (open === null || open.visitor !== visitor || at - last > GAP_MS) {
      if (open !== null && open.startedDay >= fromDay && open.startedDay < toDay) yield open
      open = {
        visitor,
        customerId,
        startedAt: at,
        startedDay: day,
        device,
        channel,
        source,
        campaign,
        steps: [],
        cut: 0,
      }
    }
    last = at
    open.customerId = customerId ?? open.customerId
    open.device ??= device
    open.channel ??= channel
    open.source ??= source
    open.campaign ??= campaign
    if (name === 'impression') continue
    if (open.steps.length < MOST_STEPS) open.steps.push({ name, at, query, category })
    else open.cut += 1
  }
  if (open !== null && open.startedDay >= fromDay && open.startedDay < toDay) yield open
}
