import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/lib/answer.ts'
import type { ToolFailure } from '../../../src/lib/tool-result.ts'
import type { Job } from '../../../src/jobs/job-queue.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import type { ImportProgress, ImportResult } from '../../../src/services/imports/import-report.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

/** The JSON body of a reply, as the test expects it. */
const json = async <Body = Answer>(response: Response | Promise<Response>): Promise<Body> =>
  (await (await response).json()) as Body

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${kith.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('health', () => {
  test('the process lives and is ready', async () => {
    expect(await (await fetch(`${kith.url}/healthz`)).json()).toMatchObject({ status: 'ok' })
    expect((await fetch(`${kith.url}/readyz`)).status).toBe(200)
  })

  test('every reply forbids what a page of ours never needs', async () => {
    const { headers } = await fetch(`${kith.url}/healthz`)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })
})

describe('tools', () => {
  test('are listed with their schemas', async () => {
    const { tools } = await json<{ tools: { name: string; input_schema: unknown }[] }>(fetch(`${kith.url}/v1/tools`))
    const names = tools.map((tool) => tool.name)
    for (const name of [
      'analyze_cohorts',
      'describe_data',
      'explain_change',
      'explain_metric',
      'find_customers',
      'find_orders',
      'get_customer_profile',
      'query_metrics',
      'score_rfm',
      'segment_customers',
    ]) {
      expect(names).toContain(name)
    }
    expect(tools[0]?.input_schema).toMatchObject({ type: 'object' })
  })

  test('give the same result as a direct call', async () => {
    const args = { metrics: ['net_revenue', 'orders'], dimensions: ['region'], period: 'last_quarter' }
    const overHttp = await (await post('/v1/tools/query_metrics', { args })).json()
    const direct = await kith.runtime.callTool(testActor(), 'query_metrics', args)
    if (!direct.ok) throw new Error(direct.error.message)
    expect(overHttp).toMatchObject({ ok: true, data: direct.data, facts: direct.facts, table: direct.table })
  })

  test.each([
    ['an unknown tool', '/v1/tools/no_such_tool', { args: {} }, 404, 'NOT_FOUND'],
    [
      'an unknown argument',
      '/v1/tools/query_metrics',
      { args: { metrics: ['orders'], colour: 'red' } },
      400,
      'INVALID_INPUT',
    ],
    [
      'a metric that does not exist',
      '/v1/tools/query_metrics',
      { args: { metrics: ['happiness'] } },
      400,
      'INVALID_INPUT',
    ],
    [
      'a bad as-of',
      '/v1/tools/query_metrics',
      { args: { metrics: ['orders'], as_of: '2026-02-31' } },
      400,
      'INVALID_INPUT',
    ],
    ['an unknown customer', '/v1/tools/get_customer_profile', { args: { customer_id: 'C-0' } }, 404, 'NOT_FOUND'],
  ])('answer %s with a code, what is wrong and the way out', async (_case, path, body, status, code) => {
    const response = await post(path, body)
    expect(response.status).toBe(status)
    const failure = await json<ToolFailure>(response)
    expect({ ok: failure.ok, code: failure.error.code }).toEqual({ ok: false, code })
    expect(failure.error.message).not.toBe('')
  })
})

describe('requests that are not what they should be', () => {
  test.each([
    ['not JSON', '/v1/chat', '{"message":', 400, 'INVALID_INPUT'],
    ['an unknown field', '/v1/chat', { message: 'hi', colour: 'red' }, 400, 'INVALID_INPUT'],
    ['no message', '/v1/chat', { message: '  ' }, 400, 'INVALID_INPUT'],
    ['a message of the wrong type', '/v1/chat', { message: 7 }, 400, 'INVALID_INPUT'],
    ['a language that Kith does not write', '/v1/chat', { message: 'hi', language: 'fr' }, 400, 'INVALID_INPUT'],
    ['a role that does not exist', '/v1/chat', { message: 'hi', role: 'king' }, 400, 'INVALID_INPUT'],
    ['a thread of nobody', '/v1/chat', { message: 'hi', thread_id: 't_none' }, 404, 'NOT_FOUND'],
    ['a body of more than a mebibyte', '/v1/chat', { message: 'x'.repeat(1024 * 1024) }, 413, 'TOO_LARGE'],
    ['a path that is not there', '/v1/nothing', {}, 404, 'NOT_FOUND'],
  ])('%s', async (_case, path, body, status, code) => {
    const response = await post(path, body)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect({ status: response.status, code: (await json<{ code: string }>(response)).code }).toEqual({ status, code })
  })

  test('a request through a proxy or from another page is nobody’s', async () => {
    for (const headers of [{ 'x-forwarded-for': '203.0.113.9' }, { origin: 'https://evil.example' }]) {
      const response = await post('/v1/chat', { message: 'hi' }, headers)
      expect(response.status).toBe(401)
    }
  })
})

describe('chat', () => {
  test('answers with figures that all come from facts', async () => {
    const answer = await json(post('/v1/chat', { message: 'What was net revenue last month?' }))
    expect(answer).toMatchObject({
      kind: 'answer',
      language: 'en',
      model: { provider: 'embedded' },
      grounding: { unsupported: 0 },
    })
    expect(answer.tool_calls[0]).toMatchObject({ name: 'query_metrics', ok: true })
    for (const fact of answer.facts) expect(answer.text).toContain(fact.shown_as)
    const source = await fetch(`${kith.url}/v1/threads/${answer.thread_id}/results/${answer.tool_calls[0]?.result_id}`)
    expect(await source.json()).toMatchObject({ ok: true, evidence: { tool: 'query_metrics' } })
  })

  test('goes on in a thread, in Chinese too', async () => {
    const first = await json(post('/v1/chat', { message: '上个月的净销售额是多少?' }))
    expect(first).toMatchObject({ kind: 'answer', language: 'zh' })
    const second = await json(post('/v1/chat', { message: '只看华东的呢?', thread_id: first.thread_id }))
    expect(second.thread_id).toBe(first.thread_id)
    expect(JSON.stringify(second.tool_calls[0]?.args)).toContain('华东')
  })

  test('streams steps, then verified text, then the answer', async () => {
    const response = await post('/v1/chat', { message: 'How many orders last month?' }, { accept: 'text/event-stream' })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const events = (await response.text()).split('\n\n').flatMap((block) => {
      const name = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      return name === undefined || data === undefined ? [] : [{ name, data: JSON.parse(data) }]
    })
    const names = events.map((event) => event.name)
    expect(names[0]).toBe('started')
    expect(names).toContain('step_finished')
    expect(names.at(-1)).toBe('answer')
    const streamed = events.filter((event) => event.name === 'text').map((event) => event.data.delta)
    expect(streamed.join('')).toBe(events.at(-1)?.data.text)
  })

  test('speaks the message stream of the page', async () => {
    const message = { id: 'm1', role: 'user', parts: [{ type: 'text', text: 'How many orders last month?' }] }
    const response = await post('/api/chat', { messages: [message] })
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
    const text = await response.text()
    expect(text).toContain('"type":"text-delta"')
    expect(text).toContain('"type":"data-answer"')
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true)
  })

  test('keeps a bound service bot to its customer', async () => {
    const ask = (customer_id: string) =>
      json(post('/v1/chat', { message: 'Show me the profile of C-20417', role: 'service_bot', customer_id }))
    expect(await ask('C-20417')).toMatchObject({ kind: 'answer' })
    const other = await ask('C-10023')
    expect(other.kind).toBe('decline')
    expect(JSON.stringify(other.facts)).not.toContain('C-20417')
  })
})

describe('imports', () => {
  const upload = async (filename: string, content: string) => {
    const response = await fetch(`${kith.url}/v1/imports?filename=${encodeURIComponent(filename)}`, {
      method: 'POST',
      body: content,
    })
    const { id } = await json<{ id: string }>(response)
    expect(response.status).toBe(202)
    for (;;) {
      const job = await json<Job<ImportProgress, ImportResult>>(fetch(`${kith.url}/v1/imports/${id}`))
      if (job.status !== 'waiting' && job.status !== 'running') return job
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const lines = [
    'order_id,ordered_at,customer_id,product_id,quantity,unit_price',
    'W-1,2026-06-01T10:00:00+08:00,C-10023,SKU-8841,2,10.50',
    'W-2,2026-06-02T10:00:00+08:00,C-10023,SKU-8841,1,10.50',
    'W-3,2026-02-31T10:00:00+08:00,C-10023,SKU-8841,1,10.50',
  ].join('\n')

  test('a file comes in by its body; what cannot be a fact is set aside; the same again changes nothing', async () => {
    const first = await upload('orders.csv', lines)
    expect(first).toMatchObject({ status: 'done' })
    expect(first.result?.files[0]).toMatchObject({
      kind: 'order_lines',
      read: 3,
      imported: 2,
      duplicates: 0,
      quarantined: 1,
    })
    const again = await upload('renamed.csv', lines)
    expect(again.result?.files[0]).toMatchObject({ read: 3, imported: 0, duplicates: 2, quarantined: 1 })
  })

  test.each([
    ['an empty file', 'empty.csv', ''],
    ['a picture', 'photo.png', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR'],
    ['columns that mean nothing', 'odd.csv', 'a,b\n1,2\n'],
  ])('%s fails with words, and the server goes on', async (_case, filename, content) => {
    const job = await upload(filename, content)
    expect(job).toMatchObject({ status: 'failed', error: { code: 'INVALID_INPUT' } })
    expect((await fetch(`${kith.url}/healthz`)).status).toBe(200)
  })

  test('a name that climbs out of its folder is only a name', async () => {
    const job = await upload('../../../../etc/orders.csv', lines)
    expect(job.result?.files[0]?.file).toBe('orders.csv')
  })
})

describe('segments', () => {
  test('are proposed, saved when approved, and then listed and shown', async () => {
    const body = { name: 'Far west', filters: [{ field: 'region', op: 'eq', value: '西南' }] }
    const reply = await post('/v1/segments', body)
    expect(reply.status).toBe(202)
    const { proposal } = await json<{ proposal: { proposal_id: string; hash: string } }>(reply)
    expect(await json(fetch(`${kith.url}/v1/segments`))).toEqual({ segments: [], next_cursor: null })
    const ctx = kith.runtime.contextFor(testActor())
    decide({ ctx, input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
    const shown = await json<{ id: string; size: number }>(fetch(`${kith.url}/v1/segments/Far%20west`))
    expect(shown.size).toBeGreaterThan(0)
    const deletion = await fetch(`${kith.url}/v1/segments/${shown.id}`, { method: 'DELETE' })
    expect(deletion.status).toBe(202)
    expect((await fetch(`${kith.url}/v1/segments/${shown.id}`)).status).toBe(200)
  })

  test.each([
    ['a name that every shop has', { name: 'dormant', filters: [{ field: 'orders', op: 'gte', value: 2 }] }, 400],
    ['no conditions', { name: 'x', filters: [] }, 400],
    ['an unknown field', { name: 'x', filters: [{ field: 'shoe', op: 'eq', value: 1 }] }, 400],
  ])('refuse %s', async (_what, body, status) => {
    expect((await post('/v1/segments', body)).status).toBe(status)
  })

  test('that do not exist are not found', async () => {
    expect((await fetch(`${kith.url}/v1/segments/nothing`)).status).toBe(404)
  })
})
