import { OpenAPIHono, z } from '@hono/zod-openapi'
import { propose } from '../../services/approvals/propose.ts'
import { pageSegments } from '../../services/segments/saved/list-segments.ts'
import { showSegment } from '../../services/segments/saved/show-segment.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { cursorOf, readPage } from './paging.ts'
import { failedResult } from './problem.ts'
import { readJson } from './read-json.ts'

export const saveBody = z.strictObject({
  name: z.string(),
  filters: z.array(z.unknown()),
  refresh: z.enum(['live', 'never']).optional(),
})

/** Saved segments: reading is direct; saving and deleting are proposals that wait for their approval (202). */
export const segmentRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/segments', (c) => {
      const page = pageSegments({ ctx: runtime.contextFor(c.get('actor')), input: readPage(c, 'segments') })
      return c.json({ segments: page.items, next_cursor: cursorOf('segments', page.next) })
    })
    .get('/v1/segments/:id', (c) =>
      c.json(showSegment({ ctx: runtime.contextFor(c.get('actor')), input: { segment: c.req.param('id') } })),
    )
    .post('/v1/segments', async (c) => {
      const body = await readJson(c, saveBody)
      const result = await runtime.callTool(c.get('actor'), 'save_segment', body, { signal: c.req.raw.signal })
      return result.ok ? c.json(result.data, 202) : failedResult(c, result)
    })
    .delete('/v1/segments/:id', (c) => {
      const ctx = runtime.contextFor(c.get('actor'))
      const { id } = showSegment({ ctx, input: { segment: c.req.param('id'), limit: 0 } })
      const row = propose({ ctx, input: { action: 'delete_segment', args: { segment_id: id } } })
      const { id: proposalId, action, preview, hash, expiresAt } = row
      const proposal = { proposal_id: proposalId, action, preview, hash, expires_at: new Date(expiresAt).toISOString() }
      return c.json({ proposal }, 202)
    })
