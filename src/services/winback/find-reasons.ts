import type { Language } from '../../lib/answer.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay, MS_PER_DAY } from '../../lib/time-zone.ts'
import type { BadReview } from '../../store/queries/winback/read-last-reviews.ts'
import type { HistoryOrder } from '../../store/queries/winback/read-order-histories.ts'
import type { WinbackReason } from './offers.ts'
import { driftOfTaste } from './drift-of-taste.ts'
import { favouriteSeason } from './favourite-season.ts'

/** What is known of one silent customer. */
export interface SilentHistory {
  /** Valid orders, oldest first; at least one. */
  readonly orders: readonly HistoryOrder[]
  /** Money given back since the second last order. */
  readonly returnedMinor: number
  /** What the products of the last order cost today over what was paid; null when not known. */
  readonly priceChange: number | null
  readonly expectedGapDays: number | null
  /** The newest rating since the last order where it is bad; null for none, or a better one. */
  readonly badReview: BadReview | null
  /** Categories of each order, in the order of `orders`. */
  readonly categories: readonly (readonly string[])[]
}

export interface ReasonFrame {
  readonly asOfDay: number
  readonly until: number
  /** Share of all orders of the shop that were bought at a discount. */
  readonly shopDiscounted: number
  readonly language: Language
}

export interface FoundReason {
  readonly reason: WinbackReason
  /** In words, for the person who writes to the customer. */
  readonly why: string
  /** Local day from which to write; the as-of day unless a season is waited for. */
  readonly contactDay: number
}

const RETURNED_SHARE = 0.4
const DISCOUNTED_SHARE = 0.5
const PRICE_RISE = 0.08

/**
 * Reasons that a customer's own history speaks for, the most particular first; silence itself is always the last. They are
 * what stands out before the silence, not proven causes: only the read-out of a plan shows what an answer to them does.
 */
export function findReasons(history: SilentHistory, frame: ReasonFrame): readonly FoundReason[] {
  const words = WORDS[frame.language]
  const now = (reason: WinbackReason, why: string): FoundReason => ({ reason, why, contactDay: frame.asOfDay })
  const reasons: FoundReason[] = []
  const late = lateOrder(history.orders, frame.until)
  if (late !== null) reasons.push(now('late_delivery', words.late(late.id, late.days)))
  const lastTwo = history.orders.slice(-2).reduce((sum, { grossMinor }) => sum + grossMinor, 0)
  const returned = lastTwo > 0 ? history.returnedMinor / lastTwo : 0
  if (returned >= RETURNED_SHARE) reasons.push(now('returns', words.returns(percent(Math.min(1, returned)))))
  const review = history.badReview
  if (review !== null) reasons.push(now('bad_review', words.badReview(review.rating, dateOfDay(review.day))))
  const season = favouriteSeason(
    history.orders.map(({ day }) => day),
    frame.asOfDay,
  )
  if (season !== null)
    reasons.push({ reason: 'season', why: words.season(season.month), contactDay: season.contactDay })
  const discounted = history.orders.filter((order) => order.discounted).length / history.orders.length
  if (history.orders.length >= 2 && discounted >= Math.max(DISCOUNTED_SHARE, 2 * frame.shopDiscounted)) {
    reasons.push(now('price', words.discounts(percent(discounted), percent(frame.shopDiscounted))))
  } else if (history.priceChange !== null && history.priceChange >= 1 + PRICE_RISE) {
    reasons.push(now('price', words.dearer(percent(history.priceChange - 1))))
  }
  const drift = driftOfTaste(history.categories)
  if (drift !== null) {
    const { category, share, latestOrders } = drift
    reasons.push(now('taste', words.taste(plainText(category, 60), percent(share), latestOrders)))
  }
  const silent = frame.asOfDay - (history.orders.at(-1)?.day ?? frame.asOfDay)
  const gap = history.expectedGapDays === null ? null : Math.round(history.expectedGapDays)
  reasons.push(now('rhythm', words.rhythm(silent, gap)))
  return reasons
}

/** The later of the last two orders that came after its promised date, or has not come although that date is past. */
function lateOrder(orders: readonly HistoryOrder[], until: number): { id: string; days: number } | null {
  for (const { id, promisedAt, deliveredAt } of orders.slice(-2).toReversed()) {
    if (promisedAt === null) continue
    const days = Math.floor(((deliveredAt ?? until) - promisedAt) / MS_PER_DAY)
    if (days >= 1) return { id, days }
  }
  return null
}

const percent = (share: number): string => `${Math.round(share * 100)}%`

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const WORDS = {
  en: {
    late: (id: string, days: number) =>
      `order ${id} came ${days} ${days === 1 ? 'day' : 'days'} after the promised date`,
    returns: (share: string) => `${share} of the last two orders' value was sent back`,
    badReview: (stars: number, on: string) =>
      `gave ${stars} ${stars === 1 ? 'star' : 'stars'} on ${on} and has not ordered since`,
    taste: (category: string, share: string, orders: number) =>
      `${category} was in ${share} of the earlier orders and in none of the last ${orders}`,
    season: (month: number) => `buys around ${MONTHS[month] ?? ''} year after year`,
    discounts: (own: string, shop: string) =>
      `${own} of the orders were bought at a discount, against ${shop} in the shop`,
    dearer: (rise: string) => `what the last order held costs ${rise} more today`,
    rhythm: (days: number, gap: number | null) =>
      gap === null ? `silent for ${days} days` : `silent for ${days} days, where an order was due every ${gap}`,
  },
  zh: {
    late: (id: string, days: number) => `订单 ${id} 比承诺日期晚到 ${days} 天`,
    returns: (share: string) => `最近两单金额的 ${share} 被退回`,
    badReview: (stars: number, on: string) => `${on} 打了 ${stars} 星，此后没有再下单`,
    taste: (category: string, share: string, orders: number) =>
      `以前 ${share} 的订单含「${category}」，最近 ${orders} 单都没有`,
    season: (month: number) => `每年都在 ${month + 1} 月前后购买`,
    discounts: (own: string, shop: string) => `${own} 的订单用了优惠，全店为 ${shop}`,
    dearer: (rise: string) => `上一单的商品现在贵了 ${rise}`,
    rhythm: (days: number, gap: number | null) =>
      gap === null ? `已沉默 ${days} 天` : `已沉默 ${days} 天，原本约每 ${gap} 天下一单`,
  },
} as const
