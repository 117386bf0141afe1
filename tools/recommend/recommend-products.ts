import { z } from 'zod'
import { STRATEGIES } from '../../src/services/recommend/candidate.ts'
import { DIVERSITIES } from '../../src/services/recommend/choose-items.ts'
import { recommendProducts } from '../../src/services/recommend/recommend-products.ts'
import { defineTool } from '../define-tool.ts'
import { reportCardSchema } from '../report-card-schema.ts'

const items = z
  .array(
    z.object({
      product_id: z.string(),
      score: z.number(),
      reason: z.object({ code: z.string(), text: z.string() }),
    }),
  )
  .readonly()

export const recommendProductsTool = defineTool({
  name: 'recommend_products',
  description:
    'What to show: for a customer (customer_id as find_customers returned it), a visit (session: product ids), a new visitor ' +
    'by source, or beside a product (product_id). Each item with a counted reason, how old the fitted part is and whether ' +
    "the customer's newest event is in it; alternative is the same for everybody, and the only list for who withdrew the " +
    'consent to profiling. strategy: similar = in place of, complement and bundle = together with, repurchase, new, ' +
    'trending, popular. For association rules use find_bundles.',
  scope: 'read:catalogue',
  input: z.object({
    customer_id: z.string().min(1).max(200).optional(),
    session: z
      .array(z.string().min(1).max(200))
      .max(10_000)
      .optional()
      .describe('product ids of the visit, oldest first'),
    source: z.string().min(1).max(200).optional().describe('where a new visitor comes from, camping-ad for example'),
    product_id: z.string().min(1).max(200).optional(),
    strategy: z.enum(STRATEGIES).optional().describe('auto unless given'),
    kind: z.enum(['product', 'article']).optional(),
    k: z.number().int().min(1).max(1000).optional().describe('10 unless given'),
    diversity: z.enum(DIVERSITIES).optional().describe('high for a more varied list'),
    personalised: z.boolean().optional().describe('false gives the list that everybody gets'),
    exclude: z
      .array(z.string().min(1).max(200))
      .max(1000)
      .optional()
      .describe("'purchased', 'out_of_stock' (never shown anyway) or product ids"),
    category: z.string().min(1).max(200).optional().describe('only products of this category'),
    not_category: z.string().min(1).max(200).optional().describe('no products of this category'),
    max_price: z.number().positive().optional().describe("highest price, in the shop's currency"),
    explain: z.number().int().min(1).max(1000).optional().describe('place in the list whose reason is asked for'),
  }),
  output: z.object({
    strategy: z.enum(STRATEGIES),
    personalised: z.boolean(),
    not_personal: z.enum(['asked_so', 'profiling_refused', 'no_history', 'nobody_named']).nullable(),
    items,
    alternative: items,
    evaluation: reportCardSchema.nullable(),
    diversity: z.object({
      level: z.enum(DIVERSITIES),
      intra_list_similarity: z.number().nullable(),
      undiversified: z.number().nullable(),
    }),
    model: z.object({ id: z.string(), trained_as_of: z.string(), age_days: z.number(), stale: z.boolean() }).nullable(),
  }),
  run: ({ ctx, input }) => recommendProducts({ ctx, input }),
})
