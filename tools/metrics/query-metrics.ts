import { z } from 'zod'
import { DIMENSION_NAMES } from '../../src/services/metrics/metric-dimensions.ts'
import { METRIC_NAMES } from '../../src/services/metrics/metric-catalogue.ts'
import { queryMetrics } from '../../src/services/metrics/query-metrics.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const metric = z.enum(METRIC_NAMES)
const direction = z.enum(['asc', 'desc'])
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const values = z.record(z.string(), z.number().nullable())
const period = z.object({ from: z.string(), to: z.string(), name: z.string() })

export const queryMetricsTool = defineTool({
  name: 'query_metrics',
  description:
    'Figures of the shop: revenue, orders, customers, average order value, repeat rate, conversion and others, for a period, ' +
    'split by groups (dimensions) or over time (grain), compared with the period before or a year earlier, as a top list with ' +
    'the rest as its own row. Not for lists of customers (find_customers), nor for why a figure changed (explain_change). ' +
    'Without a period the answer names the one it took. Customers who bought in two periods: two filters ' +
    '{field: orders, op: gte, value: 1, period} with metrics customers and net_revenue.',
  scope: 'read:aggregates',
  input: z.object({
    metrics: z.array(metric).min(1).max(8).describe('what to count'),
    dimensions: z.array(z.enum(DIMENSION_NAMES)).max(3).optional().describe('groups to split by'),
    filters: filtersSchema.optional(),
    period: periodSchema.optional(),
    grain: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional().describe('split over time'),
    compare: z
      .enum(['previous', 'year'])
      .optional()
      .describe('with the period before, or the same dates a year earlier'),
    order: z
      .union([
        direction,
        z.strictObject({
          by: z.union([metric, z.enum(['name', 'change'])]).optional(),
          direction: direction.optional(),
        }),
      ])
      .optional()
      .describe('asc for the lowest first; by: a metric, name or change'),
    limit: z.int().min(1).max(1000).optional().describe('the first n groups; the rest becomes one row'),
  }),
  output: z.object({
    currency: z.string(),
    period,
    compared_with: period.nullable(),
    metrics: z.array(z.string()).readonly(),
    dimensions: z.array(z.string()).readonly(),
    grain: z.string().nullable(),
    rows: z.array(z.record(z.string(), cell)).readonly(),
    total: values.nullable(),
    previous_total: values.nullable(),
    groups_found: z.number(),
    groups_withheld: z.number(),
  }),
  run: ({ ctx, input }) => queryMetrics({ ctx, input }),
})
