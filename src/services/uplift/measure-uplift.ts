import { twoProportionTest } from '../../compute/experiment/two-proportion-test.ts'
import { UPLIFT_LEARNERS, type UpliftLearner } from '../../compute/uplift/fit-uplift.ts'
import type { UpliftGroup } from '../../compute/uplift/uplift-groups.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import { authorise } from '../access/authorise.ts'
import { campaignsOf, findCampaign } from '../campaigns/find-campaign.ts'
import type { ServiceContext } from '../context.ts'
import { metricOfGoal } from '../experiments/experiment-metrics.ts'
import { loadGroups, type CampaignGroups } from '../experiments/load-groups.ts'
import { measureMembers, type MeasuredArm } from '../experiments/measure-members.ts'
import { sampleRatioOf, type SampleRatioNote } from '../experiments/sample-ratio-of.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { DRAWS, type Learnt } from './learn-uplift.ts'
import { presentUplift } from './present-uplift.ts'
import { runUplift } from './run-uplift.ts'
import { upliftFeatures } from './uplift-features.ts'

export const UPLIFT_OUTCOMES = ['conversion', 'visit_rate', 'retention_1', 'retention_7', 'retention_30'] as const
export type UpliftOutcome = (typeof UPLIFT_OUTCOMES)[number]

export interface MeasureUpliftInput {
  /** Id or words of the name; the latest campaign with people held out unless given. */
  readonly campaign?: string | undefined
  readonly outcome?: UpliftOutcome | undefined
  readonly window_days?: number | undefined
  readonly learner?: UpliftLearner | undefined
  /** Share of customers to treat first, 0.3 unless given. */
  readonly share?: number | undefined
  readonly filters?: readonly Filter[] | undefined
}

export type UpliftAdvice = 'treat' | 'leave_alone' | 'harmed'

export interface UpliftSegment extends UpliftGroup {
  readonly name: string
  /** Bands of the last order, named beforehand and measured over everybody, or found by a tree and measured over half. */
  readonly by: 'recency' | 'found'
  readonly advice: UpliftAdvice
}

export interface MeasureUpliftData {
  readonly campaign: string
  readonly name: string
  readonly outcome: UpliftOutcome
  readonly window_days: number
  /** Among all: what the treatment added. */
  readonly overall: {
    readonly treated: number
    readonly held_out: number
    readonly treated_rate: number
    readonly held_out_rate: number
    readonly difference: number
    readonly interval: readonly [number, number]
    readonly p: number
  } | null
  readonly srm: SampleRatioNote | null
  readonly learner: UpliftLearner | null
  readonly qini: number | null
  readonly interval: readonly [number, number] | null
  /** Uplift among the share with the highest scores. */
  readonly uplift_at: {
    readonly share: number
    readonly value: number
    readonly interval: readonly [number, number]
  } | null
  /** Whether choosing people by score gains anything that chance does not explain. */
  readonly usable: boolean | null
  /** How often chance alone would make the bands of the last order differ as much as they do. */
  readonly bands_p: number | null
  readonly deciles: readonly UpliftGroup[]
  readonly segments: readonly UpliftSegment[]
}

const WINDOW_DAYS = 7
const SHARE = 0.3
/** Per group, before they are halved into learning and judging. */
const FEWEST = 200

/** For whom a campaign worked: learnt on half of its customers, measured on the other half. */
export async function measureUplift({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: MeasureUpliftInput
}): Promise<ServiceResult<MeasureUpliftData>> {
  authorise(ctx, 'read:predictions')
  const { campaign, loaded } = chooseCampaign(ctx, input)
  const control = loaded.groups.find(({ isControl }) => isControl)
  const byGoal = metricOfGoal(campaign.goal, true)
  const outcome = input.outcome ?? UPLIFT_OUTCOMES.find((one) => one === byGoal) ?? 'conversion'
  const windowDays = input.window_days ?? WINDOW_DAYS
  const share = input.share ?? SHARE
  const arms =
    control === undefined
      ? []
      : measureMembers(ctx, loaded.groups, { campaignId: campaign.id, metric: outcome, windowDays })
  const gate = gateOf(arms)
  const srm = sampleRatioOf(loaded.groups)
  const people = gate === null ? gather(arms) : []
  const base = {
    campaign: campaign.id,
    name: campaign.name,
    outcome,
    window_days: windowDays,
    overall: arms.length === 0 ? null : overallOf(arms),
    srm,
  }
  const data: MeasureUpliftData =
    gate === null
      ? { ...base, ...(await learn(ctx, campaign, people, { input, outcome, windowDays, share, srm })) }
      : {
          ...base,
          learner: null,
          qini: null,
          interval: null,
          uplift_at: null,
          usable: null,
          bands_p: null,
          deciles: [],
          segments: [],
        }
  return {
    data,
    ...presentUplift(ctx, data, gate),
    evidence: {
      period: {
        from: dateOfDay(ctx.shop.zone.dayOf(campaign.startsAt)),
        to: dateOfDay(ctx.asOf.day + 1),
        name: campaign.id,
      },
      population: loaded.population,
      rows_used: people.length,
      rows_left_out: { ...loaded.leftOut, window_not_over: arms.reduce((sum, { waiting }) => sum + waiting, 0) },
      definition: DEFINITIONS[ctx.language],
      method: say(
        ctx,
        `${data.learner ?? 'no'} learner on what was known before the campaign; every second customer judges; ${DRAWS} bootstrap draws`,
        `以活动前已知的信息做 ${data.learner ?? '无'} 学习器；每隔一位客户用于检验；自助抽样 ${DRAWS} 次`,
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
              'sample-ratio mismatch: the groups are not as large as planned, so nothing here can be trusted',
              '样本比例失衡：各组人数与计划不符，这里的结果都不可信',
            ),
          ]
        : []),
      ...(control === undefined
        ? [
            say(
              ctx,
              'nobody was held out: nothing can be said about what the campaign added',
              '没有留出对照组：无法判断活动带来了多少增量',
            ),
          ]
        : []),
    ],
    suggestions: SUGGESTIONS[ctx.language],
  }
}

/** One customer of a campaign: whether they were treated, and whether they did what it is for. */
interface Person {
  readonly id: string
  readonly treated: number
  readonly did: number
}

interface LearningFrame {
  readonly input: MeasureUpliftInput
  readonly outcome: UpliftOutcome
  readonly windowDays: number
  readonly share: number
  readonly srm: SampleRatioNote | null
}

function learn(
  ctx: ServiceContext,
  campaign: CampaignRow,
  people: readonly Person[],
  { input, outcome, windowDays, share, srm }: LearningFrame,
): Promise<Learnt> {
  const { learner = null, filters = [] } = input
  const key = [campaign.id, outcome, windowDays, share, learner, filters, ctx.asOf.until, ctx.language]
  return runUplift(ctx, JSON.stringify(key), () => ({
    rows: {
      table: upliftFeatures(
        ctx,
        campaign,
        people.map(({ id }) => id),
      ),
      treated: Float64Array.from(people, ({ treated }) => treated),
      outcome: Float64Array.from(people, ({ did }) => did),
    },
    share,
    plannedShare: srm === null ? null : 1 - (srm.expected[0] ?? 0.5),
    learner,
    seed: campaign.id,
    language: ctx.language,
  }))
}

function chooseCampaign(
  ctx: ServiceContext,
  { campaign: wanted, filters = [] }: MeasureUpliftInput,
): { readonly campaign: CampaignRow; readonly loaded: CampaignGroups } {
  const known = campaignsOf(ctx)
  if (wanted !== undefined) {
    const campaign = findCampaign(known, wanted)
    return { campaign, loaded: loadGroups(ctx, campaign, filters) }
  }
  for (const campaign of known.toReversed()) {
    const loaded = loadGroups(ctx, campaign, filters)
    if (loaded.groups.some(({ isControl }) => isControl) && loaded.groups.length > 1) return { campaign, loaded }
  }
  throw new InvalidInputError('this shop has no campaign in which people were held out', {
    field: 'campaign',
    hint: 'Import exposures with those held out (is_control), or hold out a tenth the next time.',
    details: { reason_code: 'not_available' },
  })
}

const gateOf = (arms: readonly MeasuredArm[]): Gate | null => {
  const sizes = [true, false].map((isControl) =>
    arms.filter(({ group }) => group.isControl === isControl).reduce((sum, { members }) => sum + members.length, 0),
  )
  const have = Math.min(...sizes)
  if (have >= FEWEST) return null
  const failed = have === 0 ? 'control_group' : 'customers_in_smaller_group'
  return { failed, have, need: FEWEST, pooled_estimate: null, opens_on: null }
}

/** All of them in the order of ids, so that halves are the same each time. */
const gather = (arms: readonly MeasuredArm[]): Person[] =>
  arms
    .flatMap(({ group, members, values }) =>
      members.map(({ customerId }, i) => ({ id: customerId, treated: group.isControl ? 0 : 1, did: values[i] ?? 0 })),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

function overallOf(arms: readonly MeasuredArm[]): MeasureUpliftData['overall'] {
  const count = (isControl: boolean) =>
    arms
      .filter(({ group }) => group.isControl === isControl)
      .reduce((sum, { values }) => ({ hits: sum.hits + values.reduce((a, b) => a + b, 0), n: sum.n + values.length }), {
        hits: 0,
        n: 0,
      })
  const [control, treated] = [count(true), count(false)]
  if (control.n === 0 || treated.n === 0) return null
  const { shareA, shareB, difference, interval, pValue } = twoProportionTest(control, treated)
  return {
    treated: treated.n,
    held_out: control.n,
    treated_rate: shareB,
    held_out_rate: shareA,
    difference,
    interval,
    p: pValue,
  }
}

const DEFINITIONS = {
  en: [
    'Uplift = share who did it among those treated - share among those held out. Scores are learnt on every second customer (by id) from what was known before the campaign, and judged on the others.',
    'Qini = area between the curve of extra outcomes by score and the straight line of treating at random, per person treated. No usable heterogeneity: its 95 % bootstrap interval holds zero.',
    'Segments: bands of days since the last order, and kinds found by a small tree grown on one half and measured on the other; the intervals of each set hold for all of it together. Treat: the interval lies above zero; harmed: below; leave alone: it holds zero.',
    'Gender and age are features of no model.',
  ],
  zh: [
    '增量 = 触达组发生率 - 留出组发生率。按编号每隔一位客户用于学习（只用活动前已知的信息），另一半用于评判。',
    'Qini = 按评分排序的增量曲线与随机触达直线之间的面积，按每位触达者计。95% 自助区间包含零即为“没有可用的差异”。',
    '分群：按距上次下单天数的固定区段，以及由一半客户长出的小树找到、在另一半上测量的群；每组区间合起来成立。建议触达：区间在零以上；有害：在零以下；不必触达：包含零。',
    '任何模型都不使用性别和年龄。',
  ],
} as const

const SUGGESTIONS = {
  en: ['How did this campaign do in all?', 'How should we spend the budget?'],
  zh: ['这次活动总体效果如何？', '预算应该怎么分配？'],
} as const

export { UPLIFT_LEARNERS }
