import { z } from 'zod'
import { predictCampaign, PREDICTED_CHANNELS } from '../../src/services/campaigns/predict-campaign.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()

export const predictCampaignTool = defineTool({
  name: 'predict_campaign',
  description:
    'What a planned campaign should do: expected opens, clicks, refusals and orders with prediction intervals, from past ' +
    'campaigns of the channel (and kind of offer) among the same customers; says so when there are none. Who is meant goes ' +
    'into filters, or a saved segment into audience.',
  scope: 'read:predictions',
  input: z.object({
    audience: z.string().min(1).max(200).optional().describe('a saved segment'),
    channel: z.enum(PREDICTED_CHANNELS).optional().describe('email unless given'),
    offer: z.string().min(1).max(200).optional().describe("in words: '15% off', 'voucher', 'none'"),
    when: z.string().min(1).max(40).optional().describe('date or period of the plan'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    channel: z.enum(PREDICTED_CHANNELS),
    offer: z.enum(['discount', 'voucher', 'none']).nullable(),
    when: z.string().nullable(),
    audience_size: z.number(),
    reachable: z.number(),
    rates: z
      .array(
        z.object({
          metric: z.enum(['open_rate', 'click_rate', 'unsubscribe_rate', 'conversion']),
          value: z.number(),
          interval,
          customers: z.number(),
          customers_interval: interval,
        }),
      )
      .readonly(),
    incremental: z.object({ value: z.number(), interval, campaigns: z.number() }).nullable(),
    basis: z.object({ kind: z.enum(['same_offer', 'same_channel']), campaigns: z.array(z.string()).readonly() }),
  }),
  run: ({ ctx, input }) => predictCampaign({ ctx, input }),
})
