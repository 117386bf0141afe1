import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { NotFoundError } from '../../lib/errors.ts'
import { listThreads } from '../../services/threads/list-threads.ts'
import { openThread } from '../../services/threads/open-thread.ts'
import type { Runtime } from '../runtime.ts'
import { bindActor } from '../bind-actor.ts'
import type { AppEnvironment } from './create-app.ts'

const LISTED = 50

/** A caller's own conversations, and every result that an answer of theirs refers to, for as long as the thread is kept. */
export const threadRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/threads', (c) =>
      c.json({ threads: listThreads({ ctx: runtime.contextFor(c.get('actor')), input: { limit: LISTED } }) }),
    )
    .get('/v1/threads/:id/results/:resultId', (c) => {
      const actor = bindActor(c.get('actor'), { role: c.req.query('role'), customerId: c.req.query('customer_id') })
      const { id, resultId } = c.req.param()
      const thread = openThread({ ctx: runtime.contextFor(actor), input: { threadId: id, newId: randomUUID } })
      const result = thread.earlierResult(resultId)
      if (result === undefined) throw new NotFoundError('result', resultId)
      return c.json(result)
    })
