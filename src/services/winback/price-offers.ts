import type { WinbackOffer } from './offers.ts'

/** What is expected of one customer; money in minor units. */
export interface Prospect {
  /** Probability of an order within the window, if nobody writes. */
  readonly unprompted: number
  /** Expected value of the next 12 months, and the same if the customer has just come back. */
  readonly valueMinor: number
  readonly valueBackMinor: number
  /** Net value of one order. */
  readonly orderMinor: number
  readonly silentDays: number
}

export interface PricedOffer {
  readonly offer: WinbackOffer
  /** By how much it raises the probability of an order within the window. */
  readonly extra: number
  readonly costMinor: number
  /** What the extra returns are worth, less the cost. */
  readonly gainMinor: number
}

/** Silence that halves what an offer does. */
const HALF_LIFE_DAYS = 180

/**
 * What an offer costs and brings for one customer.
 *
 * An extra return is worth the difference between the value of somebody who has just come back and what is expected of this
 * customer anyway, so who will come back unprompted is worth little. The discount is paid for those too who would have
 * ordered without it.
 */
export function priceOffer(offer: WinbackOffer, prospect: Prospect, minorPerMajor: number): PricedOffer {
  const { unprompted, valueMinor, valueBackMinor, orderMinor, silentDays } = prospect
  const extra = offer.lift * (1 - unprompted) * 0.5 ** (silentDays / HALF_LIFE_DAYS)
  const contact = offer.contact_cost * minorPerMajor
  const cost = Math.ceil(contact + offer.discount * orderMinor * (unprompted + extra))
  const worth = extra * Math.max(0, valueBackMinor - valueMinor)
  return { offer, extra, costMinor: cost, gainMinor: Math.round(worth) - cost }
}

/** The offer that brings most, of those that answer a reason; null when none brings more than it costs. */
export function bestOffer(
  offers: readonly WinbackOffer[],
  reasons: readonly string[],
  prospect: Prospect,
  minorPerMajor: number,
): PricedOffer | null {
  let best: PricedOffer | null = null
  for (const offer of offers) {
    if (!offer.reasons.some((reason) => reasons.includes(reason))) continue
    const priced = priceOffer(offer, prospect, minorPerMajor)
    if (priced.gainMinor > (best?.gainMinor ?? 0)) best = priced
  }
  return best
}
