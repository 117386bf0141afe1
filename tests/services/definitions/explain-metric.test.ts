import { describe, expect, test } from 'vitest'
import { explainMetric } from '../../../src/services/definitions/explain-metric.ts'
import { readDefinitions } from '../../../src/services/definitions/read-definitions.ts'
import { METRIC_NAMES, quantitiesOf } from '../../../src/services/metrics/metric-catalogue.ts'
import { DIMENSION_NAMES } from '../../../src/services/metrics/metric-dimensions.ts'
import { termLabel } from '../../../src/services/definitions/read-definitions.ts'
import { SETTING_NAMES } from '../../../src/services/settings/setting-definitions.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const store = makeShop({})
const ctx = testContext(store, '2026-06-30')

describe('every term is worded in both languages', () => {
  test.each(METRIC_NAMES)('the metric %s is defined', (metric) => {
    expect(readDefinitions().has(metric)).toBe(true)
  })

  test('no term lacks a label or words, and what it leans on exists', () => {
    for (const [name, { label, words, see, settings }] of readDefinitions()) {
      for (const text of [label.en, label.zh, words.en, words.zh]) expect(text, name).not.toBe('')
      expect(words.zh, name).toMatch(/\p{Script=Han}/u)
      for (const term of see) expect([...readDefinitions().keys()], name).toContain(term)
      for (const setting of settings) expect(SETTING_NAMES, name).toContain(setting)
    }
  })

  test('no word means two things', () => {
    const owners = new Map<string, string>()
    for (const [name, { synonyms }] of readDefinitions()) {
      for (const word of synonyms) {
        expect(owners.get(word.toLowerCase()) ?? name, word).toBe(name)
        owners.set(word.toLowerCase(), name)
      }
    }
  })

  test('every dimension and every part of a quotient has a name in both languages', () => {
    const parts = METRIC_NAMES.flatMap((metric) => quantitiesOf(metric).map((quantity) => quantity.id))
    for (const term of [...DIMENSION_NAMES, ...parts]) {
      expect(termLabel(term, 'en'), term).not.toMatch(/_/)
      expect(termLabel(term, 'zh'), term).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('a term is found', () => {
  test.each([
    ['aov', 'aov'],
    ['Average order value', 'aov'],
    ['客单价', 'aov'],
    ['复购率', 'repeat_rate'],
    ['GMV', 'gross_revenue'],
    ['rfm', 'rfm_scores'],
  ])('%s is %s', (asked, name) => {
    expect(explainMetric({ ctx, input: { metric: asked } }).data.metric).toBe(name)
  })

  test('in the language of the question, with its formula and what it leans on', () => {
    const { data, facts } = explainMetric({ ctx: { ...ctx, language: 'zh' }, input: { metric: 'aov' } })
    expect(data.label).toBe('客单价')
    expect(data.formula).toBe('net_revenue / orders')
    expect(data.see.map((term) => term.name)).toEqual(['net_revenue', 'orders'])
    expect(facts.find((fact) => fact.id === 'definition')?.value).toBe(data.definition)
  })

  test("with the shop's value of a setting that changes it", () => {
    expect(explainMetric({ ctx, input: { metric: 'minimum_group_size' } }).data.settings).toEqual([
      expect.objectContaining({ name: 'minimum_group_size', value: 10 }),
    ])
  })

  test('an unknown one is not found, with the terms that exist', () => {
    expect(() => explainMetric({ ctx, input: { metric: 'karma' } })).toThrow("no definition 'karma' in this shop")
  })
})
