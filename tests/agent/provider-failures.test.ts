import { afterEach, describe, expect, test } from 'vitest'
import type { Ask } from '../../src/agent/ask.ts'
import type { AgentLimits } from '../../src/agent/agent-limits.ts'
import { fixedClock } from '../../src/lib/clock.ts'
import { createOpenAIModel } from '../../src/llm/create-openai-model.ts'
import { createIdentifierFinder } from '../../src/privacy/create-identifier-finder.ts'
import { createOutgoingGuard } from '../../src/privacy/create-outgoing-guard.ts'
import { fixedTool, makeAgent } from '../support/agent.ts'
import {
  startProvider,
  streamOf,
  type ProviderReply,
  type ProviderScript,
  type ProviderStandIn,
} from '../support/provider-stand-in.ts'
import { ScriptedModel } from '../support/scripted-model.ts'
import { makeShop, testActor, testVault } from '../support/shop.ts'

const metrics = fixedTool('query_metrics', {
  facts: [{ id: 'net_revenue', label: 'Net revenue', value: 1234.5, unit: 'CNY' }],
})
const CALL: ProviderReply = { kind: 'calls', calls: [{ name: 'query_metrics', args: '{"limit":5}' }] }
const final = (text: string): ProviderReply => ({
  kind: 'text',
  text: JSON.stringify({ kind: 'answer', text, reason_code: null }),
})
const GOOD = final('净销售额为 {{r1.net_revenue}}。')

const open: ProviderStandIn[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()))
})

interface Setup {
  readonly limits?: Partial<AgentLimits>
  readonly timeoutMs?: number
  readonly ask?: Partial<Ask>
}

/** One question against a provider with this script; the embedded model behind it always answers the same. */
async function askThrough(script: ProviderScript, { limits = {}, timeoutMs = 5000, ask = {} }: Setup = {}) {
  const provider = await startProvider(script)
  open.push(provider)
  const store = makeShop({})
  const findIdentifiers = createIdentifierFinder({ store, vault: testVault })
  const chatModel = createOpenAIModel({
    baseUrl: provider.baseUrl,
    model: 'stand-in',
    guard: createOutgoingGuard(findIdentifiers),
    clock: fixedClock(0),
    timeoutMs,
  })
  const embedded = new ScriptedModel((messages) =>
    messages.at(-1)?.getType() === 'human'
      ? { calls: [{ name: 'query_metrics', args: { limit: 5 } }] }
      : { final: { kind: 'answer', text: 'Embedded: {{r1.net_revenue}}.' } },
  )
  let runs = 0
  const counted = { ...metrics, run: (call: Parameters<typeof metrics.run>[0]) => ((runs += 1), metrics.run(call)) }
  const { agent } = makeAgent(store, [counted], () => ({ final: '' }), {
    models: () => [
      { provider: 'openai', name: 'stand-in', chatModel },
      { provider: 'embedded', name: 'planner', chatModel: embedded },
    ],
    limits,
  })
  const answer = await agent.ask({ actor: testActor(), question: '上个月卖了多少?', ...ask })
  return { answer, provider, runs: () => runs }
}

describe('over the wire', () => {
  test('a streamed tool call and a streamed answer make a grounded answer, with usage summed', async () => {
    const { answer, provider } = await askThrough((_request, index) => (index === 0 ? CALL : GOOD))
    expect(answer.text).toBe('净销售额为 ¥1,234.50。')
    expect(answer.model).toEqual({ provider: 'openai', name: 'stand-in' })
    expect(answer.usage).toEqual({ input_tokens: 200, output_tokens: 20, model_calls: 2 })
    expect(provider.requests[0]?.tools?.map((tool) => tool.function.name)).toEqual(['query_metrics'])
    expect(provider.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', tool_call_id: 'call_0' })
  })

  test('429 is waited for as long as the server asks, and then the answer comes', async () => {
    const { answer, provider } = await askThrough((_request, index) =>
      index === 0 ? { kind: 'status', status: 429, headers: { 'retry-after-ms': '20' } } : index === 1 ? CALL : GOOD,
    )
    expect(answer.model.provider).toBe('openai')
    expect(provider.requests).toHaveLength(3)
  })

  test('500 three times over hands the turn to the embedded planner, which says so', async () => {
    const { answer, provider } = await askThrough(() => ({
      kind: 'status',
      status: 500,
      headers: { 'retry-after': '0' },
    }))
    expect(provider.requests).toHaveLength(3)
    expect(answer.model).toEqual({ provider: 'embedded', name: 'planner' })
    expect(answer.text).toContain('Embedded: ¥1,234.50.')
    expect(answer.text).toContain('built-in planner')
  })

  test('401 is not tried again', async () => {
    const { answer, provider } = await askThrough(() => ({ kind: 'status', status: 401 }))
    expect(provider.requests).toHaveLength(1)
    expect(answer.model.provider).toBe('embedded')
  })

  test.each([
    ['hangs', { kind: 'hang' }],
    ['falls silent in the middle', { kind: 'stall', text: '{"kind":"answer","text":"净销' }],
  ] as const)('a server that %s is given up', async (_name, reply) => {
    const { answer } = await askThrough(() => reply, { timeoutMs: 100, limits: { remoteMs: 1500 } })
    expect(answer.model.provider).toBe('embedded')
    expect(answer.text).not.toContain('净销')
  })

  test.each([
    ['no JSON at all', { kind: 'raw', body: 'data: {"choices": [\n\n' }],
    ['an empty choice', { kind: 'raw', body: 'data: {"id":"x","choices":[]}\n\ndata: [DONE]\n\n' }],
    ['a web page', { kind: 'raw', body: '<html>busy</html>', contentType: 'text/html' }],
  ] as const)('a body with %s ends in an answer of the embedded planner', async (_name, reply) => {
    const { answer } = await askThrough(() => reply, { timeoutMs: 500 })
    expect(answer.model.provider).toBe('embedded')
    expect(answer.kind).toBe('answer')
  })

  test('arguments that are no JSON are refused, and the model may mend them', async () => {
    const { answer, runs } = await askThrough((_request, index) =>
      index === 0
        ? { kind: 'calls', calls: [{ name: 'query_metrics', args: '{"limit": 5' }] }
        : index === 1
          ? CALL
          : GOOD,
    )
    expect(answer.text).toBe('净销售额为 ¥1,234.50。')
    expect(answer.tool_calls.map((call) => call.ok)).toEqual([false, true])
    expect(runs()).toBe(1)
  })

  test('an unknown tool is refused with the names of those that exist', async () => {
    const { answer, provider } = await askThrough((_request, index) =>
      index === 0 ? { kind: 'calls', calls: [{ name: 'drop_table', args: '{}' }] } : index === 1 ? CALL : GOOD,
    )
    expect(provider.requests[1]?.messages.at(-1)?.content).toContain('query_metrics')
    expect(answer.tool_calls[0]).toMatchObject({ name: 'drop_table', ok: false, result_id: null })
    expect(answer.kind).toBe('answer')
  })

  test('the same call twice under one id has one effect', async () => {
    const twice: ProviderReply = {
      kind: 'calls',
      calls: [
        { name: 'query_metrics', args: '{"limit":5}', id: 'same' },
        { name: 'query_metrics', args: '{"limit":5}', id: 'same' },
      ],
    }
    const { answer, runs } = await askThrough((_request, index) => (index === 0 ? twice : GOOD))
    expect(answer.text).toBe('净销售额为 ¥1,234.50。')
    expect(runs()).toBe(1)
  })

  test('a model that only ever calls tools is stopped after four calls', async () => {
    const { answer, provider } = await askThrough((_request, index) => ({
      kind: 'calls',
      calls: [{ name: 'query_metrics', args: `{"limit":${index + 1}}` }],
    }))
    expect(provider.requests.length).toBeLessThanOrEqual(4)
    expect(provider.requests.at(-1)?.tools ?? []).toEqual([])
    expect(answer.model.provider).toBe('embedded')
    expect(answer.kind).toBe('answer')
  })

  test('a delta of a megabyte does no harm', async () => {
    const { answer } = await askThrough((_request, index) =>
      index === 0 ? CALL : { kind: 'text', text: '好'.repeat(350_000), piece: 350_000 },
    )
    expect(answer.model.provider).toBe('embedded')
    expect(answer.kind).toBe('answer')
  })

  test('a figure of its own is told to the model once, and the mended answer stands', async () => {
    const { answer, provider } = await askThrough((_request, index) =>
      index === 0 ? CALL : index === 1 ? final('净销售额约 1,300 元。') : GOOD,
    )
    expect(provider.requests[2]?.messages.at(-1)?.content).toContain('1,300 元')
    expect(answer.text).toBe('净销售额为 ¥1,234.50。')
    expect(answer.grounding).toEqual({ figures: 1, unsupported: 0 })
  })

  test('a model that insists loses the sentence, and the reader is told', async () => {
    const { answer } = await askThrough((_request, index) =>
      index === 0 ? CALL : final('净销售额为 {{r1.net_revenue}}。比同行高三成。'),
    )
    expect(answer.text).toMatch(/^净销售额为 ¥1,234\.50。\n\n> /)
    expect(answer.text).not.toContain('三成')
    expect(answer.grounding.unsupported).toBe(1)
  })

  test('nothing left is a decline', async () => {
    const { answer } = await askThrough((_request, index) => (index === 0 ? CALL : final('比同行高三成。')))
    expect(answer).toMatchObject({ kind: 'decline', reason_code: 'not_grounded', facts: [] })
  })

  test('a reply cut at any byte never shows half a sentence', async () => {
    const whole = Buffer.byteLength(streamOf(GOOD))
    // Inside each Chinese character, and spread over the rest of the stream.
    const text = streamOf(GOOD)
    const han = [...text.matchAll(/\p{Script=Han}/gu)].slice(0, 3).flatMap(({ index }) => {
      const at = Buffer.byteLength(text.slice(0, index))
      return [at + 1, at + 2]
    })
    const offsets = [
      ...new Set([...han, ...Array.from({ length: 6 }, (_unused, index) => Math.floor((whole * index) / 6))]),
    ]
    for (const cleanly of [true, false]) {
      for (const bytes of offsets) {
        const { answer, runs } = await askThrough(
          (_request, index) => (index === 0 ? CALL : { kind: 'cut', reply: GOOD, bytes, cleanly }),
          { timeoutMs: 500 },
        )
        expect(['净销售额为 ¥1,234.50。', 'embedded'], `${bytes} of ${whole} bytes`).toContain(
          answer.model.provider === 'embedded' ? 'embedded' : answer.text,
        )
        expect(runs()).toBe(1)
      }
    }
  })
})

describe('limits', () => {
  test('a question withdrawn stops the request upstream within 200 ms', async () => {
    const controller = new AbortController()
    let withdrawnAt = 0
    const asked = askThrough(
      () => {
        setTimeout(() => {
          withdrawnAt = performance.now()
          controller.abort()
        }, 30)
        return { kind: 'hang' }
      },
      { ask: { signal: controller.signal } },
    )
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
    const [provider] = open
    await expect.poll(() => provider?.abandonedAt.length).toBe(1)
    expect((provider?.abandonedAt[0] ?? Infinity) - withdrawnAt).toBeLessThan(200)
  })

  test('a turn whose tokens are used up is handed over instead of going on', async () => {
    const { answer, provider } = await askThrough(
      (_request, index) => ({
        kind: 'calls',
        calls: [{ name: 'query_metrics', args: `{"limit":${index + 1}}` }],
        usage: [900, 200],
      }),
      { limits: { tokens: 1000 } },
    )
    expect(provider.requests).toHaveLength(1)
    expect(answer.model.provider).toBe('embedded')
  })
})
