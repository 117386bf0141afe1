import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { InvalidInputError } from '../../lib/errors.ts'
import { answerOnce } from '../../services/idempotency/answer-once.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { FILE_PATHS } from './imports.ts'

const LONGEST_KEY = 255
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * `Idempotency-Key` on writes: the same request under the same key is carried out once, and answered again as it was. Files
 * are not read for it (an import of the same file changes nothing anyway), and streams are not kept.
 */
export const idempotency = (runtime: Runtime) =>
  createMiddleware<AppEnvironment>(async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (key === undefined || !WRITES.has(c.req.method)) return next()
    if (key.length > LONGEST_KEY || !/^[\x21-\x7e]+$/.test(key)) {
      throw new InvalidInputError(`an Idempotency-Key has 1 to ${LONGEST_KEY} visible ASCII characters`, {
        field: 'Idempotency-Key',
      })
    }
    const { id } = c.get('actor')
    const hash = createHash('sha256').update(`${c.req.method} ${c.req.url}\n`)
    if (!FILE_PATHS.has(c.req.path)) hash.update(await c.req.text())
    const request = { key: `http:${id}:${key}`, requestHash: hash.digest('hex') }
    const { reply, replayed } = await answerOnce(runtime.contextFor(c.get('actor')), request, async () => {
      await next()
      // A request that failed is answered by the app's error handler after this.
      if (c.error !== undefined) throw c.error
      const type = c.res.headers.get('content-type') ?? ''
      return type.includes('json') ? { status: c.res.status, body: await c.res.clone().text() } : null
    })
    if (!replayed || reply === null) return undefined
    return new Response(reply.body, {
      status: reply.status,
      headers: { 'content-type': 'application/json', 'idempotent-replayed': 'true' },
    })
  })
