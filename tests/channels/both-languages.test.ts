import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nameFor } from '../../src/channels/charts/name-for.ts'
import type { Language } from '../../src/lib/answer.ts'
import type { ToolSuccess } from '../../src/lib/tool-result.ts'
import { TOOL_LINES } from '../support/policy-table.ts'
import { serveKith, type RunningKith } from '../support/serve-kith.ts'
import { testActor } from '../support/shop.ts'

const HAN = /\p{Script=Han}/u
/** A planted customer of the demo shop. */
const CUSTOMER = 'C-10023'
/** Names that are the same in both languages: abbreviations, and codes that channels have words for. */
const IS_A_CODE = /^(?:[A-Z]\d+|nDCG|MAP|MRR|[a-z]+(?:_[a-z0-9]+)*)?$/

const CALLS = Object.entries(TOOL_LINES).flatMap(([name, { args, by = [], besides }]) => [
  ...(args === null || name === 'export_audience' || name === 'simulate_price' ? [] : [{ name, args }]),
  ...(by.includes('customer_id') ? [{ name, args: { ...besides, customer_id: CUSTOMER } }] : []),
  ...(name === 'simulate_price' ? [{ name, args: { category: 'outdoor', change: 0.9 } }] : []),
])

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

/** The sentences of a result that Kith makes itself; cells and values are the shop's own words. */
const sentencesOf = ({ warnings, suggestions, evidence }: ToolSuccess): string[] =>
  [...warnings, ...suggestions, ...evidence.definition, evidence.method, evidence.population].filter(
    (text) => !IS_A_CODE.test(text),
  )

async function resultsIn(language: Language): Promise<{ readonly name: string; readonly result: ToolSuccess }[]> {
  const results = []
  for (const { name, args } of CALLS) {
    // What it suggests follows the language of the words that were searched for.
    const asked = name === 'search_articles' && language === 'zh' ? { query: '退货政策' } : args
    const result = await kith.runtime.callTool(testActor(), name, asked, { language })
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
    results.push({ name, result })
  }
  return results
}

describe('every tool', () => {
  test('speaks Chinese to a Chinese reader, with names for its figures, columns and reasons', async () => {
    const labels = kith.runtime.labels('zh')
    const inChinese = (key: string, label: string): string => nameFor(key, label, { language: 'zh', labels })
    const english: string[] = []
    const results = await resultsIn('zh')
    for (const { name, result } of results) {
      const { facts, table, evidence, gate } = result
      const names = [
        ...facts.map(({ id, label }) => inChinese(id, label)),
        ...(table?.columns ?? []).map(({ key, label }) => inChinese(key, label)),
      ]
      const reasons = [...Object.keys(evidence.rows_left_out), ...(gate === null ? [] : [gate.failed])]
      english.push(
        ...sentencesOf(result)
          .filter((text) => !HAN.test(text))
          .map((text) => `${name}: ${text}`),
        ...names.filter((text) => !HAN.test(text) && !IS_A_CODE.test(text)).map((text) => `${name}: ${text}`),
        ...reasons.filter((reason) => labels[reason] === undefined).map((reason) => `${name}: ${reason}`),
      )
    }
    expect(english).toEqual([])
    expect(results.flatMap(({ result }) => result.warnings).length).toBeGreaterThan(5)
  })

  test('speaks English to an English reader', async () => {
    const chinese = (await resultsIn('en')).flatMap(({ name, result }) =>
      [
        ...sentencesOf(result),
        ...result.facts.map(({ label }) => label),
        ...(result.table?.columns ?? []).map(({ label }) => label),
      ]
        .filter((text) => HAN.test(text))
        .map((text) => `${name}: ${text}`),
    )
    expect(chinese).toEqual([])
  })
})
