import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/env.ts'

test('everything is optional', () => {
  expect(readConfig({})).toMatchObject({
    PORT: 8787,
    HOST: '127.0.0.1',
    KITH_HOME: 'data/local',
    KITH_TIMEZONE: 'UTC',
    KITH_LANGUAGE: 'auto',
  })
})

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', KITH_CURRENCY: '' })).toMatchObject({ PORT: 8787 })
})

test.each([
  ['PORT', '99999', /PORT: '99999' cannot be used/],
  ['PORT', 'abc', /PORT: 'abc'/],
  ['KITH_TIMEZONE', 'Shanghai', /KITH_TIMEZONE: 'Shanghai'/],
  ['KITH_CURRENCY', 'yuan', /KITH_CURRENCY: 'yuan'/],
  ['KITH_AS_OF', '30.6.2026', /KITH_AS_OF: '30.6.2026'/],
  ['KITH_LANGUAGE', 'fr', /KITH_LANGUAGE: 'fr'/],
  ['OPENAI_BASE_URL', 'localhost', /OPENAI_BASE_URL/],
])('%s=%s stops the start with its name and an example', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(message)
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ field: name, hint: expect.stringMatching(/It must be .+/) }),
  )
})
