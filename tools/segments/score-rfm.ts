import { z } from 'zod'
import { scoreRfm } from '../../src/services/segments/score-rfm.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const four = z.array(z.number()).readonly()

export const scoreRfmTool = defineTool({
  name: 'score_rfm',
  description:
    'Recency, frequency and monetary scores (1 to 5, 5 best) of every customer with a valid order, the segments that they ' +
    'make (champions to lost) with size and revenue, and the cut points. revenue net (default) or gross; period limits the ' +
    'orders and returns that count. Customers come best first, at most limit; segments count all. ' +
    'For sizes of lifecycle stages or value tiers use segment_customers.',
  scope: 'read:customers',
  input: z.object({
    revenue: z.enum(['net', 'gross']).optional(),
    limit: z.number().int().min(1).max(1_000_000).optional().describe('customers to list, 10000 unless given'),
    period: periodSchema.optional(),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    revenue: z.enum(['net', 'gross']),
    customers: z
      .array(
        z.object({
          customer_id: z.string(),
          recency_days: z.number(),
          frequency: z.number(),
          monetary_minor: z.number(),
          r: z.number(),
          f: z.number(),
          m: z.number(),
          segment: z.string(),
        }),
      )
      .readonly(),
    total_customers: z.number(),
    segments: z
      .array(
        z.object({
          id: z.string(),
          size: z.number(),
          share: z.number(),
          revenue_minor: z.number(),
          revenue_share: z.number().nullable(),
          mean_recency_days: z.number().nullable(),
          mean_frequency: z.number().nullable(),
        }),
      )
      .readonly(),
    cut_points: z.object({ recency_days: four, frequency: four, monetary_minor: four }).nullable(),
  }),
  run: ({ ctx, input }) => scoreRfm({ ctx, input }),
})
