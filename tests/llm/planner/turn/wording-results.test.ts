import { describe, expect, test } from 'vitest'
import type { ModelAnswer } from '../../../../src/lib/answer.ts'
import { called, resultOf, say } from '../../../support/planner.ts'

const answerTo = async (...turn: Parameters<typeof called>): Promise<ModelAnswer> =>
  JSON.parse((await say(...called(...turn))).text) as ModelAnswer
const revenueOf = (from: string, to: string) =>
  resultOf({
    facts: [
      { id: 'metric', label: 'Metric', value: 'net_revenue', unit: 'label' },
      { id: 'value', label: 'Net revenue', value: 10, unit: 'CNY' },
      { id: 'period_from', label: 'From', value: from, unit: 'date' },
      { id: 'period_to', label: 'To', value: to, unit: 'date' },
    ],
  })

describe('a period of one day reads as one date', () => {
  const args = { metrics: ['net_revenue'], period: '2026-06-30' }
  test('in English', async () => {
    const one = await answerTo('revenue on 30 June 2026', 'query_metrics', args, revenueOf('2026-06-30', '2026-06-30'))
    expect(one.text).toContain('On {{r1.period_from}}, {{r1.metric}}')
    expect(one.text).not.toContain('period_to')
  })

  test('in Chinese', async () => {
    const one = await answerTo('6月30日的销售额', 'query_metrics', args, revenueOf('2026-06-30', '2026-06-30'))
    expect(one.text).not.toContain('period_to')
  })

  test('and one of several days as both', async () => {
    const many = await answerTo('revenue in June 2026', 'query_metrics', args, revenueOf('2026-06-01', '2026-06-30'))
    expect(many.text).toContain('From {{r1.period_from}} to {{r1.period_to}}')
  })
})

describe('what is offered next', () => {
  const next = async (args: Record<string, unknown>): Promise<readonly string[]> =>
    (await answerTo('net revenue last quarter', 'query_metrics', args, revenueOf('2026-04-01', '2026-06-30')))
      .follow_ups ?? []

  test('is a comparison where none was made', async () => {
    expect(await next({ metrics: ['net_revenue'] })).toContain('And compared with a year earlier?')
  })

  test('is never the comparison, series or split just given', async () => {
    expect(await next({ metrics: ['net_revenue'], compare: 'year' })).toEqual([
      'By month',
      'By channel',
      'Why did it change?',
    ])
    expect(await next({ metrics: ['net_revenue'], grain: 'month', dimensions: ['channel'] })).toEqual([
      'And compared with a year earlier?',
    ])
  })
})

test('a period outside the data names the first and the last day', async () => {
  const error = {
    code: 'INVALID_INPUT' as const,
    message: '',
    field: null,
    hint: null,
    details: { reason_code: 'outside_data', first_day: '2024-01-01', last_day: '2026-06-30' },
  }
  const failed = { ok: false as const, error }
  const args = { metrics: ['net_revenue'], period: '2019' }
  const cited = await answerTo('revenue in 2019', 'query_metrics', args, failed, { ok: false, result_id: 'r4' })
  expect([cited.kind, cited.reason_code]).toEqual(['decline', 'outside_data'])
  expect(cited.text).toContain('{{r4.first_day}} to {{r4.last_day}}')
  const plain = await answerTo('revenue in 2019', 'query_metrics', args, failed)
  expect(plain.text).not.toContain('{{')
})
