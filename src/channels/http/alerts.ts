import { OpenAPIHono } from '@hono/zod-openapi'
import { listAlerts, pageAlerts } from '../../services/alerts/list-alerts.ts'
import { propose } from '../../services/approvals/propose.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { cursorOf, readPage } from './paging.ts'

/** What is watched and what has fired; stopping a rule is a proposal that waits for its approval (202). */
export const alertRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/alerts', (c) => {
      const ctx = runtime.contextFor(c.get('actor'))
      const { items, next } = pageAlerts({ ctx, input: readPage(c, 'alerts') })
      const { data } = listAlerts({ ctx, input: { limit: 1 } })
      return c.json({ rules: data.rules, alerts: items, next_cursor: cursorOf('alerts', next) })
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
