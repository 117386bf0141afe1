import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import type { ServiceContextData } from '../../../src/services/service-context/service-card.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
const keys = new Map<Role, { readonly id: string; readonly token: string }>()
beforeAll(async () => {
  kith = await serveKith({ demo: true })
  const ctx = kith.runtime.contextFor(testActor())
  for (const role of ['admin', 'service_bot', 'analyst'] as const) {
    keys.set(role, createKey({ ctx, input: { name: role, role } }))
  }
}, 120_000)
afterAll(() => kith.close())

const call = (path: string, role: Role = 'service_bot', init: RequestInit = {}) =>
  fetch(`${kith.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${keys.get(role)?.token ?? ''}`, 'content-type': 'application/json' },
  })
const post = (path: string, body: object, role?: Role) =>
  call(path, role, { method: 'POST', body: JSON.stringify(body) })
const card = async (response: Response | Promise<Response>): Promise<ServiceContextData> => {
  const given = await response
  expect(given.status, await given.clone().text()).toBe(200)
  return (await given.json()) as ServiceContextData
}

describe('GET /v1/customers/:id/context', () => {
  test('gives the card that the tool gives', async () => {
    const got = await card(call('/v1/customers/C-20417/context'))
    const tool = await kith.runtime.callTool(
      testActor('service_bot', { boundCustomerId: 'C-20417' }),
      'get_service_context',
      {},
    )
    expect(tool.ok && tool.data).toEqual(got)
    expect(got.order?.order_id).toBe('O-778120')
    expect(await card(call('/v1/customers/C-20417/context'))).toEqual(got)
  })

  test('by channel and language, and refuses what it does not know', async () => {
    const mail = await card(call('/v1/customers/C-20417/context?channel=email&language=zh'))
    expect(mail.card.find(({ text }) => text.includes('O-778120'))?.level).toBe('verify_first')
    expect(mail.card.some(({ text }) => text.includes('下单'))).toBe(true)
    for (const query of ['channel=fax', 'colour=red', 'language=fr']) {
      expect((await call(`/v1/customers/C-20417/context?${query}`)).status, query).toBe(400)
    }
  })

  test('a kept card goes when a fact comes, whoever wrote it', async () => {
    const { store } = kith.runtime.contextFor(testActor())
    expect((await card(call('/v1/customers/C-10023/context'))).card.some(({ text }) => text.includes('T-99'))).toBe(
      false,
    )
    store.sqlite.exec(
      `INSERT INTO tickets (id, customer_id, issue, status, opened_at) SELECT 'T-99', 'C-10023', 'invoice', 'open', max(ordered_at) FROM orders;
       UPDATE watermarks SET fact_version = fact_version + 1 WHERE name = 'facts'`,
    )
    expect((await card(call('/v1/customers/C-10023/context'))).card.some(({ text }) => text.includes('T-99'))).toBe(
      true,
    )
  })

  test('nobody without a key, nor with one that was revoked a moment ago', async () => {
    expect((await fetch(`${kith.url}/v1/customers/C-20417/context`)).status).toBe(401)
    const ctx = kith.runtime.contextFor(testActor())
    const key = createKey({ ctx, input: { name: 'short', role: 'service_bot' } })
    const ask = () =>
      fetch(`${kith.url}/v1/customers/C-20417/context`, { headers: { authorization: `Bearer ${key.token}` } })
    expect((await ask()).status).toBe(200)
    revokeKey({ ctx, input: { id: key.id } })
    expect((await ask()).status).toBe(401)
  })

  test('a customer who does not exist is a problem, not an empty card', async () => {
    const response = await call('/v1/customers/C-404/context')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('every read stands in the audit log, kept card or not', async () => {
    const { store } = kith.runtime.contextFor(testActor())
    const count = (): number =>
      store.sqlite
        .prepare<[], number>("SELECT count(*) FROM audit_log WHERE details LIKE '%service_card%'")
        .pluck()
        .get() ?? 0
    const before = count()
    await card(call('/v1/customers/C-20417/context'))
    await expect.poll(count, { timeout: 2000 }).toBeGreaterThan(before)
  })
})

describe('POST', () => {
  test('with a message gives mood, matter, draft and hand-over', async () => {
    const got = await card(post('/v1/customers/C-20417/context', { message: 'Where is my parcel?' }))
    expect(got.issue?.topic).toBe('delivery')
    expect(got.reply_draft?.sources[0]?.id).toBe('O-778120')
    const handed = await card(post('/v1/customers/C-20417/context', { message: '转人工' }))
    expect(handed.hand_off).toEqual({ needed: true, reason: 'ask_person' })
  })

  test('finds the customer by e-mail, telephone, order or id in the body', async () => {
    const ctx = kith.runtime.contextFor(testActor())
    const sealed = ctx.store.sqlite
      .prepare<[], { kind: 'email' | 'phone'; cipher: Buffer }>(
        "SELECT kind, cipher FROM customer_identifiers WHERE customer_id = 'C-20417' AND kind IN ('email', 'phone')",
      )
      .all()
    expect(sealed.length).toBeGreaterThan(0)
    for (const { kind, cipher } of sealed) {
      const got = await card(post('/v1/customers/context', { [kind]: ctx.vault.decrypt(cipher) }))
      expect(got.customer_id).toBe('C-20417')
    }
    expect((await card(post('/v1/customers/context', { order_id: 'O-778120' }))).customer_id).toBe('C-20417')
    expect((await card(post('/v1/customers/context', { customer_id: 'C-10023' }))).customer_id).toBe('C-10023')
  })

  test('nobody and somebody unknown read the same, and one name at a time is taken', async () => {
    const unknown = await post('/v1/customers/context', { email: 'nobody@example.com' })
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).not.toContain('nobody@example.com')
    for (const body of [
      {},
      { email: 'a@b.c', phone: '123456' },
      { email: 'a@b.c', extra: 1 },
      { message: 'x'.repeat(20_001) },
    ]) {
      expect((await post('/v1/customers/context', body)).status).toBe(400)
    }
    expect((await post('/v1/customers/context', { email: 'a@b.c' }, 'analyst')).status).toBe(403)
    expect((await post('/v1/customers/context', { customer_id: 'C-20417' }, 'analyst')).status).toBe(200)
  })
})
