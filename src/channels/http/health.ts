import { OpenAPIHono } from '@hono/zod-openapi'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

/** `/healthz`: the process lives. `/readyz`: the store answers and a question could be asked. */
export const healthRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/healthz', (c) => c.json({ status: 'ok', version: runtime.version }))
    .get('/readyz', (c) => {
      const state = runtime.readiness()
      return c.json(state, state.ready ? 200 : 503)
    })
