import { randomUUID } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { listThreads } from '../../services/threads/list-threads.ts'
import { openThread } from '../../services/threads/open-thread.ts'
import { readThread } from '../../services/threads/read-thread.ts'
import { FEEDBACK_REASONS, recordFeedback } from '../../services/threads/record-feedback.ts'
import type { Runtime } from '../runtime.ts'
import { bindActor } from '../bind-actor.ts'
import type { AppEnvironment } from './create-app.ts'
import { cursorOf, readPage } from './paging.ts'
import { readJson } from './read-json.ts'

export const feedbackBody = z.strictObject({
  vote: z.enum(['up', 'down']),
  reason: z.enum(FEEDBACK_REASONS).nullable().default(null),
  note: z.string().trim().max(1000).nullable().default(null),
})

/** A caller's own conversations, and every result that an answer of theirs refers to, for as long as the thread is kept. */
export const threadRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/threads', (c) => {
      const page = listThreads({ ctx: runtime.contextFor(c.get('actor')), input: readPage(c, 'threads') })
      return c.json({ threads: page.items, next_cursor: cursorOf('threads', page.next) })
    })
    .get('/v1/threads/:id', (c) =>
      c.json(readThread({ ctx: runtime.contextFor(c.get('actor')), input: { threadId: c.req.param('id') } })),
    )
    .post('/v1/threads/:id/turns/:position/feedback', async (c) => {
      const { vote, reason, note } = await readJson(c, feedbackBody)
      const position = Number(c.req.param('position'))
      if (!Number.isInteger(position))
        throw new InvalidInputError('a turn is named by its position', { field: 'position' })
      recordFeedback({
        ctx: runtime.contextFor(c.get('actor')),
        input: { threadId: c.req.param('id'), position, vote, reason, note: note === '' ? null : note },
      })
      return c.json({ stored: true })
    })
    .get('/v1/threads/:id/results/:resultId', (c) => {
      const actor = bindActor(c.get('actor'), { role: c.req.query('role'), customerId: c.req.query('customer_id') })
      const { id, resultId } = c.req.param()
      const thread = openThread({ ctx: runtime.contextFor(actor), input: { threadId: id, newId: randomUUID } })
      const result = thread.earlierResult(resultId)
      if (result === undefined) throw new NotFoundError('result', resultId)
      return c.json(result)
    })
