import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

/** What holds for half a minute in a running server, in a fraction of a second. */
const STALL_MS = 400
let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ pace: { stallMs: STALL_MS, leastBytes: 8 } })
})
afterAll(() => kith.close())

function begin(path: string, headers: Record<string, string> = {}): ClientRequest {
  const { port } = new URL(kith.url)
  return request({ host: '127.0.0.1', port, path, method: 'POST', headers })
}

async function replyTo(sent: ClientRequest): Promise<{ status: number; type: string; body: Record<string, unknown> }> {
  const [reply] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  reply.setEncoding('utf8')
  reply.on('data', (part: string) => (text += part))
  await once(reply, 'end')
  return {
    status: reply.statusCode ?? 0,
    type: reply.headers['content-type'] ?? '',
    body: JSON.parse(text) as Record<string, unknown>,
  }
}

const uploads = (): readonly string[] => {
  const folder = join(kith.home, 'uploads')
  return existsSync(folder) ? readdirSync(folder) : []
}

test.each([
  [
    'a question with its length in the head',
    '/v1/chat',
    { 'content-type': 'application/json', 'content-length': '500' },
  ],
  ['a question in pieces', '/v1/chat', { 'content-type': 'application/json' }],
  ['a file', '/v1/imports?filename=orders.csv', {}],
])('%s that stalls is given up with 408, and nothing of it stays', async (_name, path, headers) => {
  const sent = begin(path, headers)
  sent.on('error', () => {})
  sent.write('{"message": "What was')
  const closed = once(sent, 'close')
  const reply = await replyTo(sent)
  expect(reply).toMatchObject({
    status: 408,
    type: 'application/problem+json',
    body: { code: 'TIMEOUT', hint: expect.stringContaining('Send it again') },
  })
  await closed
  await expect.poll(uploads).toEqual([])
})

test('a file that comes slowly, but comes, is taken whole', async () => {
  const sent = begin('/v1/imports/detect?filename=orders.csv')
  sent.write('order_id,ordered_at,customer_id,product_id,quantity,unit_price\n')
  // Three times as long as a body may stall.
  for (let line = 0; line < 12; line += 1) {
    await setTimeout(STALL_MS / 4)
    sent.write(`O-${line},2026-05-03,A,P-1,1,100.00\n`)
  }
  sent.end()
  expect(await replyTo(sent)).toMatchObject({ status: 200, body: { kind: 'order_lines' } })
  await expect.poll(uploads).toEqual([])
})
