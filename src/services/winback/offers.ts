import { z } from 'zod'

/** Why a customer may have gone, from the customer's own history. */
export const WINBACK_REASONS = ['late_delivery', 'returns', 'bad_review', 'season', 'price', 'taste', 'rhythm'] as const
export type WinbackReason = (typeof WINBACK_REASONS)[number]

export const offersSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
      /** What it answers; a customer is offered only what fits a reason of theirs. */
      reasons: z.array(z.enum(WINBACK_REASONS)).min(1),
      /** Of one message, in major units of the shop's currency. */
      contact_cost: z.number().min(0).max(1000),
      /** Share of the next order's value that it gives away. */
      discount: z.number().min(0).max(0.9),
      /** Of customers who have just fallen silent and would not order within the window, the share that it brings back. */
      lift: z.number().min(0).max(1),
    }),
  )
  .min(1)
  .max(40)

export type WinbackOffer = z.output<typeof offersSchema>[number]

/** What a shop starts from. The lifts are assumptions until a read-out of the shop's own has measured them. */
export const INITIAL_OFFERS: WinbackOffer[] = [
  { id: 'apology', reasons: ['late_delivery', 'bad_review'], contact_cost: 0.05, discount: 0, lift: 0.03 },
  { id: 'apology_credit', reasons: ['late_delivery', 'bad_review'], contact_cost: 0.05, discount: 0.1, lift: 0.05 },
  { id: 'buying_advice', reasons: ['returns'], contact_cost: 0.05, discount: 0, lift: 0.02 },
  { id: 'free_returns', reasons: ['returns'], contact_cost: 0.05, discount: 0.05, lift: 0.03 },
  { id: 'season_reminder', reasons: ['season'], contact_cost: 0.05, discount: 0, lift: 0.03 },
  { id: 'sale_notice', reasons: ['price'], contact_cost: 0.05, discount: 0, lift: 0.03 },
  { id: 'price_coupon', reasons: ['price'], contact_cost: 0.05, discount: 0.15, lift: 0.06 },
  { id: 'new_arrivals', reasons: ['taste'], contact_cost: 0.05, discount: 0, lift: 0.02 },
  { id: 'reminder', reasons: ['rhythm'], contact_cost: 0.05, discount: 0, lift: 0.02 },
  {
    id: 'comeback_coupon',
    reasons: ['late_delivery', 'returns', 'bad_review', 'price', 'taste', 'rhythm'],
    contact_cost: 0.05,
    discount: 0.1,
    lift: 0.04,
  },
]
