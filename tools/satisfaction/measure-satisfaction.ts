import { z } from 'zod'
import { measureSatisfaction } from '../../src/services/satisfaction/measure-satisfaction.ts'
import { DRIVER_FACTORS } from '../../src/services/satisfaction/find-drivers.ts'
import { VOICE_DIMENSIONS } from '../../src/services/voice/voice-dimensions.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { lateEffectSchema } from '../late-effect-schema.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const period = z.object({ from: z.string(), to: z.string(), name: z.string() })
const change = z.object({ before: z.number(), difference: z.number(), interval, clear: z.boolean() }).nullable()
const measures = {
  csat: z.object({ value: z.number(), interval, n: z.number() }).nullable(),
  mean_rating: z.object({ value: z.number(), interval: interval.nullable(), n: z.number() }).nullable(),
  nps: z
    .object({
      value: z.number(),
      interval,
      n: z.number(),
      promoters: z.number(),
      passives: z.number(),
      detractors: z.number(),
    })
    .nullable(),
}

export const measureSatisfactionTool = defineTool({
  name: 'measure_satisfaction',
  description:
    'How satisfied customers are: CSAT, NPS and mean rating with intervals, for a period, split by place, product, segment ' +
    'or time, compared with the period before or a year earlier; which factors (delivery time, lateness, price paid, ' +
    'returns, service) the ratings go with, and the effect of late delivery. For what reviews say see analyze_reviews, for ' +
    'support tickets measure_service.',
  scope: 'read:aggregates',
  input: z.object({
    period: periodSchema.optional(),
    filters: filtersSchema.optional(),
    by: z.enum(VOICE_DIMENSIONS).optional().describe('groups to split by'),
    compare: z
      .enum(['previous', 'year'])
      .optional()
      .describe('with the period before, or the same dates a year earlier'),
  }),
  output: z.object({
    ...measures,
    period,
    compared_with: period.nullable(),
    sources: z.array(z.object({ kind: z.string(), n: z.number(), csat: z.number(), mean: z.number() })).readonly(),
    disagreement: z.object({ difference: z.number(), interval }).nullable(),
    groups: z.array(z.object({ group: z.string(), ...measures, small: z.boolean() })).readonly(),
    drivers: z
      .array(
        z.object({
          factor: z.union([z.enum(DRIVER_FACTORS), z.templateLiteral(['mentions_', z.string()])]),
          share: z.number(),
          interval,
          direction: z.enum(['lowers', 'raises', 'unclear']),
          effect: z.number().nullable(),
          effect_interval: interval.nullable(),
        }),
      )
      .readonly(),
    explained: z.object({ value: z.number(), interval, n: z.number() }).nullable(),
    late_effect: lateEffectSchema.nullable(),
    change: z.object({ csat: change, mean_rating: change, nps: change }).nullable(),
  }),
  run: ({ ctx, input }) => measureSatisfaction({ ctx, input }),
})
