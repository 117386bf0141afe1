import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

test('a column of results is no tier of value, though both are called value', () => {
  const { zh } = loadPrompts().labels
  expect(zh['value']).toBe('价值等级')
  expect(zh['Result']).toBe('结果')
  expect(zh['Lower limit (95 %)']).toContain('95%')
})
