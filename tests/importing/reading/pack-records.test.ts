import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadRecord } from '../../../src/importing/pipeline.ts'
import { buffersOf, packRecords, unpackRecords } from '../../../src/importing/reading/pack-records.ts'

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'O-1', '订单'),
  fc.double({ noNaN: true }),
  fc.boolean(),
)
const record = fc
  .tuple(fc.dictionary(fc.constantFrom('order_id', 'quantity', 'is_new', 'country'), value), fc.string())
  .map(([values, raw]) => ({ values, raw }))
const batches = fc.array(fc.option(record, { nil: null }), { maxLength: 20 }).map((rows) =>
  rows.map((row, index): ReadRecord => {
    const at = { line: index + 2, position: 3_000_000_000 + index }
    if (row === null) {
      return { ok: false, rejected: { ...at, column: 'quantity', value: 'x', reason: 'not_a_number', raw: 'a,x' } }
    }
    return { ok: true, record: { ...at, ...row, values: { ...row.values } } }
  }),
)

const plain = (read: ReadRecord): unknown =>
  read.ok
    ? { line: read.record.line, position: read.record.position, values: read.record.values, raw: read.record.raw }
    : read.rejected

describe('records as columns', () => {
  test('come out of another thread as they went in', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const packed = packRecords(batch)
        const taken = structuredClone(packed, { transfer: buffersOf(packed) })
        expect(unpackRecords(taken).map(plain)).toEqual(batch.map(plain))
      }),
      { numRuns: 200, seed: 11 },
    )
  })

  test('keep what a record tells besides', () => {
    const told = [{ kind: 'orders', values: { order_id: 'O-1' } }] as const
    const batch: ReadRecord[] = [{ ok: true, record: { line: 2, position: 0, raw: '{}', values: { name: 'x' }, told } }]
    expect(unpackRecords(structuredClone(packRecords(batch)))).toEqual(batch)
  })
})
