import { createBm25, type Bm25 } from '../../compute/text/bm25-share.ts'
import { chunkText } from '../../compute/text/chunk-text.ts'
import { contentWords } from '../../compute/text/content-words.ts'
import type { Store } from '../../store/open.ts'
import { readArticles } from '../../store/queries/recommend/read-articles.ts'
import { readTextVersion } from '../../store/queries/texts/read-texts.ts'
import { passageKey } from '../text-index/indexed-texts.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import { findTopics, type FoundTopic } from './service-topics.ts'

/** A passage of an approved article. */
export interface Passage {
  readonly key: string
  readonly articleId: string
  readonly title: string
  readonly heading: string
  /** Exactly as the article has it. */
  readonly text: string
  readonly language: string | null
  readonly category: string | null
  readonly url: string | null
  readonly updatedAt: number
  /** What its title, category and heading are about; what only its text is about. */
  readonly about: readonly FoundTopic[]
  readonly mentions: readonly FoundTopic[]
}

export interface PassageBook {
  readonly passages: readonly Passage[]
  readonly bm25: Bm25
  readonly articles: number
}

const kept = new WeakMap<Store, { readonly key: string; readonly book: PassageBook }>()

/** Passages of the articles that were approved and there before `until`; counted once for each state of the store. */
export function loadPassages(store: Store, until: number): PassageBook {
  const key = `${readTextVersion(store)}/${until}`
  const known = kept.get(store)
  if (known?.key === key) return known.book
  const articles = readArticles(store, until)
  const passages = articles.flatMap((article) =>
    chunkText(article.body).map((chunk, position): Passage => ({
      key: passageKey(article.id, position),
      articleId: article.id,
      title: article.title,
      heading: chunk.heading,
      text: chunk.text,
      language: article.language,
      category: article.category,
      url: article.url,
      updatedAt: article.updatedAt,
      about: findTopics(`${article.title} ${article.category ?? ''} ${chunk.heading}`),
      mentions: findTopics(chunk.text),
    })),
  )
  const tokeniser = sharedTokeniser()
  const words = passages.map(({ title, heading, text }) => contentWords(`${title}\n${heading}\n${text}`, tokeniser))
  const book = { passages, bm25: createBm25(words), articles: articles.length }
  kept.set(store, { key, book })
  return book
}
