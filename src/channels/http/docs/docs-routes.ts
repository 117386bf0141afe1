import { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnvironment } from '../create-app.ts'
import { describeApi } from './describe-api.ts'
import { docsPage } from './docs-page.ts'

/** `/openapi.json` for programs, `/docs` for people; both are made from the schemas that the routes check. */
export function docsRoutes(version: string) {
  const api = describeApi(version)
  return new OpenAPIHono<AppEnvironment>()
    .get('/openapi.json', (c) => c.json(api))
    .get('/docs', (c) => c.html(docsPage(api)))
}
