import { z } from 'zod'
import { MEASURE_NAMES } from '../../src/services/segments/measures/customer-measures.ts'
import { LOOK_ALIKE_CHANNELS } from '../../src/services/similarity/consent-for.ts'
import { findSimilarCustomers } from '../../src/services/similarity/find-similar-customers.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

export const findSimilarCustomersTool = defineTool({
  name: 'find_similar_customers',
  description:
    'Look-alikes: customers who buy like one customer (customer_id), a segment, or those whom filters choose (top: the so ' +
    'many with the largest net revenue among them), and are not of them; beside customer_id or segment, filters narrow whom to choose from. Ranked by likeness, with the features that counted; ' +
    'traits of a person are never used. channel applies its consent; refused profiling is always respected.',
  scope: 'read:customers',
  input: z.object({
    customer_id: z.string().max(80).optional().describe('as find_customers returned it'),
    segment: z.string().max(120).optional().describe('a segment by name, or r3.segment_1 of an earlier result'),
    filters: filtersSchema.optional(),
    top: z.number().int().min(1).max(100_000).optional().describe('of those whom the filters choose, by net revenue'),
    limit: z.number().int().min(1).max(10_000).optional().describe('customers to find, 100 unless given'),
    channel: z.enum(LOOK_ALIKE_CHANNELS).optional(),
    features: z
      .array(z.string().max(40))
      .max(12)
      .optional()
      .describe(`what likeness rests on: ${MEASURE_NAMES.join(', ')}`),
  }),
  output: z.object({
    seeds: z.number(),
    candidates: z.number(),
    customers: z.array(z.object({ customer_id: z.string(), score: z.number() })).readonly(),
    features_used: z.array(z.object({ feature: z.string(), weight: z.number() })).readonly(),
    left_out_for_consent: z.number(),
  }),
  run: ({ ctx, input }) => findSimilarCustomers({ ctx, input }),
})
