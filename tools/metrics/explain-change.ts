import { z } from 'zod'
import { DIMENSION_NAMES } from '../../src/services/metrics/metric-dimensions.ts'
import { METRIC_NAMES } from '../../src/services/metrics/metric-catalogue.ts'
import { explainChange } from '../../src/services/metrics/explain-change.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
const period = z.object({ from: z.string(), to: z.string(), name: z.string() })

export const explainChangeTool = defineTool({
  name: 'explain_change',
  description:
    'Why a metric rose or fell between a period and the one before (or a year earlier): contributions of categories, regions, ' +
    'channels or other dimensions that add up to the change, mix against rate, the factors of revenue (orders, order value, ' +
    'customers, frequency), and shopping seasons, campaigns and price changes in either period. Shows where a change is; ' +
    'it proves no cause.',
  scope: 'read:aggregates',
  input: z.object({
    metric: z.enum(METRIC_NAMES).describe('the metric that changed'),
    period: periodSchema.optional(),
    compare: z
      .enum(['previous', 'year'])
      .optional()
      .describe('the period before (default), or the same dates a year earlier'),
    dimensions: z.array(z.enum(DIMENSION_NAMES)).max(4).optional().describe('where to look; each is taken by itself'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    metric: z.string(),
    currency: z.string(),
    period,
    compared_with: period,
    totals: z.record(z.string(), z.number().nullable()),
    drivers: z.array(row).readonly(),
    contributions: z.array(row).readonly(),
    effects: z.array(row).readonly(),
    events: z
      .array(
        z.object({
          kind: z.enum(['season', 'campaign', 'promotion', 'price_change']),
          name: z.string(),
          from: z.string(),
          to: z.string().nullable(),
          period: z.enum(['before', 'after']),
          change: z.number().nullable(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => explainChange({ ctx, input }),
})
