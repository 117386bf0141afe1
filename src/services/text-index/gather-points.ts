import { fitTextSpace, type TextSpace } from '../../compute/text/fit-text-space.ts'
import { hashTerm } from '../../compute/text/hash-term.ts'
import { textTerms } from '../../compute/text/text-terms.ts'
import type { Tokeniser } from '../../compute/text/tokenise.ts'
import { KithError } from '../../lib/errors.ts'
import { seededRandom } from '../../lib/random.ts'
import { spaceEmbedder, type Embedder } from '../../vectors/embedder.ts'
import type { IndexedPoint } from '../../vectors/vector-index.ts'
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

/** What is kept of an index: its space, and points of texts as they were. */
export interface EarlierPoints {
  readonly model: string
  readonly fittedOn: number
  readonly space: TextSpace | null
  readonly points: readonly IndexedPoint[]
}

export interface GatherOptions {
  readonly texts: readonly IndexedText[]
  /** Null begins anew. */
  readonly earlier: EarlierPoints | null
  /** Embeddings of an endpoint; null takes the embedded space. */
  readonly remote: Embedder | null
  readonly tokeniser: Tokeniser
  readonly signal?: AbortSignal | undefined
}

export interface GatheredPoints {
  readonly model: string
  readonly fittedOn: number
  readonly space: TextSpace | null
  readonly dimension: number
  /** Earlier points whose texts are still the same, in their order. */
  readonly kept: readonly IndexedPoint[]
  /** Points of texts that are new or changed, in the order of the texts. */
  readonly added: readonly IndexedPoint[]
  /** Earlier points whose texts went or changed. */
  readonly gone: ReadonlySet<string>
  /** Whether nothing of what was there could be used. */
  readonly anew: boolean
}

/**
 * A point of every text: those that are known stay, the others are embedded in the space that is there, or in one that is
 * fitted on these texts where there is none or it has become too small. The same texts from nothing give the same points.
 *
 * @throws {KithError} CANCELLED when the signal asked for it
 */
export async function gatherPoints(options: GatherOptions): Promise<GatheredPoints> {
  const { texts, remote, tokeniser, signal } = options
  const earlier = options.earlier !== null && canGrow(options.earlier, remote, texts.length) ? options.earlier : null
  const space = remote !== null ? null : (earlier?.space ?? fitSpace(texts, tokeniser))
  const model = remote?.id ?? SPACE_MODEL
  const embedder = remote ?? spaceEmbedder(model, space as TextSpace, tokeniser)
  const known = new Map(earlier?.points.map(({ id, hash }) => [id, hash]))
  const hashes = new Map(texts.map(({ id, text }) => [id, hashTerm(text)]))
  const gone = new Set([...known.keys()].filter((id) => hashes.get(id) !== known.get(id)))
  const fresh = texts.filter(({ id }) => !known.has(id) || gone.has(id))
  const added: IndexedPoint[] = []
  for (let from = 0; from < fresh.length; from += BATCH) {
    if (signal?.aborted === true) throw new KithError('CANCELLED', 'building the index was stopped')
    const batch = fresh.slice(from, from + BATCH)
    const vectors = await embedder.embed(batch.map(({ text }) => text))
    batch.forEach(({ id }, i) => {
      added.push({ id, hash: hashes.get(id) ?? 0, vector: vectors[i] ?? new Float32Array(0) })
    })
  }
  const kept = earlier?.points.filter(({ id }) => !gone.has(id)) ?? []
  return {
    model,
    fittedOn: remote !== null ? 0 : (earlier?.fittedOn ?? texts.length),
    space,
    dimension: Math.max(1, (added[0] ?? earlier?.points[0])?.vector.length ?? DIMENSION),
    kept,
    added,
    gone,
    anew: earlier === null,
  }
}

/** Whether an index may be added to: the same model, and a space that still speaks of most of the texts. */
function canGrow(earlier: EarlierPoints, remote: Embedder | null, texts: number): boolean {
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
