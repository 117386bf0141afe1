import type { DemoProduct } from '../catalogue/make-catalogue.ts'
import type { Draws } from '../draws/draws.ts'
import { DAY, END, HOUR, MINUTE, timeText } from '../files/wall-time.ts'
import { grossMinor, type DemoOrder } from '../orders/demo-order.ts'
import { drawProduct } from '../orders/make-basket.ts'
import { timeOfDay } from '../orders/order-times.ts'
import { holds, type Shopper } from '../people/shopper.ts'
import { writeCampingVisit, writeFirstVisit } from './arrivals.ts'
import { openVisit, type Visit, type Visitor, type VisitPlan } from './visit.ts'

/** Chance of a click on a tile by its position: what is below is seen less. */
export const CLICK_BY_POSITION = [0.16, 0.11, 0.075, 0.05, 0.035, 0.025] as const
const CREATIVES = ['new-in', 'editors-pick', 'seasonal'] as const
const ANONYMOUS_SHARE = 0.25
const money = (minor: number): string => (minor / 100).toFixed(2)

/** Who the shop knows this visit to be by: nobody's name without consent to profiling. */
function visitorOf(
  shopper: Shopper,
  at: number,
  signedIn: boolean,
  device: 'mobile' | 'desktop',
  channel: 'web' | 'app',
  number: number,
): Visitor {
  const known = signedIn && holds(shopper.consents.profiling, at)
  return {
    customerId: known ? shopper.id : null,
    anonymousId: known ? null : `v${shopper.index.toString(36)}-${number.toString(36)}`,
    device,
    channel,
    source: null,
    campaign: null,
  }
}

/** Looks around: tiles on the home page, a search or a list, then products. Returns what was looked at last. */
function browse(plan: VisitPlan, shopper: Shopper, visit: Visit, views: number, draws: Draws): DemoProduct | undefined {
  const category = plan.chooseCategory(shopper, visit.now(), draws)
  visit.add('page')
  if (draws.chance(0.2)) tiles(plan, category, visit, draws)
  if (draws.chance(0.45)) {
    const missing = draws.chance(0.06)
    visit.add('search', { query: draws.pick(plan.settings.searches[missing ? 'none' : category] ?? ['']) })
    if (missing) return undefined
  } else {
    visit.add('product_list')
  }
  let last: DemoProduct | undefined
  for (let n = 0; n < views; n++) {
    last = drawProduct(plan.catalogue, category, shopper.meanValue * 60, Math.floor(visit.now() / DAY), draws)
    visit.add('product_view', { product_id: last.id }, 15 + draws.below(110))
  }
  return last
}

function tiles(plan: VisitPlan, category: string, visit: Visit, draws: Draws): void {
  const position = 1 + draws.below(CLICK_BY_POSITION.length)
  const product = drawProduct(plan.catalogue, category, 20_000, Math.floor(visit.now() / DAY), draws)
  const place = { placement: 'home_grid', creative: draws.pick(CREATIVES), position, product_id: product.id }
  visit.add('impression', place, 1)
  const clicked = draws.chance(CLICK_BY_POSITION[position - 1] ?? 0)
  plan.countPlacement(position, clicked)
  if (clicked) visit.add('click', place, 4)
}

/** The visit in which a tracked order was made: everything that is bought was seen, carted, checked out and paid. */
function orderVisit(plan: VisitPlan, shopper: Shopper, order: DemoOrder, number: number, draws: Draws): void {
  const visitor = {
    ...visitorOf(shopper, order.at, true, order.device, order.channel, number),
    source: order.source,
    campaign: order.campaign,
  }
  const visit = openVisit(plan.files, visitor, order.at - (4 + draws.below(9)) * MINUTE, draws, timeText)
  browse(plan, shopper, visit, draws.below(2), draws)
  for (const line of order.lines.slice(0, 4)) {
    visit.add('product_view', { product_id: line.product.id }, 10 + draws.below(40))
    visit.add('add_to_cart', { product_id: line.product.id }, 5 + draws.below(20))
  }
  visit.add('checkout', {}, 10 + draws.below(40))
  visit.add('pay', { order_id: order.id, value: money(grossMinor(order)) }, 15 + draws.below(60))
}

/** A visit that fills a cart and, with `checkout`, stops at the till. */
function abandonedVisit(
  plan: VisitPlan,
  shopper: Shopper,
  visitor: Visitor,
  at: number,
  checkout: boolean,
  draws: Draws,
): void {
  const visit = openVisit(plan.files, visitor, at, draws, timeText)
  let product = browse(plan, shopper, visit, 1 + draws.below(2), draws)
  if (product === undefined) {
    product = drawProduct(
      plan.catalogue,
      plan.chooseCategory(shopper, at, draws),
      shopper.meanValue * 60,
      Math.floor(at / DAY),
      draws,
    )
    visit.add('product_view', { product_id: product.id })
  }
  visit.add('add_to_cart', { product_id: product.id }, 5 + draws.below(20))
  if (checkout) visit.add('checkout', {}, 10 + draws.below(40))
  else if (draws.chance(0.3)) visit.add('remove_from_cart', { product_id: product.id })
}

function otherVisit(plan: VisitPlan, shopper: Shopper, visitor: Visitor, at: number, draws: Draws): void {
  const fate = draws.uniform()
  if (fate < 0.2) {
    openVisit(plan.files, visitor, at, draws, timeText).add('page')
    return
  }
  if (fate < 0.32) {
    abandonedVisit(plan, shopper, visitor, at, false, draws)
    return
  }
  const visit = openVisit(plan.files, visitor, at, draws, timeText)
  if (visitor.customerId !== null && draws.chance(0.15)) visit.add('signed_in')
  const product = browse(plan, shopper, visit, 1 + draws.poisson(1.3), draws)
  if (product === undefined) return
  if (draws.chance(0.08)) visit.add('favourite', { product_id: product.id })
  if (draws.chance(0.02)) visit.add('share', { product_id: product.id })
  if (draws.chance(0.015)) visit.add('not_interested', { product_id: product.id })
}

/** All visits of one customer: those that led to orders, those that stopped at the till, and those in between. */
export function writeVisits(plan: VisitPlan, shopper: Shopper, orders: readonly DemoOrder[], draws: Draws): void {
  const { funnel } = plan.settings.shop
  let number = 0
  for (const order of orders) {
    if (order.abnormal !== null || !draws.chance(funnel.tracked_share)) continue
    orderVisit(plan, shopper, order, (number += 1), draws)
    // Per paid checkout, (1 - rate) / rate checkouts stop: so the share that pays is the planted rate.
    const rate = order.device === 'mobile' ? funnel.mobile_pay_rate : funnel.desktop_pay_rate
    for (let n = draws.poisson((1 - rate) / rate); n > 0; n--) {
      const earlier = Math.floor(order.at / DAY - draws.below(20)) * DAY + timeOfDay(shopper, draws)
      const at = earlier < shopper.createdAt || earlier >= order.at ? order.at - HOUR - n * 20 * MINUTE : earlier
      const visitor = visitorOf(shopper, at, true, order.device, order.channel, (number += 1))
      abandonedVisit(plan, shopper, visitor, at, true, draws)
    }
  }
  if (shopper.role.kind === 'ring') return
  writeCampingVisit(plan, shopper, draws)
  writeFirstVisit(plan, shopper, draws)
  const lively = draws.gamma(0.7, 0.7) * (0.02 + 1.26 * Math.min(shopper.rate, 0.08))
  const leaves = Math.min(END, shopper.leavesAt)
  const aliveDays = Math.max(0, (leaves - shopper.createdAt) / DAY)
  const afterDays = Math.max(0, (END - leaves) / DAY)
  const fixed = shopper.role.kind === 'fixed'
  const count = draws.poisson(fixed ? 40 : Math.min(400, aliveDays * lively + afterDays * 0.003 + 1.5))
  for (let n = 0; n < count; n++) {
    const spell =
      draws.chance(0.92) && aliveDays > 1
        ? shopper.createdAt + draws.uniform() * (leaves - shopper.createdAt)
        : shopper.createdAt + draws.uniform() * (END - shopper.createdAt)
    const at = Math.floor(spell / DAY) * DAY + timeOfDay(shopper, draws)
    if (at < shopper.createdAt || at >= END - HOUR) continue
    // C-10023 lapses: her last months hold only what is planted by name.
    if (fixed && shopper.id === 'C-10023' && at > END - 140 * DAY) continue
    const mobile = draws.chance(shopper.mobile ? 0.88 : 0.15)
    const signedIn = !draws.chance(ANONYMOUS_SHARE)
    const visitor = visitorOf(
      shopper,
      at,
      signedIn,
      mobile ? 'mobile' : 'desktop',
      mobile && shopper.app ? 'app' : 'web',
      (number += 1),
    )
    otherVisit(plan, shopper, signedIn ? visitor : { ...visitor, source: shopper.source }, at, draws)
  }
}
