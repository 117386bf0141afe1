import { atLeast, atMost, type Check } from './check.ts'
import { CALIBRATION, HELD_OUT, type ArticleQuestion } from './support/article-questions.ts'
import { demoShop } from './support/demo-shop.ts'

interface Found {
  readonly best_score: number
  readonly answered: boolean
  readonly passages: readonly { readonly article_id: string }[]
}

/** Articles answer what they can and nothing else; the held-out questions set nothing. */
export const demoArticles: Check = {
  id: 'demo-articles',
  data: 'demo shop',
  async run() {
    const { call } = await demoShop()
    const shares = async (questions: readonly ArticleQuestion[]) => {
      let [right, answerable, madeUp] = [0, 0, 0]
      for (const [query, article] of questions) {
        const { answered, passages } = (await call('search_articles', { query })).data as Found
        if (article === null) madeUp += answered ? 1 : 0
        else {
          answerable += 1
          right += passages[0]?.article_id.startsWith(`${article}-`) === true ? 1 : 0
        }
      }
      return { right: right / answerable, madeUp: madeUp / (questions.length - answerable) }
    }
    const known = await shares(CALIBRATION)
    const heldOut = await shares(HELD_OUT)
    return [
      atLeast('right article first, questions of the threshold', 0.95, known.right, 3),
      atMost('answered though no article does, questions of the threshold', 0.05, known.madeUp, 3),
      atLeast('right article first, held-out questions', 0.85, heldOut.right, 3),
      atMost('answered though no article does, held-out questions', 0.15, heldOut.madeUp, 3),
    ]
  },
}
