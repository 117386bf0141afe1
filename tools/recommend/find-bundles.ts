import { z } from 'zod'
import { BUNDLE_LEVELS, findBundles } from '../../src/services/bundles/find-bundles.ts'
import { defineTool } from '../define-tool.ts'

export const findBundlesTool = defineTool({
  name: 'find_bundles',
  description:
    'What is bought together in one order: with product_id the partners of that product and what can stand in for it (of ' +
    'its category, in stock); with kind the kinds of products that go with that kind; without either the strongest pairs of the shop, of products and of kinds of products. Each with ' +
    'count, support, confidence with interval and lift. With min_support, min_confidence or max_items all association ' +
    'rules of that kind, the redundant left out. Product ids come from the catalogue.',
  scope: 'read:catalogue',
  input: z.object({
    product_id: z.string().min(1).max(200).optional(),
    kind: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('kind of product, tents or "kettle" for example, where no product is named'),
    level: z.enum(BUNDLE_LEVELS).optional().describe('of rules over the whole shop; type = subcategory'),
    min_support: z.number().gt(0).max(1).optional().describe('share of orders, 0.01 for 1 %'),
    min_confidence: z.number().min(0).max(1).optional(),
    max_items: z.number().int().min(2).max(10).optional(),
    limit: z.number().int().min(1).max(10_000).optional().describe('rules to list, 10 unless given'),
  }),
  output: z.object({
    rules: z
      .array(
        z.object({
          level: z.enum(BUNDLE_LEVELS),
          antecedent: z.array(z.string()).readonly(),
          consequent: z.array(z.string()).readonly(),
          support: z.number(),
          confidence: z.number(),
          interval: z.tuple([z.number(), z.number()]).readonly(),
          lift: z.number(),
          conviction: z.number().nullable(),
          count: z.number(),
          of: z.number(),
          peer_share: z.number().nullable(),
          small_count: z.boolean(),
          may_be_chance: z.boolean(),
        }),
      )
      .readonly(),
    found: z.number(),
    redundant: z.number(),
    baskets: z.number(),
    alternatives: z.array(z.object({ product_id: z.string(), likeness: z.number() })).readonly(),
  }),
  run: ({ ctx, input }) => findBundles({ ctx, input }),
})
