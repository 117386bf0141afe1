import type { ScoredItem } from './recommender.ts'
import { topItems } from './top-items.ts'

/**
 * How strongly each item (source) speaks for each other (target), dense or sparse by row of the source.
 *
 * Sparse: the targets of source s are at positions starts[s] to starts[s + 1]. Dense: `starts` and `targets` are empty and
 * the weight of a pair is at s * items + t. Weights may be negative: items that rarely go together.
 */
export interface ItemLinks {
  readonly items: number
  readonly starts: Int32Array
  readonly targets: Int32Array
  readonly weights: Float32Array
}

const isDense = (links: ItemLinks): boolean => links.starts.length === 0

/** Adds factor x weight of every link from `source` to `out`. */
export function addLinks(links: ItemLinks, source: number, factor: number, out: Float64Array): void {
  const { items, starts, targets, weights } = links
  if (isDense(links)) {
    const from = source * items
    for (let t = 0; t < items; t++) out[t] = (out[t] as number) + factor * (weights[from + t] as number)
    return
  }
  const to = starts[source + 1] as number
  for (let at = starts[source] as number; at < to; at++) {
    const target = targets[at] as number
    out[target] = (out[target] as number) + factor * (weights[at] as number)
  }
}

/** Adds the links of several sources, each times its factor: four rows of dense links in one pass over `out`. */
export function addAllLinks(links: ItemLinks, sources: Int32Array, factors: Float64Array, out: Float64Array): void {
  let at = 0
  if (isDense(links)) {
    const { items, weights } = links
    for (; at + 3 < sources.length; at += 4) {
      const a = (sources[at] as number) * items
      const b = (sources[at + 1] as number) * items
      const c = (sources[at + 2] as number) * items
      const d = (sources[at + 3] as number) * items
      const fa = factors[at] as number
      const fb = factors[at + 1] as number
      const fc = factors[at + 2] as number
      const fd = factors[at + 3] as number
      for (let t = 0; t < items; t++) {
        out[t] =
          (out[t] as number) +
          (fa * (weights[a + t] as number) + fb * (weights[b + t] as number)) +
          (fc * (weights[c + t] as number) + fd * (weights[d + t] as number))
      }
    }
  }
  for (; at < sources.length; at++) addLinks(links, sources[at] as number, factors[at] as number, out)
}

/** The weight from `source` to `target`; 0 without a link. */
export function linkWeight(links: ItemLinks, source: number, target: number): number {
  const { items, starts, targets, weights } = links
  if (isDense(links)) return weights[source * items + target] as number
  const to = starts[source + 1] as number
  for (let at = starts[source] as number; at < to; at++) if (targets[at] === target) return weights[at] as number
  return 0
}

/** The k targets that a source speaks for most, itself left out. */
export function strongestLinks(links: ItemLinks, source: number, k: number): readonly ScoredItem[] {
  if (!Number.isInteger(source) || source < 0 || source >= links.items) return []
  const scores = new Float64Array(links.items)
  addLinks(links, source, 1, scores)
  scores[source] = 0
  return topItems(scores, k)
}
