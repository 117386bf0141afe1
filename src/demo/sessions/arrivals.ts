import type { Draws } from '../draws/draws.ts'
import { DAY, END, MINUTE, timeText, wallOf } from '../files/wall-time.ts'
import { drawProduct } from '../orders/make-basket.ts'
import { timeOfDay } from '../orders/order-times.ts'
import { holds, type Shopper } from '../people/shopper.ts'
import { openVisit, type Visitor, type VisitPlan } from './visit.ts'

const CAMPING_CLICKS = 0.3
const CAMPING_FROM = wallOf('2026-03-15')
const CAMPING_DAYS = 62

/** Somebody whom the shop does not know comes from the camping advertisement and looks at outdoor things. */
export function writeCampingVisit(plan: VisitPlan, shopper: Shopper, draws: Draws): void {
  if (!draws.chance(CAMPING_CLICKS)) return
  const at = CAMPING_FROM + draws.below(CAMPING_DAYS) * DAY + timeOfDay(shopper, draws)
  const visitor: Visitor = {
    customerId: null,
    anonymousId: `ad-${shopper.index.toString(36)}`,
    device: draws.chance(0.85) ? 'mobile' : 'desktop',
    channel: 'web',
    source: 'camping-ad',
    campaign: 'camping-ad',
  }
  const visit = openVisit(plan.files, visitor, at, draws, timeText)
  visit.add('page')
  if (draws.chance(0.45)) return
  visit.add('product_list')
  for (let n = draws.below(4); n >= 0; n--) {
    const product = drawProduct(plan.catalogue, 'outdoor', 40_000, Math.floor(at / DAY), draws)
    visit.add('product_view', { product_id: product.id })
    if (draws.chance(0.1)) visit.add('add_to_cart', { product_id: product.id })
  }
}

/** The visit before registration: a visitor without a name looks around and signs in, and is known from then on. */
export function writeFirstVisit(plan: VisitPlan, shopper: Shopper, draws: Draws): void {
  const at = shopper.createdAt - 6 * MINUTE
  if (!holds(shopper.consents.profiling, shopper.createdAt) || at >= END) return
  const visitor: Visitor = {
    customerId: null,
    anonymousId: `n-${shopper.index.toString(36)}`,
    device: shopper.mobile ? 'mobile' : 'desktop',
    channel: shopper.app ? 'app' : 'web',
    source: shopper.source,
    campaign: null,
  }
  const visit = openVisit(plan.files, visitor, at, draws, timeText)
  visit.add('page')
  const category = plan.chooseCategory(shopper, at, draws)
  visit.add('product_list')
  visit.add('product_view', {
    product_id: drawProduct(plan.catalogue, category, shopper.meanValue * 60, Math.floor(at / DAY), draws).id,
  })
  visit.add('signed_in', { customer_id: shopper.id })
}
