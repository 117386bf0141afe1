import { z } from 'zod'
import { InvalidInputError } from '../../../../lib/errors.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { namesOf, orderFacts, ordersInQuestion } from './orders-in-question.ts'

const args = z.strictObject({
  order_ids: z.array(z.string().min(1).max(200)).min(1).max(500),
  note: z.string().trim().max(500).nullable(),
})
type Args = z.output<typeof args>

/** Orders that have gone out cannot be held any more. */
const GONE: ReadonlySet<string> = new Set(['delivered', 'completed', 'cancelled', 'returned', 'refunded'])

/** Asks the shop's system, by a file, to hold orders until somebody has looked at them. Nothing is held automatically. */
export const holdOrderAction = defineAction({
  name: 'hold_order',
  args,
  proposeNeed: 'propose:decision',
  approveNeed: 'approve:all',
  needsSecondPerson: false,
  preview: (ctx, hold) => effectOf(ctx, hold).summary,
  effect: (ctx, hold) => effectOf(ctx, hold),
  execute: () => ({}),
  outbox: (_ctx, { order_ids: ids, note }, proposalId) => ({
    extension: 'json',
    content: `${JSON.stringify({ proposal_id: proposalId, action: 'hold_order', order_ids: ids, note }, null, 1)}\n`,
    outcome: { orders: ids.length },
  }),
})

function effectOf(ctx: ServiceContext, { order_ids: ids }: Args): ActionEffect {
  const orders = ordersInQuestion(ctx, ids)
  const gone = orders.find(({ status }) => GONE.has(status))
  if (gone !== undefined) {
    throw new InvalidInputError(`the order ${gone.id} is ${gone.status} already: there is nothing to hold`, {
      field: 'order_ids',
      hint: 'Propose review_order for it instead.',
      details: { reason_code: 'nothing_to_hold' },
    })
  }
  const names = namesOf(ids, ctx.language)
  return {
    summary:
      ctx.language === 'zh'
        ? `暂缓订单 ${names}，等待人工审核；客户不会收到 Kith 的任何通知。`
        : `Hold the orders ${names} until somebody has reviewed them; Kith tells the customer nothing.`,
    facts: orderFacts(ctx, orders),
  }
}
