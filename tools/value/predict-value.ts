import { z } from 'zod'
import { predictValue } from '../../src/services/value/predict-value.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { reportCardSchema } from '../report-card-schema.ts'

const tier = z.enum(['high', 'medium', 'low'])
const pair = z.tuple([z.number(), z.number()]).readonly()

export const predictValueTool = defineTool({
  name: 'predict_value',
  description:
    'What customers will bring in the next months (12 unless given): expected value with interval, expected orders, the ' +
    'probability that each is a customer still, and when the next order comes; totals, value tiers now and next year, the ' +
    'share of the top tenth, how soon a second order follows the first, and the model report card. Most valuable first. For one customer pass customer_id as ' +
    'find_customers returned it. For who is about to leave use predict_churn; for past spend use find_customers.',
  scope: 'read:predictions',
  input: z.object({
    months: z.number().int().min(1).max(60).optional(),
    customer_id: z.string().min(1).max(200).optional(),
    filters: filtersSchema.optional(),
    limit: z.number().int().min(1).max(10_000).optional().describe('customers to list, 20 unless given'),
  }),
  output: z.object({
    months: z.number(),
    basis: z.enum(['gross_margin', 'net_revenue']).nullable(),
    monthly_discount: z.number(),
    customers: z
      .array(
        z.object({
          customer_id: z.string(),
          probability_alive: z.number(),
          expected_orders: z.number(),
          expected_value_minor: z.number(),
          interval: pair,
          expected_net_revenue_minor: z.number(),
          next_order: z
            .object({ date: z.string(), interval: z.tuple([z.string(), z.string().nullable()]).readonly() })
            .nullable(),
          tier_now: tier.nullable(),
          tier_next: tier.nullable(),
        }),
      )
      .readonly(),
    total_customers: z.number(),
    totals: z
      .object({
        customers: z.number(),
        expected_orders: z.number(),
        expected_value_minor: z.number(),
        interval: pair,
        expected_net_revenue_minor: z.number(),
        expected_customers: z.number(),
      })
      .nullable(),
    tiers: z.array(z.object({ tier_now: tier, tier_next: tier, customers: z.number() })).readonly(),
    concentration: z.object({ top_customers: z.number(), top_share: z.number().nullable() }).nullable(),
    second_orders: z.array(z.object({ days: z.number(), share: z.number(), interval: pair })).readonly(),
    report_card: reportCardSchema.nullable(),
  }),
  run: ({ ctx, input }) => predictValue({ ctx, input }),
})
