import { z } from 'zod'
import { getBrief } from '../../src/services/brief/get-brief.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

export const getBriefTool = defineTool({
  name: 'get_brief',
  description:
    'A short brief for whoever runs the shop: figures that left their usual range and why, alerts, high-value customers about ' +
    'to leave, products that run out, satisfaction, decisions that wait, what past plans brought. quiet when nothing matters. ' +
    'For one figure use query_metrics or explain_change.',
  scope: 'read:aggregates',
  input: z.object({ period: periodSchema.optional().describe('last_7_days unless given') }),
  output: z.object({
    period: z.object({ from: z.string(), to: z.string(), name: z.string() }),
    findings: z
      .array(
        z.object({
          topic: z.string(),
          figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
        }),
      )
      .readonly(),
    quiet: z.boolean(),
    not_looked_at: z.array(z.string()).readonly(),
  }),
  run: ({ ctx, input }) => getBrief({ ctx, input }),
})
