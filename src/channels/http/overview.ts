import { OpenAPIHono } from '@hono/zod-openapi'
import { describeAccess } from '../../services/access/describe-access.ts'
import { summariseShop } from '../../services/shop/summarise-shop.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

/** What the page shows before a question: the shop, who asks and what they may, which model answers, words for labels. */
export const overviewRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/api/overview', (c) => {
      const ctx = runtime.contextFor(c.get('actor'))
      return c.json({
        ...summariseShop({ ctx }),
        ...describeAccess({ ctx }),
        model: runtime.model,
        version: runtime.version,
        keys_exist: runtime.callers.anyKeyExists(),
      })
    })
    .get('/api/labels/:language', (c) => c.json(runtime.labels(c.req.param('language') === 'zh' ? 'zh' : 'en')))
