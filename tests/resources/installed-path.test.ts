import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { installedPath } from '../../src/resources/installed-path.ts'

describe('what belongs to the installation is found from wherever the code runs', () => {
  test.each([
    'package.json',
    'prompts/system.md',
    'data/drafts/zh.json',
    'data/demo/shop.json',
    'src/store/migrations',
  ])('%s', (path) => {
    expect(existsSync(installedPath(path))).toBe(true)
  })

  test('what is not there is named, with the way out', () => {
    expect(() => installedPath('data/lexicons/klingon.txt')).toThrow(
      expect.objectContaining({
        code: 'UNAVAILABLE',
        message: 'data/lexicons/klingon.txt is not in this installation of Kith',
        hint: expect.stringContaining('full copy'),
      }),
    )
  })
})
