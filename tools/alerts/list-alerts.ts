import { z } from 'zod'
import { listAlerts } from '../../src/services/alerts/list-alerts.ts'
import { defineTool } from '../define-tool.ts'

export const listAlertsTool = defineTool({
  name: 'list_alerts',
  description:
    'The alert rules that are watched and the alerts that have fired, latest first, each with customer, value and whether ' +
    'it still holds. For new rules use create_alert; for who is likely to leave now use predict_churn.',
  scope: 'read:customers',
  input: z.object({
    limit: z.number().int().min(1).max(1000).optional().describe('alerts to list, 50 unless given'),
  }),
  output: z.object({
    rules: z
      .array(
        z.object({
          alert_id: z.string(),
          name: z.string(),
          rule: z.string(),
          channel: z.string(),
          created_on: z.string(),
          fired: z.number(),
          open: z.number(),
        }),
      )
      .readonly(),
    alerts: z
      .array(
        z.object({
          alert_id: z.string(),
          name: z.string(),
          customer_id: z.string().nullable(),
          fired_at: z.string(),
          value: z.number().nullable(),
          before: z.number().nullable(),
          open: z.boolean(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => listAlerts({ ctx, input }),
})
