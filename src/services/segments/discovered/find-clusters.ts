import { adjustedRandIndex } from '../../../compute/cluster/adjusted-rand-index.ts'
import { calinskiHarabasz } from '../../../compute/cluster/calinski-harabasz.ts'
import { chooseClusterCount } from '../../../compute/cluster/choose-cluster-count.ts'
import { clusterMoments } from '../../../compute/cluster/cluster-moments.ts'
import { clusterStability } from '../../../compute/cluster/cluster-stability.ts'
import { daviesBouldin } from '../../../compute/cluster/davies-bouldin.ts'
import { drawPositions } from '../../../compute/cluster/draw-positions.ts'
import { pickPoints, type Points } from '../../../compute/cluster/points.ts'
import { silhouettes, type Silhouettes } from '../../../compute/cluster/silhouettes.ts'
import { rescale, standardise } from '../../../compute/cluster/standardise.ts'
import { seededRandom } from '../../../lib/random.ts'
import type { MeasureColumn } from '../measures/load-measures.ts'
import type { ClusterOutcome, ClusterRequest, CountScore } from './cluster-request.ts'
import { findOutliers } from './find-outliers.ts'
import { fitDensity, fitKMeans, fitTree, type ClusterFit } from './fit-clusters.ts'

const SILHOUETTE_ROWS = 1000
/** Below this the groups of half of the customers are not those of all (see `clusterStability`). */
const STABLE = 0.75
const ROUNDS = 6
const STABILITY_ROWS = 2000
/** A tree of so many is built in each round. */
const TREE_STABILITY_ROWS = 800

/**
 * Finds groups of customers, says how good they are and, where the number of groups was left open, how it was chosen. The
 * same request gives the same bytes.
 *
 * Nothing here knows a store or a clock: it runs in this thread for small shops and in another one for large ones.
 */
export function findClusters({ method, now, earlier, counts, seed }: ClusterRequest): ClusterOutcome {
  const { points, scale } = standardise(
    now.map(({ values }) => values),
    now.map(({ log }) => log),
    now.map(({ share }) => share),
  )
  const fits = fitAll(method, points, counts, seed)
  const positions = drawPositions(points.size, SILHOUETTE_ROWS, seededRandom(`${seed} silhouettes`))
  const widths = silhouettes(
    points,
    fits.map(({ codes }) => codes),
    positions,
  )
  const scores = fits.map((fit, index) => scoreOf(points, fit, widths[index]))
  const choice = chooseClusterCount(widths)
  const index = Math.max(choice.best, 0)
  const fit = fits[index] ?? fits[0]
  const chosen = scores[index]
  if (fit === undefined || chosen === undefined) throw new RangeError('no number of groups was asked for')
  const stability = stabilityOf(points, fit, method, seed)
  const doubt = choice.doubt ?? (stability !== null && stability < STABLE ? 'unstable' : null)
  return {
    codes: fit.codes,
    k: fit.k,
    scores,
    chosen,
    choice:
      counts.length < 2
        ? null
        : {
            clear: doubt === null,
            doubt,
            rival: choice.rival === null ? null : (scores[choice.rival.index]?.k ?? null),
          },
    stability,
    silhouetteRows: positions.length,
    fittedRows: fit.fittedRows,
    outliers: findOutliers(points, now, fit),
    density: fit.density,
    centres: fit.centres === null ? null : { values: fit.centres, scale, columns: now.map(({ name }) => name) },
    earlier: earlier === null ? null : earlierUnder(fit, alignedTo(now, earlier), scale, seed),
  }
}

function fitAll(
  method: ClusterRequest['method'],
  points: Points,
  counts: readonly number[],
  seed: string,
): readonly ClusterFit[] {
  const random = (part: string) => seededRandom(`${seed} ${method} ${part}`)
  if (method === 'dbscan') return [fitDensity(points, random('density'))]
  if (method === 'hierarchical') return fitTree(points, counts, random('tree'))
  return counts.map((k) => fitKMeans(points, k, random(`${k}`), counts.length === 1))
}

function scoreOf(points: Points, { codes, k }: ClusterFit, widths: Silhouettes | undefined): CountScore {
  const moments = clusterMoments(points, codes, k)
  return {
    k,
    silhouette: widths?.mean ?? null,
    davies_bouldin: daviesBouldin(moments),
    calinski_harabasz: calinskiHarabasz(moments),
  }
}

const stabilityOf = (points: Points, fit: ClusterFit, method: ClusterRequest['method'], seed: string): number | null =>
  clusterStability(points, fit.codes, {
    cluster: fit.refit,
    random: seededRandom(`${seed} stability`),
    rounds: ROUNDS,
    mostPoints: method === 'hierarchical' ? TREE_STABILITY_ROWS : STABILITY_ROWS,
  })

/** The customers of the earlier date in the groups of now; and whether groups formed then from scratch would have been the same. */
function earlierUnder(
  fit: ClusterFit,
  columns: readonly MeasureColumn[],
  scale: ReturnType<typeof standardise>['scale'],
  seed: string,
): ClusterOutcome['earlier'] {
  const points = rescale(
    columns.map(({ values }) => values),
    scale,
  )
  const codes = fit.classify(points)
  if (points.size < 4) return { codes, stability: null }
  const positions = drawPositions(points.size, STABILITY_ROWS, seededRandom(`${seed} earlier`))
  const { points: afresh } = standardise(
    columns.map(({ values }) => values),
    columns.map(({ log }) => log),
    columns.map(({ share }) => share),
  )
  const again = fit.refit(pickPoints(afresh, positions), seededRandom(`${seed} earlier again`))
  return {
    codes,
    stability: adjustedRandIndex(
      again,
      positions.map((position) => codes[position] ?? -1),
    ),
  }
}

/** The measures of the earlier date in the order of now; a category that nobody had bought yet is a column of zeros. */
function alignedTo(now: readonly MeasureColumn[], earlier: readonly MeasureColumn[]): readonly MeasureColumn[] {
  const byName = new Map(earlier.map((column) => [column.name, column]))
  const rows = earlier[0]?.values.length ?? 0
  return now.map((column) => byName.get(column.name) ?? { ...column, values: new Float64Array(rows) })
}
