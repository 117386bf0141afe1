import { z } from 'zod'
import { allocateBudget } from '../../src/services/budget/allocate-budget.ts'
import { defineTool } from '../define-tool.ts'

const minor = z.number().int().min(0)
const interval = z.tuple([z.number(), z.number()]).readonly()

export const allocateBudgetTool = defineTool({
  name: 'allocate_budget',
  description:
    'How to spread a budget over campaigns (or options given with what amounts brought): diminishing returns fitted to ' +
    'incremental margin, spent where the next unit brings most, what one more unit would bring, what is better kept. ' +
    'Options are campaigns, channels or segments, never persons.',
  scope: 'read:predictions',
  input: z.object({
    budget: z.number().min(0).optional().describe('in major units; what the latest campaigns cost unless given'),
    budget_minor: minor.optional().describe('the same in minor units'),
    options: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200).describe('a campaign, or a name of your own with points'),
          points: z
            .array(z.strictObject({ spend_minor: minor, return_minor: z.number().int() }))
            .min(1)
            .max(100)
            .optional(),
          least_minor: minor.optional(),
          most_minor: minor.optional(),
        }),
      )
      .min(1)
      .max(50)
      .optional(),
    spend_all: z.boolean().optional().describe('also where a unit brings less than it costs'),
  }),
  output: z.object({
    budget_minor: z.number().nullable(),
    plan: z
      .array(
        z.object({
          option: z.string(),
          spend_minor: z.number(),
          expected_minor: z.number(),
          interval: interval.nullable(),
          marginal_return: z.number().nullable(),
          tried_minor: z.number(),
          shape_assumed: z.boolean(),
        }),
      )
      .readonly(),
    expected_minor: z.number().nullable(),
    interval: interval.nullable(),
    unspent_minor: z.number().nullable(),
    next_unit: z.number().nullable(),
    left_out: z
      .array(z.object({ option: z.string(), reason: z.enum(['no_control_group', 'no_cost', 'no_margin']) }))
      .readonly(),
  }),
  run: ({ ctx, input }) => allocateBudget({ ctx, input }),
})
