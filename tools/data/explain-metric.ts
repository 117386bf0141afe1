import { z } from 'zod'
import { explainMetric } from '../../src/services/definitions/explain-metric.ts'
import { defineTool } from '../define-tool.ts'

export const explainMetricTool = defineTool({
  name: 'explain_metric',
  description:
    'How a figure or term is defined here: words, formula, settings. Takes the name of a metric (net_revenue, aov, ' +
    'repeat_rate) or of a term (valid_order, rfm_scores, lifecycle, churn, as_of), or a common word for it in English or ' +
    'Chinese. Gives no figures of the shop: query_metrics does.',
  scope: 'read:aggregates',
  input: z.object({ metric: z.string().min(1).max(80).describe('a metric, a term, or a common word for one') }),
  output: z.object({
    metric: z.string(),
    label: z.string(),
    definition: z.string(),
    formula: z.string().nullable(),
    synonyms: z.array(z.string()).readonly(),
    see: z.array(z.object({ name: z.string(), label: z.string(), definition: z.string() })).readonly(),
    settings: z
      .array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]), meaning: z.string() }))
      .readonly(),
  }),
  run: ({ ctx, input }) => explainMetric({ ctx, input }),
})
