import { appendFileSync, createReadStream, truncateSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { openSource } from '../../../src/importing/open-source.ts'
import type { ReadRecord } from '../../../src/importing/pipeline.ts'
import { nodeFiles, type FileAccess } from '../../../src/importing/reading/source-file.ts'
import { encodeUtf16, readFile, readingOptions, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())

const HEADER = 'order_id,ordered_at,product_id,quantity,unit_price,customer_id,product_name\n'
const LINE = 'o1,2026-06-30 08:26:00,p1,2,12.50,c1,Tea\n'

describe('whatever the bytes', () => {
  const inPieces = (size: number): FileAccess => ({
    ...nodeFiles,
    stream: (path, end) => createReadStream(path, { start: 0, end: end - 1, highWaterMark: size }),
  })
  const allOf = async (path: string, files: FileAccess): Promise<readonly ReadRecord[]> => {
    const all: ReadRecord[] = []
    for await (const batch of (await openSource(path, readingOptions(), files)).batches()) all.push(...batch)
    return all
  }

  test('pieces of any size give the same records, in every encoding', async () => {
    const text = `${HEADER}o1,2026-06-30,p1,1,1,c1,"茶\r\n""a"""\r\no2,2026-02-31,p1,1,1,c1,é\no3,2026-06-30,p1\n`
    const files = [Buffer.from(text), encodeUtf16(text, { bigEnd: true, mark: true }), gzipSync(text)]
    for (const bytes of files) {
      const path = folder.write('pieces.csv', bytes)
      const whole = await allOf(path, nodeFiles)
      expect(whole).toHaveLength(3)
      for (const size of [1, 2, 3, 7, 64]) expect(await allOf(path, inPieces(size))).toEqual(whole)
    }
  })

  test('a damaged file is refused in words, or every record is counted once and in order', async () => {
    const base = Buffer.from(`${HEADER}${LINE}o2,2026-06-29,p2,1,"3,50",c2,"two ""words"""\n`.repeat(3))
    const changes = fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(changes, fc.integer({ min: 1, max: base.length }), async (changed, length) => {
        const bytes = Buffer.from(base)
        for (const [at, byte] of changed) bytes[at] = byte
        const path = folder.write('mutated.csv', bytes.subarray(0, length))
        const all = await allOf(path, nodeFiles).catch((error: unknown) => {
          expect(error).toBeInstanceOf(KithError)
          return []
        })
        const places = all.map((read) => (read.ok ? read.record : read.rejected))
        expect(places.map(({ position }) => position)).toEqual(places.map((_, index) => index))
        for (const [index, { line }] of places.entries()) expect(line).toBeGreaterThan(places[index - 1]?.line ?? 0)
      }),
      { numRuns: 200 },
    )
  })
})

describe('size and time', () => {
  test('rows that are appended while the file is read belong to the next import', async () => {
    const path = folder.write('growing.csv', HEADER + LINE.repeat(20_000))
    const source = await openSource(path, readingOptions())
    let read = 0
    for await (const batch of source.batches()) {
      appendFileSync(path, LINE.repeat(1000))
      read += batch.length
    }
    expect(read).toBe(20_000)
    expect((await readFile(path)).records.length).toBeGreaterThan(20_000)
  })

  test('a line that is still being written belongs to the next import, whole', async () => {
    const path = folder.write('writing.csv', `${HEADER}${LINE}o2,2026-06-30,p1,1`)
    const source = await openSource(path, readingOptions())
    appendFileSync(path, '20,5.00,c1,Tea\n')
    const read: ReadRecord[] = []
    for await (const batch of source.batches()) read.push(...batch)
    expect(read).toHaveLength(1)
    expect((await readFile(path)).values.map((value) => value['quantity'])).toEqual([2, 120])
  })

  test('a file that becomes shorter while it is read is said to', async () => {
    const path = folder.write('shrinking.csv', HEADER + LINE.repeat(40_000))
    const source = await openSource(path, readingOptions())
    truncateSync(path, 300_000)
    const reading = async (): Promise<void> => {
      for await (const batch of source.batches()) expect(batch.length).toBeGreaterThan(0)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('a line of 64 MiB is one rejected record in bounded memory, and the next line is read', async () => {
    const path = folder.writeGzip(
      'huge.csv.gz',
      Buffer.concat([Buffer.from(HEADER + LINE), Buffer.alloc(64 * 1_048_576, 'x'), Buffer.from(`\n${LINE}`)]),
    )
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    const { rejected, records } = await readFile(path)
    expect(rejected.map(({ line, reason, raw }) => [line, reason, raw.length < 2000])).toEqual([
      [3, 'record_too_long', true],
    ])
    expect(records.map(({ line }) => line)).toEqual([2, 4])
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1_048_576)
  })
})
