import { randomUUID } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { KithError } from '../../lib/errors.ts'
import { openThread } from '../../services/threads/open-thread.ts'
import { describeTool } from '../../../tools/describe-tool.ts'
import { tools } from '../../../tools/registry.ts'
import type { Runtime } from '../runtime.ts'
import { bindActor } from '../bind-actor.ts'
import type { AppEnvironment } from './create-app.ts'
import { readJson } from './read-json.ts'
import { failedResult } from './problem.ts'

const callBody = z.strictObject({
  args: z.record(z.string(), z.unknown()).default({}),
  customer_id: z.string().optional(),
  role: z.string().optional(),
  language: z.enum(['en', 'zh']).optional(),
  /** A conversation of the caller whose results the arguments may name (`within`, `result_id`). */
  thread_id: z.string().max(100).optional(),
  /** Names and contacts stay masked, and no reveal is logged, whatever the role may see. */
  mask_identifiers: z.boolean().optional(),
})

/** `GET /v1/tools` lists what can be called, `POST /v1/tools/:name` calls one: the same result as everywhere else. */
export const toolRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/tools', (c) => c.json({ tools: tools.map(describeTool) }))
    .post('/v1/tools/:name', async (c) => {
      const body = await readJson(c, callBody)
      const bound = bindActor(c.get('actor'), { role: body.role, customerId: body.customer_id })
      const actor = body.mask_identifiers === true ? { ...bound, masked: true } : bound
      const thread =
        body.thread_id === undefined
          ? null
          : openThread({ ctx: runtime.contextFor(actor), input: { threadId: body.thread_id, newId: randomUUID } })
      const result = await runtime.callTool(actor, c.req.param('name'), body.args, {
        language: body.language,
        ...(thread === null ? {} : { earlierResult: (id: string) => thread.earlierResult(id) ?? null }),
        signal: c.req.raw.signal,
      })
      if (result.ok) return c.json(result)
      return failedResult(c, result, body.language)
    })
    .get('/v1/tools/:name', (c) => {
      throw new KithError('NOT_FOUND', `call ${c.req.param('name')} with POST`, {
        hint: 'POST /v1/tools/NAME with {"args": {...}}.',
      })
    })
