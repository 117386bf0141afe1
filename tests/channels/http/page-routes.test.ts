import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/lib/answer.ts'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import type { CustomerProfile } from '../../../src/services/customers/profile/customer-profile.ts'
import type { DetectedFile } from '../../../src/services/imports/detect-file.ts'
import type { ShownProposal } from '../../../src/services/approvals/show-proposal.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

interface Reply<Body> {
  readonly status: number
  readonly body: Body
}

async function call<Body = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply<Body>> {
  const response = await fetch(`${kith.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Body }
}

const auditRows = async (): Promise<readonly { action: string; subject: string }[]> =>
  (await call<{ entries: { action: string; subject: string }[] }>('GET', '/v1/audit')).body.entries

const proposeSegment = async (name: string): Promise<string> => {
  const { body } = await call<{ proposal: { proposal_id: string } }>('POST', '/v1/segments', {
    name,
    filters: [{ field: 'lifecycle', op: 'eq', value: 'at_risk' }],
  })
  return body.proposal.proposal_id
}

describe('a conversation', () => {
  test('is read again with its answers and what the asker thought of them', async () => {
    const asked = (await call<Answer>('POST', '/v1/chat', { message: 'How many orders were there last month?' })).body
    const path = `/v1/threads/${asked.thread_id}`
    const note = 'Wang Wei told me otherwise'
    expect(
      (await call('POST', `${path}/turns/0/feedback`, { vote: 'down', reason: 'wrong_figure', note })).status,
    ).toBe(200)
    const { body } = await call<{ turns: { question: string; answer: Answer; vote: string | null }[] }>('GET', path)
    expect(body.turns).toHaveLength(1)
    expect(body.turns[0]).toMatchObject({ question: 'How many orders were there last month?', vote: 'down' })
    expect(body.turns[0]?.answer.text).toBe(asked.text)
  })

  test('takes no feedback for a turn that it does not have, nor of a kind that does not exist', async () => {
    const asked = (await call<Answer>('POST', '/v1/chat', { message: 'How many customers do we have?' })).body
    const path = `/v1/threads/${asked.thread_id}/turns`
    expect((await call('POST', `${path}/7/feedback`, { vote: 'up' })).status).toBe(404)
    expect((await call('POST', `${path}/0/feedback`, { vote: 'maybe' })).status).toBe(400)
    expect((await call('POST', `${path}/first/feedback`, { vote: 'up' })).status).toBe(400)
  })

  test("is nobody else's, and its results can be used only by its owner", async () => {
    const asked = (await call<Answer>('POST', '/v1/chat', { message: 'List the champions among our customers' })).body
    const args = { name: 'Champions of today', result_id: 'r1' }
    const saved = await call('POST', '/v1/tools/save_segment', { args, thread_id: asked.thread_id })
    expect(saved.status).toBe(200)
    expect((await call('POST', '/v1/tools/save_segment', { args, thread_id: 't_nobodys' })).status).toBe(404)
  })
})

describe('approvals', () => {
  test('show what would happen in the language of whoever reads, and carry it out once', async () => {
    const id = await proposeSegment('To be approved')
    const chinese = await call<ShownProposal>('GET', `/v1/approvals/${id}`, undefined, { 'accept-language': 'zh-CN' })
    expect(chinese.body).toMatchObject({ status: 'proposed', may_approve: true, why_not: null })
    expect(chinese.body.preview).toContain('保存分群')
    const { hash } = chinese.body
    expect((await call('POST', `/v1/approvals/${id}/approve`, { hash: 'another' })).status).toBe(409)
    const done = await call<ShownProposal>('POST', `/v1/approvals/${id}/approve`, { hash })
    expect(done.body).toMatchObject({ status: 'executed', decided_by: 'local-admin', may_approve: false })
    expect((await call('POST', `/v1/approvals/${id}/approve`, { hash })).status).toBe(409)
  })

  test('are edited by a proposal of their own, which withdraws the first', async () => {
    const id = await proposeSegment('Wrong name')
    const { hash } = (await call<ShownProposal>('GET', `/v1/approvals/${id}`)).body
    const revised = await call<ShownProposal>('POST', `/v1/approvals/${id}/revise`, {
      hash,
      args: { name: 'Right name' },
    })
    expect(revised.status).toBe(201)
    expect(revised.body.preview).toContain('Right name')
    expect(revised.body.hash).not.toBe(hash)
    expect((await call<ShownProposal>('GET', `/v1/approvals/${id}`)).body.status).toBe('rejected')
    const bad = await call('POST', `/v1/approvals/${revised.body.proposal_id}/revise`, {
      hash,
      args: { colour: 'red' },
    })
    expect(bad.status).toBe(400)
    const listed = (await call<{ proposals: ShownProposal[] }>('GET', '/v1/approvals')).body.proposals
    expect(listed.map((one) => one.proposal_id)).toContain(revised.body.proposal_id)
    expect(listed.map((one) => one.proposal_id)).not.toContain(id)
  })
})

describe('names and contacts', () => {
  test('stay masked on request, and only a reveal is logged', async () => {
    const profile = (masked: boolean) =>
      call<ToolSuccess<CustomerProfile>>('POST', '/v1/tools/get_customer_profile', {
        args: { customer_id: 'C-10023' },
        mask_identifiers: masked,
      })
    const before = (await auditRows()).length
    expect((await profile(true)).body.data.basic).toMatchObject({ identifiers: 'masked', email: 'w***@example.net' })
    expect((await auditRows()).length).toBe(before)
    expect((await profile(false)).body.data.basic.identifiers).toBe('revealed')
    expect((await auditRows())[0]).toMatchObject({ action: 'read' })
  })
})

describe('settings', () => {
  test('are listed with what they started from, and a change waits for its approval', async () => {
    const listed = await call<{ settings: { name: string; value: unknown; initial: unknown }[] }>('GET', '/v1/settings')
    expect(listed.body.settings).toContainEqual(expect.objectContaining({ name: 'return_window_days', value: 14 }))
    const change = await call<{ proposal: ShownProposal }>('POST', '/v1/settings/return_window_days', { value: 21 })
    expect(change.status).toBe(202)
    expect(change.body.proposal.preview).toMatch(/from 14 to 21/)
    expect((await call('POST', '/v1/settings/return_window_days', { value: -3 })).status).toBe(400)
    expect((await call('POST', '/v1/settings/no_such_setting', { value: 1 })).status).toBe(400)
  })

  test('of the audit: the chain holds', async () => {
    expect((await call('GET', '/v1/audit/verification')).body).toMatchObject({ broken_at: null })
  })
})

const ORDERS = `订单号,下单时间,客户编号,商品编号,数量,单价
N-1,2026-06-20 10:00,C-10023,SKU-8841,1,12.50
N-2,2026-06-31 10:00,C-10023,SKU-8841,1,12.50
`

describe('a file', () => {
  test('is told for what it is, with its first values, before anything is written', async () => {
    const path = `/v1/imports/detect?filename=${encodeURIComponent('orders.csv')}`
    const { body } = await call<DetectedFile>('POST', path, ORDERS)
    expect(body).toMatchObject({ file: 'orders.csv', kind: 'order_lines', preset: null })
    expect(body.mapping).toMatchObject({ order_id: '订单号', unit_price: '单价' })
    expect(body.samples[0]).toMatchObject({ order_id: 'N-1', ordered_at: '2026-06-20T02:00:00.000Z' })
    expect(body.fields).toContainEqual({ name: 'quantity', type: 'integer', required: true })
  })

  test('that is none is refused in words', async () => {
    const picture = await call('POST', '/v1/imports/detect?filename=cat.png', '\u0089PNG\r\n\u001a\n\u0000\u0000')
    expect(picture.status).toBe(400)
    expect((await call('POST', '/v1/imports/detect', ORDERS)).status).toBe(400)
    expect((await call('POST', '/v1/imports/detect?filename=orders.csv&as=poems', ORDERS)).body).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'as',
    })
  })

  test('tried out leaves its bad rows to mend, and nothing else', async () => {
    const count = async () => (await call<{ orders: number }>('GET', '/api/overview')).body.orders
    const before = await count()
    const started = await call<{ id: string }>('POST', '/v1/imports?filename=orders.csv&dry_run=true', ORDERS)
    let job = await call<{ status: string; result: { files: { import_id: string; quarantined: number }[] } }>(
      'GET',
      `/v1/imports/${started.body.id}`,
    )
    while (job.body.status === 'waiting' || job.body.status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 50))
      job = await call('GET', `/v1/imports/${started.body.id}`)
    }
    const [file] = job.body.result.files
    expect(file?.quarantined).toBe(1)
    const rows = await fetch(`${kith.url}/v1/imports/${file?.import_id}/quarantine.csv`)
    expect(rows.headers.get('content-disposition')).toContain('attachment')
    expect(await rows.text()).toMatch(/invalid_date,N-2/)
    expect(await count()).toBe(before)
    expect((await fetch(`${kith.url}/v1/imports/..%2Fkith.sqlite/quarantine.csv`)).status).toBe(404)
  })
})

describe('keys, once there are any', () => {
  test('are shown once, listed without their secret, bound to a role, and end at once', async () => {
    const made = await call<{ id: string; key: string; sign_in_token: string }>('POST', '/v1/keys', {
      name: 'first',
      role: 'admin',
    })
    expect(made.status).toBe(201)
    const admin = { authorization: `Bearer ${made.body.key}` }
    expect((await call('GET', '/v1/keys')).status).toBe(401)
    const listed = await call<{ keys: { id: string; hint: string }[] }>('GET', '/v1/keys', undefined, admin)
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key)

    const analyst = createKey({ ctx: kith.runtime.contextFor(testActor()), input: { name: 'a', role: 'analyst' } })
    const asAnalyst = { authorization: `Bearer ${analyst.token}` }
    expect((await call('GET', '/v1/keys', undefined, asAnalyst)).status).toBe(403)
    expect((await call('GET', '/v1/audit', undefined, asAnalyst)).status).toBe(403)
    const overview = await call<{ actor: { role: string }; may: string[] }>(
      'GET',
      '/api/overview',
      undefined,
      asAnalyst,
    )
    expect(overview.body.actor.role).toBe('analyst')
    expect(overview.body.may).toContain('propose:segment')
    expect(overview.body.may).not.toContain('manage')

    expect((await call('DELETE', `/v1/keys/${analyst.id}`, undefined, admin)).status).toBe(200)
    expect((await call('GET', '/v1/segments', undefined, asAnalyst)).status).toBe(401)
  })
})
