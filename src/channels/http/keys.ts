import { OpenAPIHono, z } from '@hono/zod-openapi'
import { ROLES } from '../../services/access/actor.ts'
import { createKey } from '../../services/keys/create-key.ts'
import { createWriteKey } from '../../services/keys/create-write-key.ts'
import { listKeys } from '../../services/keys/list-keys.ts'
import { revokeKey } from '../../services/keys/revoke-key.ts'
import { oldestFirst, pageOf, type Place } from '../../lib/page.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { cursorOf, readPage } from './paging.ts'
import { readJson } from './read-json.ts'

export const keyBody = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** `writer` makes a write key: it sends events and reads nothing. */
  role: z.enum([...ROLES, 'writer']),
})

/** Keys of the shop: listed without their secrets, made with the secret in this one answer, revoked at once. */
export const keyRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/keys', (c) => {
      const all = listKeys({ ctx: runtime.contextFor(c.get('actor')) })
      const placeOf = ({ created_at: at, id }: (typeof all)[number]): Place => ({ at, id })
      const page = pageOf(all, readPage(c, 'keys'), placeOf, oldestFirst)
      return c.json({ keys: page.items, next_cursor: cursorOf('keys', page.next) })
    })
    .post('/v1/keys', async (c) => {
      const { name, role } = await readJson(c, keyBody)
      const ctx = runtime.contextFor(c.get('actor'))
      if (role === 'writer') {
        const { id, token } = createWriteKey({ ctx, input: { name } })
        return c.json({ id, key: token, role, name, sign_in_token: null }, 201)
      }
      const { id, token, signInToken } = createKey({ ctx, input: { name, role } })
      return c.json({ id, key: token, role, name, sign_in_token: signInToken }, 201)
    })
    .delete('/v1/keys/:id', (c) => {
      revokeKey({ ctx: runtime.contextFor(c.get('actor')), input: { id: c.req.param('id') } })
      return c.json({ revoked: true })
    })
