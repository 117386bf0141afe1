import { createAdaptorServer } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from '../../../src/channels/http/create-app.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import { evidence, makeAgent } from '../../support/agent.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

/** A server whose only tool goes on until its asker has left, and a model that would ask on and on. */
async function slowServer() {
  const seen = { started: 0, stopped: 0, modelCalls: 0 }
  let begin = (): void => {}
  const began = new Promise<void>((resolve) => {
    begin = resolve
  })
  const tool = defineTool({
    name: 'slow_tool',
    description: 'Goes on until nobody waits for it.',
    scope: 'read:aggregates',
    input: z.object({ step: z.int() }),
    output: z.unknown(),
    run: ({ ctx }) => {
      seen.started += 1
      begin()
      return new Promise((resolve) => {
        ctx.signal.addEventListener('abort', () => {
          seen.stopped += 1
          resolve({ data: {}, evidence, facts: [], table: null, chart: null })
        })
      })
    },
  })
  const { store } = kith.runtime.contextFor(testActor())
  const { agent } = makeAgent(store, [tool], () => {
    seen.modelCalls += 1
    return { calls: [{ name: 'slow_tool', args: { step: seen.modelCalls } }] }
  })
  const runtime = { ...kith.runtime, agent: () => Promise.resolve(agent) }
  const server = createAdaptorServer({
    fetch: createApp({ runtime, webFolder: null, uploadFolder: kith.home }).fetch,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    seen,
    began,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

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
    const { seen, began, url, close } = await slowServer()
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
