import { asOfDate } from '../../lib/as-of.ts'
import { plainText } from '../../lib/plain-text.ts'
import { readArticles, type ArticleRow } from '../../store/queries/recommend/read-articles.ts'
import { refusesProfiling } from '../../store/queries/recommend/read-profiling-refusals.ts'
import { readShelf } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { recommendDefinitions } from './definitions.ts'
import { findProduct } from './find-product.ts'
import type { RecommendedItem, RecommendProductsData, RecommendProductsInput } from './recommendation.ts'
import { shopperHistory } from './shopper-history.ts'

const LISTED = 10

/**
 * Articles that speak of what a person looks at and buys, or of one product; the newest ones for everybody else. An article's
 * score is the number of words of the history (categories, kinds, brands) that it names.
 */
export function recommendArticles(
  ctx: ServiceContext,
  input: RecommendProductsInput,
  customerId: string | null,
): ServiceResult<RecommendProductsData> {
  const { store, asOf, language } = ctx
  const shelf = readShelf(store, asOf.until)
  const mayUse =
    input.personalised !== false && (customerId === null || !refusesProfiling(store, customerId, asOf.until))
  const shopper = shopperHistory(store, {
    customerId: mayUse ? customerId : null,
    session: mayUse ? (input.session ?? []) : [],
    until: asOf.until,
    itemOf: () => 0,
  })
  const subjects =
    input.product_id === undefined
      ? [...shopper.purchased, shopper.latestLook?.productId ?? '', ...(mayUse ? (input.session ?? []) : [])]
      : [findProduct(shelf, input.product_id).id]
  const words = new Set(
    subjects.flatMap((id) => {
      const { category, subcategory, brand } = shelf.get(id) ?? {}
      return [category, subcategory, brand].flatMap((word) =>
        word === null || word === undefined ? [] : [word.toLowerCase()],
      )
    }),
  )
  const fitting = readArticles(store, asOf.until).filter((one) => one.language === null || one.language === language)
  const ranked = fitting
    .map((article) => ({ article, named: wordsNamed(article, words) }))
    .toSorted((a, b) => b.named.length - a.named.length || b.article.updatedAt - a.article.updatedAt)
  const toItem = ({ article, named }: (typeof ranked)[number]): RecommendedItem => ({
    product_id: article.id,
    score: named.length,
    reason:
      named[0] === undefined
        ? { code: 'latest', text: language === 'zh' ? '最近更新' : 'updated lately' }
        : { code: 'speaks_of', text: `${language === 'zh' ? '谈到' : 'speaks of'} ${named.join(', ')}` },
  })
  const k = input.k ?? LISTED
  const items = ranked.slice(0, k).map(toItem)
  const personalised = input.product_id === undefined && items.some(({ score }) => score > 0)
  return {
    data: {
      strategy: input.strategy ?? 'auto',
      personalised,
      not_personal: personalised ? null : mayUse ? 'no_history' : 'profiling_refused',
      items,
      alternative: fitting.slice(0, k).map((article) => toItem({ article, named: [] })),
      evaluation: null,
      diversity: { level: input.diversity ?? 'low', intra_list_similarity: null, undiversified: null },
      model: null,
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
      { id: 'listed', label: 'Articles', value: items.length, unit: 'articles' },
      ...(customerId === null ? [] : [{ id: 'customer_id', label: 'Customer', value: customerId, unit: 'id' }]),
    ],
    table: {
      columns: [
        { key: 'rank', label: 'Place', unit: 'rank' },
        { key: 'product', label: 'Article', unit: 'text' },
        { key: 'product_id', label: 'Id', unit: 'id' },
        { key: 'why', label: 'Why', unit: 'text' },
      ],
      rows: ranked.slice(0, k).map(({ article }, i) => ({
        rank: i + 1,
        product: plainText(article.title, 120),
        product_id: article.id,
        why: plainText(items[i]?.reason.text ?? '', 200),
      })),
      total_rows: fitting.length,
    },
    evidence: {
      period: null,
      population:
        customerId === null
          ? say(ctx, 'everybody', '所有人')
          : say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: fitting.length,
      rows_left_out: {},
      definition: recommendDefinitions[language],
      method: say(
        ctx,
        'words of the history (categories, kinds, brands) that an article names',
        '文章中提到的、购买记录里的字词（品类、种类、品牌）',
      ),
      model: null,
      sql: [],
    },
  }
}

function wordsNamed({ title, body }: ArticleRow, words: ReadonlySet<string>): string[] {
  const text = `${title}\n${body}`.toLowerCase()
  return [...words].filter((word) => text.includes(word)).toSorted()
}
