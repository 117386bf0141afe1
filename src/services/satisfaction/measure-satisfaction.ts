import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readOrderExperience } from '../../store/queries/voice/read-order-experience.ts'
import { countRatings, readRatings, type RatingRow } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import type { LateEffect } from '../delivery/late-effect.ts'
import { comparedWindow, metricWindow, type Compare } from '../metrics/metric-window.ts'
import { loadReviewBook } from '../reviews/review-book.ts'
import type { ServiceResult } from '../service-result.ts'
import { authoriseInside } from '../voice/authorise-inside.ts'
import { groupVoice } from '../voice/group-voice.ts'
import { isGrain, type VoiceDimension } from '../voice/voice-dimensions.ts'
import { voiceScope } from '../voice/voice-scope.ts'
import { say } from '../say.ts'
import { compareSatisfaction, type SatisfactionChange } from './compare-satisfaction.ts'
import { satisfactionDefinitions } from './definitions.ts'
import { FEWEST_ROWS, findDrivers, type FoundDrivers, type SatisfactionDriver } from './find-drivers.ts'
import { presentSatisfaction } from './present-satisfaction.ts'
import { sourcesDisagree, type SourcesDifference } from './sources-disagree.ts'
import { isRating, onScale, summariseRatings, type Satisfaction } from './summarise-ratings.ts'

export interface MeasureSatisfactionInput {
  readonly period?: PeriodInput | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly by?: VoiceDimension | undefined
  readonly compare?: Compare | undefined
}

export interface SatisfactionGroup extends Satisfaction {
  readonly group: string
  /** So few ratings that the share says little. */
  readonly small: boolean
}

export interface MeasureSatisfactionData extends Satisfaction {
  readonly period: { readonly from: string; readonly to: string; readonly name: string }
  readonly compared_with: { readonly from: string; readonly to: string; readonly name: string } | null
  readonly sources: readonly {
    readonly kind: string
    readonly n: number
    readonly csat: number
    readonly mean: number
  }[]
  /** Reviews against surveys, only where their mean ratings clearly differ. */
  readonly disagreement: SourcesDifference | null
  readonly groups: readonly SatisfactionGroup[]
  readonly drivers: readonly SatisfactionDriver[]
  readonly explained: FoundDrivers['explained']
  readonly late_effect: LateEffect | null
  readonly change: SatisfactionChange | null
}

/** Fewer ratings than this are marked as few. */
export const SMALL = 30

/** How satisfied customers are, by their ratings and surveys, and what that goes with. */
export function measureSatisfaction({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: MeasureSatisfactionInput
}): ServiceResult<MeasureSatisfactionData> {
  authoriseInside(ctx, 'satisfaction')
  const { filters = [], by } = input
  const grain = by !== undefined && isGrain(by) ? by : null
  const window = metricWindow(ctx, { period: input.period, grain, compare: input.compare ?? null })
  const compared = input.compare === undefined ? null : comparedWindow(ctx, window, input.compare)
  const scope = voiceScope(ctx, filters)
  const read = (days: { readonly fromDay: number; readonly toDay: number }) =>
    onScale(readRatings(ctx.store, { until: ctx.asOf.until, ...days }))
  const { rows: all, outside } = read(window.visible)
  const rows = all.filter(scope.matches)
  const ratings = rows.filter(isRating)
  const found = findDrivers(ratings, experienceOf(ctx, ratings), {
    zone: ctx.shop.zone,
    aspectsOf: aspectsIn(ctx),
  })
  const before = compared === null ? null : read(compared).rows.filter(scope.matches)
  const data: MeasureSatisfactionData = {
    ...summariseRatings(rows),
    period: {
      from: dateOfDay(window.period.fromDay),
      to: dateOfDay(window.period.toDay),
      name: window.period.name,
    },
    compared_with:
      compared === null
        ? null
        : { from: dateOfDay(compared.fromDay), to: dateOfDay(compared.toDay), name: compared.name },
    sources: sourcesOf(ratings),
    disagreement: sourcesDisagree(ratings),
    groups: by === undefined ? [] : groupsOf(ctx, rows, by),
    drivers: found.drivers,
    explained: found.explained,
    late_effect: found.late,
    change: before === null ? null : compareSatisfaction(rows, before),
  }
  const gate = rows.length === 0 ? gateFor(countRatings(ctx.store, ctx.asOf.until)) : null
  return {
    data,
    ...presentSatisfaction(ctx, {
      data,
      window,
      compared,
      by: by ?? null,
      everybody: all.filter(isRating).length,
      gate,
    }),
    gate,
    evidence: {
      period: data.period,
      population: scope.description,
      rows_used: rows.length,
      rows_left_out: { ...scope.leftOut, ...(outside > 0 ? { off_the_scale: outside } : {}) },
      definition: satisfactionDefinitions[ctx.language],
      method: say(
        ctx,
        'Wilson and multinomial intervals; LMG shares of R squared with a bootstrap over customers',
        'Wilson 区间和多项分布区间；R² 的 LMG 分解，按客户自助抽样',
      ),
      model: null,
      sql: [],
    },
    warnings: warningsFor(ctx, window.assumption, found.rows, gate),
    suggestions:
      ctx.language === 'zh'
        ? ['按地区看满意度', '晚到的订单差评率更高吗？']
        : ['Satisfaction by region', 'Do late orders get worse ratings?'],
  }
}

const experienceOf = (ctx: ServiceContext, ratings: readonly RatingRow[]) =>
  readOrderExperience(
    ctx.store,
    [...new Set(ratings.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])))],
    ctx.asOf.until,
  )

/** What the texts of reviews speak of, each aspect once. */
function aspectsIn(ctx: ServiceContext): (reviewId: string) => readonly string[] {
  const { byId } = loadReviewBook(ctx)
  return (reviewId) => [...new Set((byId.get(reviewId)?.mentions ?? []).map(({ aspect }) => aspect))]
}

function sourcesOf(ratings: readonly RatingRow[]): MeasureSatisfactionData['sources'] {
  return (['review', 'csat'] as const).flatMap((kind) => {
    const { csat, mean_rating: mean } = summariseRatings(ratings.filter((row) => row.kind === kind))
    return csat === null || mean === null ? [] : [{ kind, n: csat.n, csat: csat.value, mean: mean.value }]
  })
}

/** Groups in time order, or by CSAT with the least satisfied first; small ones come last. */
function groupsOf(ctx: ServiceContext, rows: readonly RatingRow[], by: VoiceDimension): SatisfactionGroup[] {
  const groups = [...groupVoice(ctx, rows, by)].map(([group, members]): SatisfactionGroup => {
    const summary = summariseRatings(members)
    return { group, ...summary, small: (summary.csat?.n ?? 0) < SMALL }
  })
  if (isGrain(by)) return groups.toSorted((a, b) => (a.group < b.group ? -1 : 1))
  return groups.toSorted((a, b) => Number(a.small) - Number(b.small) || (a.csat?.value ?? 2) - (b.csat?.value ?? 2))
}

function gateFor(imported: number): Gate {
  return {
    failed: imported === 0 ? 'no ratings or surveys were imported' : 'no ratings meet the conditions',
    have: 0,
    need: 1,
    pooled_estimate: null,
    opens_on: null,
  }
}

function warningsFor(ctx: ServiceContext, assumption: string | null, rows: number, gate: Gate | null): string[] {
  const few =
    ctx.language === 'zh'
      ? `分析影响因素需要 ${FEWEST_ROWS} 个已送达订单的评分，目前只有 ${rows} 个。`
      : `Drivers need ${FEWEST_ROWS} ratings of delivered orders; there are ${rows}.`
  return [...(assumption === null ? [] : [assumption]), ...(gate !== null || rows >= FEWEST_ROWS ? [] : [few])]
}
