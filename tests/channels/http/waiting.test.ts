import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { slowServer } from '../../support/slow-server.ts'

let kith: RunningKith
let slow: Awaited<ReturnType<typeof slowServer>>
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

const message = { message: 'revenue?' }
const ui = { messages: [{ role: 'user', parts: [{ type: 'text', text: 'revenue?' }] }] }
const completion = { model: 'kith', messages: [{ role: 'user', content: 'revenue?' }], stream: true }

const post = (path: string, body: object, accept = 'text/event-stream', signal?: AbortSignal) =>
  fetch(`${slow.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  })

beforeEach(async () => {
  slow = await slowServer(kith, { queue: { running: 1, waiting: 1, waitMs: 60_000 } })
})
afterEach(() => slow.close())

test.each([
  ['/v1/chat', message, 'event: waiting\ndata: {"type":"waiting","ahead":0}', 'event: answer'],
  ['/api/chat', ui, '"type":"data-step","data":{"type":"waiting","ahead":0}', '"type":"data-answer"'],
  ['/v1/chat/completions', completion, ': waiting behind 0', '"finish_reason":"stop"'],
])('a stream of %s says that its question waits, and goes on when its place comes', async (path, body, waits, ends) => {
  const first = post('/v1/chat', message, 'application/json')
  await slow.began
  const second = await post(path, body)
  expect(second.status).toBe(200)
  expect(slow.agent.load()).toEqual({ running: 1, waiting: 1 })
  slow.release()
  const text = await second.text()
  expect(text).toContain(waits)
  expect(text.indexOf(ends)).toBeGreaterThan(text.indexOf(waits))
  expect((await first).status).toBe(200)
  expect(slow.agent.load()).toEqual({ running: 0, waiting: 0 })
})

test('whoever hangs up while waiting leaves the line, and nothing is worked on for them', async () => {
  const first = post('/v1/chat', message, 'application/json')
  await slow.began
  const leave = new AbortController()
  const second = await post('/v1/chat', message, 'text/event-stream', leave.signal)
  expect(slow.agent.load().waiting).toBe(1)
  leave.abort()
  await expect.poll(() => slow.agent.load().waiting).toBe(0)
  await second.text().catch(() => 'left')
  slow.release()
  await first
  expect(slow.seen.started).toBe(1)
})

describe('one question too many', () => {
  let held: Promise<Response>[]
  beforeEach(async () => {
    held = [post('/v1/chat', message, 'application/json')]
    await slow.began
    held.push(post('/v1/chat', message, 'application/json'))
    await expect.poll(() => slow.agent.load().waiting).toBe(1)
  })
  afterEach(async () => {
    slow.release()
    await Promise.all(held)
  })

  test.each([
    ['/v1/chat', message, 'application/json'],
    ['/v1/chat', message, 'text/event-stream'],
    ['/api/chat', ui, '*/*'],
  ])('is refused by %s with a status and the time to come again, not inside a stream', async (path, body, accept) => {
    const reply = await post(path, body, accept)
    expect(reply.status).toBe(503)
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(reply.headers.get('retry-after')).toBe('2')
    expect(await reply.json()).toMatchObject({ code: 'UNAVAILABLE', hint: 'Ask again in 2 seconds.' })
  })

  test.each([true, false])('is refused in the form of the OpenAI interface (stream: %s)', async (stream) => {
    const reply = await post('/v1/chat/completions', { ...completion, stream })
    expect(reply.status).toBe(503)
    expect(reply.headers.get('retry-after')).toBe('2')
    expect(await reply.json()).toMatchObject({ error: { type: 'server_error', code: 'unavailable' } })
  })

  test('is refused by MCP as a result that failed, for the model to read', async () => {
    const call = { name: 'ask', arguments: { question: 'revenue?' } }
    const reply = await post(
      '/mcp',
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call },
      'application/json, text/event-stream',
    )
    expect(await reply.json()).toMatchObject({
      result: { isError: true, structuredContent: { error: { code: 'UNAVAILABLE' } } },
    })
  })
})

test('a question that has waited too long is answered in its language, and says to ask again', async () => {
  await slow.close()
  slow = await slowServer(kith, { queue: { running: 1, waiting: 9, waitMs: 50 } })
  const first = post('/v1/chat', message, 'application/json')
  await slow.began
  const late = await post('/v1/chat', { message: '上个月的净销售额是多少？' }, 'application/json')
  expect(await late.json()).toMatchObject({
    kind: 'decline',
    reason_code: 'busy',
    language: 'zh',
    text: expect.stringContaining('请再问一次'),
    tool_calls: [],
  })
  slow.release()
  await first
})
