import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalisedMutualInformation } from '../../src/compute/cluster/normalised-mutual-information.ts'
import { scoreReviewText } from '../../src/services/reviews/score-review-text.ts'
import { openStore } from '../../src/store/open.ts'
import { readReviews } from '../../src/store/queries/reviews/read-reviews.ts'
import { atLeast, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Truth {
  readonly review: string
  /** `+battery`, `-delivery` */
  readonly mentions?: readonly string[]
}

/** A planted aspect under the name that it has as a topic. */
const topicOf = (mention: string): string => (mention.slice(1) === 'fit' ? 'size_fit' : mention.slice(1))

/**
 * Planted topics of the demo shop. Reviews that were planted with one aspect are told apart by the first that is found in
 * them; over all reviews, each planted aspect is looked for.
 */
export const demoTopics: Check = {
  id: 'demo-topics',
  data: 'demo shop',
  async run() {
    const { home } = await demoShop()
    const lines = readFileSync(join(home, 'demo', 'truths-reviews.jsonl'), 'utf8')
      .trim()
      .split('\n')
    const truths = new Map(lines.map((line) => JSON.parse(line) as Truth).map((truth) => [truth.review, truth]))
    const store = openStore(join(home, 'kith.sqlite'))
    const names: string[] = ['none']
    const codeOf = (name: string): number => {
      const at = names.indexOf(name)
      return at >= 0 ? at : names.push(name) - 1
    }
    const [planted, found]: [number[], number[]] = [[], []]
    let [told, right, spoken, seen] = [0, 0, 0, 0]
    for (const { id, body } of readReviews(store)) {
      const mentions = truths.get(id)?.mentions
      if (mentions === undefined || body === null) continue
      const read = scoreReviewText(body).mentions
      const wanted = new Set(mentions.map(topicOf))
      const known = new Set(read.map(({ aspect }) => aspect))
      told += wanted.size
      right += [...wanted].filter((name) => known.has(name)).length
      spoken += known.size
      seen += [...known].filter((name) => wanted.has(name)).length
      if (wanted.size !== 1) continue
      planted.push(codeOf([...wanted][0] ?? 'none'))
      found.push(codeOf(read[0]?.aspect ?? 'none'))
    }
    store.close()
    return [
      atLeast('topics of reviews with one planted aspect, NMI', 0.9, normalisedMutualInformation(planted, found), 3),
      atLeast('planted aspects that are found', 0.9, right / told, 3),
      atLeast('found aspects that were planted', 0.8, seen / spoken, 3),
    ]
  },
}
