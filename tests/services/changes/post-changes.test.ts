import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../../src/services/approvals/decide.ts'
import { pauseAfter } from '../../../src/services/approvals/outbox/post-state.ts'
import { showOutboxSecret } from '../../../src/services/approvals/outbox/show-secret.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { postChanges } from '../../../src/services/changes/post-changes.ts'
import { noteChanges } from '../../../src/services/changes/note-changes.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

interface Message {
  readonly id: string
  readonly any_customer: boolean
  readonly customers: readonly { readonly customer_id: string; readonly changed: readonly string[] }[]
}

let kith: RunningKith
let receiver: Server
let url: string
let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
let answers: number[] = []
let now = Date.now()
const context = () => ({ ...kith.runtime.contextFor(testActor()), clock: () => now })
const messages = (): Message[] => received.map(({ body }) => JSON.parse(body) as Message)

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(pieces).toString('utf8') })
      response.writeHead(answers.shift() ?? 204).end()
    })
  })
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/changes`
})
afterAll(() => void receiver.close())
beforeEach(async () => {
  kith = await serveKith()
  received = []
  answers = []
  now = Date.now()
})
afterEach(() => kith.close())

const keyOf = (role: Role) => createKey({ ctx: context(), input: { name: role, role } })
function subscribe(subscribers: readonly object[]): void {
  const args = { setting: 'change_subscribers', value: subscribers }
  const row = propose({ ctx: context(), input: { action: 'change_setting', args } })
  decide({ ctx: context(), input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
}
const changed = (...changes: [string, Parameters<typeof noteChanges>[1][number]['part']][]): void =>
  noteChanges(
    context(),
    changes.map(([customerId, part]) => ({ customerId, part })),
  )

describe('whoever subscribes to changes', () => {
  test('is told of events that came in: who and what, signed, once, and not a word of theirs', async () => {
    const key = keyOf('service_bot')
    const admin = keyOf('admin')
    subscribe([{ key_id: key.id, url }])
    const batch = [
      { type: 'identify', userId: 'C-1', messageId: 'm1', traits: { email: 'mei@example.com', name: 'Mei Lin' } },
      {
        type: 'track',
        event: 'Order Completed',
        userId: 'C-1',
        messageId: 'm2',
        properties: { order_id: 'O-1', currency: 'USD', products: [{ product_id: 'SKU-1', price: 10, quantity: 1 }] },
      },
      { type: 'track', event: 'Product Viewed', userId: 'C-2', messageId: 'm3', properties: { product_id: 'SKU-1' } },
    ]
    const reply = await fetch(`${kith.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
    expect(await reply.json()).toMatchObject({ success: true })
    await kith.runtime.arrivals.settled()
    expect(await postChanges(context())).toEqual({ messages: 1, failed: 0 })
    expect(await postChanges(context())).toEqual({ messages: 0, failed: 0 })

    expect(received).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = received
    const [message] = messages()
    expect(message?.customers.map(({ customer_id: id }) => id).toSorted()).toEqual(['C-1', 'C-2'])
    expect(message?.customers.find(({ customer_id: id }) => id === 'C-1')?.changed).toEqual(['orders', 'profile'])
    expect(message?.customers.find(({ customer_id: id }) => id === 'C-2')?.changed).toEqual(['visits'])
    expect(body).not.toMatch(/mei|lin|SKU|"O-1"|price|quantity/i)
    const secret = showOutboxSecret(context())
    expect(headers['x-kith-signature']).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
    expect(headers['idempotency-key']).toBe(message?.id)
  })

  test('is told again under the same key after pauses that grow, and nothing is lost meanwhile', async () => {
    subscribe([{ key_id: keyOf('marketer').id, url }])
    changed(['C-1', 'orders'])
    answers = [503, 500, 204]
    expect(await postChanges(context())).toEqual({ messages: 0, failed: 1 })
    expect(await postChanges(context())).toEqual({ messages: 0, failed: 0 })
    now += pauseAfter(1) + 1
    expect(await postChanges(context())).toEqual({ messages: 0, failed: 1 })
    now += pauseAfter(1) + 1
    expect((await postChanges(context())).failed + received.length).toBe(2)
    now += pauseAfter(2) + 1
    expect((await postChanges(context())).messages).toBe(1)
    expect(new Set(messages().map(({ id }) => id)).size).toBe(1)
    changed(['C-2', 'tickets'])
    expect((await postChanges(context())).messages).toBe(1)
    expect(messages().at(-1)?.customers).toMatchObject([{ customer_id: 'C-2', changed: ['tickets'] }])
  })

  test('hears of the parts asked for and of erasures, each at an own pace', async () => {
    const one = keyOf('marketer')
    const other = keyOf('service_bot')
    subscribe([
      { key_id: one.id, url, parts: ['tickets'] },
      { key_id: other.id, url: `${url}/2` },
    ])
    changed(['C-1', 'orders'], ['C-1', 'orders'], ['C-2', 'tickets'], ['C-3', 'erased'], ['', 'file'])
    await postChanges(context())
    const heard = new Map(messages().map(({ id, ...message }) => [id.includes(one.id) ? 'one' : 'other', message]))
    expect(heard.get('one')?.customers.map(({ customer_id: id }) => id)).toEqual(['C-2', 'C-3'])
    expect(heard.get('one')?.any_customer).toBe(false)
    expect(heard.get('other')?.customers.map(({ customer_id: id }) => id)).toEqual(['C-1', 'C-2', 'C-3'])
    expect(heard.get('other')?.any_customer).toBe(true)
  })

  test('hears nothing more once the key is revoked', async () => {
    const key = keyOf('marketer')
    subscribe([{ key_id: key.id, url }])
    revokeKey({ ctx: context(), input: { id: key.id } })
    changed(['C-1', 'orders'])
    await postChanges(context())
    expect(received).toEqual([])
  })
})

test('where nobody subscribes nothing is noted; an address without encryption is refused', () => {
  changed(['C-1', 'orders'])
  expect(context().store.sqlite.prepare('SELECT count(*) FROM customer_changes').pluck().get()).toBe(0)
  expect(() => subscribe([{ key_id: 'K-1', url: 'http://shop.example/changes' }])).toThrow(/https/)
})
