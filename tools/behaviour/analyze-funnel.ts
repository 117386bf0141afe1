import { z } from 'zod'
import { analyzeFunnel, FUNNEL_DIMENSIONS } from '../../src/services/visits/analyze-funnel.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly().nullable()
const steps = z
  .array(
    z.object({
      name: z.string(),
      count: z.number(),
      rate: z.number().nullable(),
      interval,
      overall: z.number().nullable(),
      median_seconds: z.number().nullable(),
    }),
  )
  .readonly()

export const analyzeFunnelTool = defineTool({
  name: 'analyze_funnel',
  description:
    'How many visits go from step to step (product_view, add_to_cart, checkout, pay unless given), with rates, intervals and ' +
    'the median time between; by device, channel, source, campaign, category, weekday, hour or whether the visitor is known; ' +
    'and the leaks: groups that are lost at a step more often than all others. Default period: the last 90 days. Conversion ' +
    'as one figure over time is in query_metrics; what lies between the steps is in analyze_paths.',
  scope: 'read:aggregates',
  input: z.object({
    steps: z.array(z.string().min(1).max(60)).min(2).max(12).optional().describe('in order, names of events'),
    by: z.enum(FUNNEL_DIMENSIONS).optional(),
    period: periodSchema.optional(),
    strict: z.boolean().optional().describe('true: nothing else may lie between two steps'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    visits: z.number(),
    strict: z.boolean(),
    steps,
    by: z.enum(FUNNEL_DIMENSIONS).nullable(),
    groups: z.array(z.object({ group: z.string(), visits: z.number(), steps })).readonly(),
    leaks: z
      .array(
        z.object({
          by: z.enum(FUNNEL_DIMENSIONS),
          group: z.string(),
          step: z.string(),
          after: z.string(),
          rate: z.number(),
          interval,
          other_rate: z.number(),
          difference: z.number(),
          difference_interval: z.tuple([z.number(), z.number()]).readonly(),
          lost: z.number(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => analyzeFunnel({ ctx, input }),
})
