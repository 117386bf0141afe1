import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualRange } from '../../../src/compute/metrics/usual-range.ts'
import { getBrief } from '../../../src/services/brief/get-brief.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

describe('the usual range', () => {
  test('is the median and two robust deviations each way', () => {
    const range = usualRange([10, 11, 9, 10, 12, 10], 20)
    expect(range?.middle).toBe(10)
    expect(range?.low).toBeCloseTo(10 - 2 * 1.4826 * 0.5, 10)
    expect(range?.unusual).toBe(true)
  })

  test('calls nothing unusual with fewer than six earlier values, or for a move below five per cent', () => {
    expect(usualRange([10, 10, 10, 10, 10], 100)).toBeNull()
    expect(usualRange([100, 100, 100, 100, 100, 100], 104)?.unusual).toBe(false)
    expect(usualRange([100, 100, 100, 100, 100, 100], 106)?.unusual).toBe(true)
  })
})

/** A shop that sells the same every day until `last`, the newest day, which sells `times` as much. */
function steadyShop(times: number) {
  const orders = Array.from({ length: 120 }, (_, day) =>
    Array.from({ length: day === 119 ? times * 4 : 4 }, (_one, number) => ({
      customer: `C-${number}`,
      at: new Date(Date.UTC(2026, 0, 1 + day, 4 + (number % 8))).toISOString(),
      grossMinor: 10_000,
    })),
  ).flat()
  return testContext(makeShop({ orders }), '2026-04-30')
}
const yesterday = { from: '2026-04-30', to: '2026-05-01' }

describe('a brief', () => {
  test('is quiet about a day like all others', async () => {
    const { data, facts } = await getBrief({ ctx: steadyShop(1), input: { period: yesterday } })
    expect(data).toMatchObject({ quiet: true, findings: [] })
    expect(facts.some(({ id }) => id === 'quiet')).toBe(true)
  })

  test('tells of a day that sold three times as much, with what is usual', async () => {
    const { data, facts } = await getBrief({ ctx: steadyShop(3), input: { period: yesterday } })
    expect(data.findings.map(({ topic }) => topic)).toEqual(expect.arrayContaining(['net_revenue', 'orders']))
    const of = (id: string) => facts.find((fact) => fact.id === id)?.value
    expect([of('moved_orders'), of('moved_orders_before'), of('moved_orders_change')]).toEqual([12, 4, 2])
    expect([of('moved_net_revenue_low'), of('moved_net_revenue_high')]).toEqual([400, 400])
  })
})

describe('in the demo shop', () => {
  let kith: RunningKith
  beforeAll(async () => {
    kith = await serveKith({ demo: true })
  })
  afterAll(() => kith.close())

  test.each([
    ['What should I know this week?', 'en'],
    ['给我一份上个月的简报', 'zh'],
  ])('%s is answered by it, every figure a reference', async (question, language) => {
    const answer = await (await kith.runtime.agent()).ask({ actor: testActor('marketer'), question })
    expect(answer.tool_calls.map(({ name }) => name)).toEqual(['get_brief'])
    expect(answer).toMatchObject({ kind: 'answer', language, grounding: { unsupported: 0 } })
  })

  test('whoever may not see single customers gets the rest, and is told what is missing', async () => {
    const result = await kith.runtime.callTool(testActor('slack_guest'), 'get_brief', {})
    if (!result.ok) throw new Error(result.error.message)
    const { not_looked_at } = result.data as { not_looked_at: string[] }
    expect(not_looked_at).toEqual(expect.arrayContaining(['alerts', 'leaving']))
  })
})
