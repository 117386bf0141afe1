import { setImmediate } from 'node:timers/promises'
import { descendingOrder } from '../../compute/evaluation/rank-order.ts'
import {
  priceChangeReader,
  readDiscountedShare,
  readOrderHistories,
  readReturnsSince,
} from '../../store/queries/winback/read-order-histories.ts'
import { readBadLastReviews } from '../../store/queries/winback/read-last-reviews.ts'
import { orderCategoriesReader } from '../../store/queries/winback/read-order-categories.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import { DAYS_PER_MONTH } from '../value/forecast-value.ts'
import { loadValueForecast, type LoadedForecast } from '../value/load-value-forecast.ts'
import type { ValueParameters } from '../value/value-parameters.ts'
import { findReasons, type FoundReason } from './find-reasons.ts'
import type { WinbackOffer } from './offers.ts'
import { bestOffer, type PricedOffer, type Prospect } from './price-offers.ts'

/** What could be done for one silent customer, and is worth its cost. */
export interface ProposedAction {
  readonly customerId: string
  readonly reasons: readonly [FoundReason, ...FoundReason[]]
  readonly priced: PricedOffer
  readonly alive: number
  /** Probability of an order within the window without any offer. */
  readonly unprompted: number
}

/** Histories are read for so many, those with most to win first. */
const MOST_CONSIDERED = 5000
/** Other requests are let through between blocks of customers. */
const BLOCK = 200

/** The best offer for each silent customer, with the reasons that it answers; customers whom none is worth stay out. */
export async function proposeActions(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf' | 'language'>,
  {
    everybody,
    run,
    offers,
    windowDays,
    minorPerMajor,
    silent,
  }: {
    readonly everybody: LoadedForecast
    readonly run: ModelRun<ValueParameters>
    readonly offers: readonly WinbackOffer[]
    readonly windowDays: number
    readonly minorPerMajor: number
    readonly silent: readonly string[]
  },
): Promise<ProposedAction[]> {
  const { store, asOf, language } = ctx
  const { features, buyers, forecast } = everybody
  const rowOf = new Map(Array.from(buyers.positions, (position, row) => [features.customerIds[position] ?? '', row]))
  const candidates = silent.flatMap((customerId) => {
    const row = rowOf.get(customerId)
    if (row === undefined) return []
    const alive = forecast.alive[row] ?? 0
    const value = forecast.valueMinor[row] ?? 0
    return [{ customerId, row, alive, value, back: alive > 0 ? value / alive : 0 }]
  })
  const order = descendingOrder(candidates.map(({ back, value }) => back - value)).subarray(0, MOST_CONSIDERED)
  const considered = Array.from(order).flatMap((at) => candidates[at] ?? [])
  const histories = readOrderHistories(
    store,
    considered.map(({ customerId }) => customerId),
    asOf.until,
  )
  const sinceSecondLast = considered.map(({ customerId }) => ({
    customerId,
    fromDay: histories.get(customerId)?.at(-2)?.day ?? 0,
  }))
  const returned = readReturnsSince(store, sinceSecondLast, asOf.until)
  const sinceLast = considered.map(({ customerId }) => ({
    customerId,
    fromDay: histories.get(customerId)?.at(-1)?.day ?? 0,
  }))
  const badReviews = readBadLastReviews(store, sinceLast, asOf.until)
  const categoriesOf = orderCategoriesReader(store)
  const frame = {
    asOfDay: asOf.day,
    until: asOf.until,
    shopDiscounted: readDiscountedShare(store, asOf.until),
    language,
  }
  const { forecast: window } = await loadValueForecast(ctx, run, { months: windowDays / DAYS_PER_MONTH, discount: 0 })
  const priceChange = priceChangeReader(store, { until: asOf.until, minorPerMajor })
  const actions: ProposedAction[] = []
  for (const [at, { customerId, row, alive, value, back }] of considered.entries()) {
    if (at % BLOCK === BLOCK - 1) await setImmediate()
    const orders = histories.get(customerId)
    const last = orders?.at(-1)
    if (orders === undefined || last === undefined) continue
    const [first, ...rest] = findReasons(
      {
        orders,
        returnedMinor: returned.get(customerId) ?? 0,
        priceChange: priceChange(last.id),
        expectedGapDays: features.expectedGapDays[buyers.positions[row] ?? -1] ?? null,
        badReview: badReviews.get(customerId) ?? null,
        categories: orders.map(({ id }) => categoriesOf(id)),
      },
      frame,
    )
    if (first === undefined) continue
    const expectedOrders = forecast.orders[row] ?? 0
    const prospect: Prospect = {
      unprompted: window.any[row] ?? 0,
      valueMinor: value,
      valueBackMinor: back,
      orderMinor: expectedOrders > 0 ? (forecast.netMinor[row] ?? 0) / expectedOrders : 0,
      silentDays: asOf.day - last.day,
    }
    // The main reason chooses the offer; what is beside it only where no offer answers it.
    const priced =
      bestOffer(offers, [first.reason], prospect, minorPerMajor) ??
      bestOffer(
        offers,
        rest.map(({ reason }) => reason),
        prospect,
        minorPerMajor,
      )
    if (priced === null) continue
    actions.push({ customerId, reasons: [first, ...rest], priced, alive, unprompted: prospect.unprompted })
  }
  return actions
}
