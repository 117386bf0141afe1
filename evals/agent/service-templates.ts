import type { QuestionTemplate } from './question-templates.ts'

/** Single reviews, and the card of a customer. */
export const SERVICE_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'review-read',
    tool: 'search_reviews',
    args: { review_id: 'R-90881' },
    en: ['please summarise review R-90881 for me', 'what does R-90881 say?'],
    zh: ['请把评论 R-90881 概括一下', '评论 R-90881 写了什么?'],
    ask: 2,
  },
  {
    id: 'service-card',
    tool: 'get_service_context',
    args: { customer_id: '$customer' },
    en: ['service card for {customer} please', 'what should I know before I talk to {customer}?'],
    zh: ['{customer} 的客服卡片', '联系 {customer} 之前我该知道什么?'],
    ask: 4,
  },
]
