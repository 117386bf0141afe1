import { z } from 'zod'
import { analyzePlacements } from '../../src/services/growth/analyze-placements.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const counts = {
  placement: z.string(),
  views: z.number(),
  clicks: z.number(),
  carts: z.number(),
  rate: z.number().nullable(),
  interval: interval.nullable(),
  cart_rate: z.number().nullable(),
}

export const analyzePlacementsTool = defineTool({
  name: 'analyze_placements',
  description:
    'Views, clicks and carts by placement, position and creative on the site, with click rates corrected for position: ' +
    'what is liked apart from where it stood.',
  scope: 'read:predictions',
  input: z.object({
    period: periodSchema.optional(),
    placement: z.string().min(1).max(200).optional(),
    creative: z.string().min(1).max(200).optional(),
  }),
  output: z.object({
    views: z.number(),
    clicks: z.number(),
    carts: z.number(),
    positions: z.array(z.object({ ...counts, position: z.number(), examination: z.number().nullable() })).readonly(),
    creatives: z
      .array(
        z.object({
          ...counts,
          creative: z.string(),
          corrected_rate: z.number().nullable(),
          corrected_interval: interval.nullable(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => analyzePlacements({ ctx, input }),
})
