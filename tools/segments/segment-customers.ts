import { z } from 'zod'
import { segmentCustomers } from '../../src/services/segments/segment-customers.ts'
import { KNOWN_METHODS, SEGMENT_METHODS } from '../../src/services/segments/segment-by.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const distinction = z.object({
  feature: z.string(),
  direction: z.enum(['higher', 'lower']),
  segment: z.number(),
  others: z.number(),
  effect_size: z.number(),
})

const segment = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  share: z.number(),
  profile: z.object({
    buyers: z.number(),
    orders: z.number(),
    net_revenue_minor: z.number(),
    net_revenue_share: z.number().nullable(),
    average_order_value_minor: z.number().nullable(),
    median_recency_days: z.number().nullable(),
    median_orders: z.number().nullable(),
    won_back: z.number(),
  }),
  distinguishing: z.array(distinction).readonly(),
})

const migration = z.object({
  compared_with: z.string(),
  before: z.array(z.object({ id: z.string(), size: z.number() })).readonly(),
  before_total: z.number(),
  flows: z
    .array(z.object({ from: z.string().nullable(), to: z.string().nullable(), customers: z.number() }))
    .readonly(),
  moved: z.number(),
  joined: z.number(),
  left: z.number(),
  ari: z.number().nullable(),
})

export const segmentCustomersTool = defineTool({
  name: 'segment_customers',
  description:
    'Splits all customers into segments with size, share, profile and what sets each apart; sizes sum to all customers. ' +
    'method lifecycle: prospect, new, growing, mature, at_risk, dormant, churned (and how many were won back); ' +
    'rfm: champions to lost; value: high, medium, low (VIP = high); region; demographic (age band and gender, description only). ' +
    'compare_as_of (a date) or compare_with (an earlier result_id) adds sizes then and who moved. ' +
    'Lists nobody by name; for the customers of one segment use find_customers with a filter such as lifecycle = churned.',
  scope: 'read:customers',
  input: z.object({
    method: z.enum(KNOWN_METHODS).describe(`supported now: ${SEGMENT_METHODS.join(', ')}`),
    compare_as_of: z.string().optional().describe('date YYYY-MM-DD'),
    compare_with: z.string().optional().describe('result_id of an earlier segment_customers call'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    method: z.string(),
    segments: z.array(segment).readonly(),
    assignment: z.record(z.string(), z.array(z.string()).readonly()).nullable(),
    quality: z.object({ agreement: z.object({ ari: z.number().nullable() }) }).nullable(),
    outliers: z.array(z.never()).readonly(),
    migration: migration.nullable(),
  }),
  run: ({ ctx, input }) => segmentCustomers({ ctx, input }),
})
