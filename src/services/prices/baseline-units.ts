import { forecastSeries } from '../../compute/forecast/forecast-series.ts'
import { tameSpike } from '../../compute/forecast/tame-spike.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { effectsOn } from '../forecast/event-effects.ts'
import { gateForecast } from '../forecast/forecast-gate.ts'
import { readSalesSeries } from '../forecast/sales-series.ts'

/** Units to come with the ends of their 80 % interval; with a gate they are 0. */
export interface BaselineUnits {
  readonly gate: Gate | null
  readonly units: number
  readonly low: number
  readonly high: number
}

/** Units to come of some products together at the present prices. */
export function baselineUnits(
  ctx: ServiceContext,
  {
    productIds,
    category,
    weeks,
  }: { readonly productIds: readonly string[]; readonly category: string | null; readonly weeks: number },
): BaselineUnits {
  const read = readSalesSeries(ctx, {
    filters: [{ attribute: 'product_id', match: 'any', values: productIds }],
    measure: 'units',
    stepDays: 7,
  })
  const gate = gateForecast(read, ctx.asOf.day, 'units')
  if (gate !== null) return { gate, units: 0, low: 0, high: 0 }
  const series = { ...read, values: tameSpike(read.values).values }
  const [productId = null, ...others] = productIds
  const scope = { productId: others.length === 0 ? productId : null, category }
  const { multipliers } = effectsOn(ctx, { series, measure: 'units', horizon: weeks, scope })
  const { running } = forecastSeries(series.values, { horizon: weeks, season: 52, multipliers })
  return { gate: null, units: running.path.at(-1) ?? 0, low: running.low.at(-1) ?? 0, high: running.high.at(-1) ?? 0 }
}
