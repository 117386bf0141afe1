import type { Store } from '../../open.ts'

export interface StoredText {
  readonly id: string
  readonly title: string | null
  readonly body: string | null
}

/** Texts of all reviews that have any, in the order of their ids. */
export const readReviewTexts = (store: Store): StoredText[] =>
  store.sqlite
    .prepare<[], StoredText>(
      `SELECT id, title, body FROM reviews WHERE coalesce(title, '') <> '' OR coalesce(body, '') <> '' ORDER BY id`,
    )
    .all()

/** Texts of all articles, approved or not: who may be shown one is decided when it is read. */
export const readArticleTexts = (store: Store): StoredText[] =>
  store.sqlite.prepare<[], StoredText>('SELECT id, title, body FROM articles ORDER BY id').all()

/**
 * A text that differs whenever reviews or articles may: their newest rows and counts, and what imports brought and changed. The
 * version of all facts would move with every event.
 */
export function readTextVersion({ sqlite }: Store): string {
  const row = sqlite
    .prepare<[], (number | null)[]>(
      `SELECT (SELECT max(rowid) FROM reviews), (SELECT count(*) FROM reviews), (SELECT max(rowid) FROM articles),
         (SELECT count(*) FROM articles),
         (SELECT sum(imported + updated) FROM imports WHERE kind IN ('reviews', 'articles'))`,
    )
    .raw()
    .get()
  return (row ?? []).map((value) => value ?? 0).join('.')
}

/** Ids of all reviews that have a text. */
export const readReviewIds = (store: Store): string[] =>
  store.sqlite
    .prepare<[], string>(
      `SELECT id FROM reviews WHERE coalesce(title, '') <> '' OR coalesce(body, '') <> '' ORDER BY id`,
    )
    .pluck()
    .all()

/** Texts of these reviews. */
export const readTextsOf = (store: Store, ids: readonly string[]): StoredText[] =>
  store.sqlite
    .prepare<[string], StoredText>(
      'SELECT id, title, body FROM reviews WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .all(JSON.stringify(ids))
