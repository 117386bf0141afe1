import type { Store } from '../../open.ts'
import { readChangeStamp } from '../service/card-version.ts'

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

const versions = new WeakMap<Store, { readonly stamp: string; readonly version: string }>()

/**
 * A text that differs whenever reviews or articles may: their newest rows and counts, and what imports brought and changed. The
 * version of all facts would move with every event. Counted only when something was written at all since it was last asked for.
 */
export function readTextVersion(store: Store): string {
  const stamp = readChangeStamp(store)
  const known = versions.get(store)
  if (known?.stamp === stamp) return known.version
  const row = store.sqlite
    .prepare<[], (number | null)[]>(
      `SELECT (SELECT max(rowid) FROM reviews), (SELECT count(*) FROM reviews), (SELECT max(rowid) FROM articles),
         (SELECT count(*) FROM articles),
         (SELECT sum(imported + updated) FROM imports WHERE kind IN ('reviews', 'articles'))`,
    )
    .raw()
    .get()
  const version = (row ?? []).map((value) => value ?? 0).join('.')
  versions.set(store, { stamp, version })
  return version
}

export const countReviews = (store: Store): number =>
  store.sqlite.prepare<[], number>('SELECT count(*) FROM reviews').pluck().get() ?? 0

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
