import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { propose } from '../../../src/services/approvals/propose.ts'
import { runImport } from '../../../src/services/imports/run-import.ts'
import { sweepRetention } from '../../../src/services/privacy/sweep-retention.ts'
import type { SettingName } from '../../../src/services/settings/setting-definitions.ts'
import { writeSettingValue } from '../../../src/store/queries/settings/settings.ts'
import { customerIdentifiers, orders, threads, toolResults, turns } from '../../../src/store/schema/index.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { sourceFolder } from '../../support/source-files.ts'
import { testActor } from '../../support/shop.ts'

const DAY = 86_400_000
const LAST_ORDER = Date.parse('2026-03-01T10:00:00Z')
const sources = sourceFolder()
let kith: RunningKith

const at = (instant: number) => ({ ...kith.runtime.contextFor(testActor('admin')), clock: () => instant })
const bring = (kind: string, text: string) =>
  runImport({ ctx: at(LAST_ORDER + 30 * DAY), input: { files: [sources.write(`${kind}.csv`, text)], kind } })
const set = (name: SettingName, days: number): void => writeSettingValue(at(0).store, name, String(days), LAST_ORDER)
const named = (): string[] =>
  [
    ...new Set(
      at(0)
        .store.db.select({ id: customerIdentifiers.customerId })
        .from(customerIdentifiers)
        .all()
        .map(({ id }) => id),
    ),
  ].toSorted()

beforeAll(async () => {
  kith = await serveKith({})
  await bring(
    'customers',
    'customer_id,name,email,created_at\nC-1,Ottoline Varga,o.varga@post.example,2026-01-02\nC-2,Benedek Sorel,b.sorel@post.example,2026-01-02\nC-3,Marisol Quent,m.quent@post.example,2026-01-02\n',
  )
  await bring(
    'order_lines',
    'order_id,ordered_at,customer_id,product_id,quantity,unit_price\nO-1,2026-02-01 10:00,C-1,P-1,1,10\nO-2,2026-03-01 10:00,C-2,P-1,1,10\nO-3,2026-02-31 10:00,C-2,P-1,1,10\n',
  )
  await bring(
    'reviews',
    'review_id,written_at,customer_id,product_id,rating,title,body\nR-1,2026-02-20,C-3,P-1,4,,Good value\n',
  )
})
afterAll(async () => {
  await kith.close()
  sources.remove()
})

test('nothing goes while no limit is set, however long ago it was', () => {
  expect(sweepRetention({ ctx: at(LAST_ORDER + 9000 * DAY) })).toEqual({
    conversations: 0,
    rejected_row_files: 0,
    people: 0,
  })
})

test('a limit tells before it is set how much it would remove', () => {
  const proposal = propose({
    ctx: at(LAST_ORDER + DAY),
    input: { action: 'change_setting', args: { setting: 'keep_people_days', value: 20 } },
  })
  expect(proposal.preview).toMatch(/In the next night that removes 1 of them for good/)
})

test('exactly those customers go who gave no sign for so long; their orders stay, and they may come back', async () => {
  set('keep_people_days', 20)
  expect(sweepRetention({ ctx: at(Date.parse('2026-02-21T09:00:00Z')) }).people).toBe(0)
  expect(sweepRetention({ ctx: at(Date.parse('2026-02-21T11:00:00Z')) }).people).toBe(1)
  expect(named()).toEqual(['C-2', 'C-3'])
  expect(sweepRetention({ ctx: at(LAST_ORDER + 15 * DAY) }).people).toBe(1)
  expect(named()).toEqual(['C-2'])
  expect(at(0).store.db.select({ id: orders.id, customer: orders.customerId }).from(orders).all()).toEqual([
    { id: 'O-1', customer: null },
    { id: 'O-2', customer: 'C-2' },
  ])
  await bring('customers', 'customer_id,name,email,created_at\nC-1,Ottoline Varga,o.varga@post.example,2026-03-14\n')
  expect(named()).toEqual(['C-1', 'C-2'])
  set('keep_people_days', 0)
})

test('conversations go with their results once nothing was said for so long', async () => {
  const agent = await kith.runtime.agent()
  await agent.ask({ actor: testActor('admin'), question: 'How many orders are there?' })
  const { store } = at(0)
  const [thread] = store.db.select().from(threads).all()
  const said = thread?.updatedAt ?? 0
  set('keep_conversations_days', 30)
  expect(sweepRetention({ ctx: at(said + 30 * DAY) }).conversations).toBe(0)
  expect(store.db.select().from(toolResults).all().length).toBeGreaterThan(0)
  expect(sweepRetention({ ctx: at(said + 30 * DAY + 1) }).conversations).toBe(1)
  for (const table of [threads, turns, toolResults]) expect(store.db.select().from(table).all()).toEqual([])
  set('keep_conversations_days', 0)
})

test('files of rejected rows go, and only those old enough', () => {
  const files = (): string[] => readdirSync(join(at(0).home, 'quarantine'))
  expect(files()).toHaveLength(1)
  set('keep_rejected_rows_days', 7)
  expect(sweepRetention({ ctx: at(Date.now()) }).rejected_row_files).toBe(0)
  expect(sweepRetention({ ctx: at(Date.now() + 8 * DAY) }).rejected_row_files).toBe(1)
  expect(files()).toEqual([])
})
