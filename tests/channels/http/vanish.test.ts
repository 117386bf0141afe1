import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { slowServer } from '../../support/slow-server.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

test.each([
  ['waits for JSON', '/v1/chat', { message: 'revenue?' }, 'application/json'],
  ['reads the stream', '/v1/chat', { message: 'revenue?' }, 'text/event-stream'],
  ['is the page', '/api/chat', { messages: [{ role: 'user', parts: [{ type: 'text', text: 'revenue?' }] }] }, '*/*'],
  [
    'is an OpenAI client',
    '/v1/chat/completions',
    { model: 'kith', messages: [{ role: 'user', content: 'revenue?' }], stream: true },
    '*/*',
  ],
])(
  'a client that %s and vanishes stops the work: the running tool is told, and no other begins',
  async (_name, path, body, accept) => {
    const { seen, began, url, close } = await slowServer(kith)
    const leave = new AbortController()
    const reply = fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
      signal: leave.signal,
    })
      .then((response) => response.text())
      .catch(() => 'left')
    await began
    leave.abort()
    expect(await reply).toBe('left')
    // Closing waits for what still runs.
    await expect.poll(() => seen.stopped).toBe(1)
    await close()
    expect(seen).toEqual({ started: 1, stopped: 1, modelCalls: 1 })
  },
)
