import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { compress } from 'hono/compress'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnvironment } from './create-app.ts'

/** Addresses that the page itself understands; everything below them is the page's too. */
const PAGES = [
  'threads',
  'customers',
  'segments',
  'reviews',
  'campaigns',
  'alerts',
  'approvals',
  'data',
  'settings',
] as const

/** The built page: its files by content hash, kept for a year; the document itself always asked for anew. */
export function pageRoutes(webFolder: string) {
  const document = readFileSync(join(webFolder, 'index.html'), 'utf8')
  const files = serveStatic<AppEnvironment>({
    root: webFolder,
    onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
  })
  const routes = new OpenAPIHono<AppEnvironment>().use('/assets/*', compress()).get('/assets/*', files)
  const addresses = ['/', '/sign-in', ...PAGES.flatMap((page) => [`/${page}`, `/${page}/*`])]
  for (const address of addresses) routes.get(address, (c) => c.html(document, 200, { 'cache-control': 'no-cache' }))
  return routes
}
