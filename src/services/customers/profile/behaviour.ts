import { activityLevelOf } from '../../../features/load-customer-activity.ts'
import type { Language } from '../../../lib/answer.ts'
import { hourOfDay } from '../../../lib/hour-of-day.ts'
import { plainText } from '../../../lib/plain-text.ts'
import type { TimeZone } from '../../../lib/time-zone.ts'
import type { OrderMark } from '../../../store/queries/customers/read-order-marks.ts'
import type { RecentEvent } from '../../../store/queries/customers/read-profile-facts.ts'
import { productName } from '../../recommend/product-name.ts'

const WINDOW_DAYS = 28
const SESSION_GAP = 30 * 60_000
const SHOWN_EVENTS = 10
const SHOWN_HOURS = 3

export interface CustomerBehaviour {
  /** Null in a shop without events. */
  readonly activity: string | null
  readonly active_days_28: number | null
  readonly sessions_28: number | null
  /** Most used first, over the latest events and all orders. */
  readonly devices: readonly string[]
  readonly channels: readonly string[]
  /** Local hours in which the customer visits or orders most, most first. */
  readonly active_hours: readonly number[]
  readonly last_event_at: string | null
  readonly recent_events: readonly {
    readonly at: string
    readonly name: string
    readonly product_id: string | null
    readonly product_name: string | null
    readonly query: string | null
  }[]
  /** Put in the cart after the last order, and neither taken out nor bought. */
  readonly cart: readonly {
    readonly product_id: string
    readonly product_name: string | null
    readonly added_at: string
  }[]
}

/**
 * How a customer uses the shop.
 *
 * @param events - latest events, newest first
 * @param orders - all valid orders, oldest first
 * @param hasEvents - whether the shop collects events at all: without them silence says nothing
 */
export function describeBehaviour(
  events: readonly RecentEvent[],
  orders: readonly OrderMark[],
  {
    asOfDay,
    zone,
    hasEvents,
    language,
  }: { readonly asOfDay: number; readonly zone: TimeZone; readonly hasEvents: boolean; readonly language: Language },
): CustomerBehaviour {
  const recent = events.filter(({ day }) => asOfDay - day < WINDOW_DAYS)
  const activeDays = new Set(recent.map(({ day }) => day)).size
  const [latest] = events
  return {
    activity: hasEvents ? activityLevelOf(activeDays) : null,
    active_days_28: hasEvents ? activeDays : null,
    sessions_28: hasEvents ? countSessions(recent) : null,
    devices: byUse([...events.map(({ device }) => device), ...orders.map(({ device }) => device)]),
    channels: byUse([...events.map(({ channel }) => channel), ...orders.map(({ channel }) => channel)]),
    active_hours: byUse([
      ...events.map(({ at }) => hourOfDay(at, zone)),
      ...orders.map(({ orderedAt }) => hourOfDay(orderedAt, zone)),
    ]).slice(0, SHOWN_HOURS),
    last_event_at: latest === undefined ? null : new Date(latest.at).toISOString(),
    recent_events: events.slice(0, SHOWN_EVENTS).map((event) => ({
      at: new Date(event.at).toISOString(),
      name: event.name,
      product_id: event.productId,
      product_name: nameOf(event, language),
      query: event.query === null ? null : plainText(event.query),
    })),
    cart: cartOf(events, orders.at(-1)?.orderedAt ?? -Infinity, language),
  }
}

/** Different values, most used first; of equals the one met first. */
function byUse<Value extends string | number>(values: readonly (Value | null)[]): Value[] {
  const counts = new Map<Value, number>()
  for (const value of values) {
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value)
}

function countSessions(newestFirst: readonly RecentEvent[]): number {
  let sessions = 0
  let before: number | null = null
  for (const { at } of newestFirst) {
    if (before === null || before - at > SESSION_GAP) sessions += 1
    before = at
  }
  return sessions
}

/** What the event's product is called in the reader's language; null for a product that the shop does not list. */
const nameOf = (event: RecentEvent, language: Language): string | null =>
  event.productId === null || event.productName === null
    ? null
    : productName({ name: event.productName, nameAlternative: event.productNameAlternative }, event.productId, language)

function cartOf(
  newestFirst: readonly RecentEvent[],
  lastOrderAt: number,
  language: Language,
): CustomerBehaviour['cart'] {
  const cart = new Map<string, CustomerBehaviour['cart'][number]>()
  for (const event of newestFirst.toReversed()) {
    if (event.at <= lastOrderAt || event.productId === null) continue
    if (event.name === 'remove_from_cart') cart.delete(event.productId)
    if (event.name !== 'add_to_cart') continue
    cart.set(event.productId, {
      product_id: event.productId,
      product_name: nameOf(event, language),
      added_at: new Date(event.at).toISOString(),
    })
  }
  return [...cart.values()].reverse()
}
