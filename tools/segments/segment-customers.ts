import { z } from 'zod'
import { segmentByLearnt, isLearnt } from '../../src/services/segments/learnt/segment-by-learnt.ts'
import { segmentCustomers } from '../../src/services/segments/segment-customers.ts'
import { groupClassifierSchema } from '../../src/services/segments/discovered/group-classifier.ts'
import { isDiscovery, discoverSegments } from '../../src/services/segments/discovered/discover-segments.ts'
import { MEASURE_NAMES } from '../../src/services/segments/measures/customer-measures.ts'
import { KNOWN_METHODS } from '../../src/services/segments/segment-by.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const score = z.number().nullable()

const distinction = z.object({
  feature: z.string(),
  direction: z.enum(['higher', 'lower']),
  segment: z.number(),
  others: z.number(),
  effect_size: z.number(),
})

const segment = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  share: z.number(),
  profile: z.object({
    buyers: z.number(),
    orders: z.number(),
    net_revenue_minor: z.number(),
    net_revenue_share: z.number().nullable(),
    average_order_value_minor: z.number().nullable(),
    median_recency_days: z.number().nullable(),
    median_orders: z.number().nullable(),
    won_back: z.number(),
  }),
  distinguishing: z.array(distinction).readonly(),
  portrait: z.string().optional(),
})

const migration = z.object({
  compared_with: z.string(),
  before: z.array(z.object({ id: z.string(), size: z.number() })).readonly(),
  before_total: z.number(),
  flows: z
    .array(z.object({ from: z.string().nullable(), to: z.string().nullable(), customers: z.number() }))
    .readonly(),
  moved: z.number(),
  joined: z.number(),
  left: z.number(),
  ari: z.number().nullable(),
})

export const segmentCustomersTool = defineTool({
  name: 'segment_customers',
  description:
    'Splits all customers into segments with size, share, profile and what sets each apart; sizes sum to all customers. ' +
    'method lifecycle: prospect, new, growing, mature, at_risk, dormant, churned (and how many were won back); ' +
    'rfm: champions to lost; value: high, medium, low (VIP = high); region; demographic (age band and gender, description only); interest. ' +
    'behaviour: what customers are up to by their visits (buying, searching, away, ...; buying measures where features or k are ' +
    'given or there are no visits); taste: what they buy together with others. ' +
    'kmeans, hierarchical and dbscan find groups of buyers that nobody defined, with names, scores, and who fits none ' +
    '(dbscan is for odd shapes and for outliers). features choose what they are formed by; protected attributes are refused. ' +
    'compare_as_of (a date) or compare_with (an earlier result_id) adds sizes then and who moved. ' +
    'Lists nobody by name; for the customers of one segment use find_customers with a filter such as lifecycle = churned.',
  scope: 'read:customers',
  input: z.object({
    method: z.enum(KNOWN_METHODS),
    k: z.number().int().min(2).max(30).optional().describe('number of groups, for kmeans, hierarchical, behaviour'),
    k_range: z
      .tuple([z.number().int().min(2).max(30), z.number().int().min(2).max(30)])
      .optional()
      .describe('fewest and most groups to choose from; 2 to 8 unless given'),
    features: z
      .array(z.string().max(40))
      .max(12)
      .optional()
      .describe(`for discovered groups: ${MEASURE_NAMES.join(', ')}; recency, frequency, monetary unless given`),
    compare_as_of: z.string().optional().describe('date YYYY-MM-DD'),
    compare_with: z.string().optional().describe('result_id of an earlier segment_customers call'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    method: z.string(),
    segments: z.array(segment).readonly(),
    assignment: z.record(z.string(), z.array(z.string()).readonly()).nullable(),
    quality: z
      .object({
        silhouette: score.optional(),
        davies_bouldin: score.optional(),
        calinski_harabasz: score.optional(),
        stability: score.optional(),
        stability_over_time: score.optional(),
        by_k: z
          .array(
            z.object({
              k: z.number(),
              silhouette: score.optional(),
              davies_bouldin: score.optional(),
              calinski_harabasz: score.optional(),
              held_out_log_likelihood: score.optional(),
              bic: score.optional(),
            }),
          )
          .readonly()
          .optional(),
        clear_winner: z.boolean().nullable().optional(),
        doubt: z.enum(['weak_structure', 'close_call', 'unstable']).nullable().optional(),
        agreement: z.object({ ari: score }),
      })
      .nullable(),
    outliers: z.array(z.object({ customer_id: z.string(), reason: z.string() })).readonly(),
    features: z.array(z.string()).readonly().optional(),
    k: z.number().optional(),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
    migration: migration.nullable(),
    classifier: groupClassifierSchema.nullable().optional(),
  }),
  run: ({ ctx, input }) => {
    if (isLearnt(input)) return segmentByLearnt({ ctx, input })
    return isDiscovery(input.method) ? discoverSegments({ ctx, input }) : segmentCustomers({ ctx, input })
  },
})
