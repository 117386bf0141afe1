import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { KithAgentOptions } from '../../src/agent/create-kith-agent.ts'
import { createApp } from '../../src/channels/http/create-app.ts'
import { createHttpServer } from '../../src/channels/http/create-http-server.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { evidence, makeAgent } from './agent.ts'
import type { RunningKith } from './serve-kith.ts'
import { testActor } from './shop.ts'

/** A server whose only tool goes on until its asker has left or it is released, and a model that asks for it again and again. */
export async function slowServer(kith: RunningKith, options: Partial<KithAgentOptions> = {}) {
  const seen = { started: 0, stopped: 0, modelCalls: 0 }
  const released = new AbortController()
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
      const result = { data: {}, evidence, facts: [], table: null, chart: null }
      if (released.signal.aborted) return Promise.resolve(result)
      return new Promise((resolve) => {
        released.signal.addEventListener('abort', () => resolve(result))
        ctx.signal.addEventListener('abort', () => {
          seen.stopped += 1
          resolve(result)
        })
      })
    },
  })
  const { store } = kith.runtime.contextFor(testActor())
  const { agent } = makeAgent(
    store,
    [tool],
    () => {
      seen.modelCalls += 1
      return released.signal.aborted
        ? { final: 'That is not known.' }
        : { calls: [{ name: 'slow_tool', args: { step: seen.modelCalls } }] }
    },
    options,
  )
  const runtime = { ...kith.runtime, agent: () => Promise.resolve(agent) }
  const server = createHttpServer(createApp({ runtime, webFolder: null, uploadFolder: kith.home }).fetch)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    seen,
    began,
    agent,
    release: () => released.abort(),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
