import { z } from 'zod'
import { simulatePrice } from '../../src/services/prices/simulate-price.ts'
import { defineTool } from '../define-tool.ts'

const range = z.tuple([z.number(), z.number()]).readonly()
const simulated = z.object({ now: z.number(), value: z.number(), interval: range })
const ranged = z.object({ value: z.number(), interval: range })

export const simulatePriceTool = defineTool({
  name: 'simulate_price',
  description:
    'What another price would do over the next weeks: units, revenue and margin with 80 % intervals beside those at the ' +
    'present price. Of one product (product_id; change, a ratio, -0.1 = 10 % less, or price), with the best band of prices; ' +
    'or of product_ids or a category moved by one change, as sums, with those whose price varied too little. It changes ' +
    'nothing and takes no person: a price is the same for everyone.',
  scope: 'read:aggregates',
  input: z.object({
    product_id: z.string().min(1).max(200).optional(),
    product_ids: z.array(z.string().min(1).max(200)).min(1).max(1000).optional(),
    category: z.string().min(1).max(200).optional().describe('all of a category or kind'),
    change: z.number().gt(-1).max(5).optional().describe('ratio: -0.1 = ten per cent less'),
    price: z.number().positive().max(1e9).optional().describe('or the new price, in major units'),
    weeks: z.number().int().min(1).max(52).optional().describe('8 unless given'),
  }),
  output: z.object({
    product_id: z.string().nullable(),
    category: z.string().nullable(),
    products: z
      .array(
        z.object({
          product_id: z.string(),
          price_now: z.number(),
          price_new: z.number(),
          units_now: z.number(),
          units: z.number(),
          elasticity: z.number(),
          standard_error: z.number(),
          elasticity_of: z.enum(['product', 'category']),
          outside_tried: z.boolean(),
        }),
      )
      .readonly(),
    left_out: z
      .array(z.object({ product_id: z.string(), reason: z.enum(['no_price', 'no_recent_sales', 'no_elasticity']) }))
      .readonly(),
    weeks: z.number(),
    price_now: z.number().nullable(),
    price_new: z.number().nullable(),
    change: z.number(),
    unit_cost: z.number().nullable(),
    elasticity: z.number().nullable(),
    standard_error: z.number().nullable(),
    elasticity_of: z.enum(['product', 'category']).nullable(),
    units: simulated.nullable(),
    revenue: simulated.nullable(),
    margin: simulated.nullable(),
    change_of: z.object({ units: ranged, revenue: ranged, margin: ranged.nullable() }).nullable(),
    tried: range.nullable(),
    outside_tried: z.boolean(),
    revenue_best: range.nullable(),
    margin_best: range.nullable(),
  }),
  run: ({ ctx, input }) => simulatePrice({ ctx, input }),
})
