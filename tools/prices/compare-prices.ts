import { z } from 'zod'
import { comparePrices } from '../../src/services/prices/compare-prices.ts'
import { defineTool } from '../define-tool.ts'

export const comparePricesTool = defineTool({
  name: 'compare_prices',
  description:
    'Own list prices beside the latest prices of competitors that the shop imported, with gaps: of one product, of one ' +
    'category or of all; the products that are dearest against the cheapest competitor come first. It knows no price that ' +
    'was not imported.',
  scope: 'read:catalogue',
  input: z.object({
    product_id: z.string().min(1).max(200).optional(),
    category: z.string().min(1).max(200).optional(),
    limit: z.number().int().min(1).max(10_000).optional().describe('products to list, 10 unless given'),
  }),
  output: z.object({
    products: z
      .array(
        z.object({
          product_id: z.string(),
          own_price_minor: z.number(),
          competitors: z
            .array(z.object({ competitor: z.string(), price_minor: z.number(), seen_on: z.string(), gap: z.number() }))
            .readonly(),
          cheapest: z.string(),
          gap_to_cheapest: z.number(),
        }),
      )
      .readonly(),
    competitors: z
      .array(
        z.object({
          competitor: z.string(),
          products: z.number(),
          median_gap: z.number(),
          dearer_share: z.number(),
        }),
      )
      .readonly(),
    compared: z.number(),
    dearer: z.number(),
    seen_until: z.string().nullable(),
  }),
  run: ({ ctx, input }) => comparePrices({ ctx, input }),
})
