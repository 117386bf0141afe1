import type { History } from './interactions.ts'
import { readModelBytes, writeModelBytes } from './model-bytes.ts'
import type { FittedRecommender, Reason, ScoredItem } from './recommender.ts'
import { topItems } from './top-items.ts'

/** A fitted method and its part in a blend. */
export interface BlendPart {
  readonly weight: number
  readonly model: FittedRecommender
}

/**
 * A blend of fitted methods: each one's scores are divided by the largest of them, so that a weight means the same for all,
 * and added up.
 */
export function blendRecommender(
  parts: readonly BlendPart[],
  items: number,
  notes: FittedRecommender['notes'],
): FittedRecommender {
  // Scores of one part, the largest 1; used up before the next call.
  const scratch = new Float64Array(items)
  const scaledScores = (model: FittedRecommender, history: History): Float64Array => {
    model.score(history, scratch)
    let best = 0
    for (let item = 0; item < items; item++) best = Math.max(best, scratch[item] as number)
    if (best > 0) for (let item = 0; item < items; item++) scratch[item] = (scratch[item] as number) / best
    return scratch
  }
  return {
    method: 'blend',
    items,
    notes,
    score(history, out) {
      out.fill(0)
      for (const { model, weight } of parts) {
        const scores = scaledScores(model, history)
        for (let item = 0; item < items; item++) {
          out[item] = (out[item] as number) + weight * (scores[item] as number)
        }
      }
    },
    similar(item, k): readonly ScoredItem[] {
      const sums = new Float64Array(items)
      for (const { model, weight } of parts) {
        const near = model.similar(item, items)
        const best = near[0]?.score ?? 1
        for (const one of near) sums[one.item] = (sums[one.item] as number) + (weight * one.score) / best
      }
      return topItems(sums, k)
    },
    explain(history, item): readonly Reason[] {
      const sums = new Map<number, number>()
      let total = 0
      for (const { model, weight } of parts) {
        const share = weight * Math.max(0, scaledScores(model, history)[item] ?? 0)
        if (share === 0) continue
        const reasons = model.explain(history, item)
        if (reasons.length > 0) total += share
        for (const reason of reasons) sums.set(reason.item, (sums.get(reason.item) ?? 0) + share * reason.share)
      }
      return [...sums]
        .map(([source, sum]) => ({ item: source, share: sum / total }))
        .toSorted((a, b) => b.share - a.share || a.item - b.item)
    },
    toBytes: () =>
      writeModelBytes({
        method: 'blend',
        items,
        meta: { notes, weights: parts.map(({ weight }) => weight) },
        arrays: Object.fromEntries(parts.map(({ model }, index) => [`part_${index}`, model.toBytes()])),
      }),
  }
}

/**
 * @param read - reads the bytes of one part, of any method
 * @throws {InvalidInputError} when the bytes are no blend
 */
export function blendFromBytes(bytes: Uint8Array, read: (part: Uint8Array) => FittedRecommender): FittedRecommender {
  const { items, meta, arrays } = readModelBytes(bytes, 'blend')
  const { notes, weights } = meta as { readonly notes: FittedRecommender['notes']; readonly weights: readonly number[] }
  const parts = weights.flatMap((weight, index) => {
    const part = arrays[`part_${index}`]
    return part instanceof Uint8Array ? [{ weight, model: read(part) }] : []
  })
  return blendRecommender(parts, items, notes)
}
