import { describe, expect, test } from 'vitest'
import { answered, callFor, resultOf } from '../../../support/planner.ts'

const complaints = { field: 'sentiment', op: 'lt', value: -0.05 }
const praise = { field: 'sentiment', op: 'gt', value: 0.05 }
const high = { field: 'value_tier', op: 'eq', value: 'high' }
const low = { field: 'rating', op: 'lte', value: 2 }
const repeat = { field: 'orders', op: 'gte', value: 2 }
const tool = 'analyze_reviews'

describe('what reviews say', () => {
  test.each([
    ['What do our best customers complain about?', { filters: [high, complaints] }],
    ['我们最好的客户在抱怨什么?', { filters: [high, complaints] }],
    [
      'What are people complaining about in the Aurora 2L Kettle reviews this quarter? Quote a few.',
      { product_id: 'SKU-7702', filters: [complaints], period: 'this_quarter' },
    ],
    [
      '本季度极光电水壶的评论里大家在抱怨什么?引用几条',
      { product_id: 'SKU-7702', filters: [complaints], period: 'this_quarter' },
    ],
    ['Summarise the latest reviews of the Aurora 2L Kettle.', { product_id: 'SKU-7702' }],
    ['总结一下极光电水壶的最新评论', { product_id: 'SKU-7702' }],
    ['what do people love about SKU-7702', { product_id: 'SKU-7702', filters: [praise] }],
    ['which topics do the 1-2 star reviews of skincare mention', { category: 'skincare', filters: [low] }],
    ['护肤品一到两星的评论都在说什么', { category: 'skincare', filters: [low] }],
    ['评论里提到哪些话题', {}],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: tool, args })
  })

  test.each(['Only 1-2 stars from repeat buyers', '只看老客的1-2星评论'])(
    'a follow-up stacks its conditions on the earlier ones: %s',
    async (question) => {
      const asked = { product_id: 'SKU-7702', filters: [complaints], period: 'this_quarter' }
      const before = answered('What do people complain about?', tool, asked, resultOf({ data: { reviews: 59 } }))
      expect(await callFor(question, ...before)).toEqual({
        name: tool,
        args: { ...asked, filters: [complaints, low, repeat] },
      })
    },
  )

  test('stars of a list of customers are a condition there too, and no other tool takes "best customers" for a tier', async () => {
    expect((await callFor('who are our best customers'))?.name).not.toBe(tool)
  })
})
