import type { Language } from '../../lib/answer.ts'
import type { Passage, PassageBook } from './load-passages.ts'

const kept = new WeakMap<PassageBook, Map<string, readonly Passage[]>>()

/** First passages of articles about a topic, those of the reader's language first; one for each article. */
export function articlesAbout(book: PassageBook, topic: string, language: Language): readonly Passage[] {
  const known = kept.get(book) ?? new Map<string, readonly Passage[]>()
  kept.set(book, known)
  const key = `${topic}/${language}`
  const before = known.get(key)
  if (before !== undefined) return before
  const shareOf = ({ about }: Passage): number => about.find((one) => one.topic === topic)?.share ?? 0
  const seen = new Set<string>()
  const found = book.passages
    .filter((passage) => shareOf(passage) >= 0.5 && (passage.language ?? language) === language)
    .toSorted((a, b) => shareOf(b) - shareOf(a) || b.updatedAt - a.updatedAt)
    .filter(({ articleId }) => !seen.has(articleId) && seen.add(articleId))
  known.set(key, found)
  return found
}
