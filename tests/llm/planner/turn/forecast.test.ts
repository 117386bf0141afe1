import { describe, expect, test } from 'vitest'
import { callFor, replyTo } from '../../../support/planner.ts'

const forecast = (args: Record<string, unknown>) => ({ name: 'forecast_demand', args })

describe('what will be sold', () => {
  test.each([
    [
      'How many units of SKU-8841 will we sell each week for the next 8 weeks, and when do we run out?',
      { product_id: 'SKU-8841', weeks: 8, measure: 'units', grain: 'week' },
    ],
    ['when does SKU-7702 run out?', { product_id: 'SKU-7702', measure: 'units' }],
    ['SKU-7702 未来六周每周能卖多少件?', { product_id: 'SKU-7702', weeks: 6, measure: 'units', grain: 'week' }],
    ['预测护肤下个月的销售额', { category: 'skincare', weeks: 4, measure: 'revenue' }],
    ['forecast demand for outdoor over the next quarter', { category: 'outdoor', weeks: 13, measure: 'units' }],
    ['Forecast total sales for the next 8 weeks', { total: true, weeks: 8, measure: 'revenue' }],
    ['predict revenue for the next two months', { total: true, weeks: 9, measure: 'revenue' }],
    ['预测全店未来12周的收入', { total: true, weeks: 12, measure: 'revenue' }],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toEqual(forecast(args))
  })
})

describe('a forecast of nothing in particular is asked back', () => {
  test.each(['Sales forecast please.', '做个销售预测', '预测一下'])('%s', async (question) => {
    const answer = await replyTo(question)
    expect(answer.kind).toBe('clarify')
    expect(answer.missing).toEqual(['item or category', 'horizon'])
    expect(answer.text).toMatch(/eight|八/)
    const [first] = answer.options ?? []
    expect((await callFor(first?.question ?? ''))?.args).toEqual({ total: true, weeks: 8, measure: 'revenue' })
  })
})
