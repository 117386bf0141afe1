import { InvalidInputError } from '../../lib/errors.ts'
import { checkInteractions, type Interactions } from './interactions.ts'
import { float64Of, int32Of, readModelBytes, writeModelBytes } from './model-bytes.ts'
import type { FitContext, FittedRecommender, ItemFeatures, Recommender } from './recommender.ts'
import { shareReasons } from './share-reasons.ts'
import { topItems } from './top-items.ts'
import { weighHistory, type HistoryWeighing } from './weigh-history.ts'

export interface ContentParameters {
  readonly weighing: HistoryWeighing
}

/**
 * Content: items described like those of the history, by attributes and words. Knows products that nobody bought yet, and
 * knows nothing of taste that the descriptions do not show.
 *
 * The score is the sum over the history of weight x cosine between descriptions.
 *
 * @see Lops, de Gemmis & Semeraro (2011), Recommender Systems Handbook, chapter 3.
 * Time and memory O(entries of the descriptions).
 */
export const content: Recommender<ContentParameters> = {
  method: 'content',
  defaults: { weighing: { repeats: 'once', decayPerEvent: 0.9, halfLifeDays: 0 } },
  fit: fitContent,
  fromBytes(bytes) {
    const parts = readModelBytes(bytes, 'content')
    const { features, weighing } = parts.meta as { readonly features: number; readonly weighing: HistoryWeighing }
    return contentRecommender(
      {
        items: parts.items,
        features,
        starts: int32Of(parts, 'starts'),
        featureIds: int32Of(parts, 'featureIds'),
        values: float64Of(parts, 'values'),
      },
      weighing,
    )
  },
}

function fitContent(
  interactions: Interactions,
  { weighing }: ContentParameters,
  { features }: FitContext,
): FittedRecommender {
  checkInteractions(interactions)
  if (features === undefined) throw new InvalidInputError('the content method needs features of the items')
  if (features.items !== interactions.items) {
    throw new InvalidInputError(`${features.items} items are described, the interactions have ${interactions.items}`)
  }
  const values = features.values.slice()
  for (let item = 0; item < features.items; item++) {
    const row = values.subarray(features.starts[item], features.starts[item + 1])
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    if (length > 0) for (let at = 0; at < row.length; at++) row[at] = (row[at] as number) / length
  }
  return contentRecommender({ ...features, values }, weighing)
}

/** @param described - rows of length 1 or empty */
function contentRecommender(described: ItemFeatures, weighing: HistoryWeighing): FittedRecommender {
  const { items, features, starts, featureIds, values } = described
  const known = (item: number): boolean => Number.isInteger(item) && item >= 0 && item < items
  const addRow = (item: number, factor: number, sums: Float64Array): void => {
    for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) {
      const feature = featureIds[at] as number
      sums[feature] = (sums[feature] as number) + factor * (values[at] as number)
    }
  }
  const along = (item: number, sums: Float64Array): number => {
    let sum = 0
    for (let at = starts[item] as number; at < (starts[item + 1] as number); at++) {
      sum += (values[at] as number) * (sums[featureIds[at] as number] as number)
    }
    return sum
  }
  return {
    method: 'content',
    items,
    notes: { features, entries: values.length },
    score(history, out) {
      out.fill(0)
      const own = weighHistory(history, items, weighing)
      const profile = new Float64Array(features)
      for (const [at, item] of own.items.entries()) addRow(item, own.weights[at] as number, profile)
      for (let item = 0; item < items; item++) out[item] = along(item, profile)
    },
    similar(item, k) {
      if (!known(item)) return []
      const profile = new Float64Array(features)
      addRow(item, 1, profile)
      return topItems(
        Float64Array.from({ length: items }, (_value, other) => (other === item ? 0 : along(other, profile))),
        k,
      )
    },
    explain(history, item) {
      if (!known(item)) return []
      const own = weighHistory(history, items, weighing)
      const wanted = new Float64Array(features)
      addRow(item, 1, wanted)
      return shareReasons(
        Array.from(own.items, (source, at) => [source, (own.weights[at] as number) * along(source, wanted)] as const),
      )
    },
    toBytes: () =>
      writeModelBytes({
        method: 'content',
        items,
        meta: { features, weighing },
        arrays: { starts, featureIds, values },
      }),
  }
}
