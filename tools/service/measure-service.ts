import { z } from 'zod'
import { measureService, TICKET_DIMENSIONS } from '../../src/services/service-desk/measure-service.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const period = z.object({ from: z.string(), to: z.string(), name: z.string() })
const waiting = z
  .object({ median: z.number(), interval: interval.nullable(), mean: z.number(), p90: z.number(), n: z.number() })
  .nullable()
const summary = {
  tickets: z.number(),
  open: z.number(),
  unanswered: z.number(),
  first_response_hours: waiting,
  resolution_hours: waiting,
  rating: z.object({ value: z.number(), interval: interval.nullable(), n: z.number() }).nullable(),
  mood: z
    .object({
      value: z.number(),
      interval: interval.nullable(),
      negative_share: z.number(),
      negative_interval: interval,
      n: z.number(),
    })
    .nullable(),
}
const change = z.object({ before: z.number(), difference: z.number(), interval, clear: z.boolean() }).nullable()

export const measureServiceTool = defineTool({
  name: 'measure_service',
  description:
    'Support tickets: how many, by class of issue, channel, agent, place, segment or time; hours to the first response and ' +
    'to resolution, rating of the service, mood of what customers wrote; compared with the period before or a year earlier. ' +
    'For satisfaction of the whole shop see measure_satisfaction.',
  scope: 'read:aggregates',
  input: z.object({
    period: periodSchema.optional(),
    by: z.enum(TICKET_DIMENSIONS).optional().describe('groups to split by, class of issue unless given'),
    filters: filtersSchema.optional(),
    compare: z
      .enum(['previous', 'year'])
      .optional()
      .describe('with the period before, or the same dates a year earlier'),
  }),
  output: z.object({
    ...summary,
    period,
    compared_with: period.nullable(),
    by: z.enum(TICKET_DIMENSIONS),
    groups: z
      .array(
        z.object({
          group: z.string(),
          share: z.number(),
          share_interval: interval,
          ...summary,
          small: z.boolean(),
        }),
      )
      .readonly(),
    classes_read: z.number(),
    change: z
      .object({ tickets_before: z.number(), first_response_hours: change, mood: change, rating: change })
      .nullable(),
  }),
  run: ({ ctx, input }) => measureService({ ctx, input }),
})
