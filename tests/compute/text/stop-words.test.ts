import { describe, expect, test } from 'vitest'
import { namesSomething, STOP_WORDS } from '../../../src/compute/text/stop-words.ts'

describe('namesSomething', () => {
  test.each(['gasket', 'battery', 'zipper', '垫圈', '电池', '味道', '百搭'])(
    'lets %s be the name of a matter',
    (word) => {
      expect(namesSomething(word)).toBe(true)
    },
  )

  test.each([
    'than',
    'any',
    'before',
    'within',
    'more',
    'whole',
    'last',
    'hour',
    'the',
    '一天',
    '第一天',
    '一整天',
    '几天',
    '一股',
    '时候',
    '的',
  ])('lets %s name nothing', (word) => {
    expect(namesSomething(word)).toBe(false)
  })

  test('holds every function word to be nameless', () => {
    for (const word of STOP_WORDS) expect(namesSomething(word)).toBe(false)
  })
})
