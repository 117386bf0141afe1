import { contentWords } from '../../compute/text/content-words.ts'
import { fitTextSpace, type TextSpace } from '../../compute/text/fit-text-space.ts'
import { hashTerm } from '../../compute/text/hash-term.ts'
import { textTerms } from '../../compute/text/text-terms.ts'
import { createTokeniser, type Tokeniser } from '../../compute/text/tokenise.ts'
import { KithError } from '../../lib/errors.ts'
import { seededRandom } from '../../lib/random.ts'
import { spaceEmbedder, type Embedder } from '../../vectors/embedder.ts'
import { buildHnswIndex } from '../../vectors/hnsw-index.ts'
import type { TextIndex } from '../../vectors/text-index.ts'
import type { IndexedPoint } from '../../vectors/vector-index.ts'
import { postWords } from '../../vectors/word-postings.ts'
import type { IndexedText } from './indexed-texts.ts'

/** The embedded space: its code's version, its size, and the texts that it is fitted on at most. */
const SPACE_VERSION = 1
const DIMENSION = 128
const TERMS = 12_000
const FITTED_ON = 5000
/** A space whose texts have grown by so much is fitted again. */
const GROWTH = 1.5
const BATCH = 256
const SEED = 'kith'

export const SPACE_MODEL = `embedded/tfidf-svd-${DIMENSION}-v${SPACE_VERSION}`

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
  const { texts, watermark, remote, signal } = options
  const tokeniser = createTokeniser()
  const earlier = options.earlier !== null && canGrow(options.earlier, remote, texts.length) ? options.earlier : null
  const space = remote !== null ? null : (earlier?.space ?? fitSpace(texts, tokeniser))
  const model = remote?.id ?? SPACE_MODEL
  const embedder = remote ?? spaceEmbedder(model, space as TextSpace, tokeniser)

  const known = new Map(earlier?.points.entries.map(({ id, hash }) => [id, hash]))
  const hashes = new Map(texts.map(({ id, text }) => [id, hashTerm(text)]))
  const gone = new Set([...known.keys()].filter((id) => hashes.get(id) !== known.get(id)))
  const added = texts.filter(({ id }) => !known.has(id) || gone.has(id))
  const points: IndexedPoint[] = []
  for (let from = 0; from < added.length; from += BATCH) {
    if (signal?.aborted === true) throw new KithError('CANCELLED', 'building the index was stopped')
    const batch = added.slice(from, from + BATCH)
    const vectors = await embedder.embed(batch.map(({ text }) => text))
    batch.forEach(({ id }, i) => {
      points.push({ id, hash: hashes.get(id) ?? 0, vector: vectors[i] ?? new Float32Array(0) })
    })
  }
  const dimension = points[0]?.vector.length ?? earlier?.points.dimension ?? DIMENSION
  let index = earlier?.points ?? null
  if (index === null || gone.size > 0) {
    index?.remove(gone)
    index = await buildHnswIndex([...(index?.points() ?? []), ...points], Math.max(1, dimension))
  } else await index.add(points)

  const byId = new Map(texts.map(({ id, text }) => [id, text]))
  return {
    index: {
      model,
      watermark,
      fittedOn: remote !== null ? 0 : (earlier?.fittedOn ?? texts.length),
      points: index,
      words: postWords(index.entries.map(({ id }) => contentWords(byId.get(id) ?? '', tokeniser))),
      space,
    },
    added: added.length,
    removed: gone.size,
    rebuilt: earlier === null,
  }
}

/** Whether an index may be added to: the same model, and a space that still speaks of most of the texts. */
function canGrow(earlier: TextIndex, remote: Embedder | null, texts: number): boolean {
  if (remote !== null) return earlier.model === remote.id
  return earlier.model === SPACE_MODEL && earlier.space !== null && texts <= GROWTH * Math.max(1, earlier.fittedOn)
}

/** Fitted on texts that are spread evenly over all of them. */
function fitSpace(texts: readonly IndexedText[], tokeniser: Tokeniser): TextSpace {
  const step = Math.max(1, texts.length / FITTED_ON)
  const sample = Array.from({ length: Math.min(texts.length, FITTED_ON) }, (_, i) => texts[Math.floor(i * step)])
  return fitTextSpace(
    sample.map((one) => textTerms(one?.text ?? '', tokeniser)),
    {
      dimension: DIMENSION,
      terms: TERMS,
      minimumTexts: texts.length < 1000 ? 1 : 2,
      random: seededRandom(SEED),
    },
  )
}
