import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBoolean } from '../../../../src/importing/reading/fields/parse-boolean.ts'
import { parseInteger } from '../../../../src/importing/reading/fields/parse-integer.ts'

describe('whole numbers', () => {
  test('every safe integer comes back as itself', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseInteger(String(value), '.')).toBe(value)
      }),
    )
  })

  test.each([
    ['6.0', 6],
    ['1,200', 1200],
    ['-0', 0],
    ['６', 6],
    ['(3)', -3],
  ])('%s is %d', (cell, expected) => {
    expect(parseInteger(cell, '.')).toBe(expected)
  })

  test.each([
    ['6.5', 'not_an_integer'],
    ['six', 'not_a_number'],
    ['-', 'not_a_number'],
    ['1e400', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['9007199254740993', 'out_of_range'],
  ])('%s is refused: %s', (cell, reason) => {
    expect(parseInteger(cell, '.')).toBe(reason)
  })
})

describe('yes and no', () => {
  test.each(['true', 'Yes', 'Y', '1', 'on', '是', '同意', '已订阅', 'Opted in'])('%s is yes', (cell) => {
    expect(parseBoolean(cell)).toBe(true)
  })
  test.each(['false', 'NO', 'n', '0', '否', '拒绝', '退订', 'opted-out'])('%s is no', (cell) => {
    expect(parseBoolean(cell)).toBe(false)
  })
  test.each(['maybe', '2', '', '可能'])('%s is neither', (cell) => {
    expect(parseBoolean(cell)).toBeNull()
  })
})
