import { z } from 'zod'
import { predictChurn } from '../../src/services/churn/predict-churn.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { reportCardSchema } from '../report-card-schema.ts'

const tier = z.enum(['high', 'medium', 'low'])
const pair = z.tuple([z.number(), z.number()]).readonly()
const threshold = z.object({
  threshold: z.number(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
})

export const predictChurnTool = defineTool({
  name: 'predict_churn',
  description:
    'Customers ranked by the probability of no order in the next horizon_days (90 unless given), with risk tier, value at ' +
    'stake and reasons; totals with intervals, how good the model was on a date that it had not seen, and the same for a ' +
    'simple rule. threshold lists only customers from that probability on. within takes the result_id of an earlier list. ' +
    'For one customer pass customer_id as find_customers returned it. For the lifecycle stage churned use find_customers; ' +
    'for what the model is made of use explain_model.',
  scope: 'read:predictions',
  input: z.object({
    horizon_days: z.number().int().min(7).max(365).optional().describe('days without an order that count as leaving'),
    customer_id: z.string().min(1).max(200).optional(),
    filters: filtersSchema.optional(),
    within: z.string().max(40).optional().describe('result_id of an earlier list of customers'),
    limit: z.number().int().min(1).max(10_000).optional().describe('customers to list, 20 unless given'),
    threshold: z.number().min(0).max(1).optional().describe('smallest probability to list, 0.7 for 70 %'),
    order_by: z.enum(['probability', 'value_at_stake']).optional().describe('probability unless given'),
  }),
  output: z.object({
    horizon_days: z.number(),
    customers: z
      .array(
        z.object({
          customer_id: z.string(),
          probability: z.number(),
          tier,
          value_at_stake_minor: z.number(),
          recency_days: z.number(),
          expected_gap_days: z.number(),
          reasons: z.array(z.object({ code: z.string(), text: z.string(), contribution: z.number() })).readonly(),
        }),
      )
      .readonly(),
    matched: z.number(),
    totals: z
      .object({
        customers: z.number(),
        tiers: z.object({ high: z.number(), medium: z.number(), low: z.number() }),
        expected_leavers: z.number(),
        expected_leavers_interval: pair,
        value_at_stake_minor: z.number(),
        interval: pair,
        high_value_at_stake_minor: z.number(),
        top_customer: z.object({ customer_id: z.string(), share: z.number() }).nullable(),
      })
      .nullable(),
    thresholds: z.object({ high: threshold, medium: threshold }).nullable(),
    report_card: reportCardSchema.nullable(),
    baseline: z.object({ name: z.string(), out_of_time: z.record(z.string(), z.number().nullable()) }).nullable(),
    drift: z
      .object({
        features: z.array(z.object({ feature: z.string(), stability_index: z.number() })).readonly(),
        drifted: z.array(z.string()).readonly(),
      })
      .nullable(),
  }),
  run: ({ ctx, input }) => predictChurn({ ctx, input }),
})
