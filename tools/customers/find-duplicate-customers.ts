import { z } from 'zod'
import { findDuplicateCustomers } from '../../src/services/duplicates/find-duplicate-customers.ts'
import { BLOCKING_KINDS } from '../../src/services/duplicates/match-pairs.ts'
import { defineTool } from '../define-tool.ts'

export const findDuplicateCustomersTool = defineTool({
  name: 'find_duplicate_customers',
  description:
    'Groups of accounts that are probably of one person: same telephone, e-mail, document or address under spellings that ' +
    'differ, with a probability and masked evidence. Households and namesakes are told apart. Merges nothing.',
  scope: 'read:customers',
  input: z.object({
    limit: z.number().int().min(1).max(1000).optional().describe('groups to list, 20 unless given'),
  }),
  output: z.object({
    groups: z
      .array(
        z.object({
          group: z.number(),
          score: z.number(),
          customers: z
            .array(
              z.object({
                customer_id: z.string(),
                masked_name: z.string().nullable(),
                orders: z.number(),
                net_revenue_minor: z.number(),
                first_order_on: z.string().nullable(),
              }),
            )
            .readonly(),
          evidence: z
            .array(
              z.object({
                a: z.string(),
                b: z.string(),
                shared: z.array(z.enum(BLOCKING_KINDS)).readonly(),
                name: z.enum(['same', 'similar', 'different', 'missing']),
                probability: z.number(),
                words: z.string(),
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
    matched: z.number(),
    accounts: z.number(),
  }),
  run: ({ ctx, input }) => findDuplicateCustomers({ ctx, input }),
})
