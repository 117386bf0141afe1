import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import { actionOutcomes } from '../../../src/services/brief/action-outcomes.ts'
import { getBrief } from '../../../src/services/brief/get-brief.ts'
import { insertAudience } from '../../../src/store/queries/audiences/audiences.ts'
import { insertProposal } from '../../../src/store/queries/proposals/proposals.ts'
import { makeShop, testContext, type TestOrder } from '../../support/shop.ts'

const AS_OF = '2026-06-30'
const asOfDay = dayOfDate(AS_OF)
const at = (day: number): number => Date.parse(`${dateOfDay(day)}T04:00:00Z`)

/** Sixty customers, every third held out of each audience; `orders` says how many each places ten days before as-of. */
function shopOf(ordersOf: (i: number) => number) {
  const orders: TestOrder[] = Array.from({ length: 60 }, (_, i) => [
    { customer: `C-${i}`, at: new Date(at(asOfDay - 300)).toISOString(), grossMinor: 5000 },
    ...Array.from({ length: ordersOf(i) }, () => ({
      customer: `C-${i}`,
      at: new Date(at(asOfDay - 10)).toISOString(),
      grossMinor: 5000,
    })),
  ]).flat()
  const store = makeShop({ orders })
  const audience = (id: string, definition: object, daysAgo: number, hasHoldout = true): void =>
    insertAudience(
      store,
      {
        id,
        name: id,
        definition: JSON.stringify(definition),
        channel: null,
        createdBy: 'u-1',
        createdAt: at(asOfDay - daysAgo),
        size: 60,
        holdout: hasHoldout ? 20 : 0,
        leftOutForConsent: 0,
      },
      Array.from({ length: 60 }, (_, i) => ({ customerId: `C-${i}`, isHoldout: hasHoldout && i % 3 === 0 })),
    )
  const done = (id: string, action: string, audienceId: string, daysAgo: number, status = 'executed'): void =>
    insertProposal(store, {
      id,
      action,
      args: JSON.stringify({ audience_id: audienceId }),
      hash: id,
      preview: '',
      proposedBy: 'u-1',
      proposedRole: 'marketer',
      createdAt: at(asOfDay - daysAgo),
      expiresAt: at(asOfDay + 1),
      status,
      executedAt: status === 'executed' ? at(asOfDay - daysAgo) : null,
    })
  const plan = { kind: 'winback', as_of_day: asOfDay - 40, as_of: dateOfDay(asOfDay - 40), window_days: 60 }
  audience('winback-1', plan, 40)
  audience('aud-coupon', { kind: 'audience' }, 20)
  audience('aud-message', { kind: 'audience' }, 3)
  audience('aud-export', { kind: 'audience' }, 25)
  audience('aud-all', { kind: 'audience' }, 20, false)
  done('P-1', 'send_coupon', 'aud-coupon', 20)
  done('P-2', 'send_message', 'aud-message', 3)
  done('P-3', 'export_audience', 'aud-export', 25)
  done('P-4', 'send_message', 'winback-1', 39)
  done('P-5', 'send_message', 'aud-all', 20)
  done('P-6', 'send_coupon', 'aud-coupon', 15, 'rejected')
  return testContext(store, AS_OF)
}

describe('what approved actions brought', () => {
  const ordersOf = (i: number): number => (i % 3 === 0 ? Number(i % 6 === 0) : 1 + (i % 2))

  test('is told for every one with a hold-out, once each, or that it is too early', () => {
    const outcomes = actionOutcomes(shopOf(ordersOf))
    expect(outcomes.map(({ action, audienceId, days }) => [action, audienceId, days])).toEqual([
      ['send_message', 'aud-message', 3],
      ['send_coupon', 'aud-coupon', 20],
      ['export_audience', 'aud-export', 25],
      ['plan_winback', 'winback-1', 40],
    ])
    expect(outcomes[0]?.extraOrders).toBeNull()
    const all = Array.from({ length: 60 }, (_, i) => i)
    const groups = [all.filter((i) => i % 3 !== 0), all.filter((i) => i % 3 === 0)].map((ids) => {
      const mean = ids.reduce((sum, i) => sum + ordersOf(i), 0) / ids.length
      const variance = ids.reduce((sum, i) => sum + (ordersOf(i) - mean) ** 2, 0) / (ids.length - 1)
      return { n: ids.length, mean, error: variance / ids.length }
    })
    const [treated, held] = groups
    if (treated === undefined || held === undefined) throw new Error('two groups')
    const margin = 1.959964 * Math.sqrt(treated.error + held.error)
    for (const { extraOrders } of outcomes.slice(1)) {
      expect(extraOrders?.value).toBeCloseTo((treated.mean - held.mean) * treated.n, 0)
      expect(extraOrders?.interval[0]).toBeCloseTo((treated.mean - held.mean - margin) * treated.n, 0)
      expect(extraOrders?.interval[1]).toBeCloseTo((treated.mean - held.mean + margin) * treated.n, 0)
    }
  })

  test('stands in the brief, each with its own facts', async () => {
    const { data, facts } = await getBrief({ ctx: shopOf(ordersOf), input: {} })
    expect(data.findings.map(({ topic }) => topic)).toContain('outcomes')
    const of = (id: string) => facts.find((fact) => fact.id === id)?.value
    expect([of('outcome_1'), of('outcome_1_early_days'), of('outcome_1_orders')]).toEqual(['aud-message', 3, undefined])
    expect(of('outcome_2_action')).toBe('send_coupon')
    expect(Number(of('outcome_4_low'))).toBeLessThan(Number(of('outcome_4_orders')))
  })
})
