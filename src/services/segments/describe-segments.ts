import { distinguishingMeasures, type Distinction } from '../../compute/segments/distinguishing-measures.ts'
import { quantile } from '../../compute/stats/quantile.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { Segmentation } from './segment-by.ts'

export interface SegmentProfile {
  readonly buyers: number
  readonly orders: number
  /** All history, minor units. */
  readonly net_revenue_minor: number
  /** Of the net revenue of everyone counted; null when that is not positive. */
  readonly net_revenue_share: number | null
  readonly average_order_value_minor: number | null
  /** Of buyers; null without one. */
  readonly median_recency_days: number | null
  readonly median_orders: number | null
  readonly won_back: number
}

export interface SegmentDescription {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly share: number
  readonly profile: SegmentProfile
  readonly distinguishing: readonly {
    readonly feature: string
    readonly direction: 'higher' | 'lower'
    readonly segment: number
    readonly others: number
    readonly effect_size: number
  }[]
}

const MOST_DISTINCTIONS = 3

/**
 * Size, profile and distinguishing features of each segment, over the customers whose `members` entry is 1 (null: all).
 */
export function describeSegments(
  features: CustomerFeatures,
  segmentation: Pick<Segmentation, 'ids' | 'codes'>,
  members: Uint8Array | null,
): readonly SegmentDescription[] {
  const groups: number[][] = segmentation.ids.map(() => [])
  let total = 0
  let net = 0
  for (let i = 0; i < features.size; i++) {
    if (members !== null && members[i] !== 1) continue
    total += 1
    net += features.netMinor[i] ?? 0
    groups[segmentation.codes[i] ?? -1]?.push(i)
  }
  const distinctions = distinctionsOf(features, segmentation, members)
  return segmentation.ids.map((id, code) => {
    const group = groups[code] ?? []
    return {
      id,
      name: id,
      size: group.length,
      share: total === 0 ? 0 : group.length / total,
      profile: profileOf(features, group, net),
      distinguishing: (distinctions[code] ?? []).slice(0, MOST_DISTINCTIONS).map((distinction) => ({
        feature: distinction.measure,
        direction: distinction.direction,
        segment: distinction.group,
        others: distinction.others,
        effect_size: distinction.effectSize,
      })),
    }
  })
}

function profileOf(features: CustomerFeatures, group: readonly number[], netOfAll: number): SegmentProfile {
  let orders = 0
  let net = 0
  let wonBack = 0
  for (const i of group) {
    orders += features.frequency[i] ?? 0
    net += features.netMinor[i] ?? 0
    wonBack += features.wonBack[i] ?? 0
  }
  const buyers = group.filter((i) => (features.frequency[i] ?? 0) > 0)
  const median = (column: ArrayLike<number>): number | null => {
    if (buyers.length === 0) return null
    const values = new Float64Array(buyers.length)
    for (let at = 0; at < buyers.length; at++) values[at] = column[buyers[at] ?? -1] ?? 0
    return quantile(values, 0.5)
  }
  return {
    buyers: buyers.length,
    orders,
    net_revenue_minor: net,
    net_revenue_share: netOfAll > 0 ? net / netOfAll : null,
    average_order_value_minor: orders === 0 ? null : net / orders,
    median_recency_days: median(features.recencyDays),
    median_orders: median(features.frequency),
    won_back: wonBack,
  }
}

function distinctionsOf(
  features: CustomerFeatures,
  segmentation: Pick<Segmentation, 'ids' | 'codes'>,
  members: Uint8Array | null,
): readonly (readonly Distinction[])[] {
  /** Only buyers counted here have the measure. */
  const ofBuyers = (column: ArrayLike<number>, scale = 1): Float64Array => {
    const values = new Float64Array(features.size).fill(Number.NaN)
    for (let i = 0; i < features.size; i++) {
      if ((features.frequency[i] ?? 0) > 0 && (members === null || members[i] === 1))
        values[i] = (column[i] ?? 0) * scale
    }
    return values
  }
  const ratio = (above: ArrayLike<number>, below: ArrayLike<number>): Float64Array => {
    const values = new Float64Array(features.size)
    for (let i = 0; i < values.length; i++) values[i] = (above[i] ?? 0) / (below[i] ?? 0)
    return values
  }
  const orderValue = ratio(features.grossMinor, features.frequency)
  const returnShare = ratio(features.returnsMinor, features.grossMinor)
  return distinguishingMeasures(segmentation.codes, segmentation.ids.length, [
    { name: 'recency_days', values: ofBuyers(features.recencyDays), log: true },
    { name: 'orders', values: ofBuyers(features.frequency), log: true },
    { name: 'net_revenue_minor', values: ofBuyers(features.netMinor), log: true },
    { name: 'order_value_minor', values: ofBuyers(orderValue), log: true },
    { name: 'expected_gap_days', values: ofBuyers(features.expectedGapDays), log: true },
    { name: 'tenure_days', values: ofBuyers(features.tenureDays), log: true },
    { name: 'returned_share', values: ofBuyers(returnShare), log: false },
  ])
}
