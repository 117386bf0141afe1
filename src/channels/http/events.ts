import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Context } from 'hono'
import { KithError } from '../../lib/errors.ts'
import { CALL_TYPES, MOST_BODY_BYTES, readCalls, type CallType } from '../../services/arrivals/read-calls.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'
import { identifySender } from './identify-sender.ts'

/** What the browser library calls the same paths. */
const SHORT: Readonly<Record<CallType, string>> = {
  track: 't',
  identify: 'i',
  page: 'p',
  screen: 's',
  alias: 'a',
  group: 'g',
}

/**
 * The HTTP interface of the Segment spec: `POST /v1/batch`, and one path for each type of call. The answer says what became
 * of the calls; what became no fact is kept in quarantine and listed with its reason.
 *
 * @see https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
export function eventRoutes(runtime: Runtime) {
  const limit = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: () => {
      throw new KithError('TOO_LARGE', 'the request is larger than 500 kB', {
        hint: 'Send the calls in several requests; the same call sent twice counts once.',
      })
    },
  })
  // Pages of the shop's own site send these with a write key, which is all that lets them in: no cookie counts here.
  const anyOrigin = cors({ origin: '*', allowMethods: ['POST'], allowHeaders: ['authorization', 'content-type'] })
  const receive = async (c: Context<AppEnvironment>, type: CallType | null): Promise<Response> => {
    // The key in the header is looked at before the body is.
    const early = c.req.header('authorization') === undefined ? null : identifySender(c, null, runtime.callers)
    const { calls, sentAt, writeKey } = readCalls(await c.req.text(), type)
    const sender = early ?? identifySender(c, writeKey, runtime.callers)
    return c.json(await runtime.arrivals.receive({ sender, calls, sentAt }))
  }
  const routes = new OpenAPIHono<AppEnvironment>()
  const add = (path: string, type: CallType | null): void => {
    routes.use(path, anyOrigin)
    routes.post(path, limit, (c) => receive(c, type))
  }
  for (const path of ['/v1/batch', '/v1/b']) add(path, null)
  for (const type of CALL_TYPES) for (const name of [type, SHORT[type]]) add(`/v1/${name}`, type)
  return routes
}
