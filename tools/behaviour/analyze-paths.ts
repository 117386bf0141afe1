import { z } from 'zod'
import { analyzePaths } from '../../src/services/visits/analyze-paths.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const steps = z
  .array(z.object({ step: z.string(), visits: z.number(), visitors: z.number(), share: z.number() }))
  .readonly()
const size = z.object({ visits: z.number(), visitors: z.number() })

export const analyzePathsTool = defineTool({
  name: 'analyze_paths',
  description:
    'Which paths visits take before an order and without one (sequences of page, search, product_list, product_view, ' +
    'add_to_cart, checkout, pay, ...), transitions between steps, where visits without an order end and how far they got, and ' +
    'what is done several times in a row; visits and visitors of each. from and to cut the paths at a step. Default period: ' +
    'the last 30 days. Rates from step to step are in analyze_funnel; what one customer does next is in predict_next_action.',
  scope: 'read:aggregates',
  input: z.object({
    from: z.string().min(1).max(60).optional().describe('the step that paths begin with'),
    to: z.string().min(1).max(60).optional().describe('the step that paths end with'),
    period: periodSchema.optional(),
    converted: z.boolean().optional().describe('true: visits with an order; false: those without; both unless given'),
    limit: z.number().int().min(1).max(1000).optional().describe('paths of each kind, 5 unless given'),
  }),
  output: z.object({
    visits: z.number(),
    with_order: size,
    without_order: size,
    paths: z
      .array(
        z.object({
          steps: z.array(z.string()).readonly(),
          visits: z.number(),
          visitors: z.number(),
          share: z.number(),
          converted: z.boolean(),
        }),
      )
      .readonly(),
    paths_found: z.number(),
    transitions: z
      .array(z.object({ from: z.string(), to: z.string(), count: z.number(), share: z.number() }))
      .readonly(),
    exits: steps,
    stuck: steps,
    loops: steps,
  }),
  run: ({ ctx, input }) => analyzePaths({ ctx, input }),
})
