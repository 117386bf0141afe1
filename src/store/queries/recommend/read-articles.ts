import type { Store } from '../../open.ts'

export interface ArticleRow {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly language: string | null
  readonly category: string | null
  readonly url: string | null
  /** UTC ms */
  readonly updatedAt: number
}

/** Approved articles as they stood before `until` (exclusive UTC ms), newest first. */
export const readArticles = (store: Store, until: number): ArticleRow[] =>
  store.sqlite
    .prepare<[number], ArticleRow>(
      `SELECT id, title, body, language, category, url, updated_at AS updatedAt FROM articles
       WHERE approved = 1 AND updated_at < ? ORDER BY updated_at DESC, id`,
    )
    .all(until)
