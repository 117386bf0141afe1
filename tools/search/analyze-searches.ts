import { z } from 'zod'
import { analyzeSearches } from '../../src/services/search/analyze-searches.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const list = z
  .array(
    z.object({
      query: z.string(),
      searches: z.number(),
      people: z.number(),
      click_rate: z.number(),
      click_interval: z.tuple([z.number(), z.number()]).readonly(),
      order_rate: z.number(),
      before: z.number(),
      change: z.number().nullable(),
      products: z.number(),
    }),
  )
  .readonly()
const rate = z.number().nullable()

export const analyzeSearchesTool = defineTool({
  name: 'analyze_searches',
  description:
    'What visitors typed into the search box: most searched, rising against the period before, and queries that find nothing ' +
    'in stock; each with searches, click rate and order rate. Default period: the last 30 days. For the results of one query ' +
    'use search_products.',
  scope: 'read:aggregates',
  input: z.object({
    period: periodSchema.optional(),
    show: z
      .enum(['top', 'rising', 'zero_result'])
      .optional()
      .describe('which list the question is about; all three are given anyway'),
    limit: z.number().int().min(1).max(1000).optional().describe('queries of each list, 10 unless given'),
  }),
  output: z.object({
    searches: z.number(),
    people: z.number(),
    queries: z.number(),
    visits: z.number(),
    click_rate: rate,
    order_rate: rate,
    top: list,
    rising: list,
    zero_result: list,
    zero_share: rate,
  }),
  run: ({ ctx, input }) => analyzeSearches({ ctx, input }),
})
