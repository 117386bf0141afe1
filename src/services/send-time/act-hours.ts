import { countHours } from '../../compute/timing/judge-send-hours.ts'
import { bestHours, HOURS, populationShares, sendHours } from '../../compute/timing/send-hours.ts'
import { hourOfDay } from '../../lib/hour-of-day.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import { readActTimes, type ActTimes, type SendGoal } from '../../store/queries/timing/read-act-times.ts'
import type { ServiceContext } from '../context.ts'

/** Acts of the whole shop without which no hour is named. */
export const ENOUGH_ACTS = 100
/** Fewer opens of one customer say less than their orders do. */
const FEWEST_OF_CUSTOMER = 3

/** The local hour at which some customers act most; null where the shop knows too few acts. */
export function bestHourOf(
  ctx: ServiceContext,
  customerIds: ReadonlySet<string>,
  channel: string | null,
): { readonly hour: number; readonly acts: number } | null {
  const { acts } = actsFor(ctx, { goal: undefined, channel, customerId: null })
  if (acts.instants.length < ENOUGH_ACTS) return null
  const everybody = new Float64Array(HOURS)
  const own = new Float64Array(HOURS)
  for (const [at, id] of acts.customerIds.entries()) {
    const hours = localHours(acts.instants.subarray(acts.starts[at], acts.starts[at + 1]), ctx.shop.zone)
    addHours(everybody, hours)
    if (customerIds.has(id)) addHours(own, hours)
  }
  const [best] = bestHours(sendHours(own, populationShares(everybody)))
  return best === undefined ? null : { hour: best.hour, acts: own.reduce((sum, count) => sum + count, 0) }
}

/**
 * The acts of the goal. Without a goal opens where the shop has enough of them, else orders; and for one customer who hardly
 * opened anything, orders.
 */
export function actsFor(
  { store, shop, asOf: { until } }: ServiceContext,
  {
    goal: asked,
    channel,
    customerId,
  }: { readonly goal: SendGoal | undefined; readonly channel: string | null; readonly customerId: string | null },
): { readonly goal: SendGoal; readonly acts: ActTimes; readonly withoutHour: number } {
  const read = (goal: SendGoal): ActTimes =>
    readActTimes(store, { goal, channel: goal === 'order' ? null : channel, until })
  const found = chooseActs(read, asked, customerId)
  const acts = withHours(found.acts, shop.zone)
  return { goal: found.goal, acts, withoutHour: found.acts.instants.length - acts.instants.length }
}

function chooseActs(
  read: (goal: SendGoal) => ActTimes,
  asked: SendGoal | undefined,
  customerId: string | null,
): { readonly goal: SendGoal; readonly acts: ActTimes } {
  if (asked !== undefined) return { goal: asked, acts: read(asked) }
  const opens = read('open')
  const isEnough =
    opens.instants.length >= ENOUGH_ACTS && (customerId === null || ownActs(opens, customerId) >= FEWEST_OF_CUSTOMER)
  return isEnough ? { goal: 'open', acts: opens } : { goal: 'order', acts: read('order') }
}

function ownActs({ customerIds, starts }: ActTimes, customerId: string): number {
  const at = customerIds.indexOf(customerId)
  return at < 0 ? 0 : (starts[at + 1] ?? 0) - (starts[at] ?? 0)
}

/** Acts that have a time of day: a date alone says nothing of the hour. */
function withHours({ customerIds, starts, instants }: ActTimes, zone: TimeZone): ActTimes {
  const has = Uint8Array.from(instants, (at) => Number(hourOfDay(at, zone) !== null))
  const kept = new Int32Array(starts.length)
  let [act, count] = [0, 0]
  for (let customer = 0; customer < starts.length; customer++) {
    for (; act < (starts[customer] ?? 0); act++) count += has[act] ?? 0
    kept[customer] = count
  }
  return { customerIds, starts: kept, instants: instants.filter((_, index) => has[index] === 1) }
}

/** The local hour of each instant, all of which have one. */
export const localHours = (instants: Float64Array, zone: TimeZone): Uint8Array =>
  Uint8Array.from(instants, (at) => hourOfDay(at, zone) ?? 0)

/** Adds acts to counts by hour. */
export function addHours(counts: Float64Array, hours: Uint8Array): void {
  for (const [hour, count] of countHours(hours).entries()) counts[hour] = (counts[hour] ?? 0) + count
}
