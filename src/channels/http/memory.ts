import { OpenAPIHono } from '@hono/zod-openapi'
import { forget, listMemories } from '../../services/memory/memory.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

/** What the caller asked to be kept in mind: read it, drop it. It is written by asking, in a conversation. */
export const memoryRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/memory', (c) => c.json({ memories: listMemories({ ctx: runtime.contextFor(c.get('actor')) }) }))
    .delete('/v1/memory/:id', (c) => {
      forget({ ctx: runtime.contextFor(c.get('actor')), input: { ids: [c.req.param('id')] } })
      return c.json({ forgotten: c.req.param('id') })
    })
