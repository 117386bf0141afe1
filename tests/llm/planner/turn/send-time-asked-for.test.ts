import { expect, test } from 'vitest'
import { callFor } from '../../../support/planner.ts'

test.each([
  ['when is the best time to send the newsletter?', { channel: 'email' }],
  ['什么时间发邮件最好?', { channel: 'email' }],
  ['best time to contact C-20417', { customer_id: 'C-20417' }],
  ['C-10023 什么时候最活跃?', { customer_id: 'C-10023' }],
  ['at what time of day do customers order?', { goal: 'order' }],
  ['VIP客户几点打开邮件?', { channel: 'email', goal: 'open' }],
])('%s', async (question, args) => {
  expect(await callFor(question)).toMatchObject({ name: 'best_send_time', args })
})
