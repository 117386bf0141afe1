import { forecastSeries, type SeriesForecast } from '../../compute/forecast/forecast-series.ts'
import { runOutDay } from '../../compute/forecast/run-out.ts'
import { tameSpike } from '../../compute/forecast/tame-spike.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readStock } from '../../store/queries/inventory/read-stock.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { limitToWholeShop } from '../metrics/guest-limits.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { forecastDefinitions } from './definitions.ts'
import { effectsOn, type EventEffects } from './event-effects.ts'
import { gateForecast } from './forecast-gate.ts'
import type { ForecastDemandData, ForecastDemandInput } from './forecast-question.ts'
import { forecastScope, type ForecastScope } from './forecast-scope.ts'
import { forecastSteps } from './forecast-steps.ts'
import { presentForecast } from './present-forecast.ts'
import { readSalesSeries, type SalesSeries } from './sales-series.ts'

const WEEKS = 8
const WEEK = 7
/** Steps in a year of weeks and in a week of days. */
const SEASON = { day: 7, week: 52 } as const
const MOST_DAYS_AHEAD = 90

/** Units or net revenue to come, step by step, with intervals, the errors of earlier forecasts, and when the stock runs out. */
export function forecastDemand({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ForecastDemandInput
}): ServiceResult<ForecastDemandData> {
  authorise(ctx, 'read:aggregates')
  const scope = forecastScope(ctx, input)
  const measure = input.measure ?? (input.total === true ? 'revenue' : 'units')
  limitToWholeShop(ctx, {
    metrics: [measure === 'units' ? 'units' : 'net_revenue'],
    groupNames: [],
    filters: scope.name === null ? [] : [{ field: 'product_id', op: 'eq', value: scope.name }],
  })
  const grain = input.grain ?? 'week'
  const weeks = input.weeks ?? WEEKS
  if (grain === 'day' && weeks * WEEK > MOST_DAYS_AHEAD) {
    throw new InvalidInputError(`${weeks} weeks by day are ${weeks * WEEK} steps, more than ${MOST_DAYS_AHEAD}`, {
      field: 'grain',
      hint: 'Ask by week or month, or for fewer weeks.',
    })
  }
  const stepDays = grain === 'day' ? 1 : WEEK
  const series = readSalesSeries(ctx, { filters: scope.filters, measure, stepDays })
  const unit = measure === 'units' ? 'units' : ctx.shop.currency
  const gate = gateForecast(series, ctx.asOf.day, unit)
  const made = gate === null ? makeForecast(ctx, { scope, series, measure, horizon: (weeks * WEEK) / stepDays }) : null
  const stock = scope.product === null ? null : (readStock(ctx.store, ctx.asOf.until).get(scope.product.id) ?? null)
  const fromDay = ctx.asOf.day + 1
  const runsOut = (sums: Float64Array | undefined): string | null => {
    const day =
      sums === undefined || stock === null || measure !== 'units' ? null : runOutDay(sums, stepDays, stock.onHand)
    return day === null ? null : dateOfDay(fromDay + day)
  }
  const forecast = made?.forecast ?? null
  const data: ForecastDemandData = {
    scope: {
      product_id: scope.product?.id ?? null,
      category: scope.product === null ? scope.category : null,
      total: scope.name === null,
    },
    measure,
    unit,
    grain,
    weeks,
    forecast: forecast === null ? [] : forecastSteps(forecast, { fromDay, stepDays, grain }),
    total: forecast === null ? null : wholeOf(forecast),
    same_length_before: series.values.slice(-(weeks * WEEK) / stepDays).reduce((sum, value) => sum + value, 0),
    method: forecast?.method ?? null,
    backtest: forecast === null ? null : backtestOf(forecast),
    events: (made?.effects.events ?? []).map(({ name, lift, standardError, ahead }) => ({
      name,
      lift,
      standard_error: standardError,
      ahead,
    })),
    on_hand: stock?.onHand ?? null,
    stock_out_on: runsOut(forecast?.running.path),
    stock_out_interval:
      forecast === null || stock === null || measure !== 'units'
        ? null
        : [runsOut(forecast.running.high), runsOut(forecast.running.low)],
  }
  const spikes = made?.spike === null || made === null ? [] : [dateOfDay(series.fromDay + made.spike * stepDays)]
  return {
    data,
    ...presentForecast(ctx, { data, scope, gate, series, spike: spikes[0] ?? null, stock }),
    evidence: {
      period: {
        from: dateOfDay(series.fromDay),
        to: dateOfDay(ctx.asOf.day + 1),
        name: 'history',
      },
      population:
        scope.name === null
          ? say(ctx, 'valid orders of the whole shop', '全店有效订单')
          : say(
              ctx,
              `valid orders with ${scope.product?.id ?? scope.category ?? ''}`,
              `含 ${scope.product?.id ?? scope.category ?? ''} 的有效订单`,
            ),
      rows_used: series.values.length,
      rows_left_out: {},
      definition: forecastDefinitions[ctx.language],
      method:
        forecast === null
          ? say(ctx, 'none: too little history', '无：历史太短')
          : say(ctx, `${forecast.method}, chosen by rolling origin`, `${forecast.method}，由滚动起点检验选出`),
      model: null,
      sql: [],
    },
    gate,
    warnings: spikes.map((date) =>
      say(
        ctx,
        `the step from ${date} was more than three times any other and counted as the next largest`,
        `从 ${date} 开始的一期超过其他任何一期的三倍，已按第二大的一期计入`,
      ),
    ),
    suggestions: [],
  }
}

interface Made {
  readonly forecast: SeriesForecast
  readonly effects: EventEffects
  /** Position of a single huge step that was brought down. */
  readonly spike: number | null
}

function makeForecast(
  ctx: ServiceContext,
  {
    scope,
    series,
    measure,
    horizon,
  }: {
    readonly scope: ForecastScope
    readonly series: SalesSeries
    readonly measure: NonNullable<ForecastDemandInput['measure']>
    readonly horizon: number
  },
): Made {
  const { values, position } = tameSpike(series.values)
  const tamed = { ...series, values }
  const effects = effectsOn(ctx, {
    series: tamed,
    measure,
    horizon,
    scope: { productId: scope.product?.id ?? null, category: scope.category },
  })
  const season = series.stepDays === 1 ? SEASON.day : SEASON.week
  return {
    forecast: forecastSeries(values, { horizon, season, multipliers: effects.multipliers }),
    effects,
    spike: position,
  }
}

const wholeOf = ({ running }: SeriesForecast): NonNullable<ForecastDemandData['total']> => {
  const value = running.path.at(-1) ?? 0
  return { value, interval: [running.low.at(-1) ?? value, running.high.at(-1) ?? value] }
}

const backtestOf = ({ backtest }: SeriesForecast): NonNullable<ForecastDemandData['backtest']> => ({
  origins: backtest.origins,
  wape: backtest.wape,
  bias: backtest.bias,
  coverage: backtest.coverage,
  tested: backtest.tested,
  baseline: backtest.baseline,
  baseline_wape: backtest.baselineWape,
  tried: backtest.tried,
})
