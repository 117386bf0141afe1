import { allocateByMargin } from '../../compute/pricing/allocate-by-margin.ts'
import { fitResponseCurve, marginalResponse, responseTo } from '../../compute/pricing/fit-response-curve.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { toMinor } from '../../lib/money.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { namesCustomer } from '../../store/queries/campaigns/names-a-customer.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { pastOptions, type PastOptions, type PastSpend } from './past-options.ts'
import { presentBudget } from './present-budget.ts'

/** An option by name (a campaign of the shop), or with what different amounts of it brought. */
export interface BudgetOption {
  readonly name: string
  readonly points?: readonly { readonly spend_minor: number; readonly return_minor: number }[] | undefined
  readonly least_minor?: number | undefined
  readonly most_minor?: number | undefined
}

export interface AllocateBudgetInput {
  /** In major units. */
  readonly budget?: number | undefined
  readonly budget_minor?: number | undefined
  /** All campaigns of the shop that held people out unless given. */
  readonly options?: readonly BudgetOption[] | undefined
  /** Spends everything, also where a unit brings less than it costs. */
  readonly spend_all?: boolean | undefined
}

/** Money in minor units. */
export interface PlannedSpend {
  readonly option: string
  readonly spend_minor: number
  readonly expected_minor: number
  readonly interval: readonly [number, number] | null
  /** What the next unit of money brings there; null for an option that brings nothing. */
  readonly marginal_return: number | null
  /** Largest amount that was tried: beyond it the curve is a guess. */
  readonly tried_minor: number
  readonly shape_assumed: boolean
}

export interface AllocateBudgetData {
  readonly budget_minor: number | null
  readonly plan: readonly PlannedSpend[]
  readonly expected_minor: number | null
  readonly interval: readonly [number, number] | null
  readonly unspent_minor: number | null
  /** What one more unit of budget would bring. */
  readonly next_unit: number | null
  readonly left_out: PastOptions['leftOut']
}

/** Where the next money brings most: diminishing returns of each option, spent until a unit no longer comes back. */
export function allocateBudget({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AllocateBudgetInput
}): ServiceResult<AllocateBudgetData> {
  authorise(ctx, 'read:predictions')
  const named = input.options ?? []
  for (const { name } of named) {
    if (!namesCustomer(ctx.store, name)) continue
    throw new InvalidInputError(
      `'${name}' is a customer: budgets go to campaigns, channels or segments, never to a person`,
      {
        field: 'options',
        hint: 'Name campaigns, channels or segments.',
      },
    )
  }
  const own = named.filter(({ points }) => points !== undefined)
  const wanted = named.filter(({ points }) => points === undefined).map(({ name }) => name)
  const past: PastOptions =
    named.length > 0 && wanted.length === 0
      ? { options: [], leftOut: [] }
      : pastOptions(ctx, wanted.length === 0 ? undefined : wanted)
  const options = [
    ...past.options.map(({ option, points }) => ({ option, points, bounds: boundsOf(named, option, wanted) })),
    ...own.map((option) => ({ option: option.name, points: pointsOf(option), bounds: option })),
  ]
  const budget = budgetOf(ctx, input) ?? lastSpend(past)
  const gate: Gate | null =
    options.length === 0 || budget === null
      ? {
          failed: 'campaigns_with_control_and_cost',
          have: options.length,
          need: 1,
          pooled_estimate: null,
          opens_on: null,
        }
      : null
  const data =
    gate === null
      ? planSpend(options, budget ?? 0, input.spend_all === true, past.leftOut)
      : { ...EMPTY, left_out: past.leftOut }
  return {
    data,
    ...presentBudget(ctx, data, { gate, given: budgetOf(ctx, input) !== null }),
    evidence: {
      period: null,
      population: say(
        ctx,
        'campaigns with people held out, a cost and known unit costs',
        '留有对照组、有成本且单位成本已知的活动',
      ),
      rows_used: options.reduce((sum, { points }) => sum + points.length, 0),
      rows_left_out: countReasons(past.leftOut),
      definition: DEFINITIONS[ctx.language],
      method: say(
        ctx,
        'power curves by least squares, greedy marginal return (exact for concave curves)',
        '最小二乘幂曲线，按边际回报逐步分配（对凹曲线为精确解）',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      ...(data.plan.some(({ shape_assumed: assumed }) => assumed)
        ? [
            say(
              ctx,
              'fewer than three different amounts were tried of some options: a square root is assumed for how returns diminish',
              '部分选项试过的不同金额不足三个：假定回报按平方根递减',
            ),
          ]
        : []),
      ...(data.plan.some(({ spend_minor: spend, tried_minor: tried }) => spend > tried)
        ? [say(ctx, 'the plan goes beyond amounts that were ever tried', '方案中有金额超出了以往试过的范围')]
        : []),
    ],
    suggestions: SUGGESTIONS[ctx.language],
  }
}

const EMPTY: AllocateBudgetData = {
  budget_minor: null,
  plan: [],
  expected_minor: null,
  interval: null,
  unspent_minor: null,
  next_unit: null,
  left_out: [],
}

function countReasons(leftOut: readonly { readonly reason: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { reason } of leftOut) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

function budgetOf({ shop }: ServiceContext, { budget, budget_minor: minor }: AllocateBudgetInput): number | null {
  return minor ?? (budget === undefined ? null : toMinor(budget, shop.currency))
}

/** Without a budget the money of the newest editions is spread anew. */
const lastSpend = ({ options }: PastOptions): number | null =>
  options.length === 0 ? null : options.reduce((sum, { points }) => sum + (points.at(-1)?.spend_minor ?? 0), 0)

const boundsOf = (named: readonly BudgetOption[], option: string, wanted: readonly string[]): Partial<BudgetOption> =>
  named.find(({ name }) => name === option) ?? (wanted.length === 1 ? (named[0] ?? {}) : {})

const pointsOf = ({ name, points = [] }: BudgetOption): PastSpend[] =>
  points.map(({ spend_minor: spend, return_minor: response }) => ({
    campaign: name,
    spend_minor: spend,
    response_minor: response,
    interval: [response, response],
  }))

function planSpend(
  options: readonly {
    readonly option: string
    readonly points: readonly PastSpend[]
    readonly bounds: Partial<BudgetOption>
  }[],
  budget: number,
  spendAll: boolean,
  leftOut: PastOptions['leftOut'],
): AllocateBudgetData {
  const fitted = options.map(({ option, points, bounds }) => {
    const curve = fitResponseCurve(
      points.map((point) => ({ spend: point.spend_minor, response: point.response_minor })),
    )
    const ends = [0, 1].map((end) =>
      fitResponseCurve(points.map(({ spend_minor: spend, interval }) => ({ spend, response: interval[end] ?? 0 }))),
    )
    return { option, points, bounds, curve, ends }
  })
  const { spend, nextUnit } = allocateByMargin(
    fitted.map(({ curve, bounds }) => ({
      ...curve,
      ...(bounds.least_minor === undefined ? {} : { least: bounds.least_minor }),
      ...(bounds.most_minor === undefined ? {} : { most: bounds.most_minor }),
    })),
    budget,
    spendAll ? 0 : 1,
  )
  const plan = fitted
    .map(({ option, points, curve, ends }, i): PlannedSpend => {
      const amount = Math.floor((spend[i] ?? 0) + 1e-3)
      const [low, high] = ends.map((end) =>
        Math.round(
          responseTo({ ...end, exponent: curve.exponent }, amount) * heightOf(end.exponent, curve.exponent, points),
        ),
      )
      const marginal = marginalResponse(curve, amount)
      return {
        option,
        spend_minor: amount,
        expected_minor: Math.round(responseTo(curve, amount)),
        interval: points.some(({ interval }) => interval[0] < interval[1]) ? [low ?? 0, high ?? 0] : null,
        marginal_return: Number.isFinite(marginal) ? marginal : null,
        tried_minor: points.reduce((most, point) => Math.max(most, point.spend_minor), 0),
        shape_assumed: curve.assumed,
      }
    })
    .toSorted((a, b) => b.spend_minor - a.spend_minor)
  const total = plan.reduce((sum, one) => sum + one.expected_minor, 0)
  const half = (end: 0 | 1): number =>
    Math.sqrt(
      plan.reduce((sum, one) => sum + ((one.interval?.[end] ?? one.expected_minor) - one.expected_minor) ** 2, 0),
    )
  return {
    budget_minor: budget,
    plan,
    expected_minor: total,
    interval: plan.some(({ interval }) => interval !== null)
      ? [Math.round(total - half(0)), Math.round(total + half(1))]
      : null,
    unspent_minor: budget - plan.reduce((sum, one) => sum + one.spend_minor, 0),
    next_unit: Number.isFinite(nextUnit) ? nextUnit : null,
    left_out: leftOut,
  }
}

/** The ends of the interval are read on the curve of the middle: same shape, other height. */
const heightOf = (own: number, shape: number, points: readonly PastSpend[]): number => {
  const spend = points.reduce((most, point) => Math.max(most, point.spend_minor), 1)
  return spend ** (own - shape)
}

const DEFINITIONS = {
  en: [
    'Return = incremental gross margin against those held out, by campaign; editions of one campaign are amounts of the same option. Campaigns without people held out are left out: their own effect is not known.',
    'response = scale x spend ^ exponent; with fewer than three different amounts the exponent is assumed to be one half. Money goes where the next unit brings most, until it brings less than itself.',
    'Intervals follow those of the increments. Budgets go to campaigns, channels and segments, never to a person.',
  ],
  zh: [
    '回报 = 对留出组的增量毛利，按活动计算；同一活动的各届作为同一选项的不同投入。没有留出组的活动不计入：其自身效果未知。',
    '回报 = 系数 × 投入 ^ 指数；不同投入少于三个时假设指数为二分之一。钱投向下一元回报最高处，直到回报低于投入。',
    '区间来自增量的区间。预算分给活动、渠道和客群，从不分给个人。',
  ],
} as const

const SUGGESTIONS = {
  en: ['Which campaign had the highest ROI?'],
  zh: ['哪次活动roi最高？'],
} as const
