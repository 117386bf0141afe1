import { adjustedRandIndex } from '../../src/compute/cluster/adjusted-rand-index.ts'
import { chooseClusterCount } from '../../src/compute/cluster/choose-cluster-count.ts'
import { drawPositions } from '../../src/compute/cluster/draw-positions.ts'
import { kMeans } from '../../src/compute/cluster/k-means.ts'
import { silhouettes } from '../../src/compute/cluster/silhouettes.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { atLeast, atMost, mustEqual, type Check } from './check.ts'
import { RFM_FILE, rfmPoints, rfmScaled } from './support/rfm-points.ts'
import { warmCpuSeconds } from './support/warm-cpu-seconds.ts'

const CLUSTERS = 6
const SEEDS = 3
const CANDIDATES = [2, 3, 4, 5, 6, 7, 8, 9, 10]
const LOOKED_AT = 2000

/**
 * k-means of 100,000 customers on z(log(1 + r, f, m)) against a well-known peer with ten starts: worst of three seeds for
 * inertia and agreement with the groups they were drawn from; median CPU of a warmed call from raw columns to clusters.
 */
export const kmeans: Check = {
  id: 'kmeans',
  data: RFM_FILE,
  run(frame) {
    const { columns, truth, points } = rfmPoints(frame)
    const found = Array.from({ length: SEEDS }, (_, seed) =>
      kMeans(points, { k: CLUSTERS, random: seededRandom(`${frame.seed} ${seed}`) }),
    )
    const inertia = Math.max(...found.map((one) => one.inertia))
    const agreement = Math.min(...found.map(({ codes }) => adjustedRandIndex(codes, truth)))
    const seconds = warmCpuSeconds(() => kMeans(rfmScaled(columns), { k: CLUSTERS, random: seededRandom(frame.seed) }))
    const partitions = CANDIDATES.map((k) => kMeans(points, { k, random: seededRandom(`${frame.seed} k${k}`) }).codes)
    const positions = drawPositions(points.size, LOOKED_AT, seededRandom(frame.seed))
    const choice = chooseClusterCount(silhouettes(points, partitions, positions))
    return Promise.resolve([
      atMost('inertia, worst of 3 seeds', 24361, inertia, 3),
      atLeast('adjusted Rand with the groups, worst of 3 seeds', 0.9848, agreement, 4),
      atMost('CPU s of a whole call', 0.12, seconds, 3),
      mustEqual('k by silhouette of 2,000 customers', CLUSTERS, CANDIDATES[choice.best] ?? 0),
    ])
  },
}
