import { z } from 'zod'
import { scoreActivity } from '../../src/services/activity/score-activity.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const level = z.enum(['high', 'medium', 'low', 'silent'])

export const scoreActivityTool = defineTool({
  name: 'score_activity',
  description:
    'How active customers were in the last 28 days by days with a visit, click or search: high (12 days or more), medium (4 ' +
    'to 11), low (1 to 3), silent; how many customers are in each level, and the most active ones. Needs events. ' +
    'For orders and silence since the last order use find_customers or segment_customers.',
  scope: 'read:customers',
  input: z.object({
    filters: filtersSchema.optional(),
    limit: z.number().int().min(1).max(100_000).optional().describe('customers to list, 20 unless given'),
  }),
  output: z.object({
    days: z.number(),
    levels: z
      .array(
        z.object({
          level,
          customers: z.number(),
          share: z.number().nullable(),
          mean_active_days: z.number().nullable(),
        }),
      )
      .readonly(),
    customers: z.array(z.object({ customer_id: z.string(), active_days: z.number(), level })).readonly(),
    total_customers: z.number(),
  }),
  run: ({ ctx, input }) => scoreActivity({ ctx, input }),
})
