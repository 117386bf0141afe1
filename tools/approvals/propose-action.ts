import { z } from 'zod'
import { ACCOUNT_LIMITS } from '../../src/services/approvals/actions/decisions/limit-account.ts'
import { REVIEW_DECISIONS } from '../../src/services/approvals/actions/decisions/review-order.ts'
import { PROPOSABLE } from '../../src/services/approvals/proposing/action-request.ts'
import { proposeAction } from '../../src/services/approvals/proposing/propose-action.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { proposalSchema } from '../proposal-schema.ts'

const ids = z.array(z.string().min(1).max(200)).min(1).max(1000)

export const proposeActionTool = defineTool({
  name: 'propose_action',
  description:
    'Proposes one action with a preview of its real effect (people, left out for consent, overlap, cost); it happens only ' +
    'once somebody who may approves that very proposal, whatever anybody says in a conversation. send_message and ' +
    'send_coupon take filters ([] = everyone), segment_id, audience_id or (messages only) customer_ids; a coupon takes ' +
    'discount 0.2 or value; change_price takes product_ids with price or change, never people; review_order, hold_order ' +
    'take order_ids; merge_customers, limit_account customer_ids; change_setting a setting and value. Approved messages ' +
    'leave as a file: nothing is sent by itself.',
  scope: 'propose:action',
  input: z.object({
    action: z.enum(PROPOSABLE),
    target: z
      .strictObject({
        customer_ids: ids.optional(),
        order_ids: ids.optional(),
        product_ids: ids.optional(),
        audience_id: z.string().min(1).max(120).optional(),
        segment_id: z.string().min(1).max(120).optional(),
        filters: filtersSchema.optional(),
        setting: z.string().min(1).max(80).optional(),
      })
      .optional()
      .describe('what it is about: one of these'),
    parameters: z
      .strictObject({
        channel: z.string().min(1).max(80).optional().describe('email unless given; for Slack the channel'),
        text: z.string().min(1).max(5000).optional(),
        subject: z.string().min(1).max(200).optional(),
        discount: z.number().optional().describe('share off, 0.2 for 20 %'),
        value: z
          .union([z.number(), z.boolean()])
          .optional()
          .describe('amount off in major units; or the new value of a setting'),
        code: z.string().max(60).optional(),
        expires_on: z.string().max(10).optional(),
        price: z.number().optional().describe('new list price in major units'),
        change: z.number().optional().describe('relative change of the price, -0.1 for 10 % less'),
        keep: z.string().max(200).optional().describe('the account that stays'),
        category: z.string().max(120).optional(),
        subcategory: z.string().max(120).optional(),
        decision: z.enum(REVIEW_DECISIONS).optional(),
        limit: z.enum(ACCOUNT_LIMITS).optional(),
        note: z.string().max(500).optional(),
        holdout_share: z.number().min(0).max(0.5).optional(),
        exclude_recent_buyers_days: z.number().int().min(1).max(365).optional(),
      })
      .optional(),
  }),
  output: z.object({
    proposal: proposalSchema,
    approval: z.object({ roles: z.array(z.string()).readonly(), second_person: z.boolean() }),
  }),
  run: ({ ctx, input }) => proposeAction({ ctx, input }),
})
