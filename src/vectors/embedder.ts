import { placeText, positionsOf, type TextSpace } from '../compute/text/fit-text-space.ts'
import { hashTerm } from '../compute/text/hash-term.ts'
import { textTerms } from '../compute/text/text-terms.ts'
import type { Tokeniser } from '../compute/text/tokenise.ts'

/** Turns texts into points of one space. Points of different ids mean nothing to each other. */
export interface Embedder {
  /** Names the model and, for one that was fitted, what it was fitted on. */
  readonly id: string
  /** @returns one unit vector for each text, all of one length */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
  /** How much of a text the model knows, in [0, 1]: a point that one known n-gram made says little of the text. */
  known(text: string): number
}

/** The embedded default: terms of a text placed in a space that was fitted on the shop's own texts. */
export function spaceEmbedder(id: string, space: TextSpace, tokeniser: Tokeniser): Embedder {
  const positions = positionsOf(space.hashes)
  return {
    id,
    embed: (texts) => Promise.resolve(texts.map((text) => placeText(space, positions, textTerms(text, tokeniser)))),
    known: (text) => {
      const terms = textTerms(text, tokeniser)
      return terms.filter((term) => positions.has(hashTerm(term))).length / Math.max(1, terms.length)
    },
  }
}

/** What a configured endpoint gives, as unit vectors. */
export interface RemoteEmbeddings {
  readonly model: string
  embedDocuments(texts: string[]): Promise<number[][]>
}

/** Embeddings of a configured endpoint. */
export const remoteEmbedder = ({ model, embedDocuments }: RemoteEmbeddings): Embedder => ({
  id: `endpoint/${model}`,
  known: () => 1,
  embed: async (texts) => (await embedDocuments([...texts])).map(unit),
})

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values) || 1
  return Float32Array.from(values, (value) => value / length)
}
