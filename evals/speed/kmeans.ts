import { kMeans } from '../../src/compute/cluster/k-means.ts'
import { standardise } from '../../src/compute/cluster/standardise.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { BENCH_SEED, type Bench } from './bench.ts'

const CUSTOMERS = 1_000_000
const RUNS = 3

/** CPU seconds of k-means with six clusters on a million customers, from raw recency, frequency and money to clusters. */
export const kmeansBench: Bench = {
  id: 'kmeans_1m',
  unit: 's CPU',
  peer: null,
  byDefault: true,
  run() {
    const columns = drawCustomers()
    const runs = Array.from({ length: RUNS + 1 }, () => {
      const before = process.cpuUsage()
      const { points } = standardise(columns, [true, true, true])
      kMeans(points, { k: 6, random: seededRandom(BENCH_SEED) })
      const used = process.cpuUsage(before)
      return (used.user + used.system) / 1e6
    })
    return Promise.resolve({ runs: runs.slice(1), details: { customers: CUSTOMERS, clusters: 6 } })
  },
}

/** Six kinds of customers around places of their own, spread by a factor of about two. */
function drawCustomers(): readonly Float64Array[] {
  const random = seededRandom(BENCH_SEED)
  const spread = (): number => Math.exp(random() + random() + random() - 1.5)
  const columns = [0, 1, 2].map(() => new Float64Array(CUSTOMERS))
  for (let i = 0; i < CUSTOMERS; i++) {
    const kind = i % 6
    const place = [3 * 3 ** (kind % 3), 2 * 4 ** (kind % 2), 50 * 5 ** ((kind * 2) % 3)]
    for (const [j, column] of columns.entries()) column[i] = (place[j] ?? 1) * spread()
  }
  return columns
}
