import { z } from 'zod'
import { planWinback } from '../../src/services/winback/plan-winback.ts'
import { WINBACK_REASONS, offersSchema } from '../../src/services/winback/offers.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const reason = z.enum(WINBACK_REASONS)
const pair = z.tuple([z.number(), z.number()]).readonly()

export const planWinbackTool = defineTool({
  name: 'plan_winback',
  description:
    'A plan to win back silent customers: for each why they may have gone (late delivery, returns, season, price, broken ' +
    'rhythm), which offer of the shop fits, its expected gain net of cost, within a budget, and a random hold-out to ' +
    'measure it by. With plan_id instead: what an earlier plan brought (incremental orders with interval). Nothing is sent. ' +
    'For the risk of leaving use predict_churn.',
  scope: 'read:predictions',
  input: z.object({
    filters: filtersSchema.optional(),
    within: z.string().max(40).optional().describe('result_id of an earlier answer: only its customers'),
    budget: z.number().min(0).optional().describe('what offers may cost in all, in major units'),
    budget_minor: z.number().int().min(0).optional().describe('the same in minor units'),
    offers: z.array(z.string().max(40)).min(1).max(40).optional().describe("ids of the shop's offers to choose from"),
    limit: z.number().int().min(1).max(10_000).optional().describe('customers in the plan, 500 unless given'),
    plan_id: z.string().max(80).optional().describe("an earlier plan: read out what it did; 'latest' for the newest"),
  }),
  output: z.object({
    plan_id: z.string().nullable(),
    actions: z
      .array(
        z.object({
          customer_id: z.string(),
          reason,
          why: z.string(),
          other_reasons: z.array(reason).readonly(),
          offer: z.string(),
          contact_on: z.string(),
          expected_gain_minor: z.number(),
          cost_minor: z.number(),
          extra_probability: z.number(),
          probability_alive: z.number(),
        }),
      )
      .readonly(),
    holdout: z
      .object({
        share: z.number(),
        size: z.number(),
        customer_ids: z.array(z.string()).readonly(),
        window_days: z.number(),
        read_out_on: z.string(),
        detectable_difference: z.number().nullable(),
      })
      .nullable(),
    totals: z
      .object({
        candidates: z.number(),
        actions: z.number(),
        cost_minor: z.number(),
        expected_gain_minor: z.number(),
        expected_extra_orders: z.number(),
        budget: z.number().min(0).optional().describe('what offers may cost in all, in major units'),
        budget_minor: z.number().nullable(),
        by_reason: z.array(z.object({ reason, customers: z.number() })).readonly(),
      })
      .nullable(),
    offers: offersSchema.or(z.array(z.never())).readonly(),
    read_out: z
      .object({
        plan_id: z.string(),
        from: z.string(),
        to: z.string(),
        days_left: z.number(),
        treated: z.number(),
        held_out: z.number(),
        ordered_treated: z.number(),
        ordered_held_out: z.number(),
        incremental_orders: z.number().nullable(),
        incremental_orders_interval: pair.nullable(),
        incremental_net_revenue_minor: z.number().nullable(),
        incremental_net_revenue_interval: pair.nullable(),
      })
      .nullable(),
  }),
  run: ({ ctx, input }) => planWinback({ ctx, input }),
})
