import { describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import { findRepurchaseDue, type FindRepurchaseDueInput } from '../../../src/services/repurchase/find-repurchase-due.ts'
import { findRepurchaseDueTool } from '../../../tools/recommend/find-repurchase-due.ts'
import { testActor, testContext } from '../../support/shop.ts'
import { refuseProfiling, TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'

const store = tasteShop()
const ask = (input: FindRepurchaseDueInput, overrides: Partial<ServiceContext> = {}, own = store) =>
  findRepurchaseDue({ ctx: testContext(own, TASTE_DAY, overrides), input })

describe('findRepurchaseDue', () => {
  test('finds who is due by a rhythm of thirty days', () => {
    const { data } = ask({ product_id: 'C1', window: 7 })
    // The last of five cups was 28 days ago: due in two days.
    const due = data.customers.find((one) => one.customer_id === 'tea-due')
    expect(due).toMatchObject({
      customer_id: 'tea-due',
      due_on: '2026-07-02',
      own_gaps: 4,
      last_bought_on: '2026-06-02',
    })
    expect(due?.cycle_days).toBeCloseTo(30, 6)
    expect(data.window).toEqual({ from: '2026-07-01', to: '2026-07-08' })
    expect(findRepurchaseDueTool.output.safeParse(data).success).toBe(true)
  })

  test('takes a category, in words of any case, and windows in words and dates', () => {
    const inDays = ask({ category: 'KITCHEN', window: 'next_2_weeks' }).data
    expect(inDays.customers.map((one) => one.customer_id)).toContain('tea-due')
    const inDates = ask({ category: 'kitchen', window: { from: '2026-07-01', to: '2026-07-15' } }).data
    expect(inDates.customers).toEqual(inDays.customers)
  })

  test('leaves out who withdrew the consent to profiling, and counts them', () => {
    const own = tasteShop()
    refuseProfiling(own, 'tea-due')
    const { data } = ask({ product_id: 'C1', window: 7 }, {}, own)
    expect(data.customers.map((one) => one.customer_id)).not.toContain('tea-due')
    expect(data.left_out_for_consent).toBe(1)
  })

  test.each([
    { window: 'whenever' },
    { window: { from: '2026-07-02', to: '2026-07-01' } },
    { window: 'next_900_days' },
  ])('refuses the window %j', (input) => {
    expect(() => ask({ product_id: 'C1', ...input })).toThrow(/window/)
  })

  test('names what it does not know', () => {
    expect(() => ask({ product_id: '🦄' })).toThrow(/no product/)
    expect(() => ask({ category: 'no such' })).toThrow(/no category/)
    expect(() => ask({ customer_id: 'no-such' })).toThrow(/no customer/)
    expect(() => ask({ product_id: 'C1', category: 'kitchen' })).toThrow(/not both/)
  })

  test('a service bot asks for its customer only', () => {
    const actor = testActor('service_bot', { boundCustomerId: 'tea-due' })
    expect(ask({ customer_id: 'tea-due' }, { actor }).data.due).toBe(1)
    expect(() => ask({ product_id: 'C1' }, { actor })).toThrow(/never lists/)
    expect(() => ask({ customer_id: 'tea-1' }, { actor })).toThrow(/no customer/)
  })
})
