import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nameFor } from '../../../src/channels/charts/name-for.ts'
import { loadPrompts } from '../../../src/config/load-prompts.ts'

const services = join(import.meta.dirname, '../../../src/services')
const COLUMN = /\bkey: '(\w+)',\s*label: '([^']+)'/g

test('every column that a tool names in English has a Chinese name, by that name or by its key', () => {
  const { zh } = loadPrompts().labels
  const columns = readdirSync(services, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(join(services, file), 'utf8').matchAll(COLUMN)].map(([, key = '', label = '']) => ({
        key,
        label,
      })),
    )
  expect(columns.length).toBeGreaterThan(200)
  expect(columns.filter(({ key, label }) => zh[label] === undefined && zh[key] === undefined)).toEqual([])
})

const FIGURE = /\bid: (?:'(\w+)'|`[^`]*`),\s*label: (?:'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`)/g
/** 'X (X)': nothing but what it is made of. */
const ONLY_GAPS = /^X(?:[ ,:()]+X)+\)?$/
/** Each of the three grains, and each part of the buyers, has a name of its own. */
const NAMED_ONE_BY_ONE = [
  'Cohort with the X first X after',
  'Its retention in that X',
  'Buyers in the top X',
  'What the top X brought',
]
const HAN = /\p{Script=Han}/u

test('every figure that a tool names in English has a Chinese name, whatever its name is made of', () => {
  const { zh: labels } = loadPrompts().labels
  const figures = readdirSync(services, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(join(services, file), 'utf8').matchAll(FIGURE)].map(([, id = '', plain, quoted, made = '']) => ({
        id,
        label: plain ?? quoted ?? made.replaceAll(/\$\{[^}]*\}/g, 'X'),
      })),
    )
  expect(figures.length).toBeGreaterThan(600)
  const nameless = figures.filter(({ id, label }) => !HAN.test(nameFor(id, label, { language: 'zh', labels })))
  expect(nameless.map(({ label }) => label).filter((label) => !ONLY_GAPS.test(label))).toEqual(NAMED_ONE_BY_ONE)
})

test('a name with gaps is translated by its pattern, and its parts by themselves', () => {
  const labels = {
    'Share of {}': '{}占比',
    'Share of revenue of {}': '{}的销售额占比',
    loyal: '忠诚',
    '{}, change': '{}的变化',
  }
  const inChinese = (english: string): string => nameFor('key', english, { language: 'zh', labels })
  expect(inChinese('Share of revenue of loyal')).toBe('忠诚的销售额占比')
  expect(inChinese('Share of loyal, change')).toBe('忠诚占比的变化')
  expect(inChinese('Nothing of the kind')).toBe('Nothing of the kind')
})

test('a figure of a place is named by the place in the language of the reader', () => {
  const labels = { 'name:华东': 'East China' }
  expect(nameFor('key', '华东: net revenue', { language: 'en', labels })).toBe('East China: net revenue')
  const chinese = { 'name:华东': '华东', 'net revenue': '净销售额' }
  expect(nameFor('key', '华东: net revenue', { language: 'zh', labels: chinese })).toBe('华东：净销售额')
})

test('a column of results is no tier of value, though both are called value', () => {
  const { zh } = loadPrompts().labels
  expect(zh['value']).toBe('价值等级')
  expect(zh['Result']).toBe('结果')
  expect(zh['Lower limit (95 %)']).toContain('95%')
})
