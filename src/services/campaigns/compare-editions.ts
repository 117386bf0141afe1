import { twoProportionTest } from '../../compute/experiment/two-proportion-test.ts'
import type { CampaignMetric, CampaignRate } from './campaign-rates.ts'

/** A rate now against the same rate of another campaign. */
export interface EditionDifference {
  readonly metric: CampaignMetric
  readonly now: number
  readonly before: number
  readonly difference: number
  readonly interval: readonly [number, number]
  readonly p: number
}

/**
 * Rates of two campaigns, rate by rate. Different people at a different time: a difference, not what the campaign's making
 * caused.
 */
export function compareEditions(now: readonly CampaignRate[], before: readonly CampaignRate[]): EditionDifference[] {
  return now.flatMap((rate): EditionDifference[] => {
    const other = before.find(({ metric }) => metric === rate.metric)
    if (other === undefined || rate.n === 0 || other.n === 0) return []
    const { shareA, shareB, difference, interval, pValue } = twoProportionTest(other, rate)
    return [{ metric: rate.metric, now: shareB, before: shareA, difference, interval, p: pValue }]
  })
}
