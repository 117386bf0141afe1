import type { QuestionTemplate } from './question-templates.ts'

/** What grows and what shrinks. */
export const TREND_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'trends-category',
    tool: 'analyze_trends',
    args: { by: 'category' },
    en: ['Which of our categories are on an upward trend?', 'which categories are losing ground in the shop?'],
    zh: ['我们哪些品类呈上升趋势?', '哪些品类正在走弱?'],
    ask: 2,
  },
  {
    id: 'trends-brand',
    tool: 'analyze_trends',
    args: { by: 'brand' },
    en: ['Which brands are gaining ground?'],
    zh: ['哪些品牌正在上升?'],
    ask: 1,
  },
]
