import { describe, expect, test } from 'vitest'
import { soundsOfName } from '../../src/privacy/name-sounds.ts'

describe('the sound of a name', () => {
  test.each([
    ['王伟', 'wang wei'],
    ['王巍', 'wei wang'],
    ['王小明', 'wang xiaoming'],
    ['王小明', 'xiao ming wang'],
    ['吕布', 'lyu bu'],
    ['吕布', 'lü bu'],
  ])('is the same for %s and %s', (chinese, latin) => {
    expect(soundsOfName(chinese).keys).toEqual(expect.arrayContaining([...soundsOfName(latin).keys]))
    expect(soundsOfName(latin).keys).toHaveLength(1)
  })

  test('reads a surname as a surname, also one of two characters', () => {
    expect(soundsOfName('单田芳').parts).toEqual(['shan', 'tianfang'])
    expect(soundsOfName('曾国藩').parts).toEqual(['zeng', 'guofan'])
    expect(soundsOfName('欧阳锋').parts).toEqual(['ouyang', 'feng'])
  })

  test('is different for a longer name that begins alike', () => {
    expect(soundsOfName('王伟明').keys).not.toContain(soundsOfName('wang wei').keys[0])
  })

  test('is nothing for a single word or a long text', () => {
    expect(soundsOfName('wei').keys).toEqual([])
    expect(soundsOfName('the customer who called this morning').keys).toEqual([])
  })
})
