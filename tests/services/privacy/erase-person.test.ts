import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../src/services/access/actor.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { listProposals } from '../../../src/services/approvals/list-proposals.ts'
import { examineStore } from '../../../src/services/health/examine-store.ts'
import { runImport } from '../../../src/services/imports/run-import.ts'
import { erasePersonalData, exportPersonalData } from '../../../src/services/privacy/propose-privacy.ts'
import { reapplyErasures } from '../../../src/services/privacy/reapply-erasures.ts'
import { refresh } from '../../../src/services/refresh/refresh.ts'
import { PERSON_TABLES } from '../../../src/store/queries/privacy/person-tables.ts'
import * as schema from '../../../src/store/schema/index.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { sourceFolder } from '../../support/source-files.ts'
import { testActor } from '../../support/shop.ts'

const PERSON = 'C-7700177'
const NAMES = ['Quirina Zephyrwood', 'quirina.zephyrwood@post.example', '+8613900077001', 'Lane of Nineteen Larches 4']
const WORDS = 'Marzipan-coloured zipper broke within a week'
/** What they wrote elsewhere: to the staff, in a survey, with a parcel that went back. */
const ELSEWHERE = [
  'Turquoise walrus buckle arrived snapped in two',
  'My zipper and the walrus, please',
  'Ochre helpdesk lullaby took nine days',
  'Teal drawstring frayed like an old harp',
]
const files = {
  'customers.csv': `customer_id,name,email,phone,address,created_at,region\n${PERSON},${NAMES[0]},${NAMES[1]},${NAMES[2]},${NAMES[3]},2026-01-02,华东\n`,
  'orders.csv': `order_id,ordered_at,customer_id,product_id,quantity,unit_price,customer_email\nZQ-O-1,2026-06-01 10:00,${PERSON},SKU-7702,2,199.00,${NAMES[1]}\nZQ-O-2,2026-06-20 10:00,${PERSON},SKU-8841,1,59.00,${NAMES[1]}\n`,
  'reviews.csv': `review_id,written_at,customer_id,product_id,rating,title,body\nZQ-R-1,2026-06-10,${PERSON},SKU-7702,2,,${WORDS}\n`,
  'consents.csv': `customer_id,kind,changed_at,granted\n${PERSON},email,2026-01-02,true\n`,
  'tickets.csv': `ticket_id,customer_id,opened_at,subject,status,message_at,message_author,message_body\nZQ-T-1,${PERSON},2026-06-12 10:00,"${ELSEWHERE[1]}",open,2026-06-12 10:00,customer,${ELSEWHERE[0]}\n`,
  'surveys.csv': `survey_id,customer_id,kind,score,comment,answered_at\nZQ-S-1,${PERSON},nps,2,${ELSEWHERE[2]},2026-06-13\n`,
  'returns.csv': `return_id,returned_at,order_id,customer_id,product_id,quantity,amount,reason\nZQ-RT-1,2026-06-15,ZQ-O-1,${PERSON},SKU-7702,1,199.00,${ELSEWHERE[3]}\n`,
  'broken.csv': `customer_id,kind,changed_at,granted\n${PERSON},email,2026-02-31,true\n`,
}

const sources = sourceFolder()
let kith: RunningKith
const admin = (): Actor => testActor('admin')
const ctx = () => kith.runtime.contextFor(admin())
const call = (name: string, args: Record<string, unknown>) => kith.runtime.callTool(admin(), name, args)

async function importAll(): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const kind = name === 'orders.csv' ? 'order_lines' : name === 'broken.csv' ? 'consents' : name.replace('.csv', '')
    await runImport({ ctx: ctx(), input: { files: [sources.write(name, text)], kind } })
  }
  await refresh({ ctx: ctx(), input: { what: 'features', force: false } })
}

beforeAll(async () => {
  kith = await serveKith({ demo: true })
  await importAll()
  await (await kith.runtime.agent()).ask({ actor: admin(), question: `Give me the full picture of customer ${PERSON}` })
  await (await kith.runtime.agent()).ask({ actor: admin(), question: 'Which customers ordered most recently?' })
  await (
    await kith.runtime.agent()
  ).ask({ actor: admin(), question: `Remember that ${PERSON} gets her parcels wrapped` })
  // Their words are quoted in answers to others, in the store and in the index.
  for (const query of [WORDS, 'zipper'])
    expect(await call('search_reviews', { query, k: 3 })).toMatchObject({ ok: true })
  await (
    await kith.runtime.agent()
  ).ask({ actor: admin(), question: 'Find reviews that mention a marzipan-coloured zipper' })
  const period = { from: '2026-06-10', to: '2026-06-16' }
  for (const sources of [['tickets'], ['returns']]) await call('analyze_reviews', { sources, period, top: 100 })
  await refresh({ ctx: ctx(), input: { what: 'index', force: false } })
}, 300_000)
afterAll(async () => {
  await kith.close()
  sources.remove()
})

/** Every byte of every file in the folder of the store, as text. */
function everyByte(): string {
  const read = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      // The demo's source files were there before; nothing of this person is in them.
      if (entry.isDirectory()) return entry.name === 'demo' ? [] : read(path)
      return [readFileSync(path, 'latin1')]
    })
  return read(kith.home).join('\n')
}
const revenue = async (): Promise<unknown> => {
  const result = await call('query_metrics', {
    metrics: ['net_revenue', 'orders'],
    period: { from: '2026-06-01', to: '2026-07-01' },
  })
  return result.ok ? result.facts.filter(({ id }) => id === 'net_revenue' || id === 'orders') : result.error
}

test('every table with a key of a person is known to export and erasure', () => {
  const personal = new Set(['customer_id', 'related_id', 'anonymous_id', 'bound_customer_id'])
  const known = new Map(PERSON_TABLES.map(({ table, keys }) => [table, keys]))
  for (const table of Object.values(schema)) {
    if (!is(table, SQLiteTable)) continue
    const keys = Object.values(getTableColumns(table)).flatMap(({ name }) => (personal.has(name) ? [name] : []))
    if (keys.length === 0) continue
    const covered = known.get(getTableName(table)) ?? []
    expect([getTableName(table), keys.filter((key) => key === 'customer_id' && !covered.includes(key))]).toEqual([
      getTableName(table),
      [],
    ])
    expect(covered.length, getTableName(table)).toBeGreaterThan(0)
  }
})

test('a copy of everything is written for who asks for it, once somebody approved it', async () => {
  const { data } = exportPersonalData({ ctx: ctx(), input: { customer_id: PERSON } })
  const { proposal_id: proposalId, hash } = data.proposal
  const row = decide({ ctx: ctx(), input: { proposalId, decision: 'approve', hash } })
  expect(row.status).toBe('executed')
  const archive = readFileSync(join(kith.home, 'outbox', `${proposalId}.json`), 'utf8')
  for (const word of [...NAMES, WORDS, 'ZQ-O-1', 'ZQ-R-1']) expect(archive).toContain(word)
  const { data: tables } = JSON.parse(archive) as { data: { table: string; purpose: string }[] }
  expect(tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['orders', 'order_lines', 'reviews', 'customer_consents']),
  )
  expect(tables.every(({ purpose }) => purpose.length > 5)).toBe(true)
})

describe('erasing a person', () => {
  test('is for admins and privacy officers, and names a customer that there is', async () => {
    for (const role of ['marketer', 'analyst', 'service_bot'] as const) {
      const result = await kith.runtime.callTool(testActor(role), 'erase_personal_data', { customer_id: PERSON })
      expect(result).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    }
    expect(await call('erase_personal_data', { customer_id: 'nobody' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
  })

  test('leaves no byte of them in any file, and every sum of the shop as it was', async () => {
    const before = await revenue()
    for (const text of [WORDS, ...ELSEWHERE]) expect(everyByte()).toContain(text)
    expect(existsSync(join(kith.home, 'index'))).toBe(true)
    const { data, facts } = erasePersonalData({ ctx: ctx(), input: { customer_id: PERSON } })
    expect(facts.find(({ id }) => id === 'orders')?.value).toBe(2)
    expect(everyByte()).toContain(PERSON)
    decide({
      ctx: ctx(),
      input: { proposalId: data.proposal.proposal_id, decision: 'approve', hash: data.proposal.hash },
    })
    const bytes = everyByte().toLowerCase()
    for (const word of [PERSON, ...NAMES, WORDS, ...ELSEWHERE, 'walrus', 'lullaby', 'drawstring'])
      expect([word, bytes.includes(word.toLowerCase())]).toEqual([word, false])
    expect(await revenue()).toEqual(before)
    expect(examineStore({ ctx: ctx() }).filter(({ ok }) => !ok)).toEqual([])
  })

  test('what was asked about them says that the rows are gone; other answers stay', () => {
    const threads = kith.runtime
      .contextFor(admin())
      .store.sqlite.prepare('SELECT answer FROM turns')
      .pluck()
      .all() as string[]
    const texts = threads.map((answer) => (JSON.parse(answer) as { text: string }).text)
    expect(texts.some((text) => text.includes('were erased'))).toBe(true)
    expect(texts.some((text) => !text.includes('were erased'))).toBe(true)
  })

  test('another one like it finds nobody, and the decided proposal names nobody', async () => {
    expect(await call('get_customer_profile', { customer_id: PERSON })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    expect(JSON.stringify(listProposals({ ctx: ctx(), input: { status: null } }))).not.toContain(PERSON)
  })

  test('holds against the same files imported again: facts of the shop come without the person, facts about them not at all', async () => {
    const before = await revenue()
    await importAll()
    const bytes = everyByte().toLowerCase()
    for (const word of [PERSON, ...NAMES, WORDS])
      expect([word, bytes.includes(word.toLowerCase())]).toEqual([word, false])
    expect(await revenue()).toEqual(before)
  })

  test('holds against new facts of theirs, by id and by e-mail', async () => {
    const text = `order_id,ordered_at,customer_id,product_id,quantity,unit_price,customer_email\nZQ-O-3,2026-06-25 10:00,,SKU-7702,1,10.00,${NAMES[1]}\nZQ-O-4,2026-06-25 10:00,${PERSON},SKU-7702,1,10.00,\n`
    const { files: results } = await runImport({
      ctx: ctx(),
      input: { files: [sources.write('later.csv', text)], kind: 'order_lines' },
    })
    expect(results[0]).toMatchObject({ read: 2, imported: 2, left_out: { erased_person: 2 } })
    const { store } = ctx()
    expect(
      store.sqlite
        .prepare("SELECT count(*) FROM orders WHERE id IN ('ZQ-O-3', 'ZQ-O-4') AND customer_id IS NULL")
        .pluck()
        .get(),
    ).toBe(2)
  })

  test('is done again for a store that a backup brought them back into', () => {
    const { store } = ctx()
    store.sqlite.exec('DELETE FROM erasures')
    store.sqlite.prepare('INSERT INTO customers (id, created_at) VALUES (?, 0)').run(PERSON)
    expect(reapplyErasures(ctx())).toBe(1)
    expect(store.sqlite.prepare('SELECT count(*) FROM customers WHERE id = ?').pluck().get(PERSON)).toBe(0)
    expect(reapplyErasures(ctx())).toBe(0)
  })
})
