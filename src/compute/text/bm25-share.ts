export interface Bm25Options {
  /** How fast repeating a word stops counting. */
  readonly k1?: number
  /** How much a long text must say more; 0 = not at all, 1 = in proportion. */
  readonly b?: number
}

/** Texts that were counted once and can be scored for many queries. */
export interface Bm25 {
  /**
   * For each text, its BM25 score over what a text could reach that consists of the query's words alone: what it holds of the
   * query, in [0, 1]. A word that no text has counts as the rarest, so that a query about something else scores low.
   */
  shares(query: readonly string[]): Float64Array
  /** Whether any text has the word. */
  has(word: string): boolean
}

/**
 * Okapi BM25 over passages, as a share of what the query could reach. The raw score has no scale: it grows with the length of
 * the query, and no threshold on it means the same for two questions.
 *
 * @param texts - words of each text, repeats kept
 * @example createBm25([['return', 'parcel'], ['coffee']]).shares(['coffee']) // => [0, 1.0...]
 * @see Robertson & Zaragoza (2009), Foundations and Trends in Information Retrieval 3(4), 333-389.
 * Time O(total words) once, then O(query x texts) a query; memory O(total words).
 */
export function createBm25(texts: readonly (readonly string[])[], { k1 = 1.2, b = 0.75 }: Bm25Options = {}): Bm25 {
  const counts = texts.map((words) => {
    const own = new Map<string, number>()
    for (const word of words) own.set(word, (own.get(word) ?? 0) + 1)
    return own
  })
  const holders = new Map<string, number>()
  for (const own of counts) for (const word of own.keys()) holders.set(word, (holders.get(word) ?? 0) + 1)
  const meanLength = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length)
  const idfOf = (word: string): number => {
    const held = Math.max(1, holders.get(word) ?? 1)
    return Math.log(1 + (texts.length - held + 0.5) / (held + 0.5))
  }
  return {
    has: (word) => holders.has(word),
    shares(query) {
      const words = [...new Set(query)]
      // The share of one word that is there once in a text of mean length counts as all of it.
      const reachable = words.reduce((sum, word) => sum + idfOf(word), 0)
      return Float64Array.from(counts, (own, i) => {
        let score = 0
        const norm = 1 - b + (b * (texts[i]?.length ?? 0)) / Math.max(1, meanLength)
        for (const word of words) {
          const count = own.get(word) ?? 0
          if (count > 0) score += (idfOf(word) * count * (k1 + 1)) / (count + k1 * norm)
        }
        return reachable === 0 ? 0 : Math.min(1, score / reachable)
      })
    },
  }
}
