import { contentWords } from '../../compute/text/content-words.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import type { Embedder } from '../../vectors/embedder.ts'
import { buildHnswIndex } from '../../vectors/hnsw-index.ts'
import type { TextIndex } from '../../vectors/text-index.ts'
import { postWords } from '../../vectors/word-postings.ts'
import { gatherPoints } from './gather-points.ts'
import type { IndexedText } from './indexed-texts.ts'

export interface BuildTextIndexOptions {
  readonly texts: readonly IndexedText[]
  readonly watermark: string
  /** The index before, whose points of unchanged texts are kept; null builds anew. */
  readonly earlier: TextIndex | null
  /** Embeddings of an endpoint; null takes the embedded space. */
  readonly remote: Embedder | null
  readonly signal?: AbortSignal | undefined
}

export interface BuiltTextIndex {
  readonly index: TextIndex
  readonly added: number
  readonly removed: number
  /** Whether a model was fitted or changed, and every text embedded again. */
  readonly rebuilt: boolean
}

/**
 * An index of these texts. Texts that the earlier index has are not embedded again; those that went or changed leave, and
 * with them their points: the graph is then built anew, so that none of their numbers stays in a file.
 *
 * @throws {KithError} CANCELLED when the signal asked for it
 */
export async function buildTextIndex(options: BuildTextIndexOptions): Promise<BuiltTextIndex> {
  const { texts, watermark, earlier, remote, signal } = options
  const tokeniser = sharedTokeniser()
  const before = earlier === null ? null : { ...earlier, points: earlier.points.points() }
  const { model, fittedOn, space, dimension, kept, added, gone, anew } = await gatherPoints({
    texts,
    earlier: before,
    remote,
    tokeniser,
    signal,
  })
  let index = anew ? null : (earlier?.points ?? null)
  if (index === null || gone.size > 0) index = await buildHnswIndex([...kept, ...added], dimension)
  else await index.add(added)
  const byId = new Map(texts.map(({ id, text }) => [id, text]))
  return {
    index: {
      model,
      watermark,
      fittedOn,
      points: index,
      words: postWords(index.entries.map(({ id }) => contentWords(byId.get(id) ?? '', tokeniser))),
      space,
    },
    added: added.length,
    removed: gone.size,
    rebuilt: anew,
  }
}
