import { z } from 'zod'
import { analyzeChannels } from '../../src/services/growth/analyze-channels.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()

export const analyzeChannelsTool = defineTool({
  name: 'analyze_channels',
  description:
    'Where new customers come from: customers won in the period by source or channel, net revenue per customer in their ' +
    'first 90 days, share who came back, cost per customer where a campaign bears the name of the source.',
  scope: 'read:predictions',
  input: z.object({
    period: periodSchema.optional(),
    by: z.enum(['source', 'channel']).optional().describe('source unless given'),
  }),
  output: z.object({
    by: z.enum(['source', 'channel']),
    days: z.number(),
    customers: z.number(),
    channels: z
      .array(
        z.object({
          name: z.string(),
          customers: z.number(),
          share: z.number(),
          complete: z.number(),
          value_minor: z.number().nullable(),
          value_interval: interval.nullable(),
          retention: z.number().nullable(),
          retention_interval: interval.nullable(),
          cost_minor: z.number().nullable(),
          acquisition_cost_minor: z.number().nullable(),
          return_ratio: z.number().nullable(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => analyzeChannels({ ctx, input }),
})
