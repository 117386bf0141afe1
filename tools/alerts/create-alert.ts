import { z } from 'zod'
import {
  ALERT_CHANNELS,
  ALERT_EVENTS,
  ALERT_OPERATORS,
  ALERT_PERIODS,
  CUSTOMER_METRICS,
} from '../../src/services/alerts/alert-rule.ts'
import { createAlert } from '../../src/services/alerts/create-alert.ts'
import { METRIC_NAMES } from '../../src/services/metrics/metric-catalogue.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

export const createAlertTool = defineTool({
  name: 'create_alert',
  description:
    'Proposes to be told when a figure passes a bound (metric with condition) or when customers do something (event). ' +
    'churn_probability, probability_alive, expected_value and days_since_order are watched customer by customer, for ' +
    'those whom filters choose; other metrics are figures of the shop in period. Each alert is told once, and again only ' +
    'after it has ended. Watched once approved; list_alerts shows what fired.',
  scope: 'propose:segment',
  input: z.object({
    name: z.string().min(1).max(120).optional(),
    metric: z.enum([...CUSTOMER_METRICS, ...METRIC_NAMES]).optional(),
    event: z.enum(ALERT_EVENTS).optional(),
    condition: z
      .strictObject({ op: z.enum(ALERT_OPERATORS), value: z.number() })
      .optional()
      .describe('the bound of a metric: shares as 0.7 for 70 %, money in major units'),
    filters: filtersSchema.optional(),
    period: z
      .enum(ALERT_PERIODS)
      .optional()
      .describe('for figures of the shop; yesterday (the latest day) unless given'),
    channel: z.enum(ALERT_CHANNELS).optional().describe('where it is told: web (the page) unless given'),
  }),
  output: z.object({
    proposal: z.object({
      proposal_id: z.string(),
      action: z.string(),
      preview: z.string(),
      hash: z.string(),
      expires_at: z.string(),
    }),
    kind: z.enum(['customer_metric', 'shop_metric', 'event']),
    rule: z.string(),
    already: z.number().nullable(),
  }),
  run: ({ ctx, input }) => createAlert({ ctx, input }),
})
