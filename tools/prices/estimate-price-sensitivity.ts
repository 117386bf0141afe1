import { z } from 'zod'
import { estimatePriceSensitivity } from '../../src/services/prices/estimate-price-sensitivity.ts'
import { SENSITIVITY_GROUPS } from '../../src/services/prices/sensitivity-question.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const range = z.tuple([z.number(), z.number()]).readonly()
const estimate = z.object({ elasticity: z.number(), standard_error: z.number(), interval: range })

export const estimatePriceSensitivityTool = defineTool({
  name: 'estimate_price_sensitivity',
  description:
    'Price elasticity from past price changes, with standard errors and 95 % intervals: of one product (with cross-effects ' +
    'of its nearest substitutes), or by category, brand, price_band, product_id or value_tier (a description of buyers, ' +
    'never a price for some of them). It takes no person. For what a certain change would do use simulate_price.',
  scope: 'read:aggregates',
  input: z.object({
    by: z.enum(SENSITIVITY_GROUPS).optional().describe('category unless given'),
    product_id: z.string().min(1).max(200).optional(),
    category: z.string().min(1).max(200).optional().describe('only products of it'),
    period: periodSchema.optional(),
    limit: z.number().int().min(1).max(1000).optional(),
  }),
  output: z.object({
    by: z.enum(SENSITIVITY_GROUPS),
    elasticities: z
      .array(
        z.object({
          key: z.string(),
          elasticity: z.number().nullable(),
          standard_error: z.number().nullable(),
          interval: range.nullable(),
          first_time: estimate.nullable(),
          own: z.object({ elasticity: z.number(), standard_error: z.number() }).nullable(),
          products: z.number(),
          price_changes: z.number(),
          observations: z.number(),
          left_out: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    cross: z.array(estimate.extend({ product_id: z.string() })).readonly(),
    price_source: z.enum(['list', 'paid']),
    weeks: z.number(),
  }),
  run: ({ ctx, input }) => estimatePriceSensitivity({ ctx, input }),
})
