import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/services/access/actor.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { listProposalsResult } from '../../../src/services/approvals/list-proposals-result.ts'
import { postApproved } from '../../../src/services/approvals/outbox/post-approved.ts'
import { MOST_ATTEMPTS, pauseAfter, readPostState } from '../../../src/services/approvals/outbox/post-state.ts'
import { showOutboxSecret } from '../../../src/services/approvals/outbox/show-secret.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { proposeAction } from '../../../src/services/approvals/proposing/propose-action.ts'
import { buildAudience } from '../../../src/services/audiences/build-audience.ts'
import { exportAudience } from '../../../src/services/audiences/export/export-audience.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { readProposal } from '../../../src/store/queries/proposals/proposals.ts'
import type { Store } from '../../../src/store/open.ts'
import { CONSENT_DAY, consentShop } from '../../support/consent-shop.ts'
import { testActor, testContext } from '../../support/shop.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let store: Store
let home: string
let server: Server
let url: string
let received: Received[]
let answers: number[]
let now: number
beforeEach(async () => {
  store = consentShop()
  home = mkdtempSync(join(tmpdir(), 'kith-webhook-'))
  received = []
  answers = []
  now = testContext(store, CONSENT_DAY).clock()
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kith`
})
afterEach(async () => {
  rmSync(home, { recursive: true, force: true })
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

const as = (role: Role = 'admin', rest: Partial<ServiceContext> = {}) =>
  testContext(store, CONSENT_DAY, { home, actor: testActor(role), clock: () => now, ...rest })
function setUrl(value: string): void {
  const row = propose({ ctx: as(), input: { action: 'change_setting', args: { setting: 'webhook_url', value } } })
  decide({ ctx: as(), input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
}
/** Approves a coupon to everybody who agreed; returns the proposal's id. */
async function approveCoupon(): Promise<string> {
  const { data } = await proposeAction({
    ctx: as('marketer'),
    input: { action: 'send_coupon', target: { filters: [] }, parameters: { discount: 0.5 } },
  })
  const { proposal_id: id, hash } = data.proposal
  decide({ ctx: as(), input: { proposalId: id, decision: 'approve', hash } })
  return id
}
const stateOf = (id: string) => readPostState(readProposal(store, id)?.outcome ?? null)
const later = (attempts: number): void => {
  now += pauseAfter(attempts) + 1
}

describe('the webhook of approved actions', () => {
  test('receives the signed file once, under the id of its proposal', async () => {
    setUrl(url)
    const id = await approveCoupon()
    expect(stateOf(id)).toMatchObject({ status: 'waiting', attempts: 0 })
    expect(await postApproved(as())).toEqual({ delivered: 1, waiting: 0, failed: 0 })
    for (let i = 0; i < 3; i += 1) {
      now += 86_400_000
      await postApproved(as())
    }
    expect(received).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = received
    expect(body).toBe(readFileSync(join(home, 'outbox', `${id}.json`), 'utf8'))
    expect(headers['idempotency-key']).toBe(id)
    expect(headers['x-kith-action']).toBe('send_coupon')
    // As a receiver checks it, with what the shop was shown and nothing of ours.
    const secret = showOutboxSecret(as())
    expect(headers['x-kith-signature']).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
    expect(stateOf(id)).toMatchObject({
      status: 'delivered',
      attempts: 1,
      problem: null,
      delivered_at: now - 3 * 86_400_000,
    })
  })

  test('is tried again after growing pauses under the same key; file and proposal stay, and tell why', async () => {
    setUrl(url)
    answers = [503, 302, 200]
    const id = await approveCoupon()
    await postApproved(as())
    expect(stateOf(id)).toMatchObject({ status: 'waiting', attempts: 1, problem: '503' })
    const { warnings, data } = listProposalsResult({ ctx: as(), input: { status: 'all' } })
    expect(warnings?.[0]).toMatch(new RegExp(`${id} is approved, and the webhook did not take its file \\(503\\)`))
    expect(data.proposals.find((one) => one.proposal_id === id)?.status).toBe('executed')
    await postApproved(as())
    expect(received).toHaveLength(1)
    later(1)
    await postApproved(as())
    // A redirect is not followed: the file goes where the shop said.
    expect(stateOf(id)).toMatchObject({ status: 'waiting', attempts: 2, problem: '302' })
    later(2)
    await postApproved(as())
    expect(stateOf(id)).toMatchObject({ status: 'delivered', attempts: 3, problem: null })
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id, id])
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect(listProposalsResult({ ctx: as(), input: { status: 'all' } }).warnings).toEqual([])
  })

  test('that nobody answers is given up after a day or so, the file kept', async () => {
    setUrl('http://127.0.0.1:9/nobody')
    const id = await approveCoupon()
    for (let attempt = 1; attempt <= MOST_ATTEMPTS + 2; attempt += 1) {
      await postApproved(as())
      later(attempt)
    }
    expect(stateOf(id)).toMatchObject({ status: 'failed', attempts: MOST_ATTEMPTS, problem: 'no connection' })
    expect(existsSync(join(home, 'outbox', `${id}.json`))).toBe(true)
  })

  test('gets one request when two processes look at once', async () => {
    setUrl(url)
    await approveCoupon()
    await Promise.all([postApproved(as()), postApproved(as())])
    expect(received).toHaveLength(1)
  })

  test('gets nothing that was approved before it was set, and no file that somebody asked for themselves', async () => {
    const before = await approveCoupon()
    setUrl(url)
    const { data } = await buildAudience({ ctx: as('marketer'), input: { filters: [], channel: 'email' } })
    const { proposal } = exportAudience({ ctx: as('marketer'), input: { audience_id: data.audience_id ?? '' } }).data
    decide({ ctx: as(), input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
    await postApproved(as())
    expect(stateOf(before)).toBeNull()
    expect(readProposal(store, proposal.proposal_id)?.status).toBe('executed')
    expect(stateOf(proposal.proposal_id)).toBeNull()
    expect(received).toEqual([])
  })

  test('is an https address, or one of this machine; its secret is for admins', () => {
    for (const wrong of ['http://shop.example/hook', 'ftp://shop.example', 'https://me:pw@shop.example', 'hook']) {
      expect(() => setUrl(wrong)).toThrow(/webhook_url|https/)
    }
    setUrl('https://shop.example/hook')
    setUrl('')
    expect(() => showOutboxSecret(as('marketer'))).toThrow(/may not/)
  })
})
