import type { LifecycleStage } from '../compute/segments/lifecycle-stages.ts'
import type { PurchaseDays } from '../compute/segments/purchase-gaps.ts'
import type { RfmScores } from '../compute/segments/rfm-scores.ts'
import type { RfmSegment } from '../compute/segments/rfm-segments.ts'
import type { ValueTier } from '../compute/segments/value-tiers.ts'
import type { AsOf } from '../lib/as-of.ts'
import type { CodedColumn } from './coded-column.ts'

/** Attributes of a person or an account. Gender and age band describe groups in reports and are features of no model. */
export interface CustomerAttributes {
  readonly region: CodedColumn
  readonly city: CodedColumn
  readonly country: CodedColumn
  readonly gender: CodedColumn
  readonly ageBand: CodedColumn
  readonly source: CodedColumn
  readonly channel: CodedColumn
  readonly memberLevel: CodedColumn
}

/**
 * One row per customer as of an instant, as columns: position i of every array is customer `customerIds[i]`. Customers
 * without a valid order are in it too: -1 days, NaN instants and gaps, stage prospect, no tier, scores of 0.
 * Money in minor units of the shop's currency; net is gross minus returns at their own date.
 */
export interface CustomerFeatures {
  readonly asOf: AsOf
  readonly size: number
  /** By id; those whom only an order or a return names come last. */
  readonly customerIds: readonly string[]
  /** Position of a customer; -1 for one that did not exist yet. */
  readonly positionOf: (customerId: string) => number
  /** Whole days from the last valid order's day to the as-of day. */
  readonly recencyDays: Int32Array
  /** Whole days from the first valid order's day to the as-of day. */
  readonly tenureDays: Int32Array
  /** Valid orders. */
  readonly frequency: Int32Array
  /** Distinct days with a valid order. */
  readonly purchaseDays: Int32Array
  readonly units: Int32Array
  readonly returnedUnits: Int32Array
  readonly grossMinor: Float64Array
  readonly returnsMinor: Float64Array
  readonly netMinor: Float64Array
  /** Net revenue of the last 365 days: what value tiers rest on. */
  readonly yearNetMinor: Float64Array
  /** UTC ms. */
  readonly firstOrderAt: Float64Array
  readonly lastOrderAt: Float64Array
  readonly meanGapDays: Float64Array
  readonly medianGapDays: Float64Array
  /** When the next order is due, counted from the last: own gaps mixed with the shop's median. */
  readonly expectedGapDays: Float64Array
  /** Median gap of the whole shop; null when nobody bought on two days. */
  readonly populationMedianGapDays: number | null
  /** growing and mature together are `active`. */
  readonly lifecycle: CodedColumn<LifecycleStage>
  /** 1 = came back within the last 90 days after a silence beyond three expected gaps; beside the stage. */
  readonly wonBack: Uint8Array
  readonly valueTier: CodedColumn<ValueTier>
  /** On net revenue of all history. */
  readonly rfm: RfmScores & { readonly segment: CodedColumn<RfmSegment> }
  /** The days on which each customer bought: cohorts, cycles and survival start here. */
  readonly purchases: PurchaseDays
  readonly attributes: CustomerAttributes
}
