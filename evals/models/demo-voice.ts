import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { makeCatalogue } from '../../src/demo/catalogue/make-catalogue.ts'
import { readDemoSettings } from '../../src/demo/settings.ts'
import { atLeast, mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'
import { plantedLateStars } from './support/expected-stars.ts'

type Row = Readonly<Record<string, string>>

const readCsv = (home: string, name: string): Row[] =>
  parse(readFileSync(join(home, 'demo', `${name}.csv`)), { columns: true })

/** What the planted effect of a late parcel is worth in stars over the reviewed products. */
function plantedStars(home: string, seed: string): number {
  const quality = new Map(makeCatalogue(readDemoSettings(), seed).products.map((one) => [one.id, one.quality]))
  return plantedLateStars(readCsv(home, 'reviews').map((row) => quality.get(row['product_id'] ?? '') ?? 0))
}

/** The planted effect of late delivery inside the interval; the ring and the copies found; arrivals inside their intervals. */
export const demoVoice: Check = {
  id: 'demo-voice',
  data: 'the demo shop and the truths beside its store',
  async run() {
    const { call, home } = await demoShop()
    const truths = JSON.parse(readFileSync(join(home, 'demo', 'truths.json'), 'utf8')) as {
      readonly seed: string | number
      readonly people: { readonly ring: readonly string[]; readonly copiers: readonly string[] }
    }
    const planted = plantedStars(home, String(truths.seed))
    const { late_effect: effect } = (await call('measure_satisfaction', { period: 'all' })).data as {
      readonly late_effect: { readonly mean_interval: readonly [number, number] }
    }
    const [low, high] = effect.mean_interval
    const { rings, duplicate_groups: groups } = (await call('check_reviews', { limit: 1000 })).data as {
      readonly rings: readonly { readonly accounts: readonly string[]; readonly products: readonly string[] }[]
      readonly duplicate_groups: readonly { readonly accounts: readonly string[] }[]
    }
    const ring = new Set(rings.filter(({ products }) => products.includes('SKU-5120')).flatMap((one) => one.accounts))
    const hits = truths.people.ring.filter((id) => ring.has(id)).length
    const copiers = new Set([...truths.people.ring, ...truths.people.copiers])
    const found = new Set(groups.flatMap(({ accounts }) => accounts))
    const { share, asked } = await coveredArrivals(home, call)
    return [
      mustEqual(
        `planted late effect (${planted.toFixed(3)} stars) inside ${low.toFixed(3)} .. ${high.toFixed(3)}`,
        'yes',
        planted >= low && planted <= high ? 'yes' : 'no',
      ),
      atLeast('ring around SKU-5120: precision', 0.95, ring.size === 0 ? null : hits / ring.size, 3),
      atLeast('ring around SKU-5120: recall', 0.95, hits / truths.people.ring.length, 3),
      atLeast(
        'accounts with copies: precision',
        0.95,
        [...found].filter((id) => copiers.has(id)).length / found.size,
        3,
      ),
      atLeast(
        'accounts with copies: recall',
        0.95,
        [...copiers].filter((id) => found.has(id)).length / copiers.size,
        3,
      ),
      atLeast(`arrivals inside their 80 % interval, of ${asked}`, 0.75, share, 3),
      mustEqual('and not so wide that all are', 'yes', share < 0.95 ? 'yes' : 'no'),
    ]
  },
}

const DAYS = ['2026-03-10', '2026-04-07', '2026-05-05', '2026-05-26', '2026-06-09'] as const
const ASKED_A_DAY = 40

/** Of parcels that were under way on some evenings, the share that came inside the interval foretold then. */
async function coveredArrivals(
  home: string,
  call: Awaited<ReturnType<typeof demoShop>>['call'],
): Promise<{ readonly share: number; readonly asked: number }> {
  const deliveries = readCsv(home, 'deliveries')
  let [inside, asked] = [0, 0]
  for (const day of DAYS) {
    const underWay = deliveries.filter((row) => {
      const [shipped = '', delivered = ''] = [row['shipped_at'], row['delivered_at']]
      return shipped !== '' && shipped.slice(0, 10) <= day && delivered.slice(0, 10) > day
    })
    for (const row of underWay.slice(0, ASKED_A_DAY)) {
      const { data } = await call('measure_delivery', { order_id: row['order_id'] ?? '', as_of: day })
      const { order } = data as { readonly order: { readonly interval: readonly [string, string] | null } }
      if (order.interval === null) continue
      asked += 1
      const came = (row['delivered_at'] ?? '').slice(0, 10)
      if (came >= order.interval[0] && came <= order.interval[1]) inside += 1
    }
  }
  return { share: inside / Math.max(1, asked), asked }
}
