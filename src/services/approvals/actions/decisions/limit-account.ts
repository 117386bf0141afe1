import { z } from 'zod'
import { NotFoundError } from '../../../../lib/errors.ts'
import { featuresOf } from '../../../population/population-frame.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { namesOf } from './orders-in-question.ts'

export const ACCOUNT_LIMITS = ['manual_review', 'no_coupons', 'refund_after_inspection'] as const

const args = z.strictObject({
  customer_ids: z.array(z.string().min(1).max(200)).min(1).max(500),
  limit: z.enum(ACCOUNT_LIMITS),
  note: z.string().trim().max(500).nullable(),
})
type Args = z.output<typeof args>

const IN_WORDS = {
  en: {
    manual_review: 'new orders are looked at by a person first',
    no_coupons: 'no coupons are accepted',
    refund_after_inspection: 'refunds follow the inspection of the goods',
  },
  zh: {
    manual_review: '新订单先经人工审核',
    no_coupons: '不接受优惠券',
    refund_after_inspection: '验货后才退款',
  },
} as const

/** Asks the shop's system, by a file, to limit accounts. It never touches prices, and the person can ask for the reason. */
export const limitAccountAction = defineAction({
  name: 'limit_account',
  args,
  proposeNeed: 'propose:decision',
  approveNeed: 'approve:all',
  needsSecondPerson: true,
  preview: (ctx, limit) => effectOf(ctx, limit).summary,
  effect: (ctx, limit) => effectOf(ctx, limit),
  execute: () => ({}),
  outbox: (_ctx, limit, proposalId) => ({
    extension: 'json',
    content: `${JSON.stringify({ proposal_id: proposalId, action: 'limit_account', ...limit }, null, 1)}\n`,
    outcome: { customers: limit.customer_ids.length, limit: limit.limit },
  }),
})

function effectOf(ctx: ServiceContext, { customer_ids: ids, limit }: Args): ActionEffect {
  const features = featuresOf(ctx)
  const missing = ids.find((id) => features.positionOf(id) < 0)
  if (missing !== undefined) throw new NotFoundError('customer', missing.slice(0, 80))
  const names = namesOf(ids, ctx.language)
  return {
    summary:
      ctx.language === 'zh'
        ? `限制账户 ${names}：${IN_WORDS.zh[limit]}。价格不变。`
        : `Limit the accounts ${names}: ${IN_WORDS.en[limit]}. Prices stay the same.`,
    facts: [
      { id: 'customers', label: 'Customers', value: ids.length, unit: 'customers' },
      { id: 'customer_id', label: 'Customer', value: ids[0] ?? null, unit: 'id' },
      { id: 'limit', label: 'Limit', value: limit, unit: 'label' },
    ],
  }
}
