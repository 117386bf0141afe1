import type { QuestionTemplate } from './question-templates.ts'

/** Searches: results in somebody's order, completions, and what people look for. */
export const SEARCH_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'search-personal',
    tool: 'search_products',
    args: { customer_id: '$customer', query: 'tent' },
    en: [
      'In which order should the results for "tent" come for {customer}?',
      '{customer} searches for "tent", what do we show first?',
      'personal search results of "tent" for {customer}',
    ],
    zh: [
      '{customer} 搜“tent”时,结果按什么顺序展示?',
      '按 {customer} 的偏好给“tent”的搜索结果排序',
      '{customer} 在搜索框里搜了“tent”,先给看哪些?',
    ],
    ask: 3,
  },
  {
    id: 'search-suggest',
    tool: 'suggest_queries',
    args: { prefix: 'hea' },
    en: ['which completions do we offer after "hea"?', 'someone has typed "hea" into the search box, what to suggest?'],
    zh: ['搜索框里输入“hea”该联想什么?', '打了“hea”之后提示哪些搜索词?'],
    ask: 2,
  },
  {
    id: 'searches',
    tool: 'analyze_searches',
    args: { period: '$period' },
    en: ['What were people looking for in our search {period}?', 'which searches came up empty {period}?'],
    zh: ['{period}客户在站内搜了些什么?', '{period}有哪些搜索没搜到东西?'],
    ask: 4,
  },
]
