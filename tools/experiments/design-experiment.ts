import { z } from 'zod'
import { designExperiment } from '../../src/services/experiments/design-experiment.ts'
import { DESIGN_METRICS } from '../../src/services/experiments/measure-baseline.ts'
import { defineTool } from '../define-tool.ts'

export const designExperimentTool = defineTool({
  name: 'design_experiment',
  description:
    'How many customers each group of an A/B test needs and how many days it takes, from a baseline (measured unless ' +
    'given), the smallest change worth finding (minimum_effect is relative, minimum_effect_absolute in points) and power.',
  scope: 'read:predictions',
  input: z.object({
    metric: z
      .enum(DESIGN_METRICS)
      .optional()
      .describe('conversion = orders after a message, conversion_rate = visits that pay; conversion unless given'),
    baseline: z
      .number()
      .positive()
      .optional()
      .describe('0.05 for five per cent; major units for aov; measured unless given'),
    minimum_effect: z.number().gt(-1).max(10).optional().describe('relative: 0.1 for ten per cent of the baseline'),
    minimum_effect_absolute: z.number().optional().describe('in points (0.01 is one) or major units'),
    power: z.number().gt(0).lt(1).optional().describe('0.8 unless given'),
    groups: z.number().int().min(2).max(20).optional(),
    daily_traffic: z.number().positive().optional(),
  }),
  output: z.object({
    metric: z.enum(DESIGN_METRICS),
    baseline: z.number().nullable(),
    baseline_measured: z.boolean(),
    change: z.number().nullable(),
    relative_change: z.number().nullable(),
    power: z.number(),
    error: z.number(),
    groups: z.number(),
    n_per_group: z.number().nullable(),
    n_total: z.number().nullable(),
    days: z.number().nullable(),
    daily_traffic: z.number().nullable(),
    reachable: z.number().nullable(),
    enough: z.boolean().nullable(),
    table: z.array(z.object({ effect: z.number(), n_per_group: z.number(), days: z.number().nullable() })).readonly(),
  }),
  run: ({ ctx, input }) => designExperiment({ ctx, input }),
})
