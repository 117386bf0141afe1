import { toMajor } from '../../lib/money.ts'
import { NOTHING_LEARNT } from '../churn/churn-source.ts'
import { readOwnSource } from '../churn/read-own-source.ts'
import type { ServiceContext } from '../context.ts'
import { readModel, type ModelRun } from '../models/read-model.ts'
import { DISCOUNT, forecastValue } from './forecast-value.ts'
import { nextOrderOf, type NextOrder } from './next-order.ts'
import { VALUE_MONTHS, valueModel } from './value-model.ts'
import { basisOf, type ValueParameters } from './value-parameters.ts'

/** What the value model says of one customer, with the customer's own figures that it rests on. */
export interface OwnValue {
  readonly run: ModelRun<ValueParameters>
  readonly nextOrder: NextOrder | null
  readonly whyAlive: string
  readonly whyValue: string
}

/**
 * Why one customer's predictions are what they are, and when the next order comes: from the customer's own rows and the
 * newest run, so a few look-ups whatever the size of the shop. Null without a run or an order.
 */
export function ownValue(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf' | 'language'>,
  customerId: string,
): OwnValue | null {
  const { store, shop, asOf, language } = ctx
  const run = readModel<ValueParameters>(ctx, valueModel, asOf)
  const own = run === null ? null : readOwnSource(store, shop, asOf, customerId, NOTHING_LEARNT)
  if (run === null || own === null) return null
  const bought = own.purchases.days.length
  const age = own.tenureDays[0] ?? 0
  const silent = own.recencyDays[0] ?? 0
  const mean = (own.grossMinor[0] ?? 0) / bought
  const forecast = forecastValue(
    run.parameters,
    {
      frequency: Float64Array.of(bought - 1),
      recency: Float64Array.of(age - silent),
      age: Float64Array.of(age),
      values: { orders: Float64Array.of(bought), mean: Float64Array.of(mean) },
      grossMinor: own.grossMinor,
      netMinor: own.netMinor,
    },
    { months: VALUE_MONTHS, discount: DISCOUNT },
  )
  const orders = Number((forecast.orders[0] ?? 0).toFixed(1))
  const each = `${toMajor(Math.round(mean), shop.currency)} ${shop.currency}`
  const zh = language === 'zh'
  const margin = basisOf(run.parameters) === 'gross_margin'
  return {
    run,
    nextOrder: nextOrderOf(run.parameters, { alive: forecast.alive[0] ?? 0, frequency: bought - 1, age }, asOf.day),
    whyAlive: zh
      ? `${age} 天里有 ${bought} 个下单日，最近一次在 ${silent} 天前`
      : `${bought} purchase days in ${age} days, the last one ${silent} days ago`,
    whyValue: zh
      ? `预计 12 个月内下单 ${orders} 次，每个下单日平均 ${each}；按${margin ? '毛利' : '净销售额'}计`
      : `${orders} orders expected in 12 months, ${each} a purchase day so far; counted as ${margin ? 'gross margin' : 'net revenue'}`,
  }
}
