import { z } from 'zod'
import { assessOrders, ORDER_SIGNALS } from '../../src/services/risk/assess-orders.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const tier = z.enum(['high', 'medium', 'low'])

export const assessOrdersTool = defineTool({
  name: 'assess_orders',
  description:
    'Suspicious orders of a period (the last 7 days unless given): score, tier and the signals that raised each (bursts, ' +
    'amount, quantity, hour, new region, other device, payments, returns, coupons, isolation forest), with what reviews ' +
    'found. For somebody to look at: nothing is blocked; propose_action with review_order records a finding, from which ' +
    'scores learn. Customers are in assess_customer_risk.',
  scope: 'read:customers',
  input: z.object({
    period: periodSchema.optional(),
    order_id: z.string().min(1).max(200).optional().describe('one order and its reasons, suspicious or not'),
    limit: z.number().int().min(1).max(10_000).optional().describe('flagged orders in data; all unless given'),
  }),
  output: z.object({
    assessed: z.number(),
    flagged: z
      .array(
        z.object({
          order_id: z.string(),
          customer_id: z.string().nullable(),
          ordered_at: z.string(),
          gross_minor: z.number(),
          status: z.string(),
          score: z.number(),
          tier,
          reasons: z.array(z.object({ signal: z.enum(ORDER_SIGNALS), points: z.number() })).readonly(),
          review: z.string().nullable(),
          watched: z.boolean(),
        }),
      )
      .readonly(),
    tiers: z.array(z.object({ tier, from: z.number(), orders: z.number(), value_minor: z.number() })).readonly(),
    usual_share: z.number(),
    flagged_share: z.number(),
    reviewed: z
      .object({
        abnormal: z.number(),
        ordinary: z.number(),
        precision: z.number().nullable(),
        recall: z.number().nullable(),
        false_alarms: z.number(),
        learnt: z.boolean(),
      })
      .nullable(),
    drift: z.object({ stability_index: z.number(), orders: z.number(), drifted: z.boolean() }).nullable(),
  }),
  run: ({ ctx, input }) => assessOrders({ ctx, input }),
})
