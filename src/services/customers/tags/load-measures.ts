import { dayOfDate } from '../../../lib/time-zone.ts'
import { readOrderMarks, type OrderMark } from '../../../store/queries/customers/read-order-marks.ts'
import { readPurchaseMarks } from '../../../store/queries/customers/read-purchase-marks.ts'
import {
  readBirthdays,
  readHouseholdCounts,
  readReferralCounts,
} from '../../../store/queries/customers/read-tie-marks.ts'
import { readGrantedConsents } from '../../../store/queries/customers/read-customer-words.ts'
import { readVisitMarks } from '../../../store/queries/customers/read-visit-marks.ts'
import { readOpenTicketCounts, readVoiceMarks } from '../../../store/queries/customers/read-voice-marks.ts'
import type { ServiceContext } from '../../context.ts'
import { INTEREST_HALF_LIFE_DAYS, loadShopBaseline } from '../interests/shop-baseline.ts'
import type { CustomerStanding } from '../standing.ts'
import type { CustomerMeasures } from './measures.ts'
import { orderMeasures } from './order-measures.ts'

const VISIT_DAYS = 28
const VOICE_DAYS = 365

type Mutable = { -readonly [Name in keyof CustomerMeasures]: CustomerMeasures[Name] }

/**
 * Measures of one customer, or (null) of everyone in `customerIds`, as of the instant of the context. The same readings
 * serve both, so that a tag in a profile and a filter by that tag cannot disagree.
 */
export function loadMeasures(
  ctx: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>,
  customerId: string | null,
  customerIds: readonly string[],
  standingOf: (customerId: string) => CustomerStanding,
): Map<string, CustomerMeasures> {
  const { store, asOf, shop } = ctx
  const { until, day } = asOf
  const { meanOrderMinor } = loadShopBaseline(ctx)
  const consents = readGrantedConsents(store, until, customerId)
  const measures = new Map<string, Mutable>()
  for (const id of customerIds) {
    measures.set(id, {
      ...standingMeasures(standingOf(id), meanOrderMinor),
      reachable: (consents.get(id) ?? []).filter((kind) => kind !== 'profiling').length,
    })
  }
  const add = (id: string, more: CustomerMeasures): void => {
    const known = measures.get(id)
    if (known !== undefined) Object.assign(known, more)
  }
  for (const marks of byCustomer(readOrderMarks(store, until, customerId))) {
    add(marks[0]?.customerId ?? '', orderMeasures(marks, day, shop.zone))
  }
  addPurchases(ctx, customerId, add)
  for (const mark of readVisitMarks(store, until, day - VISIT_DAYS + 1, customerId)) {
    const { customerId: id, activeDays, views, searches, shares, lastCartAt } = mark
    const lastOrderAt = standingOf(id).lastOrderAt ?? -Infinity
    add(id, {
      active_days: activeDays,
      views,
      searches,
      shares,
      ...(lastCartAt !== null && lastCartAt > lastOrderAt ? { cart_age_days: day - shop.zone.dayOf(lastCartAt) } : {}),
    })
  }
  for (const mark of readVoiceMarks(store, until, day - VOICE_DAYS + 1, customerId)) {
    add(mark.customerId, {
      reviews: mark.reviews,
      low_ratings: mark.lowRatings,
      helpful_votes: mark.helpfulVotes,
      ...(mark.meanRating === null ? {} : { mean_rating: mark.meanRating }),
    })
  }
  for (const [id, count] of readOpenTicketCounts(store, until, customerId)) add(id, { open_tickets: count })
  for (const [id, count] of readReferralCounts(store, until, customerId)) add(id, { referrals: count })
  for (const [id, count] of readHouseholdCounts(store, until, customerId)) add(id, { household: count })
  for (const [id, birthday] of readBirthdays(store, until, customerId)) {
    const days = daysUntilBirthday(birthday, day)
    if (days !== null) add(id, { birthday_in_days: days })
  }
  return measures
}

function standingMeasures(standing: CustomerStanding, meanOrderMinor: number | null): Mutable {
  const { orders, recencyDays, expectedGapDays, tenureDays, valueTier, rfm } = standing
  return {
    lifecycle: standing.lifecycle,
    won_back: standing.wonBack ? 1 : 0,
    orders,
    purchase_days: standing.purchaseDays,
    units: standing.units,
    returned_units: standing.returnedUnits,
    ...(valueTier === null ? {} : { value_tier: valueTier }),
    ...(rfm === null ? {} : { rfm_segment: rfm.segment }),
    ...(recencyDays === null ? {} : { recency_days: recencyDays }),
    ...(tenureDays === null ? {} : { tenure_days: tenureDays }),
    ...(recencyDays === null || expectedGapDays === null || expectedGapDays === 0
      ? {}
      : { gap_ratio: recencyDays / expectedGapDays }),
    ...(orders === 0 || meanOrderMinor === null || meanOrderMinor === 0
      ? {}
      : { basket_ratio: standing.grossMinor / orders / meanOrderMinor }),
    ...(standing.units === 0 ? {} : { returned_share: standing.returnedUnits / standing.units }),
  }
}

/** Orders come by customer, so one group at a time is held. */
function* byCustomer(marks: Iterable<OrderMark>): Generator<OrderMark[]> {
  let group: OrderMark[] = []
  for (const mark of marks) {
    if (group[0] !== undefined && group[0].customerId !== mark.customerId) {
      yield group
      group = []
    }
    group.push(mark)
  }
  if (group.length > 0) yield group
}

function addPurchases(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  customerId: string | null,
  add: (id: string, more: CustomerMeasures) => void,
): void {
  interface Bought {
    total: number
    productDays: number
    readonly byCategory: Map<string, number>
  }
  const bought = new Map<string, Bought>()
  const decay = { asOfDay: asOf.day, halfLifeDays: INTEREST_HALF_LIFE_DAYS }
  for (const mark of readPurchaseMarks(store, asOf.until, decay, customerId)) {
    const known = bought.get(mark.customerId) ?? { total: 0, productDays: 0, byCategory: new Map<string, number>() }
    known.total += mark.amountMinor
    known.productDays = Math.max(known.productDays, mark.days)
    if (mark.category !== null && mark.category !== '') {
      known.byCategory.set(mark.category, (known.byCategory.get(mark.category) ?? 0) + mark.amountMinor)
    }
    bought.set(mark.customerId, known)
  }
  for (const [id, { total, productDays, byCategory }] of bought) {
    const [top] = [...byCategory].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    add(id, {
      product_days: productDays,
      categories: byCategory.size,
      ...(top === undefined || total === 0 ? {} : { topCategory: top[0], top_category_share: top[1] / total }),
    })
  }
}

/** Whole days until the next birthday; null when the attribute is no date. 29 February is kept on 28 in other years. */
export function daysUntilBirthday(written: string, asOfDay: number): number | null {
  const match = /^(?:\d{4}-)?(\d{2}-\d{2})$/.exec(written.trim())
  if (match?.[1] === undefined) return null
  const year = new Date(asOfDay * 86_400_000).getUTCFullYear()
  for (const next of [year, year + 1]) {
    const leap = next % 4 === 0 && (next % 100 !== 0 || next % 400 === 0)
    const date = `${next}-${match[1] === '02-29' && !leap ? '02-28' : match[1]}`
    if (Number.isNaN(Date.parse(date))) return null
    const day = dayOfDate(date)
    if (day >= asOfDay) return day - asOfDay
  }
  return null
}
