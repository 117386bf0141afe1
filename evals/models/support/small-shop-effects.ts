import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { makeCatalogue } from '../../../src/demo/catalogue/make-catalogue.ts'
import { readDemoSettings } from '../../../src/demo/settings.ts'
import type { AnalyzePlacementsData } from '../../../src/services/growth/analyze-placements.ts'
import type { EvaluateExperimentData } from '../../../src/services/experiments/evaluate-experiment.ts'
import type { PriceSensitivityData } from '../../../src/services/prices/sensitivity-question.ts'
import type { AnalyzeTrendsData } from '../../../src/services/trends/analyze-trends.ts'
import type { MeasureUpliftData } from '../../../src/services/uplift/measure-uplift.ts'
import { plantedLateStars } from './expected-stars.ts'
import type { SmallShop } from './small-shop.ts'

type Interval = readonly [number, number]

/** One interval of the product beside what was planted; null truths come from all shops together. */
export interface Effect {
  readonly kind: string
  readonly name: string
  readonly estimate: number
  readonly interval: Interval
  readonly truth: number | null
  /** What the estimate weighs when the truth is taken from all shops: one over its variance, or its customers. */
  readonly weight: number
}

interface Truths {
  readonly categories: readonly { readonly category: string; readonly elasticity: number }[]
  readonly clicks_by_position: readonly number[]
  readonly funnel: { readonly mobile_pay_rate: number; readonly desktop_pay_rate: number }
  readonly campaigns: readonly {
    readonly id: string
    readonly variants?: readonly { readonly open: number }[]
    readonly uplift?: { readonly lapsed_days: Interval; readonly recent_days: number }
  }[]
}

const CAMPAIGN = 'june-uplift-email'
const LETTER = 'newsletter-2026-06'

/** What the product says of every planted effect of a small shop. */
export async function effectsOf(shop: SmallShop, seed: string): Promise<readonly Effect[]> {
  const truths = shop.truths as Truths
  return [
    ...(await elasticities(shop, truths)),
    ...(await subjectLines(shop, truths)),
    ...(await uplift(shop, truths)),
    ...(await lateParcels(shop, seed)),
    ...(await trends(shop)),
    ...(await checkouts(shop, truths)),
    ...(await placements(shop, truths)),
  ]
}

const effect = (
  kind: string,
  name: string,
  { estimate, interval, truth }: { estimate: number; interval: Interval | null | undefined; truth: number | null },
  weight = 1,
): Effect[] => (interval === null || interval === undefined ? [] : [{ kind, name, estimate, interval, truth, weight }])

async function elasticities({ call }: SmallShop, { categories }: Truths): Promise<Effect[]> {
  const { elasticities: found } = (await call('estimate_price_sensitivity', { by: 'category' }))
    .data as PriceSensitivityData
  return categories.flatMap(({ category, elasticity }) => {
    const own = found.find(({ key }) => key === category)?.first_time
    return effect('elasticity', category, {
      estimate: own?.elasticity ?? 0,
      interval: own?.interval,
      truth: elasticity,
    })
  })
}

async function subjectLines({ call }: SmallShop, { campaigns }: Truths): Promise<Effect[]> {
  const [a, b] = campaigns.find(({ id }) => id === LETTER)?.variants ?? []
  const { difference, interval } = (await call('evaluate_experiment', { experiment: LETTER }))
    .data as EvaluateExperimentData
  const truth = (b?.open ?? 0) - (a?.open ?? 0)
  return effect('subject lines', 'B - A', { estimate: difference ?? 0, interval, truth })
}

async function uplift({ call }: SmallShop, { campaigns }: Truths): Promise<Effect[]> {
  const planted = campaigns.find(({ id }) => id === CAMPAIGN)?.uplift
  if (planted === undefined) return []
  const among = async (name: string, from: number, to: number): Promise<Effect[]> => {
    const filters = [{ field: 'recency_days', op: 'between', value: [from, to - 1] }]
    const { overall } = (await call('measure_uplift', { campaign: CAMPAIGN, filters })).data as MeasureUpliftData
    if (overall === null) return []
    const { difference: estimate, interval, treated, held_out: heldOut } = overall
    return effect('uplift', name, { estimate, interval, truth: null }, (treated * heldOut) / (treated + heldOut))
  }
  return [...(await among('lapsed', ...planted.lapsed_days)), ...(await among('recent', 0, planted.recent_days))]
}

async function lateParcels({ call, folder }: SmallShop, seed: string): Promise<Effect[]> {
  const quality = new Map(makeCatalogue(readDemoSettings(), seed).products.map((one) => [one.id, one.quality]))
  const reviews = parse(readFileSync(join(folder, 'reviews.csv')), { columns: true }) as readonly {
    readonly product_id: string
  }[]
  const { late_effect: late } = (await call('measure_satisfaction', { period: 'all' })).data as {
    readonly late_effect: { readonly mean_difference: number; readonly mean_interval: Interval } | null
  }
  return effect('late parcels', 'stars', {
    estimate: late?.mean_difference ?? 0,
    interval: late?.mean_interval,
    truth: plantedLateStars(reviews.map(({ product_id: id }) => quality.get(id) ?? 0)),
  })
}

async function trends({ call }: SmallShop): Promise<Effect[]> {
  const { rows } = (await call('analyze_trends', {})).data as AnalyzeTrendsData
  return rows.flatMap(({ name, growth, interval }) => {
    const logs = [Math.log1p(interval[0]), Math.log1p(interval[1])] as const
    const weight = (2 * 1.96) ** 2 / (logs[1] - logs[0]) ** 2
    return effect('trend', name, { estimate: Math.log1p(growth), interval: logs, truth: null }, weight)
  })
}

async function checkouts({ call }: SmallShop, { funnel }: Truths): Promise<Effect[]> {
  const { groups } = (await call('analyze_funnel', { by: 'device', period: 'all' })).data as {
    readonly groups: readonly {
      readonly group: string
      readonly steps: readonly { readonly name: string; readonly rate: number; readonly interval: Interval | null }[]
    }[]
  }
  const rates = { mobile: funnel.mobile_pay_rate, desktop: funnel.desktop_pay_rate }
  return (['mobile', 'desktop'] as const).flatMap((device) => {
    const pay = groups.find(({ group }) => group === device)?.steps.find(({ name }) => name === 'pay')
    const of = { estimate: pay?.rate ?? 0, interval: pay?.interval, truth: rates[device] }
    return effect('checkout', device, of)
  })
}

async function placements({ call }: SmallShop, { clicks_by_position: planted }: Truths): Promise<Effect[]> {
  const { positions, creatives } = (await call('analyze_placements', {})).data as AnalyzePlacementsData
  return [
    ...positions.flatMap(({ position, rate, interval }) =>
      effect('clicks by position', `position ${position}`, {
        estimate: rate ?? 0,
        interval,
        truth: planted[position - 1] ?? null,
      }),
    ),
    ...creatives.flatMap(({ creative, corrected_rate: rate, corrected_interval: interval }) =>
      effect('clicks corrected for position', creative, {
        estimate: rate ?? 0,
        interval,
        truth: planted[0] ?? null,
      }),
    ),
  ]
}
