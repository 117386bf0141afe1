import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/services/access/actor.ts'
import type { ListedProposal } from '../../../src/services/approvals/list-proposals-result.ts'
import type { ShownProposal } from '../../../src/services/approvals/show-proposal.ts'
import { buildAudience } from '../../../src/services/audiences/build-audience.ts'
import { exportAudience } from '../../../src/services/audiences/export/export-audience.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { readSetting } from '../../../src/services/settings/read-setting.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
let keys: Record<'admin' | 'marketer' | 'analyst', string>
beforeAll(async () => {
  kith = await serveKith({ demo: true })
  const keyFor = (role: keyof typeof keys): string =>
    createKey({ ctx: contextFor(), input: { name: role, role } }).token
  keys = { admin: keyFor('admin'), marketer: keyFor('marketer'), analyst: keyFor('analyst') }
})
afterAll(() => kith.close())

const contextFor = (role: Role = 'admin') => kith.runtime.contextFor(testActor(role))
const call = (path: string, role: keyof typeof keys | null, body?: unknown) =>
  fetch(`${kith.url}${path}`, {
    headers: {
      'content-type': 'application/json',
      ...(role === null ? {} : { authorization: `Bearer ${keys[role]}` }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
const proposeSetting = (value: number) =>
  propose({ ctx: contextFor(), input: { action: 'change_setting', args: { setting: 'stuck_parcel_days', value } } })
interface Page {
  readonly proposals: readonly (ListedProposal & ShownProposal)[]
  readonly waiting: number
  readonly next_cursor: null
}

describe('proposals over HTTP', () => {
  test('are listed as they wait, by status, and only for who has a key', async () => {
    const row = proposeSetting(5)
    const page = (await (await call('/v1/approvals', 'admin')).json()) as Page
    expect(page.proposals.find((one) => one.proposal_id === row.id)).toMatchObject({
      action: 'change_setting',
      status: 'proposed',
      hash: row.hash,
      may_approve: true,
      why_not: null,
    })
    expect(page.waiting).toBe(page.proposals.length)
    const done = (await (await call('/v1/approvals?status=executed', 'admin')).json()) as Page
    expect(done.proposals.map((one) => one.proposal_id)).not.toContain(row.id)
    expect((await call('/v1/approvals?status=someday', 'admin')).status).toBe(400)
    expect((await call('/v1/approvals', null)).status).toBe(401)
  })

  test('are approved once, with the hash that was shown and by who may', async () => {
    const row = proposeSetting(6)
    const path = `/v1/approvals/${row.id}/approve`
    expect((await call(path, 'admin', { hash: 'another' })).status).toBe(409)
    expect((await call(path, 'admin', {})).status).toBe(400)
    expect((await call(path, 'analyst', { hash: row.hash })).status).toBe(403)
    const approved = await call(path, 'admin', { hash: row.hash, note: 'as agreed' })
    expect(approved.status).toBe(200)
    expect(await approved.json()).toMatchObject({ status: 'executed', note: 'as agreed' })
    expect((await call(path, 'admin', { hash: row.hash })).status).toBe(409)
    expect((await call('/v1/approvals/P-none/approve', 'admin', { hash: row.hash })).status).toBe(404)
  })

  test('that are rejected have no effect and say why', async () => {
    const row = proposeSetting(9)
    const rejected = await call(`/v1/approvals/${row.id}/reject`, 'admin', { hash: row.hash, note: 'too long' })
    expect(await rejected.json()).toMatchObject({ status: 'rejected', note: 'too long' })
    expect((await call(`/v1/approvals/${row.id}/approve`, 'admin', { hash: row.hash })).status).toBe(409)
    expect(readSetting(contextFor().store, 'stuck_parcel_days')).toBe(6)
  })
})

describe('the file of an audience over HTTP', () => {
  test('comes once its export is approved, for who may, and not before', async () => {
    const { data } = await buildAudience({ ctx: contextFor('marketer'), input: { filters: [], channel: 'email' } })
    const audienceId = data.audience_id ?? ''
    const { proposal } = exportAudience({ ctx: contextFor('marketer'), input: { audience_id: audienceId } }).data
    const path = `/v1/audiences/${audienceId}.csv?proposal=${proposal.proposal_id}`
    const early = await call(path, 'marketer')
    expect(early.ok).toBe(false)
    expect(JSON.stringify(await early.json())).toMatch(/approved proposal/)
    expect(existsSync(join(kith.home, 'outbox', `${proposal.proposal_id}.csv`))).toBe(false)

    expect((await call(`/v1/approvals/${proposal.proposal_id}/approve`, 'admin', { hash: proposal.hash })).status).toBe(
      200,
    )
    const file = await call(path, 'marketer')
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(file.headers.get('content-disposition')).toContain(`filename="${audienceId}.csv"`)
    expect(file.headers.get('cache-control')).toBe('no-store')
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines[0]).toBe('customer_id,email,phone')
    expect(lines.length - 1).toBeLessThanOrEqual(data.size)
    expect(lines.length).toBeGreaterThan(10)

    expect((await call(path, 'analyst')).status).toBe(403)
    expect((await call(path, null)).status).toBe(401)
    expect((await call(path.replace('.csv', '.txt'), 'marketer')).status).toBe(404)
    expect((await call(`/v1/audiences/${audienceId}.csv`, 'marketer')).ok).toBe(false)
    const other = proposeSetting(8)
    expect((await call(`/v1/audiences/${audienceId}.csv?proposal=${other.id}`, 'marketer')).ok).toBe(false)
  })
})
