import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { findByIdentifier } from '../../services/service-context/find-by-identifier.ts'
import { CONTEXT_CHANNELS, contextData } from '../../services/service-context/get-service-context.ts'
import type { Runtime } from '../runtime.ts'
import { bindActor } from '../bind-actor.ts'
import type { AppEnvironment } from './create-app.ts'
import { readJson } from './read-json.ts'

const asked = {
  channel: z.enum(CONTEXT_CHANNELS).optional(),
  language: z.enum(['en', 'zh']).optional(),
  order_id: z.string().min(1).max(200).optional(),
}
export const contextBody = z.strictObject({ ...asked, message: z.string().max(20_000).optional() })
export const lookupBody = z
  .strictObject({
    ...contextBody.shape,
    customer_id: z.string().min(1).max(200).optional(),
    email: z.string().min(3).max(320).optional(),
    phone: z.string().min(3).max(40).optional(),
    external_id: z.string().min(1).max(200).optional(),
  })
  .refine(
    ({ customer_id, order_id, email, phone, external_id }) =>
      [customer_id ?? order_id, email, phone, external_id].filter((one) => one !== undefined).length === 1,
    { message: 'name the customer in one way: customer_id, order_id, email, phone or external_id' },
  )

/**
 * The card for service bots with what the customer wrote: `POST /v1/customers/:id/context`; `POST /v1/customers/context` names the customer in the body, so that no e-mail address or number is ever in a URL.
 */
export const customerContextRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .post('/v1/customers/context', async (c) => {
      const { email, phone, external_id, customer_id, language, ...input } = await readJson(c, lookupBody)
      const caller = c.get('actor')
      const named = { email, phone, external_id }
      const found =
        customer_id ??
        (input.order_id === undefined
          ? findByIdentifier(runtime.contextFor(caller), named)
          : ownerOf(runtime, c, input.order_id))
      const actor = bindActor(caller, { customerId: found })
      const ctx = runtime.contextFor(actor, { language, signal: c.req.raw.signal })
      return c.json(await contextData(ctx, { customer_id: found, ...input }))
    })
    .post('/v1/customers/:id/context', async (c) => {
      const { language, ...input } = await readJson(c, contextBody)
      const id = c.req.param('id')
      const actor = bindActor(c.get('actor'), { customerId: id })
      const ctx = runtime.contextFor(actor, { language, signal: c.req.raw.signal })
      return c.json(await contextData(ctx, { customer_id: id, ...input }))
    })

const ownerOf = (runtime: Runtime, c: Context<AppEnvironment>, orderId: string): string =>
  findByIdentifier(runtime.contextFor(c.get('actor')), { order_id: orderId })
