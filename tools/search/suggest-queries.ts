import { z } from 'zod'
import { suggestQueries } from '../../src/services/search/suggest-queries.ts'
import { defineTool } from '../define-tool.ts'

export const suggestQueriesTool = defineTool({
  name: 'suggest_queries',
  description:
    'Completions for what was typed so far into the search box (prefix; Chinese, pinyin or English), each with how many ' +
    'products in stock it finds and how often it was searched; with customer_id the own searches and kinds come first. ' +
    'For results of a whole query use search_products.',
  scope: 'read:catalogue',
  input: z.object({
    prefix: z.string().min(1).max(20_000),
    customer_id: z.string().min(1).max(200).optional(),
    k: z.number().int().min(1).max(100).optional().describe('8 unless given'),
  }),
  output: z.object({
    prefix: z.string(),
    suggestions: z
      .array(
        z.object({
          query: z.string(),
          source: z.enum(['searched', 'catalogue', 'product']),
          searches: z.number(),
          products: z.number(),
          own: z.boolean(),
          own_touches: z.number(),
          score: z.number(),
        }),
      )
      .readonly(),
    neutral: z.array(z.string()).readonly(),
    left_out: z.number(),
    personalised: z.boolean(),
    not_personal: z.enum(['asked_so', 'profiling_refused', 'no_history', 'nobody_named']).nullable(),
  }),
  run: ({ ctx, input }) => suggestQueries({ ctx, input }),
})
