import { articles, reviews } from '../../src/store/schema/index.ts'
import type { Store } from '../../src/store/open.ts'
import { dayOfDate } from '../../src/lib/time-zone.ts'

export interface TestReview extends Partial<Omit<typeof reviews.$inferInsert, 'writtenAt' | 'writtenDay'>> {
  readonly id: string
  readonly body: string
  /** Date; noon in UTC. */
  readonly on?: string
}

/** Reviews as importing would leave them. */
export function addReviews(store: Store, rows: readonly TestReview[]): void {
  for (const { on = '2025-06-01', ...row } of rows) {
    const writtenDay = dayOfDate(on)
    store.db
      .insert(reviews)
      .values({ ...row, writtenDay, writtenAt: writtenDay * 86_400_000 + 43_200_000 })
      .run()
  }
}

export interface TestArticle extends Partial<Omit<typeof articles.$inferInsert, 'updatedAt'>> {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly on?: string
}

export function addArticles(store: Store, rows: readonly TestArticle[]): void {
  for (const { on = '2025-01-01', ...row } of rows) {
    store.db
      .insert(articles)
      .values({ language: 'en', ...row, updatedAt: dayOfDate(on) * 86_400_000 })
      .run()
  }
}

/** Words that make texts alike and unlike: text i is about topic i mod 8. */
export function topicTexts(count: number): { id: string; text: string }[] {
  const topics = [
    'battery charge power socket',
    'parcel courier late delivery',
    'colour shade bright paint',
    'size narrow foot heel',
    'taste bean roast aroma',
    'price cheap value money',
    'sound bass noise volume',
    'zip seam fabric stitch',
  ]
  return Array.from({ length: count }, (_, i) => {
    const words = (topics[i % topics.length] ?? '').split(' ')
    const [a, b, c] = [i % 4, (i >> 2) % 4, (i >> 4) % 4]
    return { id: `review:R-${i}`, text: `${words[a]} ${words[b]} ${words[c]} item${i % 97} note${i % 61}` }
  })
}
