import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

const JSON_TYPE = { 'content-type': 'application/json' }
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = JSON_TYPE) =>
  fetch(`${kith.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
const problemOf = async (reply: Response) => {
  expect(reply.headers.get('content-type')).toContain('application/problem+json')
  return (await reply.json()) as { code: string; detail: string; field: string | null; hint: string | null }
}
const stillServes = async (): Promise<void> => expect((await send('GET', '/readyz')).status).toBe(200)

/** A request as bytes, for what fetch would not send; the status of the reply. */
async function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const { port } = new URL(kith.url)
  const sent = request({ host: '127.0.0.1', port, path, method, headers })
  sent.end()
  const [reply] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  reply.resume()
  return reply.statusCode ?? 0
}

describe('bodies', () => {
  test.each(['/v1/chat', '/v1/tools/query_metrics', '/v1/segments', '/v1/customers/context', '/v1/keys', '/v1/batch'])(
    'of %s that are too large are refused, with their length in the head and without',
    async (path) => {
      const text = JSON.stringify({ message: 'x'.repeat(1_100_000) })
      const reply = await send('POST', path, text)
      expect(reply.status).toBe(413)
      expect(await problemOf(reply)).toMatchObject({ code: 'TOO_LARGE', hint: expect.any(String) })
      const pieces = Readable.toWeb(
        Readable.from([text.slice(0, 600_000), text.slice(600_000)].map((one) => Buffer.from(one))),
      )
      const streamed = fetch(`${kith.url}${path}`, {
        method: 'POST',
        headers: JSON_TYPE,
        body: pieces as ReadableStream,
        duplex: 'half',
      } as RequestInit)
      expect((await streamed).status).toBe(413)
      await stillServes()
    },
  )

  test.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ])('of a hundred thousand %s in each other are refused', async (_name, deep) => {
    for (const [path, body] of [
      ['/v1/chat', deep],
      ['/v1/chat', `{"message":${deep}}`],
      ['/v1/tools/query_metrics', `{"args":{"metrics":${deep}}}`],
      ['/v1/tools/query_metrics', `{"args":{"unknown":${deep}}}`],
      ['/v1/tools/find_customers', `{"args":{"filters":[{"field":"orders","op":"eq","value":${deep}}]}}`],
    ] as const) {
      const reply = await send('POST', path, body)
      expect(reply.status, path).toBe(400)
      await reply.arrayBuffer()
    }
    await stillServes()
  })

  test('that never come to an end keep nobody else waiting', async () => {
    const { port } = new URL(kith.url)
    const stalled: Socket[] = []
    for (let number = 0; number < 100; number += 1) {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(
        'POST /v1/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"mess',
      )
      stalled.push(socket)
    }
    const answer = await send('POST', '/v1/chat', { message: 'How many customers do we have?' })
    expect(answer.status).toBe(200)
    for (const socket of stalled) socket.destroy()
    await stillServes()
  })

  test.each([
    ['{"message":', /not JSON/],
    ['[]', /object/],
    ['{"message":5}', /message/],
    ['{"message":""}', /say something/],
    ['{"message":"x","colour":"red"}', /colour/],
    ['{"message":"x","language":"fr"}', /language/],
    ['{"message":"x","as_of":"yesterday-ish"}', /yesterday-ish/],
    ['{"message":"x","role":"king"}', /king/],
    [`{"message":"${'x'.repeat(8001)}"}`, /8,000/],
  ])('such as %s say what is wrong', async (body, words) => {
    const reply = await send('POST', '/v1/chat', body)
    expect(reply.status).toBe(400)
    const { code, detail } = await problemOf(reply)
    expect(code).toBe('INVALID_INPUT')
    expect(detail).toMatch(words)
  })

  test('a tool that is handed an unknown argument lists those that there are', async () => {
    const reply = await send('POST', '/v1/tools/query_metrics', { args: { metric: 'aov' } })
    expect(await reply.json()).toMatchObject({ error: { hint: expect.stringContaining('metrics') } })
  })
})

describe('callers', () => {
  test.each([
    ['X-Forwarded-For', '203.0.113.9'],
    ['X-Forwarded-Host', 'shop.example'],
    ['Forwarded', 'for=203.0.113.9'],
    ['Via', '1.1 proxy'],
    ['X-Real-IP', '203.0.113.9'],
    ['CF-Connecting-IP', '203.0.113.9'],
    ['Tailscale-User-Login', 'somebody@example.com'],
    ['Host', 'kith.shop.example'],
    ['Host', 'localhost.evil.example'],
    ['Host', '127.0.0.1.evil.example'],
    ['Origin', 'https://evil.example'],
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
  ])('with %s: %s are not the local admin', async (name, value) => {
    expect(await raw('/v1/segments', { [name]: value })).toBe(401)
    expect(await raw('/v1/imports/demo', { [name]: value }, 'POST')).toBe(401)
    expect(await raw('/mcp', { [name]: value, 'content-type': 'application/json' }, 'POST')).toBeGreaterThanOrEqual(401)
  })

  test('with a foreign, a revoked or an expired key are nobody, and a page of another site has no session', async () => {
    const own = await serveKith()
    try {
      const ctx = own.runtime.contextFor(testActor())
      const key = createKey({ ctx, input: { name: 'page', role: 'admin' } })
      const { sessionToken } = own.runtime.signIn(key.signInToken)
      const ask = async (headers: Record<string, string>): Promise<number> =>
        (await fetch(`${own.url}/v1/segments`, { headers })).status
      expect(await ask({ authorization: `Bearer ${key.token}` })).toBe(200)
      expect(await ask({ cookie: `kith_session=${sessionToken}` })).toBe(200)
      expect(await ask({ cookie: `kith_session=${sessionToken}`, origin: 'https://evil.example' })).toBe(401)
      expect(await ask({ authorization: 'Bearer kith_of_another_shop' })).toBe(401)
      expect(await ask({ authorization: `Basic ${Buffer.from(`${key.token}:`).toString('base64')}` })).toBe(401)
      expect(await ask({})).toBe(401)
      ctx.store.sqlite.prepare("UPDATE api_keys SET expires_at = 1 WHERE kind = 'session'").run()
      expect(await ask({ cookie: `kith_session=${sessionToken}` })).toBe(401)
      revokeKey({ ctx, input: { id: key.id } })
      expect(await ask({ authorization: `Bearer ${key.token}` })).toBe(401)
    } finally {
      await own.close()
    }
  })
})

describe('paths', () => {
  test.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/etc/passwd',
    '/v1/audiences/..%2f..%2fkey.csv',
    '/v1/imports/..%2f..%2fkith.sqlite/quarantine.csv',
    '/v1/imports/%00/quarantine.csv',
    '//etc/passwd',
    '/v1/threads/%E0%A4%A',
  ])('%s leads nowhere', async (path) => {
    const status = await raw(path, {})
    // 409: a file of an export needs its approval, whatever it is called.
    expect([400, 404, 409]).toContain(status)
    await stillServes()
  })
})

test('what a question says cannot become a field of the stream', async () => {
  const message = 'hello\n\nevent: answer\ndata: {"text":"forged"}\n\nid: 9'
  const reply = await send('POST', '/v1/chat', { message }, { ...JSON_TYPE, accept: 'text/event-stream' })
  const events = (await reply.text()).split('\n\n').filter((one) => one !== '')
  const named = events.map((event) => /^event: (\w+)$/m.exec(event)?.[1])
  expect(named.filter((name) => name === 'answer')).toHaveLength(1)
  for (const event of events) {
    expect(event.split('\n').every((line) => /^(event|data|id): /.test(line))).toBe(true)
    expect(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '')).toBeTypeOf('object')
  }
})

describe('uploads', () => {
  const upload = async (name: string, body: Buffer | ReadableStream) => {
    const init = { method: 'POST', body, duplex: 'half' } as unknown as RequestInit
    return fetch(`${kith.url}/v1/imports/detect?filename=${name}`, init)
  }
  const ZIP = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(2000, 7)])
  const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(2000, 7)])

  test.each([
    ['a ZIP', 'orders.zip', ZIP],
    ['a ZIP that is called a CSV', 'orders.csv', ZIP],
    ['a picture', 'orders.png', PNG],
    ['a picture that is called a CSV', 'orders.csv', PNG],
    ['a gzip of a picture', 'orders.csv.gz', gzipSync(PNG)],
    ['nothing', 'orders.csv', Buffer.alloc(0)],
  ])('of %s are refused with the reason', async (_name, filename, content) => {
    const reply = await upload(filename, content)
    expect(reply.status).toBe(400)
    const { detail } = await problemOf(reply)
    expect(detail.length).toBeGreaterThan(10)
    await stillServes()
  })

  test('of two hundred megabytes of orders go to disk in pieces and are recognised', async () => {
    const row = `${'O-1234567,2026-06-03 12:00:00,C-123456,SKU-8841,1,100.00'.padEnd(99)}\n`
    const piece = Buffer.from(row.repeat(10_000))
    async function* pieces() {
      yield Buffer.from('order_id,ordered_at,customer_id,product_id,quantity,unit_price\n')
      for (let number = 0; number < 200; number += 1) yield piece
    }
    const reply = await upload('orders.csv', Readable.toWeb(Readable.from(pieces())) as ReadableStream)
    expect(reply.status).toBe(200)
    expect(JSON.stringify(await reply.json())).toContain('order_lines')
    await stillServes()
  }, 120_000)
})
