import { z } from 'zod'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { namesOf, orderFacts, ordersInQuestion } from './orders-in-question.ts'

/** What a review found; `pending` puts the orders in the queue without a finding. */
export const REVIEW_DECISIONS = ['pending', 'legitimate', 'fraud', 'abuse'] as const
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]

const args = z.strictObject({
  order_ids: z.array(z.string().min(1).max(200)).min(1).max(500),
  decision: z.enum(REVIEW_DECISIONS),
  note: z.string().trim().max(500).nullable(),
})
type Args = z.output<typeof args>

const IN_WORDS = {
  en: {
    pending: 'put in the review queue',
    legitimate: 'recorded as legitimate',
    fraud: 'recorded as fraud',
    abuse: 'recorded as abuse',
  },
  zh: { pending: '放入人工审核队列', legitimate: '记录为正常', fraud: '记录为欺诈', abuse: '记录为滥用' },
} as const

/** Puts orders in the review queue, or records what the review found: later scores learn from it. The order itself stays as it is. */
export const reviewOrderAction = defineAction({
  name: 'review_order',
  args,
  proposeNeed: 'propose:review',
  approveNeed: 'approve:all',
  needsSecondPerson: false,
  preview: (ctx, review) => effectOf(ctx, review).summary,
  effect: (ctx, review) => effectOf(ctx, review),
  execute: (ctx, { order_ids: ids, decision }) => ({ orders: ordersInQuestion(ctx, ids).length, decision }),
})

function effectOf(ctx: ServiceContext, { order_ids: ids, decision }: Args): ActionEffect {
  const orders = ordersInQuestion(ctx, ids)
  const names = namesOf(ids, ctx.language)
  return {
    summary:
      ctx.language === 'zh'
        ? `订单 ${names}：${IN_WORDS.zh[decision]}；订单本身不变。`
        : `Orders ${names}: ${IN_WORDS.en[decision]}; the orders themselves stay as they are.`,
    facts: [...orderFacts(ctx, orders), { id: 'decision', label: 'Decision', value: decision, unit: 'label' }],
  }
}
