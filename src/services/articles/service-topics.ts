import { findMatters } from './phrase-book.ts'

/** A matter that people write to a shop about, with its share of all that a text speaks of. */
export interface FoundTopic {
  /** As `issue` of tickets names it where both know it. */
  readonly topic: string
  readonly share: number
  /** What named it, as normalised text. */
  readonly named: readonly string[]
}

/** Topics of a text by the words of both languages, strongest first; empty when it names none. */
export function findTopics(text: string): FoundTopic[] {
  const found = findMatters('service-topics', text)
  const total = found.reduce((sum, { weight }) => sum + weight, 0)
  return found
    .map(({ name, weight, named }) => ({ topic: name, share: weight / total, named }))
    .toSorted((a, b) => b.share - a.share || (a.topic < b.topic ? -1 : 1))
}
