import { eventLifts, eventMultipliers, type EventLift, type KnownEvent } from '../../compute/forecast/event-lifts.ts'
import { readPromotions } from '../../store/queries/inventory/read-promotions.ts'
import { readSignals } from '../../store/queries/inventory/read-signals.ts'
import type { ServiceContext } from '../context.ts'
import type { ForecastMeasure } from './forecast-question.ts'
import { knownCalendar, sharesOfSteps, type CalendarStretch } from './known-calendar.ts'
import { readSalesSeries, type SalesSeries } from './sales-series.ts'
import { signalEvents } from './signal-events.ts'

export interface EventEffects {
  readonly events: readonly (EventLift & { readonly ahead: boolean })[]
  /** What each step is multiplied by, history and then the steps ahead. */
  readonly multipliers: Float64Array
}

/** A lift counts when it stands so many standard errors from nothing in the sales of the whole shop. */
const CLEAR = 3
/** Whole steps of an event that the shop's own lift counts for when one product or category is asked about. */
const SHOP_STEPS = 2
const FEWEST_STEPS = 20

/**
 * What festivals, holidays, promotions and outside signals do to a series. Which of them matter is decided on the sales of the
 * whole shop, where chance is small; how much, on the series itself, leaning on the shop where it has seen little.
 */
export function effectsOn(
  ctx: ServiceContext,
  {
    series,
    measure,
    horizon,
    scope,
  }: {
    readonly series: SalesSeries
    readonly measure: ForecastMeasure
    readonly horizon: number
    readonly scope: { readonly productId: string | null; readonly category: string | null }
  },
): EventEffects {
  const whole = scope.productId === null && scope.category === null
  const shop = whole ? series : readSalesSeries(ctx, { filters: [], measure, stepDays: series.stepDays })
  const shared = [...calendarEvents(shop, horizon), ...signalEvents(shop, horizon, readVisibleSignals(ctx))]
  const ofShop = shop.values.length < FEWEST_STEPS ? [] : clearLifts(shop, shared)
  const names = new Set(ofShop.map(({ name }) => name))
  const offset = (series.fromDay - shop.fromDay) / series.stepDays
  const events: KnownEvent[] = [
    ...shared
      .filter(({ name }) => names.has(name))
      .map(({ name, shares }) => ({ name, shares: shares.subarray(Math.max(0, offset)) })),
    ...promotionEvents(ctx, series, horizon, scope),
  ]
  const lifts = whole
    ? ofShop
    : eventLifts(series.values, events, {
        prior: new Map(ofShop.map(({ name, lift }) => [name, lift])),
        priorSteps: SHOP_STEPS,
      })
  const length = series.values.length
  return {
    events: lifts.map((lift, i) => ({
      ...lift,
      ahead: events[i]?.shares.subarray(length).some((share) => share !== 0) ?? false,
    })),
    multipliers: eventMultipliers(length + horizon, events, lifts),
  }
}

/** Events whose lift is no chance, estimated together with those alone. */
function clearLifts(shop: SalesSeries, events: readonly KnownEvent[]): EventLift[] {
  const clear = eventLifts(shop.values, events).filter(
    ({ lift, standardError }) => Math.abs(lift) > CLEAR * standardError,
  )
  const kept = events.filter(({ name }) => clear.some((one) => one.name === name))
  return kept.length === 0 ? [] : eventLifts(shop.values, kept)
}

function calendarEvents({ values, fromDay, stepDays }: SalesSeries, horizon: number): KnownEvent[] {
  const steps = values.length + horizon
  const stretches = knownCalendar(fromDay, fromDay + steps * stepDays)
  return [...new Set(stretches.map((one) => one.name))].flatMap((name) => {
    const own = stretches.filter((one) => one.name === name)
    const shares = sharesOfSteps(own, { fromDay, stepDays, steps })
    // One that was never seen says nothing about the next.
    return shares.subarray(0, values.length).some((share) => share > 0) ? [{ name, shares }] : []
  })
}

/** Signals that are known for days ahead (a weather forecast) count only where as-of is the newest day: earlier ones were not known then. */
const readVisibleSignals = (ctx: ServiceContext) =>
  readSignals(ctx.store, ctx.asOf.until === ctx.defaultAsOf.until ? Number.MAX_SAFE_INTEGER : ctx.asOf.day + 1)

/** Promotions of the product or the category, planned ones too where as-of is the newest day. */
function promotionEvents(
  ctx: ServiceContext,
  { values, fromDay, stepDays }: SalesSeries,
  horizon: number,
  { productId, category }: { readonly productId: string | null; readonly category: string | null },
): KnownEvent[] {
  if (productId === null && category === null) return []
  const before = ctx.asOf.until === ctx.defaultAsOf.until ? Number.MAX_SAFE_INTEGER : ctx.asOf.until
  const stretches = readPromotions(ctx.store, before).flatMap((one): CalendarStretch[] => {
    const fits =
      (one.productId !== null && one.productId === productId) || (one.category !== null && one.category === category)
    const { zone } = ctx.shop
    return fits
      ? [{ name: 'promotion', fromDay: zone.dayOf(one.startsAt), untilDay: zone.dayOf(one.endsAt - 1) + 1 }]
      : []
  })
  const shares = sharesOfSteps(stretches, { fromDay, stepDays, steps: values.length + horizon })
  return shares.subarray(0, values.length).some((share) => share > 0) ? [{ name: 'promotion', shares }] : []
}
