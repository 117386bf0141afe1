import { z } from 'zod'

import { measureUplift, UPLIFT_LEARNERS, UPLIFT_OUTCOMES } from '../../src/services/uplift/measure-uplift.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const group = {
  treated: z.number(),
  alone: z.number(),
  treatedShare: z.number(),
  aloneShare: z.number(),
  uplift: z.number(),
  interval,
}

export const measureUpliftTool = defineTool({
  name: 'measure_uplift',
  description:
    'Whether a campaign with people held out worked, and for whom: uplift among all, Qini and uplift among the best share ' +
    'with bootstrap intervals, deciles, kinds of customers to treat, to leave alone and harmed; says so when differences ' +
    'between customers are not usable. campaign is an id or words of its name; the latest with a hold-out unless given.',
  scope: 'read:predictions',
  input: z.object({
    campaign: z.string().min(1).max(200).optional().describe('campaign id or words of its name'),
    outcome: z.enum(UPLIFT_OUTCOMES).optional().describe('by the goal of the campaign unless given'),
    window_days: z.number().int().min(1).max(365).optional(),
    learner: z.enum(UPLIFT_LEARNERS).optional().describe('chosen on past customers unless given'),
    share: z.number().gt(0).max(1).optional().describe('share to treat first, 0.3 unless given'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    campaign: z.string(),
    name: z.string(),
    outcome: z.enum(UPLIFT_OUTCOMES),
    window_days: z.number(),
    overall: z
      .object({
        treated: z.number(),
        held_out: z.number(),
        treated_rate: z.number(),
        held_out_rate: z.number(),
        difference: z.number(),
        interval,
        p: z.number(),
      })
      .nullable(),
    srm: z
      .object({
        p: z.number(),
        mismatch: z.boolean(),
        expected: z.array(z.number()).readonly(),
        observed: z.array(z.number()).readonly(),
        plan_known: z.boolean(),
      })
      .nullable(),
    learner: z.enum(UPLIFT_LEARNERS).nullable(),
    qini: z.number().nullable(),
    interval: interval.nullable(),
    uplift_at: z.object({ share: z.number(), value: z.number(), interval }).nullable(),
    usable: z.boolean().nullable(),
    bands_p: z.number().nullable(),
    deciles: z.array(z.object(group)).readonly(),
    segments: z
      .array(
        z.object({
          name: z.string(),
          by: z.enum(['recency', 'found']),
          ...group,
          advice: z.enum(['treat', 'leave_alone', 'harmed']),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => measureUplift({ ctx, input }),
})
