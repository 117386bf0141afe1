import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../../src/importing/open-source.ts'
import type { RecordSource } from '../../../src/importing/pipeline.ts'
import { openInThread } from '../../../src/services/imports/open-in-thread.ts'
import { testShop } from '../../support/shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const options = { zone: testShop().zone, currency: 'CNY', now: Date.UTC(2026, 6, 1) }
const LINES = 60_000
const row = (line: number): string =>
  `O-${Math.floor(line / 3)},2026-03-0${1 + (line % 9)} 10:00:00,C-${line % 700},SKU-${line % 90},某个商品 ${line % 90} 蓝色,${line === 777 ? 'x' : 1 + (line % 4)},12.50,http://shop.example/items/${line % 90}\n`
const text = `order_id,ordered_at,customer_id,product_id,product_name,quantity,unit_price,note\n${Array.from({ length: LINES }, (_, line) => row(line)).join('')}`
const path = join(folder, 'lines.csv')
beforeAll(() => writeFileSync(path, text))

async function recordsOf(source: RecordSource): Promise<unknown[]> {
  const records: unknown[] = []
  for await (const batch of source.batches()) {
    for (const read of batch) {
      if (!read.ok) records.push(read.rejected)
      else {
        const { line, position, raw, values } = read.record
        records.push([line, position, raw, values])
      }
    }
  }
  return records
}

describe('a file that is read in a thread', () => {
  test('gives the records that it gives here, the refused among them', async () => {
    const [here, there] = [await openSource(path, options), await openInThread(path, options)]
    expect(there.description).toEqual(here.description)
    const records = await recordsOf(there)
    expect(records).toHaveLength(LINES)
    expect(records).toEqual(await recordsOf(here))
    expect(there.bytesRead()).toBe(there.description.bytes)
  })

  test('ends where it ended when it was opened', async () => {
    const growing = join(folder, 'growing.csv')
    writeFileSync(growing, text)
    const source = await openInThread(growing, options)
    appendFileSync(growing, row(LINES))
    expect(await recordsOf(source)).toHaveLength(LINES)
  })

  test('fails in the words of the reader when it becomes shorter', async () => {
    const shrinking = join(folder, 'shrinking.csv')
    writeFileSync(shrinking, text)
    const source = await openInThread(shrinking, options)
    truncateSync(shrinking, 2_000_000)
    await expect(recordsOf(source)).rejects.toMatchObject({ code: 'CONFLICT', details: { bytes_read: 2_000_000 } })
  })

  test('stops reading when nobody takes its records any more', async () => {
    const source = await openInThread(path, options)
    for await (const batch of source.batches()) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
  })
})
