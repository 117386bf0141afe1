import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { importFiles } from '../../src/importing/import-files.ts'
import { dryRunFolder, takesLong } from '../../src/importing/try-on-copy.ts'
import { fixedClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { openStore } from '../../src/store/open.ts'
import { IMPORT_NOW } from '../support/record-source.ts'
import { testShop, testVault } from '../support/shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-copy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HEADER = 'order_id,ordered_at,customer_id,product_id,quantity,unit_price'
const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `O-${from + i},2026-05-03,C-${i % 500},P-${i % 90},1,100.00`)

test('a long dry run lets others write, counts what the store knows, and leaves nothing', async () => {
  const store = openStore(join(folder, 'kith.sqlite'))
  const [known, long] = [join(folder, 'known.csv'), join(folder, 'long.csv')]
  writeFileSync(known, [HEADER, ...lines(0, 100)].join('\n'))
  writeFileSync(long, [HEADER, ...lines(0, 120_000)].join('\n'))
  expect([known, long].map((path) => takesLong([path]))).toEqual([false, true])
  const request = {
    store,
    vault: testVault,
    shop: testShop(),
    clock: fixedClock(IMPORT_NOW),
    log: createLog('silent'),
  }
  await importFiles({ ...request, files: [known] })

  const other = new Database(store.path, { timeout: 0 })
  let written = 0
  const result = await importFiles({
    ...request,
    files: [long],
    options: { dryRun: true },
    onProgress: () => {
      other.transaction(() => other.prepare("UPDATE shop SET name = name || '!'").run()).immediate()
      written += 1
    },
  })
  other.close()
  expect(written).toBeGreaterThan(0)
  expect(result.files[0]).toMatchObject({ read: 120_000, imported: 119_900, duplicates: 100, quarantined: 0 })
  expect(store.sqlite.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(100)
  expect(readdirSync(dryRunFolder(folder))).toEqual([])
  store.close()
})

test('a file that is not there takes no time, and a packed one as much as it unpacks to', () => {
  const packed = join(folder, 'packed.csv.gz')
  writeFileSync(packed, Buffer.alloc(600_000))
  expect([takesLong([join(folder, 'none.csv')]), takesLong([packed])]).toEqual([false, true])
})
