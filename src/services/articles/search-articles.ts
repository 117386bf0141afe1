import { asOfDate } from '../../lib/as-of.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { articleDefinitions } from './definitions.ts'
import type { Passage } from './load-passages.ts'
import { ANSWERS_FROM, rankPassages, type RankedPassage } from './rank-passages.ts'

export interface SearchArticlesInput {
  readonly query: string
  readonly k?: number | undefined
}

/** A passage with where it stands: what a quote's marker is resolved to. */
export interface FoundPassage {
  readonly marker: string
  readonly article_id: string
  readonly title: string
  readonly heading: string | null
  readonly text: string
  readonly url: string | null
  readonly language: string | null
  readonly category: string | null
  readonly updated_on: string
  readonly score: number
}

export interface SearchArticlesData {
  readonly query: string
  /** False when no passage is near enough to be an answer. */
  readonly answered: boolean
  readonly threshold: number
  readonly best_score: number
  readonly passages: readonly FoundPassage[]
  readonly searched_articles: number
}

const LISTED = 3
const LONGEST_QUOTE = 700
/** Passages that score far below the best one are about something else. */
const NEAR_BEST = 0.6

/** Passages of the shop's articles that answer a question, each with its source; says so when none does. */
export async function searchArticles({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SearchArticlesInput
}): Promise<ServiceResult<SearchArticlesData>> {
  authorise(ctx, 'read:catalogue')
  const query = plainText(input.query, 2000)
  if (query === '') {
    throw new InvalidInputError('the query holds no words', { field: 'query', hint: 'Ask a question in a few words.' })
  }
  const { ranked, articles, sameLanguage, searchMode, language } = await rankPassages(ctx, query)
  const best = ranked[0]?.score ?? 0
  const near = ranked.filter(({ score }) => score >= ANSWERS_FROM && score >= NEAR_BEST * best)
  const passages = near.slice(0, input.k ?? LISTED).map((one, i) => foundPassage(ctx, one, i))
  return {
    data: {
      query,
      answered: passages.length > 0,
      threshold: ANSWERS_FROM,
      best_score: best,
      passages,
      searched_articles: articles,
    },
    facts: articleFacts(ctx, passages, { articles, query, best, otherLanguage: !sameLanguage && passages.length > 0 }),
    table: {
      columns: [
        { key: 'marker', label: 'Marker', unit: 'text' },
        { key: 'title', label: 'Article', unit: 'text' },
        { key: 'article_id', label: 'Id', unit: 'id' },
        { key: 'text', label: 'Passage', unit: 'text' },
        { key: 'updated_on', label: 'As of', unit: 'date' },
        { key: 'score', label: 'Score', unit: 'score' },
      ],
      rows: passages.map(({ marker, title, article_id, text, updated_on, score }) => ({
        marker,
        title,
        article_id,
        text,
        updated_on,
        score,
      })),
      total_rows: passages.length,
    },
    evidence: {
      period: null,
      population: say(ctx, 'approved articles', '已审核的文章'),
      rows_used: articles,
      rows_left_out: {},
      definition: articleDefinitions[ctx.language],
      method:
        searchMode === 'words'
          ? say(
              ctx,
              'BM25 over passages, with the matter of question and passage, while vectors of the endpoint are missing',
              '对段落做 BM25 检索，并参考问题与段落的主题；暂缺接口提供的向量',
            )
          : say(
              ctx,
              'BM25 and vectors over passages, with the matter of question and passage; threshold calibrated',
              '对段落做 BM25 与向量检索，并参考问题与段落的主题；阈值经过校准',
            ),
      model: null,
      sql: [],
    },
    warnings:
      searchMode === 'words'
        ? [
            say(
              ctx,
              'vectors of the endpoint are missing: passages were compared by their words',
              '缺少接口提供的向量：仅按字词比较了段落',
            ),
          ]
        : [],
    suggestions: suggestionsFor(language, passages.length > 0),
  }
}

export const foundPassage = (ctx: ServiceContext, { passage, score }: RankedPassage, i: number): FoundPassage => ({
  marker: `S${i + 1}`,
  article_id: passage.articleId,
  title: plainText(passage.title, 200),
  heading: passage.heading === '' ? null : plainText(passage.heading, 200),
  text: plainText(passage.text, LONGEST_QUOTE),
  url: safeAddress(passage),
  language: passage.language,
  category: passage.category,
  updated_on: dateOfDay(ctx.shop.zone.dayOf(passage.updatedAt)),
  score,
})

/** An address of the shop's own page or over https; anything else is none. */
const safeAddress = ({ url }: Passage): string | null =>
  url !== null && /^(?:\/(?!\/)|https:\/\/)\S+$/.test(url) ? url : null

function articleFacts(
  ctx: ServiceContext,
  passages: readonly FoundPassage[],
  about: {
    readonly articles: number
    readonly query: string
    readonly best: number
    readonly otherLanguage: boolean
  },
): Fact[] {
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'articles', label: 'Articles searched', value: about.articles, unit: 'articles' },
    { id: 'query', label: 'Question', value: plainText(about.query, 200), unit: 'text' },
    ...(passages.length > 0
      ? []
      : [{ id: 'unknown', label: 'Not answered', value: 'no_article_answers', unit: 'label' } as const]),
    ...(about.otherLanguage
      ? [{ id: 'other_language', label: 'Language', value: 'other_language', unit: 'label' } as const]
      : []),
    ...passages.flatMap((passage, i): Fact[] => [
      { id: `passage_${i + 1}`, label: `Passage ${passage.marker}`, value: passage.text, unit: 'text' },
      { id: `source_${i + 1}`, label: `Source ${passage.marker}`, value: passage.title, unit: 'text' },
      { id: `source_${i + 1}_id`, label: 'Article', value: passage.article_id, unit: 'id' },
      { id: `source_${i + 1}_on`, label: 'Updated', value: passage.updated_on, unit: 'date' },
    ]),
  ]
}

const suggestionsFor = (language: 'en' | 'zh', answered: boolean): readonly string[] => {
  if (language === 'zh') return answered ? ['保修多久？'] : ['退货政策是什么？']
  return answered ? ['How long is the warranty?'] : ['What is our return policy?']
}
