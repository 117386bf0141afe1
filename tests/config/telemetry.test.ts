import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../src/lib/answer.ts'
import { serveKith } from '../support/serve-kith.ts'

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string }
}
interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly Attribute[]
}

/** Takes traces as a collector does: OTLP over HTTP, as JSON. */
const received: { readonly path: string; readonly body: string }[] = []
let collector: Server
beforeAll(async () => {
  collector = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: Buffer.concat(pieces).toString('utf8') })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
})
afterAll(() => void collector.close())

const ask = async (url: string, message: string) =>
  (await fetch(`${url}/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  }).then((reply) => reply.json())) as Answer

test('a turn is one trace of model and tool calls under the names of the conventions, and says nothing of what was said', async () => {
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`
  const kith = await serveKith({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })
  const answer = await ask(kith.url, 'How many customers do we have? My name is Zebediah.')
  const metrics = await (await fetch(`${kith.url}/metrics`)).text()
  await kith.close()

  expect(received.map(({ path }) => path)).toContain('/v1/traces')
  const whole = received.map(({ body }) => body).join('')
  expect(whole).not.toMatch(/Zebediah|How many/)
  const spans = received.flatMap(({ body }) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(
      ({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans),
    ),
  )
  const valueOf = (span: Span | undefined, key: string) =>
    Object.values(span?.attributes.find((one) => one.key === key)?.value ?? {})[0]
  const turn = spans.find(({ name }) => name === 'invoke_agent kith')
  const calls = spans.filter(({ name }) => name === 'chat kith-embedded-planner')
  const tool = spans.find(({ name }) => name.startsWith('execute_tool '))
  expect(valueOf(turn, 'gen_ai.conversation.id')).toBe(answer.thread_id)
  expect(calls.length).toBeGreaterThan(0)
  expect(valueOf(tool, 'gen_ai.tool.name')).toBe(answer.tool_calls[0]?.name)
  const read = calls.reduce((sum, call) => sum + Number(valueOf(call, 'gen_ai.usage.input_tokens')), 0)
  expect(read).toBe(answer.usage.input_tokens)
  for (const span of [...calls, tool]) {
    expect(span?.traceId).toBe(turn?.traceId)
    expect(span?.parentSpanId).toBe(turn?.spanId)
  }
  expect(valueOf(calls[0], 'gen_ai.provider.name')).toBe('kith')

  expect(metrics).toMatch(/gen_ai_client_token_usage_count\{[^}]*type="input"[^}]*\} [1-9]/)
  expect(metrics).toMatch(
    /gen_ai_client_operation_duration_seconds_count\{operation="execute_tool",name="[a-z_]+"[^}]*\} 1/,
  )
})

test('without a collector in the settings nothing is sent', async () => {
  const before = received.length
  const kith = await serveKith()
  await ask(kith.url, 'How many customers do we have?')
  await kith.close()
  expect(received.length).toBe(before)
})

test('a collector that is not there stops no answer', async () => {
  const kith = await serveKith({ demo: true, environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' } })
  expect(await ask(kith.url, 'How many customers do we have?')).toMatchObject({ kind: 'answer' })
  await kith.close()
})
