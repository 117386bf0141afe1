import { OpenAPIHono } from '@hono/zod-openapi'
import { setCookie } from 'hono/cookie'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { SESSION_COOKIE } from './identify-caller.ts'

/**
 * `GET /sign-in#TOKEN` is the page's; it posts the token here, so that no secret stands in an address that a log or a
 * Referer could keep. The cookie is out of the page's reach and goes to this site only.
 */
export const signInRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>().post('/sign-in', async (c) => {
    const { sessionToken, expiresAt } = runtime.signIn((await c.req.text()).trim())
    setCookie(c, SESSION_COOKIE, sessionToken, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      secure: new URL(c.req.url).protocol === 'https:',
      expires: new Date(expiresAt),
    })
    return c.json({ signed_in: true })
  })
