import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readDeliveries, readOrdersWith } from '../../store/queries/orders/read-deliveries.ts'
import { readRatings } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import { metricWindow } from '../metrics/metric-window.ts'
import { isRating, onScale } from '../satisfaction/summarise-ratings.ts'
import type { ServiceResult } from '../service-result.ts'
import { readSetting } from '../settings/read-setting.ts'
import { authoriseInside } from '../voice/authorise-inside.ts'
import { isGrain, voiceValue } from '../voice/voice-dimensions.ts'
import { voiceScope } from '../voice/voice-scope.ts'
import { say } from '../say.ts'
import { collectDeliveries, type Parcel, type ParcelRow } from './collect-deliveries.ts'
import { deliveryDefinitions } from './definitions.ts'
import { isDispatch, type DeliveryDimension } from './delivery-dimensions.ts'
import { describeArrival, type DeliveryOfOrder } from './describe-arrival.ts'
import { lateEffect, type LateEffect } from './late-effect.ts'
import { presentDelivery } from './present-delivery.ts'
import { compareParcels, isStuck, summariseParcels } from './summarise-parcels.ts'
import type { DeliveryDifference, DeliverySummary } from './summarise-parcels.ts'

export interface MeasureDeliveryInput {
  readonly by?: DeliveryDimension | undefined
  readonly period?: PeriodInput | undefined
  readonly filters?: readonly Filter[] | undefined
  /** One order: when it came, or when it should. */
  readonly order_id?: string | undefined
}

export interface DeliveryGroup extends DeliverySummary {
  readonly group: string
  /** So few deliveries that quantiles say little. */
  readonly small: boolean
}

export interface StuckParcel {
  readonly order_id: string
  readonly shipped_on: string
  readonly days: number
  readonly region: string | null
  readonly city: string | null
}

export interface MeasureDeliveryData extends DeliverySummary {
  readonly period: { readonly from: string; readonly to: string; readonly name: string } | null
  readonly groups: readonly DeliveryGroup[]
  /** The two groups of the question, when there are two. */
  readonly difference: DeliveryDifference | null
  /** Longest under way first. */
  readonly stuck_parcels: readonly StuckParcel[]
  readonly effect_on_rating: LateEffect | null
  readonly order: DeliveryOfOrder | null
}

const LISTED = 20
const SMALL = 30

/** How long deliveries take, how many are late or stuck, and what lateness does to ratings; or one order's delivery. */
export function measureDelivery({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: MeasureDeliveryInput
}): ServiceResult<MeasureDeliveryData> {
  if (input.order_id !== undefined) return describeArrival(ctx, input.order_id)
  authoriseInside(ctx, 'deliveries')
  const { filters = [], by } = input
  const stuckDays = readSetting(ctx.store, 'stuck_parcel_days')
  const grain = by !== undefined && !isDispatch(by) && isGrain(by) ? by : null
  const window = metricWindow(ctx, { period: input.period, grain, compare: null })
  const scope = voiceScope(ctx, filters, (ids) => {
    const orders = readOrdersWith(ctx.store, [...ids])
    return ({ id }) => orders.has(id)
  })
  const columns = readDeliveries(ctx.store, ctx.asOf.until)
  const { parcels, groups } = collectDeliveries(columns, {
    ...window.visible,
    asOfDay: ctx.asOf.day,
    zone: ctx.shop.zone,
    matches: scope.matches,
    groupOf: groupsBy(ctx, by),
  })
  const pair = [...groups].toSorted(([, a], [, b]) => b.length - a.length)
  const [first, second] = pair
  const data: MeasureDeliveryData = {
    ...summariseParcels(parcels, stuckDays),
    period: { from: dateOfDay(window.period.fromDay), to: dateOfDay(window.period.toDay), name: window.period.name },
    groups: sortGroups(
      [...groups].map(([group, members]) => {
        const summary = summariseParcels(members, stuckDays)
        return { group, ...summary, small: summary.delivered < SMALL }
      }),
      grain !== null,
    ),
    difference:
      pair.length === 2 && grain === null && first !== undefined && second !== undefined
        ? compareParcels(first, second)
        : null,
    stuck_parcels: listStuck(parcels, stuckDays),
    effect_on_rating: effectOf(ctx, parcels, window.visible.fromDay),
    order: null,
  }
  const gate = parcels.length === 0 ? gateFor(columns.size) : null
  return {
    data,
    ...presentDelivery(ctx, { data, window, by: by ?? null, gate }),
    gate,
    evidence: {
      period: data.period,
      population: scope.description,
      rows_used: parcels.length,
      rows_left_out: scope.leftOut,
      definition: deliveryDefinitions(ctx.language, stuckDays),
      method: say(
        ctx,
        'deliveries of valid orders placed in the period; Wilson, Welch and Newcombe intervals',
        '时段内有效订单的配送；Wilson、Welch 和 Newcombe 区间',
      ),
      model: null,
      sql: [],
    },
    warnings: window.assumption === null ? [] : [window.assumption],
    suggestions:
      ctx.language === 'zh'
        ? ['哪些包裹卡住了？', '满意度受什么影响？']
        : ['Which parcels are stuck?', 'What influences satisfaction?'],
  }
}

function groupsBy(ctx: ServiceContext, by: DeliveryDimension | undefined): (row: ParcelRow) => string | null {
  if (by === undefined) return () => null
  return isDispatch(by) ? (row) => row[by] : voiceValue(ctx, by)
}

/** Groups in time order, or the latest-running first; small ones last. */
const sortGroups = (groups: readonly DeliveryGroup[], inTime: boolean): DeliveryGroup[] =>
  inTime
    ? groups.toSorted((a, b) => (a.group < b.group ? -1 : 1))
    : groups.toSorted(
        (a, b) => Number(a.small) - Number(b.small) || (b.lead_days?.mean ?? 0) - (a.lead_days?.mean ?? 0),
      )

const listStuck = (parcels: readonly Parcel[], stuckDays: number): StuckParcel[] =>
  parcels
    .filter((parcel) => isStuck(parcel, stuckDays))
    .toSorted((a, b) => (b.daysUnderway ?? 0) - (a.daysUnderway ?? 0) || (a.orderId < b.orderId ? -1 : 1))
    .slice(0, LISTED)
    .map(({ orderId, shippedDay, daysUnderway, region, city }) => ({
      order_id: orderId,
      shipped_on: dateOfDay(shippedDay ?? 0),
      days: daysUnderway ?? 0,
      region,
      city,
    }))

/** Ratings, from the first day of the orders on, of the parcels that came and had a promised day. */
function effectOf(ctx: ServiceContext, parcels: readonly Parcel[], fromDay: number): LateEffect | null {
  const late = new Map<string, boolean>()
  for (const { orderId, leadDays, daysLate } of parcels) {
    if (leadDays !== null && daysLate !== null) late.set(orderId, daysLate > 0)
  }
  const { rows } = onScale(
    readRatings(ctx.store, { until: ctx.asOf.until, fromDay, toDay: ctx.asOf.day + 1 }).filter(isRating),
  )
  return lateEffect(
    rows.flatMap(({ orderId, score }) => {
      const isLate = orderId === null ? undefined : late.get(orderId)
      return isLate === undefined ? [] : [{ score, late: isLate }]
    }),
  )
}

function gateFor(imported: number): Gate {
  return {
    failed: imported === 0 ? 'no deliveries were imported' : 'no delivery meets the conditions',
    have: 0,
    need: 1,
    pooled_estimate: null,
    opens_on: null,
  }
}
