import { expect, test } from 'vitest'
import { listSettings } from '../../../src/services/settings/list-settings.ts'
import { SETTING_GROUPS, SETTING_NAMES, SETTINGS } from '../../../src/services/settings/setting-definitions.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const listed = listSettings({ ctx: testContext(makeShop({}), '2026-06-30') })

test('every setting is listed once, by group, with what it started from', () => {
  expect(listed.map(({ name }) => name).toSorted()).toEqual(SETTING_NAMES.toSorted())
  const groups = listed.map(({ group }) => SETTING_GROUPS.indexOf(group))
  expect(groups).toEqual(groups.toSorted((a, b) => a - b))
  for (const { name, value, initial } of listed) expect([name, value]).toEqual([name, initial])
})

test('is worded in both languages, and never by the name of another setting', () => {
  for (const name of SETTING_NAMES) {
    const { title, meaning } = SETTINGS[name]
    for (const text of [title.en, meaning.en, title.zh, meaning.zh]) {
      expect(text, name).not.toBe('')
      expect(
        SETTING_NAMES.filter((other) => other.includes('_') && text.includes(other)),
        name,
      ).toEqual([])
    }
    for (const text of [title.zh, meaning.zh]) expect(text, name).toMatch(/\p{Script=Han}/u)
  }
})
