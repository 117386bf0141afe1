import type { CustomerFeatures } from '../../features/customer-features.ts'
import { nameAt } from '../../features/coded-column.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { groupBy } from '../../lib/group-by.ts'
import { readCouponOrders, readOffersReceived } from '../../store/queries/campaigns/read-offer-counts.ts'
import type { ServiceContext } from '../context.ts'
import {
  attributeColumn,
  FEWEST_CUSTOMERS,
  shareOf,
  widestGap,
  type AuditedGap,
  type ProtectedField,
  type Share,
} from './audit-groups.ts'
import { explainGap, type GapDriver } from './explain-gap.ts'

export const OFFER_MEASURES = ['offered', 'coupon_used'] as const
export type OfferMeasure = (typeof OFFER_MEASURES)[number]

export interface OfferRates {
  readonly attribute: ProtectedField
  readonly group: string
  readonly customers: number
  /** Share of the group that a campaign with an offer reached in the past year. */
  readonly offered: Share
  /** Of those who ordered in the past year, the share that used a coupon; null where nobody did order. */
  readonly coupon_used: Share | null
  readonly too_small: boolean
}

export interface OfferAudit {
  readonly rates: readonly OfferRates[]
  readonly gaps: readonly (AuditedGap<OfferMeasure> & { readonly drivers: readonly GapDriver[] })[]
}

const DAYS = 365

/** Whether offers and coupons of the past year went to protected groups unequally. */
export function auditOffers(ctx: ServiceContext, attributes: readonly ProtectedField[]): OfferAudit {
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const stretch = { from: ctx.shop.zone.startOfDay(ctx.asOf.day + 1 - DAYS), until: ctx.asOf.until }
  const received = readOffersReceived(ctx.store, stretch)
  const coupons = readCouponOrders(ctx.store, stretch)
  if (received.size === 0 && ![...coupons.values()].some(({ withCoupon }) => withCoupon > 0)) {
    return { rates: [], gaps: [] }
  }
  const positions = Int32Array.from(features.customerIds.keys())
  const byAttribute = attributes.map((attribute) => ratesOf(features, attribute, received, coupons))
  return {
    rates: byAttribute.flat(),
    gaps: byAttribute.flatMap((rates) =>
      OFFER_MEASURES.flatMap((measure) => {
        const judged = rates.filter((one) => !one.too_small)
        const counted = judged.flatMap((one) => {
          const share = one[measure]
          return share === null || share.n < FEWEST_CUSTOMERS ? [] : [{ name: one.group, hits: share.hits, n: share.n }]
        })
        const gap = widestGap(rates[0]?.attribute ?? 'gender', measure, counted)
        if (gap === null) return []
        const drivers = gap.verdict === 'within_four_fifths' ? [] : explainGap({ features, positions }, gap)
        return [{ ...gap, drivers }]
      }),
    ),
  }
}

function ratesOf(
  features: CustomerFeatures,
  attribute: ProtectedField,
  received: ReturnType<typeof readOffersReceived>,
  coupons: ReturnType<typeof readCouponOrders>,
): OfferRates[] {
  const column = attributeColumn(features, attribute)
  const groups = groupBy([...features.customerIds.keys()], (position) => nameAt<string>(column, position))
  return [...groups]
    .flatMap(([group, members]): OfferRates[] => {
      if (group === null) return []
      const ids = members.map((position) => features.customerIds[position] ?? '')
      const buyers = ids.flatMap((id) => coupons.get(id) ?? [])
      return [
        {
          attribute,
          group,
          customers: ids.length,
          offered: shareOf(ids.filter((id) => received.has(id)).length, ids.length),
          coupon_used:
            buyers.length === 0
              ? null
              : shareOf(buyers.filter(({ withCoupon }) => withCoupon > 0).length, buyers.length),
          too_small: ids.length < FEWEST_CUSTOMERS,
        },
      ]
    })
    .toSorted((a, b) => b.customers - a.customers || (a.group < b.group ? -1 : 1))
}
