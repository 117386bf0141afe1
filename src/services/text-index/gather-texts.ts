import { contentWords } from '../../compute/text/content-words.ts'
import type { TextSpace } from '../../compute/text/fit-text-space.ts'
import type { Store } from '../../store/open.ts'
import type { Embedder } from '../../vectors/embedder.ts'
import { openSoundParts } from '../../vectors/text-index.ts'
import type { IndexedPoint } from '../../vectors/vector-index.ts'
import { postWords, type WordPostings } from '../../vectors/word-postings.ts'
import { gatherPoints } from './gather-points.ts'
import { indexedTexts, type IndexedText } from './indexed-texts.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'

/** Every text of the store as it is searched without a graph. */
export interface GatheredTexts {
  readonly model: string
  readonly space: TextSpace | null
  readonly dimension: number
  readonly points: readonly IndexedPoint[]
  /** Labels are positions in `points`. */
  readonly words: WordPostings
}

export interface GatherTextsOptions {
  readonly folder: string
  readonly remote: Embedder | null
  /** All of the store's when left out. */
  readonly texts?: readonly IndexedText[]
}

/**
 * What every text is found by: words and vectors. Those of a saved index are taken as far as their bytes can be trusted, the
 * rest is made from the texts, so that answers are those of an index that was never damaged.
 */
export async function gatherTexts(
  store: Store,
  { folder, remote, texts = indexedTexts(store) }: GatherTextsOptions,
): Promise<GatheredTexts> {
  const parts = await openSoundParts(folder)
  const tokeniser = sharedTokeniser()
  const { model, space, dimension, kept, added, gone } = await gatherPoints({
    texts,
    earlier: parts === null ? null : { ...parts, points: parts.points ?? [] },
    remote,
    tokeniser,
  })
  const points = [...kept, ...added]
  const untouched = parts !== null && parts.words !== null && added.length === 0 && gone.size === 0
  if (untouched && kept.length === parts.points?.length) {
    return { model, space, dimension, points, words: parts.words }
  }
  const byId = new Map(texts.map(({ id, text }) => [id, text]))
  const words = postWords(points.map(({ id }) => contentWords(byId.get(id) ?? '', tokeniser)))
  return { model, space, dimension, points, words }
}
