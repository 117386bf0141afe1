import { z } from 'zod'
import { findRepurchaseDue } from '../../src/services/repurchase/find-repurchase-due.ts'
import { defineTool } from '../define-tool.ts'

export const findRepurchaseDueTool = defineTool({
  name: 'find_repurchase_due',
  description:
    'Customers who should buy a product or a category again within a window (the next 14 days unless given), by their own ' +
    "rhythm shrunk to the product's cycle, with an 80 % interval and the share who do buy again; who is overdue as a count. " +
    'Without product_id and category: whatever each customer keeps buying. customer_id asks for one customer.',
  scope: 'read:predictions',
  input: z.object({
    product_id: z.string().min(1).max(200).optional(),
    category: z.string().min(1).max(200).optional(),
    window: z
      .union([
        z.number().int().min(1).max(366),
        z.string().min(1).max(40),
        z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
      ])
      .optional()
      .describe("days ahead (14), 'next_2_weeks', or {from, to} dates, 'to' excluded"),
    customer_id: z.string().min(1).max(200).optional(),
    limit: z.number().int().min(1).max(10_000).optional().describe('customers to list, 20 unless given'),
  }),
  output: z.object({
    customers: z
      .array(
        z.object({
          customer_id: z.string(),
          item: z.string(),
          due_on: z.string(),
          interval: z.tuple([z.string(), z.string()]).readonly(),
          cycle_days: z.number(),
          usual_cycle_days: z.number(),
          own_gaps: z.number(),
          last_bought_on: z.string(),
          repeat_share: z.number().nullable(),
        }),
      )
      .readonly(),
    due: z.number(),
    overdue: z.number(),
    with_own_rhythm: z.number(),
    left_out_for_consent: z.number(),
    cycle_days: z.number().nullable(),
    window: z.object({ from: z.string(), to: z.string() }),
  }),
  run: ({ ctx, input }) => findRepurchaseDue({ ctx, input }),
})
