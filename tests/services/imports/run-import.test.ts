import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runImport, type RunImportInput } from '../../../src/services/imports/run-import.ts'
import { verifyAudit } from '../../../src/store/queries/audit/verify-audit.ts'
import { readShopRow } from '../../../src/store/queries/shop/shop-row.ts'
import { openStore, type Store } from '../../../src/store/open.ts'
import { testActor, testContext, testShop } from '../../support/shop.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-import-'))
  store = openStore(join(folder, 'kith.sqlite'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, ...lines: string[]): string => {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const HEADER = 'order_id,ordered_at,customer_id,product_id,quantity,unit_price,currency'
const run = (input: RunImportInput, role: 'admin' | 'slack_guest' = 'admin') =>
  runImport({
    ctx: testContext(store, '2026-06-30', { home: folder, shop: testShop('UTC', 'USD'), actor: testActor(role) }),
    input,
  })

describe('the currency of a new shop', () => {
  test('is that of its first file, when nobody named one', async () => {
    const path = file('orders.csv', HEADER, 'O-1,2026-06-01,A,P,1,10.00,EUR', 'O-2,2026-06-02,A,P,1,10.00,EUR')
    const result = await run({ files: [path], mayChooseCurrency: true })
    expect(result.files[0]).toMatchObject({ imported: 2, quarantined: 0 })
    expect(readShopRow(store)?.currency).toBe('EUR')
  })

  test('stays as it was set, and rows in another wait for a rate', async () => {
    const path = file('orders.csv', HEADER, 'O-1,2026-06-01,A,P,1,10.00,EUR')
    const result = await run({ files: [path] })
    expect(result.files[0]).toMatchObject({ imported: 0, quarantined: 1, reasons: { no_exchange_rate: 1 } })
    expect(readShopRow(store)?.currency).toBe('USD')
  })

  test('is said where it is only assumed, until it is known or somebody set it', async () => {
    const plain = (name: string, order: string) =>
      file(name, HEADER.replace(',currency', ''), `${order},2026-06-01,A,P,1,10.00`)
    const first = await run({ files: [plain('a.csv', 'O-1')], mayChooseCurrency: true })
    expect(first.warnings.map(({ zh }) => zh)).toEqual([expect.stringContaining('按 USD 计')])
    const next = await run({ files: [plain('b.csv', 'O-2')], mayChooseCurrency: true })
    const set = await run({ files: [plain('c.csv', 'O-3')] })
    expect([next.warnings, set.warnings]).toEqual([[], []])
  })

  test('does not change once an amount is stored, nor by a dry run', async () => {
    const euros = file('euros.csv', HEADER, 'O-1,2026-06-01,A,P,1,10.00,EUR')
    const pounds = file('pounds.csv', HEADER, 'O-2,2026-06-01,A,P,1,10.00,GBP')
    await run({ files: [pounds], mayChooseCurrency: true, dryRun: true })
    await run({ files: [euros], mayChooseCurrency: true })
    const late = await runImport({
      ctx: testContext(store, '2026-06-30', { home: folder, shop: testShop('UTC', 'EUR') }),
      input: { files: [pounds], mayChooseCurrency: true },
    })
    expect(late.files[0]).toMatchObject({ quarantined: 1 })
    expect(readShopRow(store)?.currency).toBe('EUR')
  })
})

test('an import leaves a row in the audit chain, without personal data', async () => {
  await run({
    files: [file('customers.csv', 'customer_id,name,email', 'A,Ann Example,ann@example.com')],
    kind: 'customers',
  })
  expect(verifyAudit(store)).toMatchObject({ brokenAt: null })
  expect(verifyAudit(store).rows).toBeGreaterThan(0)
  const everything = JSON.stringify(store.sqlite.prepare('SELECT * FROM audit_log').all())
  expect(everything).not.toContain('Ann')
})

test.each([
  ['a role that may not', { files: [] }, 'slack_guest', 'FORBIDDEN'],
  ['an unknown kind', { files: ['x.csv'], kind: 'dreams' }, 'admin', 'INVALID_INPUT'],
  ['a missing file', { files: ['/no/such/file.csv'] }, 'admin', 'NOT_FOUND'],
] as const)('%s is refused', async (_case, input, role, code) => {
  await expect(run(input, role)).rejects.toMatchObject({ code })
})
