import { describe, expect, test } from 'vitest'
import { answered, callFor, resultOf } from '../../../support/planner.ts'

const leavers = answered(
  'Who is most likely to leave?',
  'predict_churn',
  {},
  resultOf({ data: { customers: [{ customer_id: 'C-20417' }, { customer_id: 'C-10023' }] } }),
)

describe('a place in a list of people', () => {
  test.each([
    ['Why is the first one likely to leave?', 'C-20417'],
    ['为什么第一位会流失?', 'C-20417'],
    ['为什么第二个会走?', 'C-10023'],
  ])('%s', async (question, customer) => {
    const call = await callFor(question, ...leavers)
    expect([call?.name, call?.args['customer_id']]).toEqual(['predict_churn', customer])
  })

  test('names nobody where no list stands above, and none so far down', async () => {
    expect((await callFor('Why is the first one likely to leave?'))?.args['customer_id']).toBeUndefined()
    expect((await callFor('Why is the fifth one likely to leave?', ...leavers))?.args['customer_id']).toBeUndefined()
  })
})

describe('a probability of leaving', () => {
  test.each([
    'Save the customers with a churn probability above 80% as a segment called "nearly gone"',
    '把流失概率超过80%的客户保存为分群“nearly gone”',
  ])('%s: is a condition of its own and no stage', async (question) => {
    expect(await callFor(question)).toMatchObject({
      name: 'save_segment',
      args: { filters: [{ field: 'churn_probability', op: 'gt', value: 0.8 }] },
    })
  })

  test('is the threshold of the tool that predicts it', async () => {
    expect(await callFor('流失概率高于 60% 的客户有多少')).toMatchObject({
      name: 'predict_churn',
      args: { threshold: 0.6 },
    })
    expect((await callFor('流失概率高于 60% 的客户有多少'))?.args['filters']).toBeUndefined()
  })
})

test.each(['How many customers do we have?', '我们一共有多少个客户?'])('%s asks for everybody', async (question) => {
  expect(await callFor(question)).toEqual({ name: 'find_customers', args: {} })
})

test.each(['Plan a win-back with 5000 yuan', '用 5000 元预算做一个挽回计划'])('%s has a budget', async (question) => {
  expect(await callFor(question)).toMatchObject({ name: 'plan_winback', args: { budget: 5000 } })
})
