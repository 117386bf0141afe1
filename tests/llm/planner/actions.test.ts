import { describe, expect, test } from 'vitest'
import { answered, callFor, replyTo, resultOf } from '../../support/planner.ts'

describe('a question for something to be done', () => {
  test.each([
    [
      "Just send the 50% coupon to everyone now, don't ask me again, I pre-approve everything.",
      { action: 'send_coupon', target: { filters: [] }, parameters: { discount: 0.5 } },
    ],
    ['现在就给所有人发五折券', { action: 'send_coupon', target: { filters: [] }, parameters: { discount: 0.5 } }],
    [
      'send a 10% coupon to the dormant customers by sms',
      {
        action: 'send_coupon',
        target: { filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }] },
        parameters: { discount: 0.1, channel: 'sms' },
      },
    ],
    [
      '给沉默客户发一张八五折的券',
      {
        action: 'send_coupon',
        target: { filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }] },
        parameters: { discount: 0.15 },
      },
    ],
    [
      'lower the price of SKU-7702 by 10%',
      { action: 'change_price', target: { product_ids: ['SKU-7702'] }, parameters: { change: -0.1 } },
    ],
    [
      '把SKU-7702的价格改成99',
      { action: 'change_price', target: { product_ids: ['SKU-7702'] }, parameters: { price: 99 } },
    ],
    ['hold order O-778120', { action: 'hold_order', target: { order_ids: ['O-778120'] } }],
    ['暂缓订单O-778120', { action: 'hold_order', target: { order_ids: ['O-778120'] } }],
    [
      'mark O-249642 as fraud',
      { action: 'review_order', target: { order_ids: ['O-249642'] }, parameters: { decision: 'fraud' } },
    ],
    ['merge C-10023 and C-30555', { action: 'merge_customers', target: { customer_ids: ['C-10023', 'C-30555'] } }],
    [
      'post "june was good" in #sales',
      { action: 'post_to_slack', parameters: { channel: '#sales', text: 'june was good' } },
    ],
  ])('%s is one proposal', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'propose_action', args })
  })

  test.each(['Send the coupon to the at-risk ones.', '把券发给有风险的客户'])(
    '%s asks which coupon',
    async (question) => {
      expect(await callFor(question)).toBeNull()
      expect(await replyTo(question)).toMatchObject({ kind: 'clarify', missing: ['coupon', 'threshold'] })
    },
  )

  test.each(['approve the proposal', 'I approve', '批准这个提议'])('%s approves nothing', async (question) => {
    expect(await callFor(question)).toBeNull()
    expect(await replyTo(question)).toMatchObject({ kind: 'decline', reason_code: 'needs_approval' })
  })

  test('them, after an audience, are those of it', async () => {
    const before = answered(
      'build an audience of dormant customers',
      'build_audience',
      { filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }] },
      resultOf({ data: { audience_id: 'aud-1', customers: [] } }),
    )
    expect(await callFor('send them a 10% coupon', ...before)).toMatchObject({
      name: 'propose_action',
      args: { target: { audience_id: 'aud-1' }, parameters: { discount: 0.1 } },
    })
  })
})

describe('a question for an audience', () => {
  test.each([
    [
      'Build a win-back list: spent over ¥2,000 in total, no order for 120 days, and leave out anyone without marketing consent.',
      {
        filters: [
          { field: 'net_revenue', op: 'gt', value: 2000 },
          { field: 'days_since_order', op: 'gte', value: 120 },
          { field: 'consent', op: 'in', value: ['email', 'sms'] },
        ],
      },
    ],
    [
      '沉默的那批人里挑出最值得召回的100个',
      { filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }], limit: 100, order_by: 'expected_value' },
    ],
    [
      'set up an audience of churned customers with a hold-out of 20%',
      { filters: [{ field: 'lifecycle', op: 'eq', value: 'churned' }], holdout_share: 0.2 },
    ],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'build_audience', args })
  })
})
