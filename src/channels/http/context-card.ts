import { z } from '@hono/zod-openapi'
import type { Context, Handler } from 'hono'
import { InvalidInputError } from '../../lib/errors.ts'
import { CONTEXT_CHANNELS } from '../../services/service-context/get-service-context.ts'
import type { Runtime } from '../runtime.ts'
import { bindActor } from '../bind-actor.ts'
import type { AppEnvironment } from './create-app.ts'
import { identifyCaller, remoteAddressOf } from './identify-caller.ts'
import type { NoteRequest } from './metrics.ts'
import { statusOf } from './problem.ts'

export const CARD_PATH = '/v1/customers/:id/context'

const query = z.strictObject({
  channel: z.enum(CONTEXT_CHANNELS).optional(),
  language: z.enum(['en', 'zh']).optional(),
  order_id: z.string().min(1).max(200).optional(),
})

/** What other replies get from middleware; set here because this one passes none. */
const HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** `GET /v1/customers/:id/context`: the card of one customer, for whoever the caller's key says. */
export const contextCard =
  (runtime: Runtime, note: NoteRequest): Handler<AppEnvironment, typeof CARD_PATH> =>
  (c) => {
    const started = performance.now()
    try {
      const caller = identifyCaller(
        { method: 'GET', headers: c.req.raw.headers, remoteAddress: remoteAddressOf(c.env.incoming) },
        runtime.callers,
      )
      const id = c.req.param('id')
      // Most requests have no question mark: then there is nothing to parse.
      const options = c.req.url.includes('?') ? readQuery(c) : {}
      const card = runtime.cards.read(bindActor(caller, { customerId: id }), { customer_id: id, ...options })
      note('GET', CARD_PATH, 200, started)
      return c.body(card, 200, HEADERS)
    } catch (error) {
      note('GET', CARD_PATH, statusOf(error), started)
      throw error
    }
  }

function readQuery(c: Context): z.output<typeof query> {
  const parsed = query.safeParse(c.req.query())
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new InvalidInputError(`${field === '' ? 'the query' : field}: ${issue?.message ?? 'is not valid'}`, {
    ...(field === '' ? {} : { field }),
    hint: `It takes channel (${CONTEXT_CHANNELS.join(', ')}), language (en, zh) and order_id.`,
  })
}
