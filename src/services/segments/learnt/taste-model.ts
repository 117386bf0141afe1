import { chooseClusterCount } from '../../../compute/cluster/choose-cluster-count.ts'
import { clusterStability } from '../../../compute/cluster/cluster-stability.ts'
import { drawPositions } from '../../../compute/cluster/draw-positions.ts'
import { kMeans } from '../../../compute/cluster/k-means.ts'
import { silhouettes } from '../../../compute/cluster/silhouettes.ts'
import { truncatedSvd, type SparseRows } from '../../../compute/factorisation/truncated-svd.ts'
import { seededRandom } from '../../../lib/random.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import { readProductWords } from '../../../store/queries/segments/read-product-words.ts'
import { readPurchaseMarks } from '../../../store/queries/customers/read-purchase-marks.ts'
import { profilingRefusers } from '../../customers/profiling-consent.ts'
import { defineModel, type ModelDefinition, type Training, type TrainingFrame } from '../../models/model-definition.ts'
import { nameTastes } from './name-tastes.ts'
import { BasketReader, tastePoints, type TasteSpace } from './taste-space.ts'

/** The space of taste and the groups in it, as plain data. */
export interface TasteParameters extends TasteSpace {
  readonly groups: number
  /** Row-major, groups x factors. */
  readonly centres: readonly number[]
  readonly names: readonly string[]
  readonly silhouette: number | null
  readonly stability: number | null
  readonly doubt: 'weak_structure' | 'close_call' | 'unstable' | null
  readonly by_k: readonly { readonly k: number; readonly silhouette: number | null }[]
}

/** Raised with every change of method or parameters. */
const DEFINITION = 1
const FACTORS = 12
const GROUP_COUNTS = [3, 4, 5, 6, 7, 8, 9, 10] as const
/** Customers with a taste from whom groups can be told from chance. */
const CUSTOMERS_NEEDED = 100
const MOST_LEARNT = 20_000
const SILHOUETTE_ROWS = 1000
const STABLE = 0.75
const ROUNDS = 4

async function train({ store, asOf, seed, checkpoint }: TrainingFrame): Promise<Training<TasteParameters>> {
  await checkpoint('reading purchases', 0)
  const refusers = profilingRefusers({ store, asOf })
  const reader = new BasketReader()
  for (const mark of readPurchaseMarks(store, asOf.until, { asOfDay: asOf.day, halfLifeDays: 90 }, null)) {
    if (!refusers.has(mark.customerId)) reader.add(mark)
  }
  const vocabulary = reader.vocabulary()
  const { matrix } = reader.rows(vocabulary)
  if (matrix.rows < CUSTOMERS_NEEDED) {
    return {
      fitted: false,
      gate: {
        failed: 'customers_with_three_products',
        have: matrix.rows,
        need: CUSTOMERS_NEEDED,
        pooled_estimate: null,
        opens_on: null,
      },
    }
  }
  await checkpoint('finding factors', 0.2)
  const learnt = thinned(matrix)
  const { right, rank } = truncatedSvd(learnt, FACTORS, seededRandom(`${seed} taste`))
  const space: TasteSpace = {
    ...vocabulary,
    factors: rank,
    positions: Array.from(right, (v) => Number(v.toPrecision(6))),
  }
  const points = tastePoints(space, learnt)
  await checkpoint('finding groups', 0.5)
  const fits = GROUP_COUNTS.filter((k) => k < points.size).map((k) =>
    kMeans(points, { k, random: seededRandom(`${seed} taste ${k}`), starts: 5, sampleSize: 2500 }),
  )
  const drawn = drawPositions(points.size, SILHOUETTE_ROWS, seededRandom(`${seed} taste silhouettes`))
  const widths = silhouettes(
    points,
    fits.map(({ codes }) => codes),
    drawn,
  )
  const choice = chooseClusterCount(widths)
  const chosen = fits[Math.max(0, choice.best)]
  if (chosen === undefined) throw new RangeError('no number of groups was tried')
  const stability = clusterStability(points, chosen.codes, {
    cluster: (some, random) => kMeans(some, { k: chosen.k, random, starts: 3, sampleSize: 1000 }).codes,
    random: seededRandom(`${seed} taste stability`),
    rounds: ROUNDS,
    mostPoints: 2000,
  })
  const names = nameTastes(chosen.codes, chosen.k, learnt, readProductWords(store, vocabulary.products))
  const byCount = fits.map(({ k }, i) => ({ k, silhouette: widths[i]?.mean ?? null }))
  return {
    fitted: true,
    parameters: {
      ...space,
      groups: chosen.k,
      centres: [...chosen.centres],
      names,
      silhouette: widths[Math.max(0, choice.best)]?.mean ?? null,
      stability,
      doubt: choice.doubt ?? (stability !== null && stability < STABLE ? 'unstable' : null),
      by_k: byCount,
    },
    reportCard: {
      model: 'taste',
      trained_on: [dateOfDay(asOf.day)],
      tested_on: null,
      n_train: learnt.rows,
      n_test: 0,
      training: { silhouette: widths[Math.max(0, choice.best)]?.mean ?? null, stability },
      out_of_time: {},
      baseline: { name: 'none: groups have no right answer', out_of_time: {} },
      candidates: byCount.map(({ k, silhouette }) => ({
        name: `groups_${k}`,
        chosen: k === chosen.k,
        scores: { silhouette },
      })),
      chosen: {
        name: `truncated SVD of ${rank} factors, then k-means`,
        reason: 'the number of groups with the largest mean silhouette',
        reason_zh: '平均轮廓系数最大的分组数',
      },
      importance: [],
      left_out: [],
      details: { products: vocabulary.products.length, names },
    },
    gate: null,
  }
}

/** At most so many customers, evenly taken. */
function thinned(matrix: SparseRows): SparseRows {
  const step = Math.ceil(matrix.rows / MOST_LEARNT)
  if (step <= 1) return matrix
  const offsets = [0]
  const columns: number[] = []
  const values: number[] = []
  for (let row = 0; row < matrix.rows; row += step) {
    for (let p = matrix.offsets[row] as number; p < (matrix.offsets[row + 1] as number); p++) {
      columns.push(matrix.columns[p] as number)
      values.push(matrix.values[p] as number)
    }
    offsets.push(columns.length)
  }
  return {
    rows: offsets.length - 1,
    width: matrix.width,
    offsets: Int32Array.from(offsets),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  }
}

/** What customers have a taste for, by what people buy together. Who is where is worked out when it is asked for. */
export const tasteModel: ModelDefinition = defineModel<TasteParameters>({
  name: 'taste',
  definition: DEFINITION,
  predicts: [],
  train,
  score: () => Promise.resolve([]),
})
