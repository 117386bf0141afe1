import { InvalidInputError } from '../../lib/errors.ts'
import { cholesky, solveCholesky } from '../linear/cholesky.ts'
import { checkInteractions, type History, type Interactions } from './interactions.ts'
import { float64Of, readModelBytes, writeModelBytes } from './model-bytes.ts'
import type { FitContext, FittedRecommender, Recommender } from './recommender.ts'
import { shareReasons } from './share-reasons.ts'
import { topItems } from './top-items.ts'
import { plainWeighing, weighHistory, type HistoryWeighing } from './weigh-history.ts'

export interface AlsParameters {
  readonly factors: number
  readonly iterations: number
  /** Ridge penalty on both sides. */
  readonly regularisation: number
  /** Confidence of an event is 1 + alpha x its weight; of everything else 1. */
  readonly alpha: number
  readonly weighing: HistoryWeighing
}

/**
 * Implicit matrix factorisation by alternating least squares. A new history is folded in by one small solve, so no refit.
 *
 * @see Hu, Koren & Volinsky (2008), ICDM '08; section 5 for the explanation of a score by the history.
 * Time per iteration O(pairs x factors^2 + (customers + items) x factors^3), memory O((customers + items) x factors).
 */
export const als: Recommender<AlsParameters> = {
  method: 'als',
  defaults: { factors: 32, iterations: 12, regularisation: 5, alpha: 5, weighing: plainWeighing },
  fit: fitAls,
  fromBytes(bytes) {
    const parts = readModelBytes(bytes, 'als')
    const { parameters, notes } = parts.meta as Pick<AlsModel, 'parameters' | 'notes'>
    return alsRecommender({ parameters, notes, items: parts.items, vectors: float64Of(parts, 'vectors') })
  },
}

interface AlsModel {
  readonly parameters: AlsParameters
  readonly notes: FittedRecommender['notes']
  readonly items: number
  /** items x factors. */
  readonly vectors: Float64Array
}

/** Rows of one side: for each, members of the other side and their confidence above 1. */
interface SideRows {
  readonly starts: Int32Array
  readonly members: Int32Array
  readonly extra: Float64Array
}

function fitAls(interactions: Interactions, parameters: AlsParameters, context: FitContext): FittedRecommender {
  checkInteractions(interactions)
  const { customers, items } = interactions
  const { factors, iterations } = parameters
  const byCustomer = confidenceRows(interactions, parameters.alpha)
  const byItem = turned(byCustomer, customers, items)
  const vectors = Float64Array.from({ length: items * factors }, () => (context.random() - 0.5) * 0.1)
  const people = new Float64Array(customers * factors)
  for (let round = 0; round < iterations; round++) {
    context.signal?.throwIfAborted()
    solveSide(people, byCustomer, customers, vectors, parameters)
    solveSide(vectors, byItem, items, people, parameters)
    context.onProgress?.((round + 1) / iterations)
  }
  const notes = { factors, iterations, alpha: parameters.alpha, regularisation: parameters.regularisation }
  return alsRecommender({ parameters, notes, items, vectors })
}

function confidenceRows(interactions: Interactions, alpha: number): SideRows {
  const starts = new Int32Array(interactions.customers + 1)
  const members: number[] = []
  const extra: number[] = []
  for (let c = 0; c < interactions.customers; c++) {
    const sums = new Map<number, number>()
    for (let e = interactions.starts[c] as number; e < (interactions.starts[c + 1] as number); e++) {
      const item = interactions.itemIds[e] as number
      sums.set(item, Math.max(sums.get(item) ?? 0, Math.min(1, interactions.weights[e] as number)))
    }
    for (const [item, weight] of sums) {
      members.push(item)
      extra.push(alpha * weight)
    }
    starts[c + 1] = members.length
  }
  return { starts, members: Int32Array.from(members), extra: Float64Array.from(extra) }
}

function turned({ starts, members, extra }: SideRows, rows: number, columns: number): SideRows {
  const next = new Int32Array(columns + 1)
  for (const member of members) next[member + 1] = (next[member + 1] as number) + 1
  for (let c = 0; c < columns; c++) next[c + 1] = (next[c + 1] as number) + (next[c] as number)
  const turnedStarts = next.slice()
  const turnedMembers = new Int32Array(members.length)
  const turnedExtra = new Float64Array(members.length)
  for (let r = 0; r < rows; r++) {
    for (let at = starts[r] as number; at < (starts[r + 1] as number); at++) {
      const place = next[members[at] as number] as number
      turnedMembers[place] = r
      turnedExtra[place] = extra[at] as number
      next[members[at] as number] = place + 1
    }
  }
  return { starts: turnedStarts, members: turnedMembers, extra: turnedExtra }
}

function solveSide(
  out: Float64Array,
  { starts, members, extra }: SideRows,
  rows: number,
  fixed: Float64Array,
  parameters: AlsParameters,
): void {
  const { factors } = parameters
  const shared = gram(fixed, parameters)
  for (let r = 0; r < rows; r++) {
    const from = starts[r] as number
    const to = starts[r + 1] as number
    if (from === to) out.fill(0, r * factors, (r + 1) * factors)
    else
      out.set(
        solveOne(members.subarray(from, to), extra.subarray(from, to), fixed, shared, factors).vector,
        r * factors,
      )
  }
}

/** Y'Y + regularisation on the diagonal, lower triangle. */
function gram(fixed: Float64Array, { factors, regularisation }: AlsParameters): Float64Array {
  const sums = new Float64Array(factors * factors)
  for (let from = 0; from < fixed.length; from += factors) {
    for (let i = 0; i < factors; i++) {
      const value = fixed[from + i] as number
      for (let j = 0; j <= i; j++) {
        sums[i * factors + j] = (sums[i * factors + j] as number) + value * (fixed[from + j] as number)
      }
    }
  }
  for (let i = 0; i < factors; i++) sums[i * factors + i] = (sums[i * factors + i] as number) + regularisation
  return sums
}

/** The vector of one row, and the factor of its system for explanations. */
function solveOne(
  members: ArrayLike<number>,
  extra: ArrayLike<number>,
  fixed: Float64Array,
  shared: Float64Array,
  factors: number,
): { readonly vector: Float64Array; readonly lower: Float64Array } {
  const system = shared.slice()
  const right = new Float64Array(factors)
  for (let at = 0; at < members.length; at++) {
    const from = (members[at] as number) * factors
    const more = extra[at] as number
    for (let i = 0; i < factors; i++) {
      const value = fixed[from + i] as number
      right[i] = (right[i] as number) + (1 + more) * value
      const scaled = more * value
      for (let j = 0; j <= i; j++) {
        system[i * factors + j] = (system[i * factors + j] as number) + scaled * (fixed[from + j] as number)
      }
    }
  }
  const lower = cholesky(system, factors)
  if (lower === null) throw new InvalidInputError('the regularisation of ALS must be more than 0')
  return { vector: solveCholesky(lower, right), lower }
}

function alsRecommender({ parameters, notes, items, vectors }: AlsModel): FittedRecommender {
  const { factors, alpha, weighing } = parameters
  const shared = gram(vectors, parameters)
  const fold = (history: History) => {
    const own = weighHistory(history, items, weighing)
    return {
      own,
      ...solveOne(
        own.items,
        own.weights.map((weight) => alpha * weight),
        vectors,
        shared,
        factors,
      ),
    }
  }
  const vectorOf = (item: number): Float64Array => vectors.subarray(item * factors, (item + 1) * factors)
  return {
    method: 'als',
    items,
    notes,
    score(history, out) {
      out.fill(0)
      const { own, vector } = fold(history)
      if (own.items.length === 0) return
      for (let item = 0; item < items; item++) out[item] = dot(vector, vectorOf(item))
    },
    similar(item, k) {
      if (!Number.isInteger(item) || item < 0 || item >= items) return []
      const scores = new Float64Array(items)
      const own = vectorOf(item)
      const length = Math.sqrt(dot(own, own))
      if (length === 0) return []
      for (let other = 0; other < items; other++) {
        const theirs = vectorOf(other)
        const size = Math.sqrt(dot(theirs, theirs))
        scores[other] = size === 0 || other === item ? 0 : dot(own, theirs) / (length * size)
      }
      return topItems(scores, k)
    },
    explain(history, item) {
      if (!Number.isInteger(item) || item < 0 || item >= items) return []
      const { own, lower } = fold(history)
      const towards = solveCholesky(lower, vectorOf(item))
      return shareReasons(
        Array.from(own.items, (source, at) => {
          const confidence = 1 + alpha * (own.weights[at] as number)
          return [source, confidence * dot(towards, vectorOf(source))] as const
        }),
      )
    },
    toBytes: () => writeModelBytes({ method: 'als', items, meta: { parameters, notes }, arrays: { vectors } }),
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
