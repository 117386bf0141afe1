import { join } from 'node:path'
import { wilsonInterval } from '../../src/compute/stats/wilson-interval.ts'
import { groupBy } from '../../src/lib/group-by.ts'
import type { Check, Measurement } from './check.ts'
import { effectsOf, type Effect } from './support/small-shop-effects.ts'
import { withSmallShop } from './support/small-shop.ts'

const SHOPS = 100
const CUSTOMERS = 400
const LEAST = 0.93
const MOST = 0.97

/**
 * How often the product's own 95 % intervals hold what was planted, over small shops of different seeds. Elasticities, subject
 * lines, late parcels, checkouts and places have a planted number; what an e-mail adds among the lapsed and how fast a category
 * grows come out of the whole story, so the mean over all shops, a hundred times as much data, stands for the truth.
 */
export const demoCoverage: Check = {
  id: 'demo-coverage',
  data: `${SHOPS} demo shops of ${CUSTOMERS} customers`,
  async run({ scratch }) {
    const all: Effect[] = []
    for (let shop = 0; shop < SHOPS; shop += 1) {
      const seed = `small-${shop}`
      const folder = join(scratch, seed)
      all.push(...(await withSmallShop({ folder, customers: CUSTOMERS, seed }, (one) => effectsOf(one, seed))))
    }
    return coverageOf(all)
  },
}

/** Shares of intervals that hold the truth, by kind of effect and of all, each with its binomial interval. */
function coverageOf(effects: readonly Effect[]): Measurement[] {
  const truths = new Map(
    [...groupBy(effects, ({ kind, name }) => `${kind}/${name}`)].map(([key, own]) => [key, truthOf(own)]),
  )
  const holds = ({ kind, name, interval: [low, high], truth }: Effect): boolean => {
    const planted = truth ?? truths.get(`${kind}/${name}`) ?? Number.NaN
    return low <= planted && planted <= high
  }
  const row = (metric: string, own: readonly Effect[], isBound: boolean): Measurement => {
    const hits = own.filter(holds).length
    const [low, high] = wilsonInterval(hits, own.length)
    const share = hits / own.length
    return {
      metric,
      target: isBound ? `${LEAST} to ${MOST}` : 'reported',
      ours: `${share.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}), n ${own.length}`,
      ok: !isBound || (share >= LEAST && share <= MOST),
    }
  }
  return [
    row('95 % intervals that hold what was planted', effects, true),
    ...[...groupBy(effects, ({ kind }) => kind)].map(([kind, own]) => row(kind, own, false)),
  ]
}

function truthOf(own: readonly Effect[]): number {
  const weight = own.reduce((sum, one) => sum + one.weight, 0)
  return own.reduce((sum, one) => sum + one.weight * one.estimate, 0) / weight
}
