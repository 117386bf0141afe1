import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { GatheredRecord } from '../../../../src/importing/reading/gathering/gathered-record.ts'
import { RecordSorter } from '../../../../src/importing/reading/gathering/record-sorter.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-sorter-'))
afterAll(() => rmSync(folder, { recursive: true }))

const gathered = (keys: readonly string[], runRecords: number): readonly GatheredRecord[] => {
  const sorter = new RecordSorter(folder, runRecords)
  for (const [index, key] of keys.entries()) {
    sorter.add({ key, line: index + 1, raw: `${key},"第${index}行\n"`, damaged: index % 3 === 0, reason: null })
  }
  const sorted = [...sorter.sorted()]
  sorter.close()
  return sorted
}

describe('records that are gathered', () => {
  test('come in the order of their keys, and those of one key as they came, whatever fits in memory', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('O-1', 'O-2', 'O-10', '订单', '', '😀'), { maxLength: 60 }),
        fc.constantFrom(1, 2, 7, 1000),
        (keys, runRecords) => {
          const expected = keys
            .map((key, index) => ({ key, line: index + 1 }))
            .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.line - b.line))
          const sorted = gathered(keys, runRecords)
          expect(sorted.map(({ key, line }) => ({ key, line }))).toEqual(expected)
          for (const { key, line, raw, damaged } of sorted) {
            expect(raw).toBe(`${key},"第${line - 1}行\n"`)
            expect(damaged).toBe((line - 1) % 3 === 0)
          }
        },
      ),
      { numRuns: 100, seed: 7 },
    )
  })

  test('keep halves of characters as they are', () => {
    expect(gathered(['\ud83d', 'a'], 1).map(({ key }) => key)).toEqual(['a', '\ud83d'])
  })

  test('leave no file that has a name, while they are sorted or after', () => {
    const sorter = new RecordSorter(folder, 2)
    for (const key of ['b', 'a', 'd', 'c']) sorter.add({ key, line: 1, raw: key, damaged: false, reason: null })
    expect(readdirSync(folder)).toEqual([])
    expect([...sorter.sorted()].map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd'])
    sorter.close()
    expect(readdirSync(folder)).toEqual([])
  })
})
