import { asOfDate } from '../../lib/as-of.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { SuggestQueriesData } from './suggest-queries.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly suggestions: readonly string[]
}

/** Facts and table of completions. */
export function presentSuggestions(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  data: SuggestQueriesData,
  customerId: string | null,
): Presented {
  const rows = data.suggestions.map((one, at) => ({
    rank: at + 1,
    query: plainText(one.query, 80),
    products: one.products,
    searches: one.searches,
    source: one.source,
    own: one.own ? 'yes' : 'no',
    own_touches: one.own_touches,
    score: one.score,
  }))
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'prefix', label: 'Typed so far', value: plainText(data.prefix, 40), unit: 'text' },
    { id: 'listed', label: 'Completions', value: rows.length, unit: 'queries' },
    { id: 'left_out', label: 'Left out: nothing in stock', value: data.left_out, unit: 'queries' },
    ...(customerId === null ? [] : [{ id: 'customer_id', label: 'Customer', value: customerId, unit: 'id' } as const]),
    ...(data.not_personal === null
      ? []
      : [{ id: 'not_personal', label: 'Why not personal', value: data.not_personal, unit: 'label' } as const]),
    ...rows.slice(0, 3).flatMap((row, at): Fact[] => [
      { id: `suggestion_${at + 1}`, label: 'Completion', value: row.query, unit: 'text' },
      { id: `suggestion_${at + 1}_products`, label: 'In stock', value: row.products, unit: 'products' },
    ]),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'rank', label: 'Place', unit: 'rank' },
        { key: 'query', label: 'Completion', unit: 'text' },
        { key: 'products', label: 'In stock', unit: 'products' },
        { key: 'searches', label: 'Searches', unit: 'searches' },
        { key: 'source', label: 'From', unit: 'label' },
        { key: 'own', label: 'Searched by the customer', unit: 'label' },
        { key: 'own_touches', label: 'Own purchases and looks', unit: 'count' },
        { key: 'score', label: 'Score', unit: 'score' },
      ],
      rows,
      total_rows: rows.length,
    },
    suggestions: language === 'zh' ? ['大家都在搜什么？'] : ['What do people search for?'],
  }
}
