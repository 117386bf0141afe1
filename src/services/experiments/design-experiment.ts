import { sampleSizeOfMeans, sampleSizeOfShares } from '../../compute/experiment/sample-size.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { toMinor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { measureBaseline, type Baseline, type DesignMetric } from './measure-baseline.ts'
import { presentDesign } from './present-design.ts'

export interface DesignExperimentInput {
  readonly metric?: DesignMetric | undefined
  /** A share as 0..1, or major units for the value of an order; measured unless given. */
  readonly baseline?: number | undefined
  /** Relative change to find: 0.1 is ten per cent of the baseline. */
  readonly minimum_effect?: number | undefined
  /** The same in points (0.01 is one point) or major units; wins over the relative one. */
  readonly minimum_effect_absolute?: number | undefined
  readonly power?: number | undefined
  /** Groups, the reference among them. */
  readonly groups?: number | undefined
  /** Visits, orders or customers that a day brings into the test. */
  readonly daily_traffic?: number | undefined
}

export interface DesignRow {
  /** Relative to the baseline. */
  readonly effect: number
  readonly n_per_group: number
  readonly days: number | null
}

export interface DesignExperimentData {
  readonly metric: DesignMetric
  /** A share, or minor units. */
  readonly baseline: number | null
  readonly baseline_measured: boolean
  /** Difference to find, in the unit of the baseline. */
  readonly change: number | null
  readonly relative_change: number | null
  readonly power: number
  readonly error: number
  readonly groups: number
  readonly n_per_group: number | null
  readonly n_total: number | null
  /** Whole weeks of days, at least two; null for messages, which reach everybody at once, or without traffic. */
  readonly days: number | null
  readonly daily_traffic: number | null
  readonly reachable: number | null
  /** For messages: whether those who may be written to suffice. */
  readonly enough: boolean | null
  readonly table: readonly DesignRow[]
}

const POWER = 0.8
const ERROR = 0.05
const EFFECT = 0.1
const EFFECTS = [0.02, 0.05, 0.1, 0.2, 0.3] as const
const WEEK = 7
const LEAST_DAYS = 14

/** How many a test needs and how long it takes: from today's value, the smallest change worth finding, and the traffic. */
export function designExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: DesignExperimentInput
}): ServiceResult<DesignExperimentData> {
  authorise(ctx, 'read:predictions')
  const metric = input.metric ?? 'conversion'
  const isRate = metric !== 'aov'
  const power = input.power ?? POWER
  const groups = input.groups ?? 2
  const measured = measureBaseline(ctx, metric)
  const given = input.baseline === undefined || isRate ? input.baseline : toMinor(input.baseline, ctx.shop.currency)
  checkBaseline(given, isRate)
  const baseline = given ?? measured.value
  const usable = baseline !== null && (!isRate || (baseline > 0 && baseline < 1)) ? baseline : null
  const change = usable === null ? null : changeOf(usable, input, isRate, ctx.shop.currency)
  const traffic = input.daily_traffic ?? measured.perDay
  // Several comparisons with one reference: each is made as strict as their number calls for.
  const error = ERROR / (groups - 1)
  const sizeFor = (difference: number): number | null =>
    usable === null ? null : sizeOf(usable, difference, { power, error, deviation: measured.deviation, isRate })
  const perGroup = change === null ? null : sizeFor(change)
  const daysFor = (n: number | null): number | null =>
    n === null || traffic === null || traffic <= 0
      ? null
      : Math.max(LEAST_DAYS, Math.ceil((n * groups) / traffic / WEEK) * WEEK)
  const rows =
    usable === null
      ? []
      : EFFECTS.flatMap((effect): DesignRow[] => {
          const n = isRate && usable * (1 + effect) >= 1 ? null : sizeFor(usable * effect)
          return n === null ? [] : [{ effect, n_per_group: n, days: daysFor(n) }]
        })
  const gate = gateOf(measured, usable, perGroup)
  const data: DesignExperimentData = {
    metric,
    baseline: usable,
    baseline_measured: input.baseline === undefined,
    change,
    relative_change: usable === null || change === null ? null : change / usable,
    power,
    error: ERROR,
    groups,
    n_per_group: perGroup,
    n_total: perGroup === null ? null : perGroup * groups,
    days: daysFor(perGroup),
    daily_traffic: traffic,
    reachable: measured.reachable,
    enough: perGroup === null || measured.reachable === null ? null : perGroup * groups <= measured.reachable,
    table: rows,
  }
  return {
    data,
    ...presentDesign(ctx, data, gate),
    evidence: {
      period: { from: dateOfDay(ctx.asOf.day - 27), to: dateOfDay(ctx.asOf.day + 1), name: 'last_28_days' },
      population:
        measured.reachable === null
          ? say(ctx, 'visits or orders of the last 28 days', '近 28 天的访问或订单')
          : say(ctx, 'customers with consent to marketing', '同意接收营销的客户'),
      rows_used: measured.n,
      rows_left_out: {},
      definition: DEFINITIONS[ctx.language],
      method: isRate
        ? say(
            ctx,
            'sample size of two proportions (Fleiss), two-sided 5 %, Bonferroni for several groups',
            '两个比例的样本量（Fleiss），双侧 5%，多组时用 Bonferroni 校正',
          )
        : say(
            ctx,
            'sample size of two means from the deviation of order values, two-sided 5 %',
            '由订单金额的离散程度推算两个均值的样本量，双侧 5%',
          ),
      model: null,
      sql: [],
    },
    gate,
    warnings:
      data.enough === false
        ? [say(ctx, 'fewer customers may be written to than the test needs', '可以联系的客户少于实验所需的人数')]
        : [],
    suggestions: SUGGESTIONS[ctx.language],
  }
}

function checkBaseline(baseline: number | undefined, isRate: boolean): void {
  if (baseline === undefined || (isRate ? baseline > 0 && baseline < 1 : baseline > 0)) return
  throw new InvalidInputError(
    `a baseline of ${baseline} is no ${isRate ? 'share between 0 and 1' : 'positive amount'}`,
    {
      field: 'baseline',
      hint: isRate ? 'Give 0.05 for five per cent.' : 'Give the average value of an order in major units.',
    },
  )
}

function changeOf(
  baseline: number,
  { minimum_effect: relative = EFFECT, minimum_effect_absolute: absolute }: DesignExperimentInput,
  isRate: boolean,
  currency: string,
): number {
  if (absolute !== undefined) return isRate ? absolute : toMinor(absolute, currency)
  const change = baseline * relative
  // A share of 95 % cannot grow by ten per cent of itself; what does not buy can still shrink by as much.
  return isRate && baseline + change >= 1 ? -change : change
}

function sizeOf(
  baseline: number,
  change: number,
  { power, error, deviation, isRate }: { power: number; error: number; deviation: number | null; isRate: boolean },
): number | null {
  if (isRate) return sampleSizeOfShares(baseline, change, { power, error })
  return deviation === null || deviation <= 0 ? null : sampleSizeOfMeans(deviation, change, { power, error })
}

function gateOf(measured: Baseline, baseline: number | null, perGroup: number | null): Gate | null {
  if (baseline === null) return { failed: 'baseline', have: measured.n, need: 1, pooled_estimate: null, opens_on: null }
  if (perGroup === null) {
    return { failed: 'orders_for_scatter', have: measured.n, need: 2, pooled_estimate: null, opens_on: null }
  }
  return null
}

const DEFINITIONS = {
  en: [
    'Customers per group: enough to find the change with the power named (80 % unless asked) at a two-sided error of 5 %; with several groups the error is divided among the comparisons.',
    'Baselines are measured where none is named: messages of the last 365 days, visits and orders of the last 28. conversion = an order within 7 days of a message; conversion_rate = visits with a paid order.',
    'Days: whole weeks, two at least, so that every weekday counts equally; messages reach everybody at once.',
  ],
  zh: [
    '每组人数：在双侧 5% 错误率下，以指定把握（默认 80%）发现该变化；多个组时错误率按比较次数均分。',
    '未指定基线时由数据测得：消息取最近 365 天，访问和订单取最近 28 天。conversion = 收到消息后 7 天内下单；conversion_rate = 有付款订单的会话占比。',
    '天数取整周且至少两周，使每个星期几同等计入；消息一次触达所有人。',
  ],
} as const

const SUGGESTIONS = {
  en: ['Was our last experiment significant?'],
  zh: ['最近一次实验是否显著？'],
} as const
