import { z } from 'zod'
import { analyzeTrends, TREND_DIMENSIONS } from '../../src/services/trends/analyze-trends.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()

export const analyzeTrendsTool = defineTool({
  name: 'analyze_trends',
  description:
    'Which categories, products, brands or regions grow faster or slower than the shop: yearly growth of their share of what ' +
    'is ordered, the season taken out where the data spans two years, with interval and direction, and their own growth ' +
    'beside it. Default: all whole weeks, at most three years. A figure month by month is in query_metrics; what will be sold ' +
    'is in forecast_demand; why a figure changed is in explain_change.',
  scope: 'read:aggregates',
  input: z.object({
    by: z.enum(TREND_DIMENSIONS).optional().describe('category unless given'),
    category: z.string().min(1).max(200).optional().describe('one category, told first beside the others'),
    period: periodSchema.optional(),
    deseasonalise: z.boolean().optional().describe('false leaves the season in'),
    limit: z.number().int().min(1).max(1000).optional(),
  }),
  output: z.object({
    by: z.enum(TREND_DIMENSIONS),
    weeks: z.number(),
    rows: z
      .array(
        z.object({
          name: z.string(),
          id: z.string(),
          growth: z.number(),
          interval,
          seasonally_adjusted: z.boolean(),
          direction: z.enum(['rising', 'falling', 'unclear']),
          own_growth: z.number(),
          own_interval: interval,
          orders: z.number(),
          share: z.number(),
        }),
      )
      .readonly(),
    groups_found: z.number(),
    left_out: z.number(),
    shop_growth: z.number().nullable(),
  }),
  run: ({ ctx, input }) => analyzeTrends({ ctx, input }),
})
