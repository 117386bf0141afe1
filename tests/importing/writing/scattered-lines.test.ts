import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeOrderFile } from '../../../evals/speed/order-file.ts'
import { importFiles } from '../../../src/importing/import-files.ts'
import { openSource } from '../../../src/importing/open-source.ts'
import type { FileImportResult, ReadRecord } from '../../../src/importing/pipeline.ts'
import { createLog } from '../../../src/lib/log.ts'
import { openStore, type Store } from '../../../src/store/open.ts'
import { dump, IMPORT_NOW, ROLLUPS } from '../../support/record-source.ts'
import { testShop, testVault } from '../../support/shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-scattered-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const ordered = join(folder, 'ordered.csv')
const shuffled = join(folder, 'shuffled.csv')
const LINES = 3000
/** 1-based lines of the shuffled file that are damaged afterwards. */
const [NO_DATE, RAGGED, NO_ORDER] = [40, 1200, 2500]

beforeAll(async () => {
  const options = { lines: LINES, customers: 300, products: 60, seed: 'scattered' }
  await writeOrderFile(ordered, options)
  await writeOrderFile(shuffled, { ...options, shuffled: true })
})

async function load(store: Store, file: string): Promise<FileImportResult | undefined> {
  const { files } = await importFiles({
    store,
    vault: testVault,
    shop: testShop(),
    clock: () => IMPORT_NOW,
    log: createLog('silent'),
    files: [file],
  })
  return files[0]
}

const FACTS = [...ROLLUPS, 'order_lines', 'customers', 'products']
const ORDERS = `SELECT id, customer_id, ordered_at, ordered_day, gross_minor, units, line_count, country, has_sale, flag FROM orders ORDER BY id`

describe('lines of orders that lie apart in their file', () => {
  test('give the facts and sums of the same file in the order of time', async () => {
    const [one, other] = [openStore(':memory:'), openStore(':memory:')]
    await load(one, ordered)
    const result = await load(other, shuffled)
    expect(result).toMatchObject({ read: LINES, imported: LINES, updated: 0, quarantined: 0 })
    expect(dump(other, FACTS)).toEqual(dump(one, FACTS))
    expect(other.sqlite.prepare(ORDERS).all()).toEqual(one.sqlite.prepare(ORDERS).all())
    expect(await load(other, ordered)).toMatchObject({ read: LINES, imported: 0, duplicates: LINES })
    one.close()
    other.close()
  })

  test('are handed over in their orders, each numbered as the import counts them, with the line on which it stands', async () => {
    const source = await openSource(shuffled, { zone: testShop().zone, currency: 'CNY', now: IMPORT_NOW })
    const reads: ReadRecord[] = []
    for await (const batch of source.batches()) reads.push(...batch)
    const lines = readFileSync(shuffled, 'utf8').split('\n')
    let order = ''
    for (const [position, read] of reads.entries()) {
      if (!read.ok) throw new Error('every line can be read')
      const id = String(read.record.values['order_id'])
      expect(id >= order).toBe(true)
      order = id
      expect(read.record.position).toBe(position)
      expect(read.record.raw).toBe(lines[read.record.line - 1])
    }
    expect(reads).toHaveLength(LINES)
    expect(source.bytesRead()).toBe(source.description.bytes)
  })

  test('are refused with the line on which they stand', async () => {
    const lines = readFileSync(shuffled, 'utf8').split('\n')
    const damage = (line: number, change: (cells: string[]) => void): void => {
      const cells = (lines[line - 1] ?? '').split(',')
      change(cells)
      lines[line - 1] = cells.join(',')
    }
    damage(NO_DATE, (cells) => (cells[1] = 'yesterday'))
    damage(RAGGED, (cells) => cells.push('more'))
    damage(NO_ORDER, (cells) => (cells[0] = ''))
    const path = join(folder, 'damaged.csv')
    writeFileSync(path, lines.join('\n'))
    const store = openStore(':memory:')
    expect(await load(store, path)).toMatchObject({ read: LINES, imported: LINES - 3, quarantined: 3 })
    expect(store.sqlite.prepare('SELECT line, reason FROM quarantine ORDER BY line').all()).toEqual([
      { line: NO_DATE, reason: 'invalid_date' },
      { line: RAGGED, reason: 'ragged_row' },
      { line: NO_ORDER, reason: 'missing_field' },
    ])
    store.close()
  })
})
