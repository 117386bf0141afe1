import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
let open: Client[] = []

beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(async () => {
  for (const client of open) await client.close()
  await kith.close()
})

async function connect(headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(`${kith.url}/mcp`), { requestInit: { headers } })
  // The SDK's own class declares a looser `sessionId` than its interface under exact optional types.
  await client.connect(transport as Transport)
  open = [...open, client]
  return client
}

const keyFor = (role: 'admin' | 'service_bot' | 'analyst') =>
  createKey({ ctx: kith.runtime.contextFor(testActor()), input: { name: role, role } })

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
}
const rawPost = (headers: Record<string, string>, body: unknown = initialize) =>
  fetch(`${kith.url}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe("the protocol's own client, without a key", () => {
  test('sees the tools that only read, each annotated so, and none that proposes', async () => {
    const { tools } = await (await connect()).listTools()
    const names = tools.map(({ name }) => name)
    expect(names).toContain('query_metrics')
    expect(names).not.toContain('save_segment')
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
    expect(tools.every(({ inputSchema }) => inputSchema.type === 'object')).toBe(true)
  })

  test('a tool gives the same data and facts as a direct call', async () => {
    const args = { metrics: ['net_revenue'], dimensions: ['region'], period: 'last_quarter' }
    const { structuredContent, isError } = await (await connect()).callTool({ name: 'query_metrics', arguments: args })
    const direct = await kith.runtime.callTool(testActor(), 'query_metrics', args)
    if (!direct.ok) throw new Error(direct.error.message)
    expect(isError).toBe(false)
    expect(structuredContent).toMatchObject({ ok: true, data: direct.data, facts: direct.facts })
  })

  test('asks in words, and goes on in the thread', async () => {
    const client = await connect()
    const first = await client.callTool({ name: 'ask', arguments: { question: '上个月的客单价是多少?' } })
    const answer = first.structuredContent as { kind: string; thread_id: string; grounding: { unsupported: number } }
    expect(answer).toMatchObject({ kind: 'answer', language: 'zh', grounding: { unsupported: 0 } })
    const next = await client.callTool({
      name: 'ask',
      arguments: { question: '和去年同期相比呢?', thread_id: answer.thread_id },
    })
    expect(next.structuredContent).toMatchObject({ kind: 'answer', thread_id: answer.thread_id })
  })

  test('what a tool refuses comes back as an error that names the field and the way out', async () => {
    const result = await (await connect()).callTool({ name: 'query_metrics', arguments: { metrics: ['magic'] } })
    expect(result.isError).toBe(true)
    expect(result.structuredContent).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  })

  test('an unknown tool is answered with those that there are', async () => {
    const client = await connect()
    await expect(client.callTool({ name: 'drop_tables', arguments: {} })).rejects.toThrow(/query_metrics/)
  })
})

describe('what is refused', () => {
  test('a page of another site, with a key or without', async () => {
    expect((await rawPost({ origin: 'https://evil.example' })).status).toBe(401)
    const { token, id } = keyFor('admin')
    const refused = await rawPost({ origin: 'https://evil.example', authorization: `Bearer ${token}` })
    expect(refused.status).toBe(403)
    expect((await rawPost({ authorization: `Bearer ${token}` })).status).toBe(200)
    revokeKey({ ctx: kith.runtime.contextFor(testActor()), input: { id } })
    expect((await rawPost({ authorization: `Bearer ${token}` })).status).toBe(401)
  })

  test('opening a stream or ending a session, of which there are none', async () => {
    const { token } = keyFor('admin')
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    expect((await fetch(`${kith.url}/mcp`, { headers })).status).toBe(405)
    expect((await fetch(`${kith.url}/mcp`, { method: 'DELETE', headers })).status).toBe(405)
  })

  test.each([
    ['no JSON', '{"jsonrpc":', 400],
    ['an empty body', '', 400],
    ['two megabytes', JSON.stringify({ ...initialize, padding: 'x'.repeat(2_000_000) }), 413],
  ])('%s', async (_name, body, status) => {
    const { token } = keyFor('admin')
    expect((await rawPost({ authorization: `Bearer ${token}` }, body)).status).toBe(status)
  })
})

test("a service bot's key speaks for the customer that the request names, and for no other", async () => {
  const { token } = keyFor('service_bot')
  const client = await connect({ authorization: `Bearer ${token}`, 'kith-customer-id': 'C-10023' })
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).not.toContain('query_metrics')
  const own = await client.callTool({ name: 'get_customer_profile', arguments: { customer_id: 'C-10023' } })
  expect(own.structuredContent).toMatchObject({ ok: true })
  const other = await client.callTool({ name: 'get_customer_profile', arguments: { customer_id: 'C-20417' } })
  const nobody = await client.callTool({ name: 'get_customer_profile', arguments: { customer_id: 'C-99999999' } })
  expect(other.isError).toBe(true)
  const textOf = (result: unknown): string => JSON.stringify(result).replaceAll(/C-\d+/g, 'C-?')
  expect(textOf(other.content)).toBe(textOf(nobody.content))
})
