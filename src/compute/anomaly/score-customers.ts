import { sigmoid } from '../linear/sigmoid.ts'

/** What is known of one customer's year. */
export interface CustomerRiskMeasures {
  readonly orders: number
  /** Orders at the high and at the medium tier. */
  readonly highOrders: number
  readonly mediumOrders: number
  /** Orders that a review found to be fraud or abuse. */
  readonly confirmed: number
  /** Of the units bought, the share that came back; 0 where too few were bought to tell. */
  readonly returnShare: number
  readonly couponOrders: number
  readonly complaints: number
  readonly reviews: number
  readonly lowReviews: number
}

export const CUSTOMER_SIGNALS = ['orders', 'confirmed', 'returns', 'coupons', 'complaints', 'reviews'] as const
export type CustomerSignal = (typeof CUSTOMER_SIGNALS)[number]

/** Log-odds of a customer of whom nothing speaks: one in fifty causes loss. */
export const CUSTOMER_BASE = -3.9

export interface CustomerRisk {
  /** 0..1 */
  readonly score: number
  /** With the base they sum to the log-odds of the score. */
  readonly points: Readonly<Record<CustomerSignal, number>>
}

const capped = (value: number, most: number): number => Math.min(most, Math.max(0, value))

/**
 * Adds up what speaks against an account over a year, in log-odds: odd orders, findings of reviews, goods sent back, coupons
 * on nearly every order, complaints, and nothing but bad reviews.
 *
 * Complaints and bad reviews weigh little: they are the shop's to mend far more often than the customer's to answer for.
 * Gender, age, place and device are no input.
 *
 * @example scoreCustomer({ orders: 5, highOrders: 0, mediumOrders: 0, confirmed: 0, returnShare: 0, couponOrders: 0,
 *   complaints: 0, reviews: 0, lowReviews: 0 }).score // => 0.0198...
 */
export function scoreCustomer(measures: CustomerRiskMeasures): CustomerRisk {
  const { orders, highOrders, mediumOrders, confirmed, returnShare, couponOrders } = measures
  const couponShare = orders < 5 ? 0 : couponOrders / orders
  const lowShare = measures.reviews < 4 ? 0 : measures.lowReviews / measures.reviews
  const points: Record<CustomerSignal, number> = {
    orders: capped((highOrders > 0 ? 3 + 0.5 * (highOrders - 1) : 0) + 0.8 * mediumOrders, 4.5),
    confirmed: confirmed > 0 ? capped(4 + 0.5 * (confirmed - 1), 5) : 0,
    returns: capped(5 * (returnShare - 0.3), 2.5),
    coupons: capped(5 * (couponShare - 0.6), 1.5),
    complaints: capped(0.5 * (measures.complaints - 2), 1.5),
    reviews: capped(2 * (lowShare - 0.6), 0.8),
  }
  const logOdds = CUSTOMER_SIGNALS.reduce((sum, signal) => sum + points[signal], CUSTOMER_BASE)
  return { score: sigmoid(logOdds), points }
}
