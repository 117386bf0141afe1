import { PARTS } from '../../compute/search/rank-matches.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { RankedProduct } from './rank-products.ts'
import type { SearchProductsData } from './search-question.ts'
import { searchReasonText, type SearchReason } from './search-reason.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly suggestions: readonly string[]
}

/** Products with facts of their own, so that an answer may speak of each. */
const TOLD = 10
const LONGEST_QUERY = 60

/** Facts and table of a search; each score with its parts, each place with the neutral one. */
export function presentSearch(
  ctx: ServiceContext,
  {
    data,
    told,
    neutral,
    shelf,
    customerId,
  }: {
    readonly data: SearchProductsData
    readonly told: readonly { readonly one: RankedProduct; readonly reason: SearchReason }[]
    readonly neutral: readonly RankedProduct[]
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly customerId: string | null
  },
): Presented {
  const { language } = ctx
  const nameOf = (id: string): string => productName(shelf.get(id), id, language)
  const query = plainText(data.query, LONGEST_QUERY)
  const lifted = told.filter(({ one }, at) => data.personalised && one.neutralRank > at + 1)
  const text = (id: string, label: string, value: string): Fact => ({ id, label, value, unit: 'text' })
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    text('query', 'Search', query),
    { id: 'matched', label: 'In stock and matching', value: data.matched, unit: 'products' },
    { id: 'out_of_stock', label: 'Matching, out of stock', value: data.left_out_of_stock, unit: 'products' },
    { id: 'listed', label: 'Listed', value: told.length, unit: 'products' },
    { id: 'lifted', label: 'Lifted above their neutral place', value: lifted.length, unit: 'products' },
    ...(customerId === null ? [] : [{ id: 'customer_id', label: 'Customer', value: customerId, unit: 'id' } as const]),
    ...(data.not_personal === null
      ? []
      : [{ id: 'not_personal', label: 'Why not personal', value: data.not_personal, unit: 'label' } as const]),
    ...(data.recovery === null
      ? []
      : [{ id: 'recovery', label: 'How the words were taken', value: data.recovery, unit: 'label' } as const]),
    ...wordFacts(data),
    ...intentFacts(data),
    ...told
      .slice(0, TOLD)
      .flatMap(({ one, reason }, at): Fact[] => [
        text(`item_${at + 1}`, 'Found', nameOf(one.product.id)),
        { id: `item_${at + 1}_id`, label: 'Its id', value: one.product.id, unit: 'id' },
        text(`item_${at + 1}_why`, 'Why', searchReasonText(reason, nameOf, language)),
      ]),
    ...lifted.slice(0, 3).flatMap(({ one, reason }, at): Fact[] => [
      text(`lifted_${at + 1}`, 'Lifted', nameOf(one.product.id)),
      { id: `lifted_${at + 1}_from`, label: 'Neutral place', value: one.neutralRank, unit: 'rank' },
      {
        id: `lifted_${at + 1}_to`,
        label: 'Place',
        value: 1 + told.findIndex((other) => other.one === one),
        unit: 'rank',
      },
      text(`lifted_${at + 1}_why`, 'Why', searchReasonText(reason, nameOf, language)),
      ...(reason.count === null
        ? []
        : [{ id: `lifted_${at + 1}_count`, label: 'How often', value: reason.count, unit: 'count' } as const]),
    ]),
    ...neutral.slice(0, 3).map(({ product }, at) => text(`neutral_${at + 1}`, 'Neutral order', nameOf(product.id))),
    ...data.instead
      .slice(0, 3)
      .map(({ product_id: id }, at) => text(`instead_${at + 1}`, 'To show instead', nameOf(id))),
  ]
  return { facts, table: tableOf(ctx, told, nameOf), suggestions: suggestionsFor(language, query) }
}

const wordFacts = ({ words }: SearchProductsData): Fact[] => {
  const dropped = words.filter((one) => one.dropped).map(({ word }) => word)
  const read = words.filter(({ kind }) => kind !== null && kind !== 'exact').flatMap(({ read_as: readAs }) => readAs)
  const fact = (id: string, label: string, list: readonly string[]): Fact[] =>
    list.length === 0 ? [] : [{ id, label, value: plainText(list.slice(0, 5).join(', '), 80), unit: 'text' }]
  return [...fact('words_dropped', 'Words passed over', dropped), ...fact('read_as', 'Read as', read)]
}

const intentFacts = ({ intent }: SearchProductsData): Fact[] =>
  (
    [
      ['meant_category', 'Category meant', intent.category],
      ['meant_kind', 'Kind meant', intent.kind],
      ['meant_brand', 'Brand meant', intent.brand],
    ] as const
  ).flatMap(([id, label, value]): Fact[] =>
    value === null ? [] : [{ id, label, value: plainText(value, 80), unit: 'text' }],
  )

const tableOf = (
  { shop: { currency }, language }: ServiceContext,
  told: readonly { readonly one: RankedProduct; readonly reason: SearchReason }[],
  nameOf: (id: string) => string,
): ResultTable => ({
  columns: [
    { key: 'rank', label: 'Place', unit: 'rank' },
    { key: 'neutral_rank', label: 'Neutral place', unit: 'rank' },
    { key: 'product', label: 'Product', unit: 'text' },
    { key: 'product_id', label: 'Id', unit: 'id' },
    { key: 'price', label: 'Price', unit: currency },
    { key: 'score', label: 'Score', unit: 'score' },
    ...PARTS.map((part) => ({ key: `by_${part}`, label: LABELS[part], unit: 'score' })),
    { key: 'reason', label: 'Reason', unit: 'label' },
    { key: 'why', label: 'Why', unit: 'text' },
    { key: 'count', label: 'How often', unit: 'count' },
    { key: 'of', label: 'Of', unit: 'count' },
  ],
  rows: told.map(({ one: { product, score, parts, neutralRank }, reason }, at) => ({
    rank: at + 1,
    neutral_rank: neutralRank,
    product: nameOf(product.id),
    product_id: product.id,
    price: product.priceMinor === null ? null : toMajor(product.priceMinor, currency),
    score,
    ...Object.fromEntries(PARTS.map((part) => [`by_${part}`, parts[part]])),
    reason: reason.code,
    why: searchReasonText(reason, nameOf, language),
    count: reason.count,
    of: reason.of,
  })),
  total_rows: told.length,
})

const LABELS = {
  text: 'Words',
  popularity: 'Popularity',
  clicks: 'Clicks behind the search',
  history: 'Own history',
  taste: 'People alike',
  brand: 'Brand',
  price: 'Price level',
} as const

const suggestionsFor = (language: 'en' | 'zh', query: string): readonly string[] =>
  language === 'zh'
    ? [`只输入「${[...query].slice(0, 1).join('')}」时联想哪些词？`, '哪些搜索没有结果？']
    : [`What to suggest for "${query.slice(0, 3)}"?`, 'Which searches find nothing?']
