import { z } from 'zod'
import { findCustomers } from '../../src/services/customers/find-customers.ts'
import { CUSTOMER_SORTS } from '../../src/services/customers/sort-customers.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

export const findCustomersTool = defineTool({
  name: 'find_customers',
  description:
    'Lists customers who meet all filters, with stage, tier, orders, net revenue and last order; says how many match. ' +
    'within takes the result_id of an earlier list and keeps its order. identifier finds by name, e-mail or telephone ' +
    'for roles that may see them. Ids come from here; for everything about one customer use get_customer_profile.',
  scope: 'read:customers',
  input: z.object({
    filters: filtersSchema.optional(),
    sort: z.enum(CUSTOMER_SORTS).optional().describe("'-' means largest or latest first; '-net_revenue' unless given"),
    sort_period: periodSchema
      .optional()
      .describe('sort by orders or revenue of this period, not of all history; both are shown'),
    limit: z.number().int().min(1).max(10_000).optional().describe('customers to list, 20 unless given'),
    within: z.string().max(40).optional().describe('result_id of an earlier list of customers'),
    identifier: z.string().min(1).max(200).optional().describe('a name, an e-mail address or a telephone number'),
  }),
  output: z.object({
    matched: z.number(),
    identifiers: z.enum(['revealed', 'masked', 'none']),
    customers: z
      .array(
        z.object({
          customer_id: z.string(),
          customer_name: z.string().nullable(),
          email: z.string().nullable(),
          phone: z.string().nullable(),
          lifecycle: z.string(),
          won_back: z.boolean(),
          value_tier: z.string().nullable(),
          rfm_segment: z.string().nullable(),
          orders: z.number(),
          net_revenue_minor: z.number(),
          gross_revenue_minor: z.number(),
          first_order_at: z.string().nullable(),
          last_order_at: z.string().nullable(),
          recency_days: z.number().nullable(),
          region: z.string().nullable(),
          city: z.string().nullable(),
          country: z.string().nullable(),
          period_orders: z.number().optional(),
          period_net_revenue_minor: z.number().optional(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => findCustomers({ ctx, input }),
})
