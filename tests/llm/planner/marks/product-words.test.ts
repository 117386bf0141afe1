import { describe, expect, test } from 'vitest'
import type { LexiconEntry } from '../../../../src/llm/planner/lexicon.ts'
import { productWords } from '../../../../src/llm/planner/marks/product-words.ts'
import { callFor, replyTo } from '../../../support/planner.ts'

const catalogue = (...names: string[]): LexiconEntry[] =>
  names.map((name, index) => ({ field: 'product_id', value: `SKU-${index}`, names: [name] }))

describe('kinds of product are read off the ends of names', () => {
  test('one word and two, where three products share them', () => {
    const entries = catalogue(
      'River Tent',
      'Valley Tent',
      'Pace Tent',
      'A Hiking Shoes',
      'B Hiking Shoes',
      'C Hiking Shoes',
      'Kettle X',
    )
    expect(productWords(entries)).toEqual(['tent', 'shoes', 'hiking shoes'])
  })

  test('Chinese ones too', () => {
    expect(productWords(catalogue('极光电水壶', '银河电水壶', '晨星电水壶'))).toEqual(['水壶', '电水壶'])
  })

  test('two products make no kind, and numbers and short words none either', () => {
    expect(
      productWords(catalogue('River Tent', 'Valley Tent', 'Cup 12', 'Cup 13', 'Cup 14', 'A Red', 'B Red', 'C Red')),
    ).toEqual([])
  })
})

const tents = { field: 'product_id', op: 'contains', value: 'tent' }

describe('a question about a kind of product', () => {
  test.each(['who bought tents?', '谁买过帐篷', 'who likes tents?', '谁喜欢帐篷'])('%s', async (question) => {
    expect(await callFor(question)).toEqual({ name: 'find_customers', args: { filters: [tents] } })
  })

  test('asks for figures of them, or for the best of them', async () => {
    expect((await callFor('revenue from tents last quarter'))?.args).toEqual({
      metrics: ['net_revenue'],
      period: 'last_quarter',
      filters: [tents],
    })
    expect((await callFor('which tent sells best'))?.args).toMatchObject({
      dimensions: ['product_id'],
      filters: [tents],
    })
  })
})

describe('a name that the shop does not have is asked about, never left out', () => {
  test.each(['who bought unicorns?', '谁买过独角兽', 'customers in Atlantis', 'who bought headphones?'])(
    '%s',
    async (question) => {
      const answer = await replyTo(question)
      expect([answer.kind, answer.missing]).toEqual(['clarify', ['name']])
    },
  )

  test('in the words of the question', async () => {
    expect((await replyTo('who bought unicorns?')).text).toContain('unicorns')
  })

  test.each([
    'how many customers bought in May',
    'orders from last week',
    '买了两次以上的客户',
    'who bought something last month',
  ])('words that name nothing stay what they are: %s', async (question) => {
    expect(await callFor(question)).not.toBeNull()
  })
})
