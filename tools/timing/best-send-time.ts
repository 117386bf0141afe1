import { z } from 'zod'
import { bestSendTime } from '../../src/services/send-time/best-send-time.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

export const bestSendTimeTool = defineTool({
  name: 'best_send_time',
  description:
    'At which hours of the day (zone of the shop) a customer, or the customers that filters choose, open messages, click in ' +
    'them or order; share, interval and lift of each hour, few own acts pulled to what all do, with a test on the latest act. ' +
    'channel applies its consent. Pass customer_id as find_customers returned it. Sends nothing.',
  scope: 'read:predictions',
  input: z.object({
    customer_id: z.string().min(1).max(200).optional(),
    filters: filtersSchema.optional(),
    channel: z.string().min(1).max(40).optional().describe('email, sms, push, web or app'),
    goal: z.enum(['open', 'click', 'order']).optional().describe('open where messages are known, else order'),
  }),
  output: z.object({
    goal: z.enum(['open', 'click', 'order']),
    channel: z.string().nullable(),
    customer_id: z.string().nullable(),
    zone: z.string(),
    hours: z
      .array(
        z.object({
          hour: z.number(),
          count: z.number(),
          rate: z.number(),
          interval: z.tuple([z.number(), z.number()]).readonly(),
          lift: z.number(),
        }),
      )
      .readonly(),
    best: z.array(z.number()).readonly(),
    own_acts: z.number(),
    shop_acts: z.number(),
    customers: z.number(),
    left_out_for_consent: z.number(),
    reason: z.enum(['no_consent', 'profiling_withdrawn']).nullable(),
    evaluation: z
      .object({
        n: z.number(),
        top_3: z.number(),
        log_loss: z.number(),
        population_top_3: z.number(),
        population_log_loss: z.number(),
      })
      .nullable(),
  }),
  run: ({ ctx, input }) => bestSendTime({ ctx, input }),
})
