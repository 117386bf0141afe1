import { OpenAPIHono } from '@hono/zod-openapi'
import { listAlerts } from '../../services/alerts/list-alerts.ts'
import { propose } from '../../services/approvals/propose.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

/** What is watched and what has fired; stopping a rule is a proposal that waits for its approval (202). */
export const alertRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/alerts', (c) => {
      const { data } = listAlerts({ ctx: runtime.contextFor(c.get('actor')), input: {} })
      return c.json({ ...data, next_cursor: null })
    })
    .delete('/v1/alerts/:id', (c) => {
      const ctx = runtime.contextFor(c.get('actor'))
      const row = propose({ ctx, input: { action: 'stop_alert', args: { alert_id: c.req.param('id') } } })
      const { id, action, preview, hash, expiresAt } = row
      return c.json(
        { proposal: { proposal_id: id, action, preview, hash, expires_at: new Date(expiresAt).toISOString() } },
        202,
      )
    })
