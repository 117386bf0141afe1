import type { Interest } from './interest.ts'
import type { ServiceContext } from '../../context.ts'
import { readLookMarks } from '../../../store/queries/customers/read-look-marks.ts'
import { readPurchaseMarks } from '../../../store/queries/customers/read-purchase-marks.ts'
import { profilingRefusers, refusedProfiling } from '../profiling-consent.ts'
import { addAttention, INTEREST_HALF_LIFE_DAYS, loadShopBaseline, Tally, type InterestKind } from './shop-baseline.ts'

/** Views, carts and order lines from which an interest counts, and how far above the shop's share it must be. */
export const INTEREST_MIN_EVENTS = 3
export const INTEREST_MIN_LIFT = 2

const KINDS: readonly InterestKind[] = ['category', 'brand', 'price_band', 'style']

/**
 * Interests of one customer, or (null) of every customer who has any, strongest first: a category, brand, price band
 * or style whose share of the customer's decayed views, carts and orders is at least twice the shop's, with at least 3 events.
 *
 * A view, a cart and an order line weigh alike; searches name no product and weigh nothing. Whoever has withdrawn the consent
 * to profiling has no interest computed.
 *
 * Half-life 90 days by whole local days, so the order of events within a day does not matter.
 */
export function findInterests(
  ctx: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>,
  customerId: string | null,
): Map<string, Interest[]> {
  const { store, asOf } = ctx
  if (customerId !== null && refusedProfiling(ctx, customerId)) return new Map()
  const decay = { asOfDay: asOf.day, halfLifeDays: INTEREST_HALF_LIFE_DAYS }
  const totals = new Map<string, Record<InterestKind, Tally>>()
  const totalsOf = (id: string): Record<InterestKind, Tally> => {
    const known = totals.get(id)
    if (known !== undefined) return known
    const fresh = { category: new Tally(), brand: new Tally(), price_band: new Tally(), style: new Tally() }
    totals.set(id, fresh)
    return fresh
  }
  for (const mark of readLookMarks(store, asOf.until, decay, customerId)) {
    addAttention(totalsOf(mark.customerId), mark, mark.weight, mark.events)
  }
  for (const mark of readPurchaseMarks(store, asOf.until, decay, customerId)) {
    addAttention(totalsOf(mark.customerId), mark, mark.weight, mark.lines)
  }
  if (customerId === null) for (const id of profilingRefusers(ctx)) totals.delete(id)
  const found = new Map<string, Interest[]>()
  if (totals.size === 0) return found
  const { shares } = loadShopBaseline(ctx)
  for (const [id, tallies] of totals) {
    const interests = KINDS.flatMap((kind) => interestsOf(kind, tallies[kind], shares[kind]))
    if (interests.length === 0) continue
    found.set(
      id,
      interests.sort((a, b) => b.lift - a.lift || b.events - a.events || (a.value < b.value ? -1 : 1)),
    )
  }
  return found
}

function interestsOf(kind: InterestKind, tally: Tally, shopShares: ReadonlyMap<string, number>): Interest[] {
  const interests: Interest[] = []
  for (const [value, share] of tally.shares()) {
    const events = tally.counts.get(value) ?? 0
    const shopShare = shopShares.get(value) ?? 0
    // What the shop's figures do not know yet (seen today for the first time) has no share to be held against.
    if (events < INTEREST_MIN_EVENTS || shopShare === 0) continue
    const lift = share / shopShare
    if (lift >= INTEREST_MIN_LIFT) interests.push({ kind, value, share, shop_share: shopShare, lift, events })
  }
  return interests
}
