import { z } from 'zod'
import { CATALOGUE_ATTRIBUTES, classifyProducts } from '../../src/services/products/classify-products.ts'
import { defineTool } from '../define-tool.ts'

export const classifyProductsTool = defineTool({
  name: 'classify_products',
  description:
    'Which category each product’s words point to, with confidence, learnt from the rest of the catalogue or from a given ' +
    'taxonomy: products in the wrong category or in none (all of product_ids when named), duplicates, missing attributes. ' +
    'Changes nothing: propose_action reclassify_products moves them.',
  scope: 'read:catalogue',
  input: z.object({
    product_ids: z.array(z.string().min(1).max(200)).min(1).max(5000).optional(),
    taxonomy: z
      .array(
        z.strictObject({
          category: z.string().min(1).max(120),
          words: z.array(z.string().min(1).max(80)).max(100).optional(),
        }),
      )
      .min(2)
      .max(500)
      .optional()
      .describe('categories to choose from instead of the shop’s own'),
  }),
  output: z.object({
    products: z.number(),
    suggestions: z
      .array(
        z.object({
          product_id: z.string(),
          name: z.string(),
          category: z.string().nullable(),
          suggested: z.string(),
          confidence: z.number(),
          in_own: z.number(),
        }),
      )
      .readonly(),
    duplicates: z
      .array(z.object({ product_ids: z.array(z.string()).readonly(), why: z.enum(['same_name', 'same_words']) }))
      .readonly(),
    missing: z
      .array(
        z.object({
          attribute: z.enum(CATALOGUE_ATTRIBUTES),
          products: z.number(),
          product_ids: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    accuracy: z.number().nullable(),
    judged: z.number(),
  }),
  run: ({ ctx, input }) => classifyProducts({ ctx, input }),
})
