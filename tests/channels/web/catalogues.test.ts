import { expect, test } from 'vitest'
import { en } from '../../../src/channels/web/text/en/index.ts'
import { zh } from '../../../src/channels/web/text/zh/index.ts'
import { RECORD_FIELDS } from '../../../src/channels/web/settings/record-fields.ts'
import { CHANGE_PARTS } from '../../../src/services/changes/change-parts.ts'
import { SETTING_GROUPS, SETTINGS } from '../../../src/services/settings/setting-definitions.ts'

const placeholders = (words: string): string[] =>
  [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort()

const keys = Object.keys(en) as (keyof typeof en)[]

test('both languages say the same things, with the same values in them', () => {
  expect(Object.keys(zh).sort()).toEqual(keys.toSorted())
  for (const key of keys) {
    expect([key, placeholders(String(zh[key]))]).toEqual([key, placeholders(String(en[key]))])
    expect(String(zh[key]).trim()).not.toBe('')
  }
})

test('no area of words hides a word of another', async () => {
  for (const language of ['en', 'zh']) {
    const parts = await Promise.all(
      ['shell', 'ask', 'results', 'people', 'work', 'shop-data', 'settings'].map(
        (name) => import(`../../../src/channels/web/text/${language}/${name}.ts`) as Promise<Record<string, object>>,
      ),
    )
    const all = parts.flatMap((part) => Object.values(part).flatMap(Object.keys))
    expect(all.length).toBe(new Set(all).size)
  }
})

test('Chinese is written in Chinese', () => {
  const latin = keys.filter((key) => !/\p{Script=Han}/u.test(String(zh[key])))
  expect(latin.sort()).toEqual([
    'format_csv',
    'format_klaviyo',
    'format_meta',
    'language',
    'named',
    'slackTitle',
    'stars',
  ])
})

test('is set with Chinese punctuation', () => {
  const halfWidth = keys.filter((key) =>
    [zh[key]].flat().some((words) => /\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}/u.test(words)),
  )
  expect(halfWidth).toEqual([])
})

test('groups of settings and columns of settings that are tables have words, and every such setting has its columns', () => {
  for (const group of SETTING_GROUPS) expect(keys).toContain(`settings_${group}`)
  for (const [name, fields] of Object.entries(RECORD_FIELDS)) {
    for (const { key } of fields) expect(keys, name).toContain(`field_${key}`)
  }
  const tables = Object.entries(SETTINGS)
    .filter(([, { schema }]) => schema.type === 'array' && schema.element.type === 'object')
    .map(([name]) => name)
  const { options } = RECORD_FIELDS['change_subscribers']?.find(({ key }) => key === 'parts') ?? {}
  expect(options).toEqual([...CHANGE_PARTS])
  expect(Object.keys(RECORD_FIELDS).toSorted()).toEqual(tables.toSorted())
})
