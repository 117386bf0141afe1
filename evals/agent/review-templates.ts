import type { QuestionTemplate } from './question-templates.ts'

const complaints = { field: 'sentiment', op: 'lt', value: -0.05 }
const praise = { field: 'sentiment', op: 'gt', value: 0.05 }
const high = { field: 'value_tier', op: 'eq', value: 'high' }
const low = { field: 'rating', op: 'lte', value: 2 }

/** What reviews say. */
export const REVIEW_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'review-complaints',
    tool: 'analyze_reviews',
    args: { product_id: 'SKU-7702', filters: [complaints] },
    en: [
      'which things do buyers of SKU-7702 complain about?',
      'List the complaints in reviews of SKU-7702',
      'what are customers unhappy about with SKU-7702?',
    ],
    zh: ['SKU-7702 的买家都在抱怨些什么?', '列出 SKU-7702 评论里的抱怨', '顾客对 SKU-7702 有哪些不满?'],
    ask: 6,
  },
  {
    id: 'review-praise',
    tool: 'analyze_reviews',
    args: { product_id: 'SKU-7702', filters: [praise] },
    en: ['what do buyers praise in SKU-7702?', 'positive points of SKU-7702 in its reviews please'],
    zh: ['SKU-7702 的评论里夸了哪些方面?', '买家称赞 SKU-7702 什么?'],
    ask: 4,
  },
  {
    id: 'review-summary',
    tool: 'analyze_reviews',
    args: { product_id: 'SKU-7702' },
    en: ['please summarise what reviews of SKU-7702 say', 'what is the tone of the reviews of SKU-7702?'],
    zh: ['请总结 SKU-7702 的评论', 'SKU-7702 评论的整体情感怎么样?'],
    ask: 4,
  },
  {
    id: 'review-best-customers',
    tool: 'analyze_reviews',
    args: { filters: [high, complaints] },
    en: ['Which complaints do our top customers have?', 'what do the most valuable customers hate about us?'],
    zh: ['最有价值的客户在抱怨些什么?', '优质客户对我们有什么怨言?'],
    ask: 4,
  },
  {
    id: 'review-low-stars',
    tool: 'analyze_reviews',
    args: { filters: [low], period: '$period' },
    en: ['What do 1-2 star reviews {period} talk about?', 'topics of the bad reviews {period}'],
    zh: ['{period}1-2星评论都谈到什么?', '{period}的差评集中在哪些话题?'],
    ask: 4,
  },
]
