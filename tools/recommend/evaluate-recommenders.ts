import { z } from 'zod'
import { evaluateRecommenders } from '../../src/services/recommend/evaluate/evaluate-recommenders.ts'
import { JUDGED_METHODS, PROTOCOLS } from '../../src/services/recommend/evaluate/judged-methods.ts'
import { defineTool } from '../define-tool.ts'
import { periodSchema } from '../period-schema.ts'

const estimate = z.object({ mean: z.number(), low: z.number(), high: z.number() })

export const evaluateRecommendersTool = defineTool({
  name: 'evaluate_recommenders',
  description:
    "How good the recommendation methods are on the shop's own purchases that they had not seen (source offline: nDCG, recall, " +
    'hit rate, coverage, novelty, diversity and exposure per method with intervals), or what customers bought of the lists ' +
    'that they were shown, strategy against strategy (source online). Lists themselves come from recommend_products.',
  scope: 'read:predictions',
  input: z.object({
    methods: z
      .array(z.enum(JUDGED_METHODS))
      .max(JUDGED_METHODS.length)
      .optional()
      .describe('all usual ones unless given'),
    protocol: z.enum(PROTOCOLS).optional().describe('by_time unless given; offline only'),
    k: z.number().int().min(1).max(1000).optional().describe('places of a list, 10 unless given'),
    source: z.enum(['offline', 'online']).optional().describe('offline unless given'),
    period: periodSchema.optional(),
  }),
  output: z.object({
    source: z.enum(['offline', 'online']),
    protocol: z.enum(PROTOCOLS).nullable(),
    k: z.number().nullable(),
    rows: z
      .array(
        z.object({
          method: z.enum(JUDGED_METHODS),
          ndcg: estimate,
          map: estimate,
          map_min: estimate,
          precision: estimate,
          recall: estimate,
          hit_rate: estimate,
          mrr: estimate,
          beyond_popularity: estimate.nullable(),
          coverage: z.number(),
          novelty: z.number(),
          diversity: z.number().nullable(),
          exposure_gini: z.number(),
          served: z.number(),
          fit_seconds: z.number(),
        }),
      )
      .readonly(),
    varied: z
      .object({
        ndcg: z.number(),
        ndcg_cost: z.number(),
        diversity: z.number(),
        diversity_gain: z.number(),
      })
      .nullable(),
    strategies: z
      .array(
        z.object({
          strategy: z.string(),
          lists: z.number(),
          customers: z.number(),
          converted: z.number(),
          conversion: z.number(),
          interval: z.tuple([z.number(), z.number()]).readonly(),
          item_rate: z.number(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => evaluateRecommenders({ ctx, input }),
})
