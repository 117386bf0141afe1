import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listProposals } from '../../../src/services/approvals/list-proposals.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

const save = (key: string, name: string) =>
  fetch(`${kith.url}/v1/segments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ name, filters: [{ field: 'orders', op: 'gte', value: 3 }] }),
  })
const proposals = () => listProposals({ ctx: kith.runtime.contextFor(testActor()), input: { status: null } }).length

test('the same request under the same key has one effect and the same reply, byte for byte', async () => {
  const before = proposals()
  const first = await save('k-1', 'Three or more')
  const text = await first.text()
  expect(first.status).toBe(202)
  expect(first.headers.get('idempotent-replayed')).toBeNull()
  for (let time = 0; time < 5; time += 1) {
    const again = await save('k-1', 'Three or more')
    expect(again.status).toBe(202)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.text()).toBe(text)
  }
  expect(proposals() - before).toBe(1)
})

test('twenty at once have one effect: the others get its reply or are told that it is running', async () => {
  const before = proposals()
  const replies = await Promise.all(Array.from({ length: 20 }, () => save('k-2', 'At once')))
  expect(replies.every(({ status }) => status === 202 || status === 409)).toBe(true)
  expect(replies.some(({ status }) => status === 202)).toBe(true)
  expect(proposals() - before).toBe(1)
})

test('the key of another request is refused', async () => {
  await save('k-3', 'First')
  const other = await save('k-3', 'Second')
  expect(other.status).toBe(409)
  expect(await other.json()).toMatchObject({ code: 'CONFLICT', field: 'Idempotency-Key' })
})

test('a request that was wrong may be mended and sent again under its key', async () => {
  expect((await save('k-4', '')).status).toBe(400)
  expect((await save('k-4', 'Mended')).status).toBe(202)
})

test.each([
  ['too long', 'x'.repeat(256)],
  ['with a space', 'a b'],
])('a key that is %s is refused', async (_name, key) => {
  expect(await (await save(key, 'Never')).json()).toMatchObject({ code: 'INVALID_INPUT', field: 'Idempotency-Key' })
})

test('a kept reply names nobody on disk, and the secret of a key is in none', async () => {
  let admin: Record<string, string> = {}
  const make = () =>
    fetch(`${kith.url}/v1/keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k-secret', ...admin },
      body: JSON.stringify({ name: 'desk', role: 'admin' }),
    })
  const text = await (await make()).text()
  const secret = /kith_[\w-]+/.exec(text)?.[0] ?? ''
  expect(secret.length).toBeGreaterThan(20)
  admin = { authorization: `Bearer ${secret}` }
  for (const name of ['kith.sqlite', 'kith.sqlite-wal']) {
    expect(readFileSync(join(kith.home, name)).includes(secret), name).toBe(false)
  }
  // Under the same key of the same caller it is given again, from what is kept.
  const first = await (await make()).text()
  const again = await make()
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(await again.text()).toBe(first)
})
