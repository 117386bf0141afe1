import { adjustPValues } from '../../compute/experiment/adjust-p-values.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { dateOfDay, MS_PER_DAY } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import { authorise } from '../access/authorise.ts'
import { campaignsOf, findCampaign } from '../campaigns/find-campaign.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { compareMeans, compareRates, judge, type Comparison, type Verdict } from './compare-arms.ts'
import { experimentDefinitions } from './definitions.ts'
import { metricOfGoal, OF_MESSAGES, type ExperimentMetric } from './experiment-metrics.ts'
import { loadGroups, type CampaignGroups } from './load-groups.ts'
import { measureMembers, spanOf, type MeasuredArm } from './measure-members.ts'
import { presentExperiment } from './present-experiment.ts'
import { sampleRatioOf, type SampleRatioNote } from './sample-ratio-of.ts'

export interface EvaluateExperimentInput {
  /** Id or words of the name; the latest campaign with two groups unless given. */
  readonly experiment?: string | undefined
  readonly metric?: ExperimentMetric | undefined
  readonly window_days?: number | undefined
  /** Planned shares of the groups, the reference first, then by name. */
  readonly expected_shares?: readonly number[] | undefined
  /** Smallest effect of interest, relative to the reference: 0.1 is ten per cent. */
  readonly minimum_effect?: number | undefined
  readonly filters?: readonly Filter[] | undefined
}

export interface ExperimentGroup {
  readonly name: string
  readonly is_reference: boolean
  readonly is_control: boolean
  readonly assigned: number
  /** Who count for the metric. */
  readonly n: number
  /** Who did it; null for revenue. */
  readonly hits: number | null
  /** A share, or minor units per customer. */
  readonly value: number | null
  readonly interval: readonly [number, number] | null
}

export interface AdjustedComparison extends Comparison {
  readonly p_adjusted: number
  readonly verdict: Verdict
}

export interface SecondaryResult {
  readonly metric: ExperimentMetric
  readonly group: string
  readonly difference: number
  readonly interval: readonly [number, number]
  readonly p: number
  readonly p_adjusted: number
}

export interface EvaluateExperimentData {
  readonly experiment: string
  readonly name: string
  readonly metric: ExperimentMetric
  readonly window_days: number
  readonly groups: readonly ExperimentGroup[]
  readonly srm: SampleRatioNote | null
  /** Of the comparison that stands out most, where there are several. */
  readonly difference: number | null
  readonly interval: readonly [number, number] | null
  readonly p: number | null
  readonly probability_better: number | null
  readonly verdict: Verdict | null
  readonly comparisons: readonly AdjustedComparison[]
  /** Other rates, for orientation. */
  readonly secondary: readonly SecondaryResult[]
}

const WINDOW_DAYS = 7
const MINIMUM_EFFECT = 0.1
const SECONDARY: readonly ExperimentMetric[] = ['open_rate', 'click_rate', 'unsubscribe_rate', 'conversion']

/** Whether the groups of an experiment differ in what it is judged on: ratio of the samples first, then the verdict. */
export function evaluateExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: EvaluateExperimentInput
}): ServiceResult<EvaluateExperimentData> {
  authorise(ctx, 'read:predictions')
  const { campaign, loaded } = chooseExperiment(ctx, input)
  const { groups } = loaded
  const windowDays = input.window_days ?? WINDOW_DAYS
  const minimumEffect = input.minimum_effect ?? MINIMUM_EFFECT
  const hasControl = groups.some(({ isControl }) => isControl)
  const metric = input.metric ?? metricOfGoal(campaign.goal, hasControl)
  if (hasControl && OF_MESSAGES.includes(metric)) {
    throw new InvalidInputError(`${metric} cannot be compared with a group that was held out: nothing was sent to it`, {
      field: 'metric',
      hint: 'Judge the experiment on conversion, visit_rate, retention or revenue.',
    })
  }
  const arms = measureMembers(ctx, groups, { campaignId: campaign.id, metric, windowDays })
  const srm = sampleRatioOf(groups, input.expected_shares)
  const gate = gateOf(ctx, arms, spanOf(metric, windowDays))
  const comparisons = gate === null ? compareAll(arms, metric, minimumEffect, srm?.mismatch === true) : []
  const [main] = comparisons.toSorted((a, b) => a.p - b.p)
  const secondary = gate === null ? compareOthers(ctx, groups, { campaignId: campaign.id, metric, windowDays }) : []
  const data: EvaluateExperimentData = {
    experiment: campaign.id,
    name: campaign.name,
    metric,
    window_days: windowDays,
    groups: arms.map((arm) => groupOf(arm, metric)),
    srm,
    difference: main?.difference ?? null,
    interval: main?.interval ?? null,
    p: main?.p ?? null,
    probability_better: main?.probability_better ?? null,
    verdict: main?.verdict ?? null,
    comparisons,
    secondary,
  }
  const waiting = arms.reduce((sum, arm) => sum + arm.waiting, 0)
  return {
    data,
    ...presentExperiment(ctx, { data, main: main ?? null, gate, waiting, minimumEffect }),
    evidence: {
      period: {
        from: dateOfDay(ctx.shop.zone.dayOf(campaign.startsAt)),
        to: dateOfDay(ctx.asOf.day + 1),
        name: campaign.id,
      },
      population: loaded.population,
      rows_used: arms.reduce((sum, { members }) => sum + members.length, 0),
      rows_left_out: { ...loaded.leftOut, window_not_over: waiting },
      definition: experimentDefinitions[ctx.language],
      method:
        metric === 'revenue'
          ? say(
              ctx,
              'Welch t test of net revenue per customer, CUPED on the 90 days before, Mann-Whitney beside it',
              '对人均净销售额做 Welch t 检验，以此前 90 天做 CUPED 校正，并附 Mann-Whitney 检验',
            )
          : say(
              ctx,
              'two-proportion z test (Fisher where few did it), 95 % interval of the difference, beta-binomial probability',
              '双比例 z 检验（人数少时用 Fisher），差异的 95% 区间，贝塔-二项概率',
            ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      ...(srm?.mismatch === true
        ? [
            say(
              ctx,
              'sample-ratio mismatch: the groups are not as large as planned, so no result of this experiment can be trusted',
              '样本比例失衡：各组人数与计划不符，本实验的任何结果都不可信',
            ),
          ]
        : []),
      ...(waiting > 0 && gate === null
        ? [
            say(
              ctx,
              `${waiting} customers are left out whose window is not over yet`,
              `有 ${waiting} 位客户的观察期尚未结束，未计入`,
            ),
          ]
        : []),
      ...(comparisons.length > 1
        ? [
            say(
              ctx,
              'several groups were compared with the reference; p values are adjusted by Holm',
              '有多个组与对照组比较，p 值已按 Holm 法校正',
            ),
          ]
        : []),
    ],
    suggestions: suggestionsFor(ctx.language, hasControl, campaign.id),
  }
}

function chooseExperiment(
  ctx: ServiceContext,
  input: EvaluateExperimentInput,
): { readonly campaign: CampaignRow; readonly loaded: CampaignGroups } {
  const campaigns = campaignsOf(ctx)
  const filters = input.filters ?? []
  if (input.experiment !== undefined) {
    const campaign = findCampaign(campaigns, input.experiment)
    return { campaign, loaded: loadGroups(ctx, campaign, filters) }
  }
  for (const campaign of campaigns.toReversed()) {
    const loaded = loadGroups(ctx, campaign, filters)
    if (loaded.groups.length > 1) return { campaign, loaded }
  }
  throw new InvalidInputError('this shop has no campaign with two groups', {
    field: 'experiment',
    hint: 'Import exposures that name a variant, or those held out (is_control), then ask again.',
    details: { reason_code: 'not_available' },
  })
}

/** Why nothing can be compared yet, or null. */
function gateOf({ shop, asOf }: ServiceContext, arms: readonly MeasuredArm[], spanDays: number): Gate | null {
  const least = arms.length < 2 ? 0 : Math.min(...arms.map(({ members }) => members.length))
  if (least >= 2) return null
  if (arms.length < 2)
    return { failed: 'second_group', have: arms.length, need: 2, pooled_estimate: null, opens_on: null }
  const starts = arms.flatMap(({ group }) => group.members.map(({ sentAt }) => sentAt))
  const opens = starts.reduce((latest, at) => Math.max(latest, at), 0) + spanDays * MS_PER_DAY
  return {
    failed: 'members_in_each_group',
    have: least,
    need: 2,
    pooled_estimate: null,
    opens_on: opens > asOf.until ? dateOfDay(shop.zone.dayOf(opens) + 1) : null,
  }
}

function compareAll(
  arms: readonly MeasuredArm[],
  metric: ExperimentMetric,
  minimumEffect: number,
  mismatch: boolean,
): AdjustedComparison[] {
  const [reference, ...others] = arms
  if (reference === undefined) return []
  const compare = metric === 'revenue' ? compareMeans : compareRates
  const comparisons = others.map((arm) => compare(reference, arm, minimumEffect))
  const adjusted = adjustPValues(
    comparisons.map(({ p }) => p),
    'holm',
  )
  return comparisons.map((one, i) => {
    const p = adjusted[i] ?? one.p
    const verdict = mismatch ? 'groups_not_comparable' : oriented(judge(one, p, minimumEffect), metric)
    return { ...one, p_adjusted: p, verdict }
  })
}

/** More people who unsubscribe is no win. */
function oriented(verdict: Verdict, metric: ExperimentMetric): Verdict {
  if (metric !== 'unsubscribe_rate') return verdict
  if (verdict === 'challenger_better') return 'reference_better'
  return verdict === 'reference_better' ? 'challenger_better' : verdict
}

function compareOthers(
  ctx: ServiceContext,
  groups: CampaignGroups['groups'],
  { campaignId, metric, windowDays }: { campaignId: string; metric: ExperimentMetric; windowDays: number },
): SecondaryResult[] {
  const hasControl = groups.some(({ isControl }) => isControl)
  const others = SECONDARY.filter((one) => one !== metric && !(hasControl && OF_MESSAGES.includes(one)))
  const found = others.flatMap((other) => {
    const [reference, ...arms] = measureMembers(ctx, groups, { campaignId, metric: other, windowDays })
    if (reference === undefined || [reference, ...arms].some(({ members }) => members.length === 0)) return []
    return arms
      .map((arm) => compareRates(reference, arm, MINIMUM_EFFECT))
      .map(({ group, difference, interval, p }) => ({ metric: other, group, difference, interval, p }))
  })
  const adjusted = adjustPValues(
    found.map(({ p }) => p),
    'holm',
  )
  return found.map((one, i) => ({ ...one, p_adjusted: adjusted[i] ?? one.p }))
}

function groupOf({ group, values }: MeasuredArm, metric: ExperimentMetric): ExperimentGroup {
  const n = values.length
  const sum = values.reduce((total, value) => total + value, 0)
  const isRate = metric !== 'revenue'
  return {
    name: group.name,
    is_reference: group.isReference,
    is_control: group.isControl,
    assigned: group.members.length,
    n,
    hits: isRate ? sum : null,
    value: n === 0 ? null : sum / n,
    interval: isRate && n > 0 ? wilsonInterval(sum, n) : null,
  }
}

const suggestionsFor = (language: 'en' | 'zh', hasControl: boolean, id: string): readonly string[] =>
  language === 'zh'
    ? [hasControl ? `${id} 对哪些客户有效？` : `${id} 的整体效果如何？`]
    : [hasControl ? `For whom did ${id} work?` : `How did ${id} do?`]
