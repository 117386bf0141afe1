import { z } from 'zod'
import { predictNextAction } from '../../src/services/next-action/predict-next-action.ts'
import { defineTool } from '../define-tool.ts'
import { reportCardSchema } from '../report-card-schema.ts'

const probability = z.number()
const gate = z.object({
  failed: z.string(),
  have: z.number(),
  need: z.number(),
  pooled_estimate: z
    .object({ value: z.number(), unit: z.string(), interval: z.tuple([z.number(), z.number()]).readonly() })
    .nullable(),
  opens_on: z.string().nullable(),
})

export const predictNextActionTool = defineTool({
  name: 'predict_next_action',
  description:
    'What one customer will do next on the site, from the events of now: the likeliest actions (product_view, search, ' +
    'add_to_cart, checkout, pay, leave_visit, ...), the next category, next product and next search words, each with a ' +
    'probability, why, and the model report card against the base rate. Pass customer_id as find_customers returned it. ' +
    'For what to show or offer use recommend_products; for the next order date use predict_value.',
  scope: 'read:predictions',
  input: z.object({
    customer_id: z.string().min(1).max(200),
    k: z.number().int().min(1).max(50).optional().describe('of each, at most so many; 3 unless given'),
  }),
  output: z.object({
    customer_id: z.string(),
    k: z.number(),
    visit: z.enum(['open', 'over', 'none']),
    own_actions: z.number(),
    last_action: z.object({ action: z.string(), at: z.string() }).nullable(),
    actions: z.array(z.object({ action: z.string(), probability })).readonly(),
    next_category: z.array(z.object({ category: z.string(), probability })).readonly(),
    next_product: z
      .array(z.object({ product_id: z.string(), product_name: z.string().nullable(), probability }))
      .readonly(),
    next_query: z.array(z.object({ query: z.string(), probability })).readonly(),
    why: z.array(z.string()).readonly(),
    reason: z.enum(['profiling_withdrawn']).nullable(),
    gates: z.partialRecord(z.enum(['action', 'category', 'product', 'query']), gate).readonly(),
    report_card: reportCardSchema.nullable(),
  }),
  run: ({ ctx, input }) => predictNextAction({ ctx, input }),
})
