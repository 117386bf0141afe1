import { z } from 'zod'
import { searchProducts } from '../../src/services/search/search-products.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const part = z.number()
const facet = z.array(z.object({ value: z.string(), count: z.number() })).readonly()

export const searchProductsTool = defineTool({
  name: 'search_products',
  description:
    'Products in stock that match a search query in English or Chinese (pinyin and one typing error are forgiven), in the ' +
    "order of one customer (customer_id as find_customers returned it) with everybody's order beside it, the parts of each " +
    'score and why each is where it is. Reads categories, brands and price words ("under 300", 便宜) out of the query. ' +
    'filters: product_id, category, brand, price_band. For what to show without a query use recommend_products; for ' +
    'completions use suggest_queries; for what people search for use analyze_searches.',
  scope: 'read:catalogue',
  input: z.object({
    query: z.string().min(1).max(20_000).describe('what was typed into the search box'),
    customer_id: z.string().min(1).max(200).optional(),
    filters: filtersSchema.optional(),
    k: z.number().int().min(1).max(1000).optional().describe('10 unless given'),
  }),
  output: z.object({
    query: z.string(),
    items: z
      .array(
        z.object({
          product_id: z.string(),
          rank: z.number(),
          neutral_rank: z.number(),
          score: z.number(),
          parts: z.object({
            text: part,
            popularity: part,
            clicks: part,
            history: part,
            taste: part,
            brand: part,
            price: part,
          }),
          reason: z.object({ code: z.string(), text: z.string() }),
        }),
      )
      .readonly(),
    neutral: z.array(z.object({ product_id: z.string(), score: z.number() })).readonly(),
    matched: z.number(),
    left_out_of_stock: z.number(),
    words: z
      .array(
        z.object({
          word: z.string(),
          kind: z.enum(['exact', 'sound', 'spelling', 'beginning']).nullable(),
          read_as: z.array(z.string()).readonly(),
          dropped: z.boolean(),
        }),
      )
      .readonly(),
    intent: z.object({
      category: z.string().nullable(),
      kind: z.string().nullable(),
      brand: z.string().nullable(),
      price_band: z.enum(['low', 'medium', 'high']).nullable(),
      price_from_minor: z.number().nullable(),
      price_to_minor: z.number().nullable(),
    }),
    facets: z.object({ category: facet, kind: facet, brand: facet, price_band: facet }),
    recovery: z.enum(['words_dropped', 'respelled', 'completed_word', 'out_of_stock', 'nothing_like_it']).nullable(),
    instead: z.array(z.object({ product_id: z.string(), reason: z.string() })).readonly(),
    personalised: z.boolean(),
    not_personal: z.enum(['asked_so', 'profiling_refused', 'no_history', 'nobody_named']).nullable(),
  }),
  run: ({ ctx, input }) => searchProducts({ ctx, input }),
})
