import { setImmediate } from 'node:timers/promises'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import { forecastValue, type ValueForecast, type ValueTerms } from './forecast-value.ts'
import { sliceHistories } from './slice-histories.ts'
import { buyerHistories, type BuyerHistories } from './value-histories.ts'
import type { ValueParameters } from './value-parameters.ts'

/** What the model expects of every buyer as of the context's instant; row i is the customer at `buyers.positions[i]`. */
export interface LoadedForecast {
  readonly features: CustomerFeatures
  readonly buyers: BuyerHistories
  readonly forecast: ValueForecast
}

const BLOCK = 10_000
const MOST_KEPT = 3

const kept = new WeakMap<CustomerFeatures, Map<string, LoadedForecast>>()

/**
 * Forecasts of everybody, computed once for the same facts, run and terms. Other requests are let through between blocks
 * of customers.
 */
export async function loadValueForecast(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
  run: ModelRun<ValueParameters>,
  terms: ValueTerms,
): Promise<LoadedForecast> {
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const cache = kept.get(features) ?? new Map<string, LoadedForecast>()
  kept.set(features, cache)
  const key = `${run.id}/${run.trainedAt}/${terms.months}/${terms.discount}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const buyers = buyerHistories(features)
  const n = buyers.positions.length
  const column = () => new Float64Array(n)
  const forecast: ValueForecast = {
    alive: column(),
    any: column(),
    orders: column(),
    netMinor: column(),
    valueMinor: column(),
    lowMinor: column(),
    highMinor: column(),
    variance: column(),
  }
  const columns = Object.keys(forecast) as (keyof ValueForecast)[]
  for (let from = 0; from < n; from += BLOCK) {
    if (from > 0) await setImmediate()
    const block = forecastValue(run.parameters, sliceHistories(buyers, from, from + BLOCK), terms)
    for (const name of columns) forecast[name].set(block[name], from)
  }
  const loaded = { features, buyers, forecast }
  const [oldest] = cache.keys()
  if (cache.size >= MOST_KEPT && oldest !== undefined) cache.delete(oldest)
  cache.set(key, loaded)
  return loaded
}
