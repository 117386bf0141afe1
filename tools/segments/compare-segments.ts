import { z } from 'zod'
import { compareSegments } from '../../src/services/segments/compare/compare-segments.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const side = z
  .union([z.string().min(1).max(120), filtersSchema])
  .describe(
    'a segment by name (dormant, champions, vip as value:high, a saved one), r3.segment_1 of an earlier result, or filters',
  )

const summary = z.object({
  description: z.string(),
  size: z.number(),
  buyers: z.number(),
  net_revenue_minor: z.number(),
})

export const compareSegmentsTool = defineTool({
  name: 'compare_segments',
  description:
    'What tells two groups of customers apart: means of recency, orders, spend, order value, rhythm, returns and shares by ' +
    'category, with effect sizes and intervals, largest first. b left out compares with everyone else. ' +
    'For sizes of segments use segment_customers.',
  scope: 'read:customers',
  input: z.object({ a: side, b: side.optional() }),
  output: z.object({
    a: summary,
    b: summary,
    in_both: z.number(),
    differences: z
      .array(
        z.object({
          feature: z.string(),
          a: z.number(),
          b: z.number(),
          effect_size: z.number(),
          interval: z.tuple([z.number(), z.number()]).readonly().nullable(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => compareSegments({ ctx, input }),
})
