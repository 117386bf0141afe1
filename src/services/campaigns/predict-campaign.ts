import { predictShare } from '../../compute/experiment/predict-share.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { featuresOf } from '../population/population-frame.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { campaignsOf } from './find-campaign.ts'
import type { CampaignMetric } from './campaign-rates.ts'
import { findLikes, offerKind, type Likes } from './likes.ts'
import { presentPrediction } from './present-prediction.ts'

export const PREDICTED_CHANNELS = ['email', 'sms', 'push', 'web', 'app'] as const
export type PredictedChannel = (typeof PREDICTED_CHANNELS)[number]

export interface PredictCampaignInput {
  /** A saved segment; who is meant may as well be said by filters. */
  readonly audience?: string | undefined
  readonly channel?: PredictedChannel | undefined
  /** Words for what is offered; `none` for nothing. */
  readonly offer?: string | undefined
  /** A date or period, kept for the plan. */
  readonly when?: string | undefined
  readonly filters?: readonly Filter[] | undefined
}

const PREDICTED = [
  'open_rate',
  'click_rate',
  'unsubscribe_rate',
  'conversion',
] as const satisfies readonly CampaignMetric[]

export interface ExpectedRate {
  readonly metric: (typeof PREDICTED)[number]
  readonly value: number
  readonly interval: readonly [number, number]
  /** Customers who should do it. */
  readonly customers: number
  readonly customers_interval: readonly [number, number]
}

export interface PredictCampaignData {
  readonly channel: PredictedChannel
  readonly offer: 'discount' | 'voucher' | 'none' | null
  readonly when: string | null
  readonly audience_size: number
  /** Of them those who agreed to the channel. */
  readonly reachable: number
  readonly rates: readonly ExpectedRate[]
  /** What the likes with people held out brought beyond those, in points; null where none held enough out. */
  readonly incremental: {
    readonly value: number
    readonly interval: readonly [number, number]
    readonly campaigns: number
  } | null
  readonly basis: { readonly kind: Likes['basis']; readonly campaigns: readonly string[] }
}

/** What a planned campaign should do, from past ones of its kind among the same customers. */
export function predictCampaign({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PredictCampaignInput
}): ServiceResult<PredictCampaignData> {
  authorise(ctx, 'read:predictions')
  const channel = input.channel ?? 'email'
  const filters: readonly Filter[] = [
    ...(input.audience === undefined ? [] : [{ field: 'segment', op: 'eq', value: input.audience } as const]),
    ...(input.filters ?? []),
  ]
  const offer = input.offer === undefined ? null : offerKind(input.offer)
  const population = resolvePopulation(ctx, filters)
  const size = population.customerIds?.size ?? featuresOf(ctx).size
  if (size === 0) {
    throw new InvalidInputError('nobody is in this audience', {
      field: 'filters',
      hint: 'Choose customers by other conditions.',
    })
  }
  const reachable = reachableOf(ctx, channel, filters, size)
  const { likes, basis } = findLikes(ctx, campaignsOf(ctx), { channel, offer, filters })
  const rates = likes.length === 0 ? [] : PREDICTED.map((metric) => expectedRate(metric, likes, reachable))
  const gate: Gate | null =
    likes.length > 0
      ? null
      : { failed: 'past_campaigns_of_the_kind', have: 0, need: 1, pooled_estimate: null, opens_on: null }
  const data: PredictCampaignData = {
    channel,
    offer,
    when: input.when ?? null,
    audience_size: size,
    reachable,
    rates,
    incremental: incrementOf(likes),
    basis: { kind: basis, campaigns: likes.map(({ campaign }) => campaign) },
  }
  return {
    data,
    ...presentPrediction(ctx, data, gate),
    evidence: {
      period: null,
      population: say(
        ctx,
        `${population.description}, as they stood before each past campaign`,
        `${population.description}，以往每次活动开始前的状态`,
      ),
      rows_used: likes.reduce((sum, { rates: own }) => sum + (own.get('open_rate')?.n ?? 0), 0),
      rows_left_out: { ...population.leftOut, not_reachable: size - reachable },
      definition: DEFINITIONS[ctx.language],
      method: say(
        ctx,
        'random-effects mean of past campaigns with a 95 % prediction interval',
        '以往活动的随机效应均值，附 95% 预测区间',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      ...(likes.length === 1 || likes.length === 2
        ? [
            say(
              ctx,
              'one or two past campaigns only: how much campaigns differ is assumed, at least a quarter of each rate',
              '以往只有一两次活动：活动之间的差异为假定值，至少为各比率的四分之一',
            ),
          ]
        : []),
      ...(offer !== null && basis === 'same_channel' && likes.length > 0
        ? [
            say(
              ctx,
              'no past campaign made this kind of offer: all of the channel are taken',
              '以往没有同类优惠的活动：采用该渠道的全部活动',
            ),
          ]
        : []),
    ],
    suggestions: SUGGESTIONS[ctx.language],
  }
}

/** Who agreed to the channel; a channel without consent of its own reaches everybody. */
function reachableOf(ctx: ServiceContext, channel: PredictedChannel, filters: readonly Filter[], size: number): number {
  if (channel !== 'email' && channel !== 'sms') return size
  return resolvePopulation(ctx, [...filters, { field: 'consent', op: 'eq', value: channel }]).customerIds?.size ?? 0
}

function expectedRate(metric: ExpectedRate['metric'], likes: Likes['likes'], reachable: number): ExpectedRate {
  const past = likes.map(({ rates }) => rates.get(metric) ?? { hits: 0, n: 0 })
  const known = past.some(({ n }) => n > 0) ? past : [{ hits: 0, n: 1 }]
  const { value, interval } = predictShare(known, reachable)
  return {
    metric,
    value,
    interval,
    customers: Math.round(value * reachable),
    customers_interval: [Math.round(interval[0] * reachable), Math.round(interval[1] * reachable)],
  }
}

/** Increments of past campaigns, weighted by how surely each is known. */
function incrementOf(likes: Likes['likes']): PredictCampaignData['incremental'] {
  const known = likes.flatMap(({ incremental }) => (incremental === null ? [] : [incremental]))
  if (known.length === 0) return null
  const weights = known.map(({ interval: [low, high] }) => 1 / Math.max(1e-9, ((high - low) / 2 / 1.96) ** 2))
  const weight = weights.reduce((sum, one) => sum + one, 0)
  const value = known.reduce((sum, { difference }, i) => sum + (weights[i] ?? 0) * difference, 0) / weight
  const half = 1.96 / Math.sqrt(weight)
  return { value, interval: [value - half, value + half], campaigns: known.length }
}

const DEFINITIONS = {
  en: [
    'Likes: past campaigns of the same channel whose 7-day window is over; of the same kind of offer (discount, voucher, none) where there is one. Rates are those among the same kind of customers, as they stood before each campaign.',
    'Interval: 95 % prediction interval, chance and the differences between campaigns together. Reachable: customers of the audience who agreed to the channel.',
    'Incremental: mean of the likes with people held out, weighted by how surely each is known.',
  ],
  zh: [
    '同类：同渠道、7 天窗口已结束的历史活动；若有同类优惠（折扣、券、无）则只取同类。比例取同一类客户（各活动开始前的状态）的表现。',
    '区间：95% 预测区间，含随机误差和活动之间的差异。可触达：受众中同意该渠道的客户。',
    '增量：有留出组的同类活动按可靠程度加权平均。',
  ],
} as const

const SUGGESTIONS = {
  en: ['How many customers do we need for a test of it?'],
  zh: ['测试它需要多少客户？'],
} as const
