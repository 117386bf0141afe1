import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKith } from '../../../src/config/create-kith.ts'
import { readConfig } from '../../../src/config/env.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { backUp } from '../../../src/services/backup/back-up.ts'
import { restore } from '../../../src/services/backup/restore.ts'
import { examineStore } from '../../../src/services/health/examine-store.ts'
import { erasePersonalData } from '../../../src/services/privacy/propose-privacy.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

const ctx = () => kith.runtime.contextFor(testActor())
const file = (name: string) => join(kith.home, name)
const count = (table: string) => ctx().store.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

test('a backup is read back, and takes no file that is there already', () => {
  const made = backUp({ ctx: ctx(), input: { file: file('one.sqlite') } })
  expect(made).toMatchObject({ orders: count('orders'), customers: count('customers') })
  expect(() => backUp({ ctx: ctx(), input: { file: file('one.sqlite') } })).toThrow(/exists already/)
  expect(() => backUp({ ctx: ctx(), input: { file: file('no/such/folder/x.sqlite') } })).toThrow(/could not be written/)
})

test('restoring brings back what was there, and nobody who was erased since', async () => {
  const orders = count('orders')
  const customers = Number(count('customers'))
  const { data } = erasePersonalData({ ctx: ctx(), input: { customer_id: 'C-20417' } })
  decide({
    ctx: ctx(),
    input: { proposalId: data.proposal.proposal_id, decision: 'approve', hash: data.proposal.hash },
  })
  ctx().store.sqlite.exec('DELETE FROM order_lines; DELETE FROM orders')
  const done = await restore({ ctx: ctx(), input: { file: file('one.sqlite') } })
  expect(done).toMatchObject({ orders, erased_again: 1 })

  const again = createKith({ config: readConfig({ KITH_HOME: kith.home, LOG_LEVEL: 'silent' }), version: 'test' })
  const fresh = again.contextFor(testActor())
  expect(fresh.store.sqlite.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(orders)
  expect(fresh.store.sqlite.prepare('SELECT count(*) FROM customers').pluck().get()).toBe(customers - 1)
  expect(fresh.store.sqlite.prepare("SELECT count(*) FROM customers WHERE id = 'C-20417'").pluck().get()).toBe(0)
  expect(examineStore({ ctx: fresh }).filter(({ ok }) => !ok)).toEqual([])
  await again.close()
})

test.each([
  ['a missing file', 'nowhere.sqlite', () => {}, /cannot be read as a backup/],
  [
    'a picture',
    'picture.sqlite',
    () => writeFileSync(file('picture.sqlite'), Buffer.alloc(5000, 7)),
    /cannot be read as a backup/,
  ],
  ['an empty file', 'empty.sqlite', () => writeFileSync(file('empty.sqlite'), ''), /not a store of Kith/],
  [
    'half of a backup',
    'half.sqlite',
    () => {
      const whole = readFileSync(file('one.sqlite'))
      writeFileSync(file('half.sqlite'), whole.subarray(0, Math.floor(whole.length / 8192) * 4096))
    },
    /damaged|cannot be read/,
  ],
])('%s is refused before anything is touched', async (_name, name, make, words) => {
  make()
  const before = count('orders')
  await expect(restore({ ctx: ctx(), input: { file: file(name) } })).rejects.toThrow(words)
  expect(count('orders')).toBe(before)
})

test('a backup of another key is refused, with the way out', async () => {
  const other = createKith({
    config: readConfig({ KITH_HOME: kith.home, LOG_LEVEL: 'silent', KITH_KEY: 'ab'.repeat(32) }),
    version: 'test',
  })
  await expect(restore({ ctx: other.contextFor(testActor()), input: { file: file('one.sqlite') } })).rejects.toThrow(
    /another key/,
  )
  await other.close()
})
