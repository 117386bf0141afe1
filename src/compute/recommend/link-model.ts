import type { History } from './interactions.ts'
import { addAllLinks, linkWeight, strongestLinks, type ItemLinks } from './item-links.ts'
import { float32Of, int32Of, readModelBytes, writeModelBytes } from './model-bytes.ts'
import type { FittedRecommender, RecommenderMethod } from './recommender.ts'
import { shareReasons } from './share-reasons.ts'
import { weighHistory, type HistoryWeighing } from './weigh-history.ts'

/** A recommender whose score is a sum over the history: weight of the event times link from its item. */
export interface LinkModel {
  readonly method: RecommenderMethod
  readonly links: ItemLinks
  readonly weighing: HistoryWeighing
  readonly notes: Readonly<Record<string, number | string>>
}

/**
 * The recommender of a link model: new events are scored without a refit, and every score splits exactly into what each
 * item of the history gives to it.
 */
export function linkRecommender({ method, links, weighing, notes }: LinkModel): FittedRecommender {
  const { items } = links
  return {
    method,
    items,
    notes,
    score(history, out) {
      out.fill(0)
      const own = weighHistory(history, items, weighing)
      addAllLinks(links, own.items, own.weights, out)
    },
    similar: (item, k) => strongestLinks(links, item, k),
    explain: (history: History, item) => {
      if (!Number.isInteger(item) || item < 0 || item >= items) return []
      const own = weighHistory(history, items, weighing)
      return shareReasons(
        Array.from(own.items, (source, at) => {
          return [source, (own.weights[at] as number) * linkWeight(links, source, item)] as const
        }),
      )
    },
    toBytes: () =>
      writeModelBytes({
        method,
        items,
        meta: { weighing, notes },
        arrays: { starts: links.starts, targets: links.targets, weights: links.weights },
      }),
  }
}

/**
 * @param weighing - in place of the stored one: the same links may be asked with other weights
 * @throws {InvalidInputError} when the bytes are no model of this method
 */
export function linkRecommenderFromBytes(
  bytes: Uint8Array,
  method: RecommenderMethod,
  weighing?: HistoryWeighing,
): FittedRecommender {
  const parts = readModelBytes(bytes, method)
  return linkRecommender({
    method,
    links: {
      items: parts.items,
      starts: int32Of(parts, 'starts'),
      targets: int32Of(parts, 'targets'),
      weights: float32Of(parts, 'weights'),
    },
    weighing: weighing ?? (parts.meta['weighing'] as HistoryWeighing),
    notes: parts.meta['notes'] as LinkModel['notes'],
  })
}
