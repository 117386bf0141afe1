import { OpenAPIHono } from '@hono/zod-openapi'
import { summariseShop } from '../../services/shop/summarise-shop.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

/** What the page shows before a question: the shop, how much of it there is, which model answers, the words for labels. */
export const overviewRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/api/overview', (c) => {
      const summary = summariseShop({ ctx: runtime.contextFor(c.get('actor')) })
      return c.json({ ...summary, model: runtime.model, version: runtime.version })
    })
    .get('/api/labels/:language', (c) => c.json(runtime.labels(c.req.param('language') === 'zh' ? 'zh' : 'en')))
