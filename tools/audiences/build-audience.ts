import { z } from 'zod'
import { buildAudience } from '../../src/services/audiences/build-audience.ts'
import { AUDIENCE_CHANNELS } from '../../src/services/audiences/channel-consents.ts'
import { AUDIENCE_ORDERS } from '../../src/services/audiences/rank-people.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

export const buildAudienceTool = defineTool({
  name: 'build_audience',
  description:
    'Draws up an audience for a message or an advertisement: whom filters, a segment or an earlier result choose, less ' +
    'those without the consent that the channel needs (without a channel: any consent to be written to), with a random ' +
    'hold-out and the overlap with other recent audiences. limit takes the first by order_by. filters: [] means everyone. ' +
    'Sends nothing; the audience_id goes to export_audience or propose_action. Never by gender or age.',
  scope: 'propose:segment',
  input: z.object({
    name: z.string().min(1).max(120).optional(),
    filters: filtersSchema.optional(),
    segment: z
      .string()
      .min(1)
      .max(120)
      .optional()
      .describe('a segment by name, or a group of an earlier result: r3.segment_1'),
    within: z.string().max(40).optional().describe('result id of an earlier answer: only its customers'),
    limit: z.number().int().min(1).max(1_000_000).optional(),
    order_by: z
      .enum(AUDIENCE_ORDERS)
      .optional()
      .describe('largest first, recency_days most recent first; with limit expected_value unless given'),
    holdout_share: z.number().min(0).max(0.5).optional().describe('0.1 unless given'),
    channel: z.enum(AUDIENCE_CHANNELS).optional(),
    exclude_recent_buyers_days: z
      .number()
      .int()
      .min(1)
      .max(365)
      .optional()
      .describe('leave out who ordered within so many days'),
  }),
  output: z.object({
    audience_id: z.string().nullable(),
    name: z.string().nullable(),
    channel: z.enum(AUDIENCE_CHANNELS).nullable(),
    size: z.number(),
    recipients: z.number(),
    holdout: z.object({ share: z.number(), size: z.number() }),
    left_out_for_consent: z.number(),
    left_out: z.record(z.string(), z.number()),
    overlap: z.array(z.object({ audience_id: z.string(), name: z.string(), customers: z.number() })).readonly(),
    by_channel: z.object({ email: z.number(), sms: z.number() }),
    best_hour: z.object({ hour: z.number(), acts: z.number() }).nullable(),
    ordered_by: z.enum(AUDIENCE_ORDERS).nullable(),
    customers: z.array(z.object({ customer_id: z.string(), rank: z.number(), held_out: z.boolean() })).readonly(),
  }),
  run: ({ ctx, input }) => buildAudience({ ctx, input }),
})
