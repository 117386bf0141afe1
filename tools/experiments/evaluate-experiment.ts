import { z } from 'zod'
import { evaluateExperiment } from '../../src/services/experiments/evaluate-experiment.ts'
import { EXPERIMENT_METRICS } from '../../src/services/experiments/experiment-metrics.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const verdict = z.enum([
  'groups_not_comparable',
  'challenger_better',
  'reference_better',
  'no_relevant_difference',
  'not_enough_yet',
])

export const evaluateExperimentTool = defineTool({
  name: 'evaluate_experiment',
  description:
    'Whether the groups of an A/B test or of a campaign with a hold-out differ: sample-ratio check first, then difference ' +
    'with 95 % interval, p value, probability of being better, an interval that is valid however often one looks, and a ' +
    'verdict ("not enough yet" included). experiment is a campaign id or words of its name; the latest test unless given.',
  scope: 'read:predictions',
  input: z.object({
    experiment: z.string().min(1).max(200).optional().describe('campaign id or words of its name'),
    metric: z
      .enum(EXPERIMENT_METRICS)
      .optional()
      .describe('what it is judged on; by the goal of the campaign unless given'),
    window_days: z
      .number()
      .int()
      .min(1)
      .max(365)
      .optional()
      .describe('days after each customer’s turn, 7 unless given'),
    expected_shares: z
      .array(z.number().gt(0).max(1))
      .min(2)
      .max(20)
      .optional()
      .describe('planned shares of the groups, the reference first'),
    minimum_effect: z
      .number()
      .gt(0)
      .max(10)
      .optional()
      .describe('smallest relative effect of interest, 0.1 unless given'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    experiment: z.string(),
    name: z.string(),
    metric: z.enum(EXPERIMENT_METRICS),
    window_days: z.number(),
    groups: z
      .array(
        z.object({
          name: z.string(),
          is_reference: z.boolean(),
          is_control: z.boolean(),
          assigned: z.number(),
          n: z.number(),
          hits: z.number().nullable(),
          value: z.number().nullable(),
          interval: interval.nullable(),
        }),
      )
      .readonly(),
    srm: z
      .object({
        p: z.number(),
        mismatch: z.boolean(),
        expected: z.array(z.number()).readonly(),
        observed: z.array(z.number()).readonly(),
        plan_known: z.boolean(),
      })
      .nullable(),
    difference: z.number().nullable(),
    interval: interval.nullable(),
    p: z.number().nullable(),
    probability_better: z.number().nullable(),
    verdict: verdict.nullable(),
    comparisons: z
      .array(
        z.object({
          group: z.string(),
          reference: z.string(),
          difference: z.number(),
          interval,
          lift: z.number().nullable(),
          test: z.enum(['two_proportion_z', 'fisher_exact', 'welch_t']),
          statistic: z.number().nullable(),
          p: z.number(),
          p_adjusted: z.number(),
          probability_better: z.number().nullable(),
          always_valid: interval.nullable(),
          mann_whitney_p: z.number().nullable(),
          cuped: z
            .object({ difference: z.number(), interval, p: z.number(), variance_reduction: z.number() })
            .nullable(),
          needed_per_group: z.number().nullable(),
          verdict,
        }),
      )
      .readonly(),
    secondary: z
      .array(
        z.object({
          metric: z.enum(EXPERIMENT_METRICS),
          group: z.string(),
          difference: z.number(),
          interval,
          p: z.number(),
          p_adjusted: z.number(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => evaluateExperiment({ ctx, input }),
})
