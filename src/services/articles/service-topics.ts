import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { normaliseText } from '../../compute/text/normalise-text.ts'

/** What people write to a shop about; the names are those of `issue` in tickets where both know a topic. */
export type ServiceTopic = string

interface TopicWords {
  readonly topic: ServiceTopic
  readonly english: readonly RegExp[]
  readonly chinese: readonly string[]
}

type TopicFile = Readonly<Record<string, { readonly en: readonly string[]; readonly zh: readonly string[] }>>

let topics: readonly TopicWords[] | null = null

function readTopics(): readonly TopicWords[] {
  topics ??= Object.entries(
    JSON.parse(
      readFileSync(fileURLToPath(new URL('../../../data/lexicons/service-topics.json', import.meta.url)), 'utf8'),
    ) as TopicFile,
  ).map(([topic, { en, zh }]) => ({
    topic,
    english: en.map(phraseOf),
    chinese: zh,
  }))
  return topics
}

/** A word also stands for its plural ("parcels"), an asterisk for up to three words ("send my shoes back"). */
const phraseOf = (phrase: string): RegExp =>
  new RegExp(`(?<![a-z])${phrase.replaceAll(' * ', '(?: \\S+){1,3} ').replaceAll(' ', '\\s+')}(?:s|es)?(?![a-z])`, 'g')

/** A topic with how strongly a text speaks of it, as a share of all that it speaks of. */
export interface FoundTopic {
  readonly topic: ServiceTopic
  readonly share: number
  /** What named it, as normalised text. */
  readonly named: readonly string[]
}

/** Topics of a text by the words of both languages, strongest first; empty when it names none. */
export function findTopics(text: string): FoundTopic[] {
  const folded = normaliseText(text.slice(0, 8000))
  const weights = readTopics().flatMap(({ topic, english, chinese }) => {
    let weight = 0
    const named: string[] = []
    // What more words say is said more surely: "send it back" more than "back".
    for (const phrase of english) {
      for (const [found] of folded.matchAll(phrase)) {
        weight += found.split(/\s+/).length
        named.push(found)
      }
    }
    for (const phrase of chinese) {
      const times = folded.split(phrase).length - 1
      weight += times * (phrase.length > 2 ? 2 : 1)
      if (times > 0) named.push(phrase)
    }
    return weight === 0 ? [] : [{ topic, weight, named }]
  })
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  return weights
    .map(({ topic, weight, named }) => ({ topic, share: weight / total, named }))
    .toSorted((a, b) => b.share - a.share || (a.topic < b.topic ? -1 : 1))
}
