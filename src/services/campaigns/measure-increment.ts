import { twoProportionTest } from '../../compute/experiment/two-proportion-test.ts'
import { welchTest } from '../../compute/experiment/welch-test.ts'
import type { CampaignMember, CampaignOutcome } from './campaign-members.ts'

/** A total with its 95 % interval. */
export interface TotalEffect {
  readonly value: number
  readonly interval: readonly [number, number]
}

/** What the campaign brought beyond what would have come without it: those written to against those held out. */
export interface Increment {
  readonly treated: number
  readonly held_out: number
  readonly treated_rate: number
  readonly held_out_rate: number
  /** Difference of the shares who ordered. */
  readonly difference: number
  readonly interval: readonly [number, number]
  readonly p: number
  /** Customers who ordered because of it. */
  readonly customers: TotalEffect
  readonly revenue_minor: TotalEffect
  /** Null where no cost of goods is known. */
  readonly margin_minor: TotalEffect | null
}

/** Fewer held out than this say nothing about money. */
const FEWEST = 2

/**
 * The increment of a campaign over all who were meant to be written to, delivered or not; null without enough people held out.
 * Right when chance alone decided who was held out.
 */
export function measureIncrement({
  treated,
  control,
  marginRate,
}: Pick<CampaignOutcome, 'treated' | 'control' | 'marginRate'>): Increment | null {
  if (treated.length < FEWEST || control.length < FEWEST) return null
  const buyers = (members: readonly CampaignMember[]): number => members.filter(({ orders }) => orders > 0).length
  const shares = twoProportionTest(
    { hits: buyers(control), n: control.length },
    { hits: buyers(treated), n: treated.length },
  )
  const money = welchTest(
    Float64Array.from(control, ({ netMinor }) => netMinor),
    Float64Array.from(treated, ({ netMinor }) => netMinor),
  )
  const total = (value: number, [low, high]: readonly [number, number], factor = 1): TotalEffect => ({
    value: value * factor * treated.length,
    interval: [low * factor * treated.length, high * factor * treated.length],
  })
  return {
    treated: treated.length,
    held_out: control.length,
    treated_rate: shares.shareB,
    held_out_rate: shares.shareA,
    difference: shares.difference,
    interval: shares.interval,
    p: shares.pValue,
    customers: total(shares.difference, shares.interval),
    revenue_minor: total(money.difference, money.interval),
    margin_minor: marginRate === null ? null : total(money.difference, money.interval, marginRate),
  }
}

export interface ReturnOnInvestment {
  /** (incremental margin - cost) / cost; null without a control group, a cost, or costs of goods. */
  readonly incremental: number | null
  readonly interval: readonly [number, number] | null
  /** The same with all margin of the window; what came anyway is in it. */
  readonly attributed: number | null
}

/** Return on a campaign's cost, the incremental one with the interval of its margin. */
export function returnOnInvestment(
  costMinor: number | null,
  margin: TotalEffect | null,
  attributedMargin: number | null,
): ReturnOnInvestment {
  const roi = (value: number): number | null => (costMinor === null || costMinor === 0 ? null : value / costMinor - 1)
  const incremental = margin === null ? null : roi(margin.value)
  return {
    incremental,
    interval:
      margin === null || incremental === null ? null : [roi(margin.interval[0]) ?? 0, roi(margin.interval[1]) ?? 0],
    attributed: attributedMargin === null ? null : roi(attributedMargin),
  }
}
