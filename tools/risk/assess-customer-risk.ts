import { z } from 'zod'
import { assessCustomerRisk, CUSTOMER_SIGNALS, RISK_STEPS } from '../../src/services/risk/assess-customer-risk.ts'
import { defineTool } from '../define-tool.ts'

const tier = z.enum(['high', 'medium', 'low'])
const customer = z.object({
  customer_id: z.string(),
  score: z.number(),
  tier,
  what_to_do: z.enum(RISK_STEPS),
  reasons: z.array(z.object({ signal: z.enum(CUSTOMER_SIGNALS), points: z.number() })).readonly(),
  orders: z.number(),
  risky_orders: z.number(),
  return_share: z.number(),
  complaints: z.number(),
  watched: z.boolean(),
})

export const assessCustomerRiskTool = defineTool({
  name: 'assess_customer_risk',
  description:
    'Accounts that may cause loss (not churn): tiers with counts and what to do for each, from orders at risk, review ' +
    'findings, returns, coupons, complaints and reviews of a year; with customer_id one account. Limits are proposals ' +
    '(propose_action limit_account), never automatic. Single orders are in assess_orders.',
  scope: 'read:predictions',
  input: z.object({
    tiers: z.array(tier).min(1).max(3).optional().describe('high and medium unless given'),
    customer_id: z.string().min(1).max(200).optional(),
    limit: z.number().int().min(1).max(10_000).optional(),
  }),
  output: z.object({
    tiers: z
      .array(z.object({ tier, from: z.number(), customers: z.number(), what_to_do: z.enum(RISK_STEPS) }))
      .readonly(),
    rules: z.array(z.object({ signal: z.enum(CUSTOMER_SIGNALS), customers: z.number() })).readonly(),
    customers: z.array(customer).readonly(),
    customer: customer.nullable(),
  }),
  run: ({ ctx, input }) => assessCustomerRisk({ ctx, input }),
})
