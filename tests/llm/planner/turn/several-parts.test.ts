import { describe, expect, test } from 'vitest'
import { splitLoosely, splitQuestion } from '../../../../src/llm/planner/turn/split-question.ts'
import type { ModelAnswer } from '../../../../src/lib/answer.ts'
import { called, callsFor, resultOf, say } from '../../../support/planner.ts'

describe('a question is cut', () => {
  test.each([
    ['show c-10023 and then recommend something', ['show c-10023', 'recommend something']],
    ['哪些货快没了,顺便预测宠物食品的销量', ['哪些货快没了', '预测宠物食品的销量']],
    ['消费最高的客户,然后给他们写封邮件', ['消费最高的客户', '给他们写封邮件']],
  ])('%s', (text, parts) => {
    expect(splitQuestion(text)).toEqual(parts)
  })

  test('into pieces at commas, but never inside a number', () => {
    expect(splitLoosely('sales, complaints and late deliveries').map(({ text }) => text)).toEqual([
      'sales',
      'complaints',
      'late deliveries',
    ])
    expect(splitLoosely('spent over 5,000')).toEqual([{ text: 'spent over 5,000', joint: '' }])
  })
})

describe('several wishes in one breath', () => {
  test.each(['sales, complaints and late deliveries in June', '6月的销售额、差评和配送延误情况'])(
    '%s: three calls, of one month',
    async (question) => {
      const calls = await callsFor(question)
      expect(calls.map(({ name }) => name)).toEqual(['query_metrics', 'analyze_reviews', 'measure_delivery'])
      expect(new Set(calls.map(({ args }) => JSON.stringify(args['period']))).size).toBe(1)
    },
  )

  test.each([
    'AOV and return rate in May',
    'return rate of skincare and outdoor in Q2',
    '按来源看,新获客户的价值和获客成本是多少?',
  ])('%s is one wish', async (question) => {
    expect(await callsFor(question)).toHaveLength(1)
  })

  test('what is wished for "them" waits for the list, and is about its people', async () => {
    const question = 'top five customers by spend and their churn risk, then draft a mail for them'
    expect((await callsFor(question)).map(({ name }) => name)).toEqual(['find_customers'])
    const list = resultOf({ data: { customers: [{ customer_id: 'C-10023' }] } })
    const next = (await say(...called(question, 'find_customers', { limit: 5 }, list))).tool_calls ?? []
    expect(next.map(({ name }) => name)).toEqual(['predict_churn', 'draft_content'])
    expect(next[0]?.args['within']).toBe('r1')
  })

  test('a part that cannot be answered is said in one line', async () => {
    const question = 'What was the net revenue in May? Who won the world cup?'
    const answer = JSON.parse((await say(...called(question, 'query_metrics', {}, resultOf({})))).text) as ModelAnswer
    expect(answer.text).toContain('who won the world cup')
  })
})
