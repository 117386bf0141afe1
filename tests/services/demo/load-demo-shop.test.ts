import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { asOfDate, asOfEndOfDay } from '../../../src/lib/as-of.ts'
import { timeZone } from '../../../src/lib/time-zone.ts'
import { createIdentifierVault } from '../../../src/privacy/create-identifier-vault.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { loadDemoShop, type LoadedDemoShop } from '../../../src/services/demo/load-demo-shop.ts'
import { readSetting } from '../../../src/services/settings/read-setting.ts'
import { loadShop } from '../../../src/services/shop/load-shop.ts'
import { openStore, type Store } from '../../../src/store/open.ts'

function contextOf(store: Store, home: string): ServiceContext {
  const zone = timeZone('UTC')
  const asOf = asOfEndOfDay(20_000, zone)
  return {
    store,
    vault: createIdentifierVault(Buffer.alloc(32, 5)),
    clock: () => Date.UTC(2027, 0, 1),
    log: pino({ level: 'silent' }),
    shop: { name: 'Before', zone, currency: 'USD', weekStart: 1 },
    actor: { id: 'local', role: 'admin', boundCustomerId: null, channel: 'cli', sharedChannel: false },
    language: 'en',
    asOf,
    defaultAsOf: asOf,
    frame: { asOfDay: asOf.day, weekStart: 1, firstDay: asOf.day },
    home,
    earlierResult: () => null,
    signal: new AbortController().signal,
  }
}

describe('loading the demo shop', () => {
  const home = mkdtempSync(join(tmpdir(), 'kith-load-demo-'))
  const store = openStore(join(home, 'kith.sqlite'))
  const phases = new Set<string>()
  let loaded: LoadedDemoShop
  const query = (sql: string): unknown[] => store.sqlite.prepare(sql).all()

  beforeAll(async () => {
    loaded = await loadDemoShop({
      ctx: contextOf(store, home),
      input: { customers: 240, seed: 'loading', onProgress: (progress) => phases.add(progress.phase) },
    })
  }, 180_000)

  test('sets the shop to Shanghai, yuan and Monday, with its as-of at the end of 2026-06-30', () => {
    const { shop, newestAsOf } = loadShop(store, { name: '', timeZone: 'UTC', currency: 'USD', weekStart: 7 }, 0)
    expect(shop).toMatchObject({ name: '北光生活 Northlight Living', currency: 'CNY', weekStart: 1 })
    expect(shop.zone.name).toBe('Asia/Shanghai')
    expect(asOfDate(newestAsOf)).toBe('2026-06-30')
  })

  test('has one rule of returns: the setting, and what the help pages and the answers of the staff say', () => {
    expect(readSetting(store, 'return_window_days')).toBe(14)
    const days = (sql: string): string[] =>
      query(sql).flatMap((row) =>
        [...String((row as { body: string }).body).matchAll(/(\d+) days of delivery|签收后(\d+)天内/g)].map(
          ([, en, zh]) => en ?? zh ?? '',
        ),
      )
    const said = [...days('SELECT body FROM articles'), ...days('SELECT body FROM ticket_messages')]
    expect(said.length).toBeGreaterThan(2)
    expect(new Set(said)).toEqual(new Set(['14']))
  })

  test('quarantines only the rows that were broken on purpose', () => {
    for (const file of loaded.files) {
      expect(file.read).toBe(file.imported + file.duplicates + file.quarantined)
      const broken = basename(file.file) === 'orders-2026-06-30.csv'
      expect([basename(file.file), file.quarantined, file.duplicates]).toEqual([
        basename(file.file),
        broken ? 7 : 0,
        broken ? 5 : 0,
      ])
    }
    expect(loaded.warnings).toEqual([])
    expect(loaded.quarantineFile).toContain('quarantine')
  })

  test('leaves a ledger in which the last order file arrived on 2026-06-30, after everything else', () => {
    const [last] = query(
      "SELECT file, started_at FROM imports WHERE kind = 'order_lines' ORDER BY started_at DESC LIMIT 1",
    ) as [{ file: string; started_at: number }]
    expect(basename(last.file)).toBe('orders-2026-06-30.csv')
    expect(timeZone('Asia/Shanghai').dayOf(last.started_at)).toBe(20_634)
  })

  test('keeps truths out of the store', () => {
    expect(loaded.truthsPath.startsWith(join(home, 'demo'))).toBe(true)
    expect(query("SELECT name FROM sqlite_master WHERE name LIKE '%truth%'")).toEqual([])
  })

  test('stamps features of every customer and says what it is doing', () => {
    expect(loaded.refreshed.steps.find((step) => step.name === 'features')).toMatchObject({ done: true, rows: 240 })
    expect([...phases].toSorted()).toEqual(['loading', 'making', 'refreshing'])
  })

  test('knows the planted people, a visitor who became a customer, and their consents', () => {
    expect(query("SELECT id FROM customers WHERE id IN ('C-10023', 'C-20417', 'C-30555') ORDER BY id")).toHaveLength(3)
    expect(query('SELECT count(*) AS n FROM visitor_identities')).not.toEqual([{ n: 0 }])
    expect(query('SELECT DISTINCT kind FROM customer_consents ORDER BY kind')).toEqual([
      { kind: 'email' },
      { kind: 'profiling' },
      { kind: 'sms' },
    ])
    expect(query("SELECT status, delivered_at FROM orders WHERE id = 'O-778120'")).toEqual([
      { status: 'shipped', delivered_at: null },
    ])
    expect(query('SELECT count(*) AS n FROM customers WHERE is_stub = 1')).toEqual([{ n: 0 }])
  })

  test('refuses a store that holds facts', async () => {
    await expect(loadDemoShop({ ctx: contextOf(store, home), input: { customers: 240 } })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})
