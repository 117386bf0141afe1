import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseEmptyShop } from '../../src/agent/turn/refuse-empty-shop.ts'
import { serveKith, type RunningKith } from '../support/serve-kith.ts'
import { makeShop } from '../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

test.each([
  ['How many customers do we have?', 'en', /no data in this shop yet/],
  ['What was revenue last month?', 'en', /no data in this shop yet/],
  ['哪些客户可能流失', 'zh', /还没有任何数据/],
  ['客户抱怨什么', 'zh', /还没有任何数据/],
])('%s: a shop without data says so and tells no figure', async (message, language, said) => {
  const response = await fetch(`${kith.url}/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  })
  const answer: unknown = await response.json()
  expect(answer).toMatchObject({ kind: 'decline', language, reason_code: 'no_data', facts: [] })
  expect((answer as { readonly text: string }).text).toMatch(said)
})

test('what needs no data is answered, and one fact of any kind is enough', () => {
  const empty = makeShop({})
  expect(refuseEmptyShop('describe_data', { store: empty })).toBeNull()
  expect(refuseEmptyShop('query_metrics', { store: empty })).toMatchObject({ error: { code: 'INVALID_INPUT' } })
  const one = makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] })
  expect(refuseEmptyShop('query_metrics', { store: one })).toBeNull()
})
