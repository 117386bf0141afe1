import { kMeans } from '../../cluster/k-means.ts'
import type { Random } from '../../../lib/random.ts'
import { topicSpace } from './topic-space.ts'

/** A topic that nobody named beforehand: the words by which a text is known to speak of it, the most telling first. */
export interface LearntTopic {
  readonly name: string
  readonly terms: readonly string[]
  /** Texts of the group that it was read from. */
  readonly texts: number
}

export interface LearnTopicsOptions {
  readonly random: Random
  /** Smaller groups are no topic. */
  readonly minimumTexts: number
  /** Topics kept, the largest first. */
  readonly most: number
}

const RANK = 40
const TERMS = 3
const TEXTS_PER_GROUP = 25
const MOST_GROUPS = 40
/** Share of a group's texts that must hold one of its words: less is a group of leftovers. */
const COHESION = 0.7

/**
 * Topics of short texts: groups in the latent space, each named by the words that stand in it far more often than outside;
 * groups that share their first word are one topic.
 *
 * @param texts - telling words of each text; function words should be gone
 * @returns topics, the largest first; none when there are too few texts
 * @example learnTopics(texts, { random, minimumTexts: 20, most: 10 })[0]?.name // => 'strap / loose'
 * Time that of the decomposition and the grouping.
 */
export function learnTopics(texts: readonly (readonly string[])[], options: LearnTopicsOptions): LearntTopic[] {
  const { random, minimumTexts, most } = options
  const k = Math.min(MOST_GROUPS, Math.floor(texts.length / TEXTS_PER_GROUP))
  if (k < 2) return []
  const space = topicSpace(texts, { rank: RANK, random, minimumTexts: 3, maximumShare: 0.5 })
  if (space.rank === 0) return []
  const { codes, sizes } = kMeans(space.points, { k, random, starts: 5 })
  const [inGroup, overall] = countTerms(texts, codes, space.terms.terms)
  const topics = new Map<string, LearntTopic>()
  for (const [code, counts] of inGroup) {
    const size = sizes[code] ?? 0
    if (size < minimumTexts) continue
    const terms = tellingTerms(counts, overall, size, texts.length)
    const [first] = terms
    if (first === undefined) continue
    const holding = texts.filter((words, i) => codes[i] === code && words.some((word) => terms.includes(word))).length
    if (holding < COHESION * size) continue
    const known = topics.get(first)
    const merged = [...new Set([...(known?.terms ?? []), ...terms])]
    topics.set(first, {
      name: merged.slice(0, 2).join(' / '),
      terms: merged.slice(0, 2 * TERMS),
      texts: (known?.texts ?? 0) + size,
    })
  }
  return [...topics.values()].toSorted((a, b) => b.texts - a.texts || (a.name < b.name ? -1 : 1)).slice(0, most)
}

/** Texts that hold each term, by group and over all. */
function countTerms(
  texts: readonly (readonly string[])[],
  codes: Int32Array,
  known: ReadonlyMap<string, number>,
): readonly [Map<number, Map<string, number>>, Map<string, number>] {
  const inGroup = new Map<number, Map<string, number>>()
  const overall = new Map<string, number>()
  texts.forEach((words, i) => {
    const code = codes[i] ?? 0
    const counts = inGroup.get(code) ?? new Map<string, number>()
    inGroup.set(code, counts)
    for (const word of new Set(words)) {
      if (!known.has(word)) continue
      counts.set(word, (counts.get(word) ?? 0) + 1)
      overall.set(word, (overall.get(word) ?? 0) + 1)
    }
  })
  return [inGroup, overall]
}

/** Words of at least a fifth of the group whose share inside exceeds that outside the most. */
function tellingTerms(
  counts: ReadonlyMap<string, number>,
  overall: ReadonlyMap<string, number>,
  size: number,
  texts: number,
): string[] {
  return [...counts]
    .filter(([, count]) => count >= size / 5)
    .map(([word, count]) => {
      const outside = ((overall.get(word) ?? 0) - count) / Math.max(1, texts - size)
      return [word, count / size - outside] as const
    })
    .filter(([, lead]) => lead > 0.1)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, TERMS)
    .map(([word]) => word)
}
