import type { QuestionTemplate } from './question-templates.ts'

/** What customers do next, and groups of what they do and like. */
export const BEHAVIOUR_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'next-action',
    tool: 'predict_next_action',
    args: { customer_id: '$customer' },
    en: [
      'What is {customer} going to do next on the site?',
      'next step of {customer} please',
      'which product will {customer} turn to next?',
      'What will {customer} type into the search box next?',
      'is {customer} going to check out or leave?',
    ],
    zh: [
      '{customer} 在网站上下一步打算做什么?',
      '请预测 {customer} 的下一步',
      '{customer} 接下来会关注哪个商品?',
      '{customer} 接下来会在搜索框里输入什么?',
    ],
    ask: 10,
  },
  {
    id: 'segment-taste',
    tool: 'segment_customers',
    args: { method: 'taste' },
    en: ['Please group our customers by their taste', 'which taste groups are there among our customers?'],
    zh: ['请按品味把客户分组', '客户按口味可以分成哪些群?'],
    ask: 2,
  },
]
