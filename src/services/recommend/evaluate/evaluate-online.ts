import { differenceOfMeans, type MeanDifference } from '../../../compute/experiment/difference-of-means.ts'
import { wilsonInterval } from '../../../compute/stats/wilson-interval.ts'
import { resolvePeriod } from '../../../lib/periods.ts'
import { dateOfDay, MS_PER_DAY } from '../../../lib/time-zone.ts'
import {
  countUnreadLists,
  readShownOutcomes,
  type ShownOutcome,
} from '../../../store/queries/recommend/read-shown-outcomes.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { say } from '../../say.ts'
import type { EvaluateRecommendersData, EvaluateRecommendersInput } from './evaluate-recommenders.ts'
import { evaluationDefinitions } from './evaluation-definitions.ts'
import { presentOnline } from './present-online.ts'

/** What customers did with the lists of one strategy. */
export interface StrategyRow {
  readonly strategy: string
  readonly lists: number
  readonly customers: number
  /** Customers who bought a listed product within the window. */
  readonly converted: number
  readonly conversion: number
  readonly interval: readonly [number, number]
  /** Listed products bought / listed products. */
  readonly item_rate: number
}

/** Conversion of the first strategy less that of the second; null where a group is too small for an interval. */
export interface StrategyGap {
  readonly first: string
  readonly second: string
  readonly gap: MeanDifference
  /** Customers who were shown lists of both. */
  readonly inBoth: number
}

const WINDOW_DAYS = 7
/** Fewer customers of a strategy than this give no comparison. */
export const FEWEST_SHOWN = 30

/** Holds what was shown against what was bought, strategy by strategy. */
export function evaluateOnline(
  ctx: ServiceContext,
  input: EvaluateRecommendersInput,
): ServiceResult<EvaluateRecommendersData> {
  const { until } = ctx.asOf
  const period = input.period === undefined ? null : resolvePeriod(input.period, ctx.frame)
  const range = {
    from: period === null ? 0 : ctx.shop.zone.startOfDay(period.fromDay),
    to: period === null ? until : Math.min(until, ctx.shop.zone.startOfDay(period.toDay)),
    windowMs: WINDOW_DAYS * MS_PER_DAY,
    until,
  }
  const outcomes = readShownOutcomes(ctx.store, range)
  const unread = countUnreadLists(ctx.store, range)
  const { rows, gap } = readOut(outcomes)
  const most = rows.reduce((largest, { customers }) => Math.max(largest, customers), 0)
  return {
    data: { source: 'online', protocol: null, k: null, rows: [], varied: null, strategies: rows },
    ...presentOnline(ctx, { rows, gap, unread, period, windowDays: WINDOW_DAYS }),
    evidence: {
      period:
        period === null ? null : { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: say(
        ctx,
        'customers who were shown a list whose window has passed',
        '看过推荐列表且观察期已结束的客户',
      ),
      rows_used: outcomes.length,
      rows_left_out: { shown_to_nobody_known: unread.nobodyKnown, window_still_running: unread.stillRunning },
      definition: evaluationDefinitions[ctx.language].online,
      method: say(
        ctx,
        'share of customers with a purchase of a shown product within seven days, Wilson and Welch intervals',
        '七天内购买了所展示商品的客户占比，Wilson 区间和 Welch 区间',
      ),
      model: null,
      sql: [],
    },
    gate:
      most >= FEWEST_SHOWN
        ? null
        : { failed: 'customers_shown', have: most, need: FEWEST_SHOWN, pooled_estimate: null, opens_on: null },
    warnings:
      gap === null
        ? []
        : [
            say(
              ctx,
              'strategies were not drawn at random: the difference is no proof of a cause',
              '策略不是随机分配的：差异不能证明因果',
            ),
          ],
    suggestions:
      ctx.language === 'zh'
        ? ['用历史数据评估推荐方法', '哪种推荐方法最好？']
        : ['How good are the recommendation methods on past purchases?', 'Which recommender is best?'],
  }
}

/** Strategies by conversion, and the gap between the two with most customers of those that have enough. */
export function readOut(outcomes: readonly ShownOutcome[]): {
  readonly rows: readonly StrategyRow[]
  readonly gap: StrategyGap | null
} {
  const strategies = new Map<string, ShownOutcome[]>()
  for (const outcome of outcomes) {
    const lists = strategies.get(outcome.strategy)
    if (lists === undefined) strategies.set(outcome.strategy, [outcome])
    else lists.push(outcome)
  }
  const customersOf = new Map<string, ReadonlyMap<string, number>>()
  const rows = [...strategies].map(([strategy, lists]): StrategyRow => {
    const customers = new Map<string, number>()
    for (const { customerId, bought } of lists) {
      customers.set(customerId, Math.max(customers.get(customerId) ?? 0, bought > 0 ? 1 : 0))
    }
    customersOf.set(strategy, customers)
    const converted = [...customers.values()].reduce((sum, flag) => sum + flag, 0)
    const items = lists.reduce((sum, list) => sum + list.items, 0)
    return {
      strategy,
      lists: lists.length,
      customers: customers.size,
      converted,
      conversion: converted / customers.size,
      interval: wilsonInterval(converted, customers.size),
      item_rate: lists.reduce((sum, list) => sum + list.bought, 0) / items,
    }
  })
  rows.sort((a, b) => b.conversion - a.conversion || b.customers - a.customers || (a.strategy < b.strategy ? -1 : 1))
  const [one, other] = rows
    .filter(({ customers }) => customers >= FEWEST_SHOWN)
    .toSorted((a, b) => b.customers - a.customers)
    .slice(0, 2)
    .toSorted((a, b) => b.conversion - a.conversion)
  if (one === undefined || other === undefined) return { rows, gap: null }
  const first = customersOf.get(one.strategy) ?? new Map<string, number>()
  const second = customersOf.get(other.strategy) ?? new Map<string, number>()
  return {
    rows,
    gap: {
      first: one.strategy,
      second: other.strategy,
      gap: differenceOfMeans([...first.values()], [...second.values()]),
      inBoth: [...first.keys()].filter((id) => second.has(id)).length,
    },
  }
}
