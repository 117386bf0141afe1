import { contentWords } from '../../compute/text/content-words.ts'
import type { Language } from '../../lib/answer.ts'
import type { ServiceContext } from '../context.ts'
import { openTextSearch, type TextSearch } from '../text-index/open-text-search.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import { loadPassages, type Passage } from './load-passages.ts'
import { findTopics, type FoundTopic } from './service-topics.ts'

export interface RankedPassage {
  readonly passage: Passage
  /** In [0, 1]; comparable between questions. */
  readonly score: number
}

export interface RankedPassages {
  /** Best first. */
  readonly ranked: readonly RankedPassage[]
  readonly language: Language
  /** Whether the passages speak the question's language. */
  readonly sameLanguage: boolean
  readonly articles: number
  readonly searchMode: TextSearch['mode']
  readonly topics: readonly FoundTopic[]
}

/**
 * Below this the best passage is as likely about something else: the middle between the lowest score of questions that the demo
 * articles answer and the highest of those that they do not (evals/models/demo-articles.ts).
 */
export const ANSWERS_FROM = 0.42

const UNKNOWN_REST = 0.7

/** Words of questions about rules that say nothing of which rule. */
const EMPTY = new Set(
  'polic rule question info information know tell explain long many much need want help shop order item product thing take 政策 规定 规则 说明 问题 想 知道 介绍 多久 多长 时间 商品 东西 订单 之内 以内 内 几天 天 到账 比例'.split(
    ' ',
  ),
)

/** One Chinese character is mostly a verb that every question has. */
const LONE = /^\p{Script=Han}$/u

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/**
 * Passages by how well they answer a question: shared words (BM25), nearness in meaning (vectors), and whether both are about
 * the same matter, for "money back" shares no word with "refund". Passages in the question's language come first; those of
 * another are looked at only when none of them answers.
 */
export async function rankPassages(ctx: ServiceContext, question: string): Promise<RankedPassages> {
  const book = loadPassages(ctx.store, ctx.asOf.until)
  const language: Language = isChinese(question) ? 'zh' : 'en'
  // Whether somebody asks about a product says nothing of which.
  const topics = findTopics(question).filter(({ topic }) => topic !== 'product_question')
  const tell = (text: string): string[] =>
    contentWords(text, sharedTokeniser()).filter((word) => !EMPTY.has(word) && !LONE.test(word))
  const telling = tell(question)
  const phrases = topics.flatMap((topic) => topic.named)
  const named = new Set(phrases.flatMap(tell))
  const besides = telling.filter((word) => !named.has(word) && !phrases.some((phrase) => word.includes(phrase)))
  // "Send it back" is read by its matter: that no article has these very words says nothing against one on returns.
  const shares = book.bm25.shares(telling.filter((word) => besides.includes(word) || book.bm25.has(word)))
  const sharesBesides = book.bm25.shares(besides)
  const search = await openTextSearch(ctx, 'articles')
  const keys = new Set(book.passages.map(({ key }) => key))
  const hits = await search.find(question, { k: keys.size, only: keys })
  const likeness = new Map(hits.map((hit) => [hit.key, Math.max(0, hit.likeness)]))
  const scored = book.passages.map((passage, i): RankedPassage => {
    const words = telling.length === 0 ? 0 : (shares[i] ?? 0)
    const near = likeness.get(passage.key) ?? 0
    // "Do you ship to Mars": an article on shipping that knows nothing of Mars is half an answer.
    const rest = besides.length === 0 ? 1 : UNKNOWN_REST + (1 - UNKNOWN_REST) * (sharesBesides[i] ?? 0)
    const matter = matterOf(passage, topics) * rest
    const score = topics.length === 0 ? 0.7 * words + 0.1 * near : 0.45 * words + 0.45 * matter + 0.1 * near
    return { passage, score }
  })
  const inOrder = (own: boolean): RankedPassage[] =>
    scored
      .filter(({ passage }) => ((passage.language ?? language) === language) === own)
      .toSorted((a, b) => b.score - a.score || (a.passage.key < b.passage.key ? -1 : 1))
  const own = inOrder(true)
  const other = inOrder(false)
  const sameLanguage = (own[0]?.score ?? 0) >= ANSWERS_FROM || (other[0]?.score ?? 0) < ANSWERS_FROM
  return {
    ranked: sameLanguage ? own : other,
    language,
    sameLanguage,
    articles: book.articles,
    searchMode: search.mode,
    topics,
  }
}

/** How far passage and question are about the same: all of it when the title says so, half when only the text does. */
function matterOf({ about, mentions }: Passage, topics: readonly FoundTopic[]): number {
  const shareOf = (found: readonly FoundTopic[], topic: string): number =>
    found.find((one) => one.topic === topic)?.share ?? 0
  return topics.reduce(
    (sum, { topic, share }) => sum + share * Math.min(1, shareOf(about, topic) + 0.5 * shareOf(mentions, topic)),
    0,
  )
}
