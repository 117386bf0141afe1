import { describe, expect, test } from 'vitest'
import { measureUplift, type MeasureUpliftInput } from '../../../src/services/uplift/measure-uplift.ts'
import type { Store } from '../../../src/store/open.ts'
import { measureUpliftTool } from '../../../tools/experiments/measure-uplift.ts'
import { campaignShop } from '../../support/campaign-shop.ts'
import { callFor } from '../../support/planner.ts'
import { testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-08-31'
const ask = async (store: Store, input: MeasureUpliftInput = {}) => {
  const result = await measureUplift({ ctx: testContext(store, DAY), input })
  expect(measureUpliftTool.output.safeParse(result.data).success).toBe(true)
  return result
}
const pad = (i: number): string => `C${String(i).padStart(4, '0')}`

/**
 * 1,600 customers; odd ones are held out. The first half ordered 10 days before the e-mail and never because of it, the others
 * 60 days before and in half of the cases because of it.
 */
const shop = (n = 1600): Store =>
  campaignShop({
    campaigns: [
      {
        id: 'voucher',
        name: 'June check-in e-mail',
        goal: 'order',
        starts: '2026-06-01T10:00:00Z',
        exposures: Array.from({ length: n }, (_, i) => ({
          customer: pad(i),
          variant: i % 4 < 2 ? 'voucher' : 'control',
          control: i % 4 >= 2,
        })),
      },
    ],
    orders: Array.from({ length: n }, (_, i) => [
      { customer: pad(i), at: i < n / 2 ? '2026-05-22' : '2026-04-02' },
      ...((i < n / 2 ? i % 7 === 0 : i % 4 < 2 && i % 8 < 4) ? [{ customer: pad(i), at: '2026-06-03' }] : []),
    ]).flat(),
  })

describe('measureUplift', () => {
  test('finds for whom it worked, and says so with intervals', async () => {
    const { data, facts } = await ask(shop())
    expect(data).toMatchObject({ campaign: 'voucher', outcome: 'conversion', usable: true })
    expect(data.overall?.difference).toBeCloseTo(0.25, 1)
    expect(data.uplift_at?.value).toBeGreaterThan(0.4)
    const [treat] = data.segments.filter(({ by }) => by === 'recency')
    expect(treat).toMatchObject({ name: 'days since the last order 30 to 90', advice: 'treat' })
    expect(treat?.uplift).toBeCloseTo(0.5, 1)
    expect(data.segments.find(({ name }) => name.endsWith('up to 30'))?.advice).toBe('leave_alone')
    expect(facts.some(({ id }) => id === 'usable')).toBe(true)
  })

  test('too few, nobody held out, or no campaign at all', async () => {
    expect((await ask(shop(200))).gate).toMatchObject({ failed: 'customers_in_smaller_group', have: 100, need: 200 })
    const open = campaignShop({
      campaigns: [{ id: 'open', starts: '2026-06-01T10:00:00Z', exposures: [{ customer: 'A', variant: 'x' }] }],
    })
    const { gate, warnings } = await ask(open, { campaign: 'open' })
    expect(gate).toMatchObject({ failed: 'control_group', have: 0 })
    expect(warnings?.[0]).toMatch(/nobody was held out/)
    await expect(ask(open)).rejects.toThrow(/no campaign in which people were held out/)
    await expect(ask(open, { campaign: 'closed' })).rejects.toThrow(/no campaign 'closed'/)
  })

  test('facts of the campaign itself describe nobody: orders after it change no segment', async () => {
    const names = (await ask(shop())).data.segments.map(({ name }) => name)
    expect(names.some((name) => /up to 2\b/.test(name))).toBe(false)
  })

  test('learns in a thread of its own, and answers the same again', async () => {
    const store = shop()
    let free = 0
    const beat = setInterval(() => (free += 1), 1)
    const first = await ask(store)
    clearInterval(beat)
    // The loop went round while the thread learnt.
    expect(free).toBeGreaterThan(2)
    expect((await ask(store)).data).toEqual(first.data)
    expect((await ask(store, { share: 0.5 })).data.uplift_at?.share).toBe(0.5)
  })

  test('guests may not', async () => {
    await expect(
      measureUplift({ ctx: testContext(shop(200), DAY, { actor: testActor('slack_guest') }), input: {} }),
    ).rejects.toThrow(/may not/)
  })
})

test.each([['whom does the voucher persuade and whom should we leave alone?'], ['这次活动该发给谁,不该发给谁?']])(
  'asked in words: %s',
  async (question) => {
    expect((await callFor(question))?.name).toBe('measure_uplift')
  },
)
