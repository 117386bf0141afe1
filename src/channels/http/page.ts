import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnvironment } from './create-app.ts'

/** The built page: its files by content hash, kept for a year; the document itself always asked for anew. */
export function pageRoutes(webFolder: string) {
  const document = readFileSync(join(webFolder, 'index.html'), 'utf8')
  const files = serveStatic<AppEnvironment>({
    root: webFolder,
    onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
  })
  return new OpenAPIHono<AppEnvironment>()
    .get('/assets/*', files)
    .get('/', (c) => c.html(document))
    .get('/sign-in', (c) => c.html(document))
}
