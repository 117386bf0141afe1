import { beforeAll, describe, expect, test } from 'vitest'
import { auditFairness, type AuditFairnessInput } from '../../../src/services/fairness/audit-fairness.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import type { ServiceResult } from '../../../src/services/service-result.ts'
import type { AuditFairnessData } from '../../../src/services/fairness/audit-fairness.ts'
import type { Store } from '../../../src/store/open.ts'
import { auditFairnessTool } from '../../../tools/fairness/audit-fairness.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const ask = (store: Store, input: AuditFairnessInput, rest: Partial<ServiceContext> = {}) =>
  auditFairness({ ctx: testContext(store, LAST_DAY, rest), input })

/** Women and men by turns, twelve of neither; a third in the south. */
function shopOf(genders: readonly string[]): Store {
  const store = buyerShop({ buyers: 900, days: 800 })
  const set = store.sqlite.prepare('UPDATE customers SET gender = ?, region = ? WHERE id = ?')
  for (let i = 0; i < 900; i++)
    set.run(i < 12 ? 'other' : (genders[i % 2] ?? null), i % 3 === 0 ? 'South' : 'North', `b-${i}`)
  return store
}

/** 2026-05-01. */
const SENT = Date.UTC(2026, 4, 1)

let store: Store
let value: ServiceResult<AuditFairnessData>
beforeAll(async () => {
  store = shopOf(['female', 'male'])
  value = await ask(store, { model: 'value', groups: ['gender', 'region'] })
}, 60_000)

describe('auditFairness', () => {
  test('counts every judged customer in one group, with rates that follow from the counts', () => {
    const { data } = value
    const genders = data.rates.filter(({ attribute }) => attribute === 'gender')
    expect(genders.reduce((sum, { n }) => sum + n, 0)).toBe(data.customers)
    for (const { selection_rate: rate, recall, precision, n } of genders) {
      expect(rate.value).toBeCloseTo(rate.hits / n, 12)
      expect(rate.interval[0]).toBeLessThanOrEqual(rate.value)
      expect(recall?.hits).toBe(precision?.hits)
      expect(precision?.n).toBe(rate.hits)
    }
    expect(auditFairnessTool.output.safeParse(data).success).toBe(true)
  })

  test('judges on a past date by a model that had seen nothing later', () => {
    expect(value.data.judged_on).toBe('2025-06-30')
    expect(value.evidence.model?.trained_as_of).toBe('2025-06-30')
  })

  test('marks small groups and leaves them out of the gaps', () => {
    expect(value.data.undecidable).toContain('other')
    for (const { highest, lowest } of value.data.gaps) expect([highest, lowest]).not.toContain('other')
  })

  test('finds no clear gap where none was planted', () => {
    expect(value.data.gaps.filter(({ verdict }) => verdict === 'below_four_fifths')).toEqual([])
  })

  test('gives the same scores whatever the genders: they only name groups', async () => {
    const swapped = await ask(shopOf(['male', 'female']), { model: 'value', groups: ['gender'] })
    const of = (data: AuditFairnessData, group: string) => data.rates.find((one) => one.group === group)?.selection_rate
    expect(of(swapped.data, 'male')).toEqual(of(value.data, 'female'))
    expect(of(swapped.data, 'female')).toEqual(of(value.data, 'male'))
  }, 60_000)

  test('names nobody', () => {
    expect(JSON.stringify(value.data)).not.toMatch(/b-\d/)
  })

  test('finds a gap that was planted in behaviour, and what stands behind it', async () => {
    // Those of the south buy for a tenth, which a model of so alike orders does not see: it singles out the wrong ones.
    const poor = shopOf(['female', 'male'])
    poor.sqlite.exec(
      "UPDATE orders SET gross_minor = gross_minor / 10 WHERE customer_id IN (SELECT id FROM customers WHERE region = 'South')",
    )
    const { data, facts } = await ask(poor, { model: 'value', groups: ['region'] })
    const gap = data.gaps.find(({ measure }) => measure === 'precision')
    expect(gap).toMatchObject({ highest: 'North', lowest: 'South', verdict: 'below_four_fifths' })
    expect(gap?.drivers[0]?.factor).toBe('net_revenue')
    const south = data.rates.find(({ group }) => group === 'South')
    expect(south?.calibration.interval?.[1]).toBeLessThan(0)
    expect(facts.find(({ id }) => id === 'worst_lowest')?.value).toBe('South')
  }, 60_000)

  test('holds the risk score of 90 days ago against the orders since, of who has ordered again', async () => {
    const { data, evidence } = await ask(store, { model: 'risk', groups: ['gender', 'region'] })
    expect(data).toMatchObject({ model: 'risk', days: 90 })
    expect(evidence.model?.id).toMatch(/^risk-v/)
    const genders = data.rates.filter(({ attribute }) => attribute === 'gender')
    expect(genders.reduce((sum, { n }) => sum + n, 0)).toBe(data.customers)
    expect(data.customers).toBeGreaterThan(100)
    for (const { selection_rate: rate, n } of genders) expect(rate.value).toBeCloseTo(rate.hits / n, 12)
    const swapped = await ask(shopOf(['male', 'female']), { model: 'risk', groups: ['gender'] })
    const hits = (of: typeof data, group: string) => of.rates.find((one) => one.group === group)?.selection_rate.hits
    expect(hits(swapped.data, 'male')).toBe(hits(data, 'female'))
  }, 60_000)

  test('audits offers: who was reached by one and who used a coupon, by group, with what may stand behind a gap', async () => {
    const unequal = shopOf(['female', 'male'])
    unequal.sqlite.exec(`
      INSERT INTO campaigns (id, name, starts_at, offer) VALUES ('sale', 'Sale', ${SENT}, '10 % off'), ('news', 'News', ${SENT}, NULL);
      INSERT INTO campaign_exposures (campaign_id, customer_id, variant, is_control, sent_at)
        SELECT 'sale', id, 'a', 0, ${SENT} FROM customers WHERE gender = 'female' OR (gender = 'male' AND rowid % 4 = 0);
      INSERT INTO campaign_exposures (campaign_id, customer_id, variant, is_control, sent_at)
        SELECT 'news', id, 'a', 0, ${SENT} FROM customers;
      UPDATE orders SET coupon = 'SAVE' WHERE ordered_at > ${SENT};
    `)
    const { data, facts, gate } = await ask(unequal, { model: 'offers', groups: ['gender'] })
    expect(gate).toBeNull()
    expect(auditFairnessTool.output.safeParse(data).success).toBe(true)
    const female = data.offers.find(({ group }) => group === 'female')
    expect(female?.offered).toMatchObject({ value: 1, hits: female?.customers })
    const gap = data.offer_gaps.find(({ measure }) => measure === 'offered')
    expect(gap).toMatchObject({ highest: 'female', lowest: 'male', verdict: 'below_four_fifths' })
    expect(gap?.interval[0]).toBeGreaterThan(0.4)
    expect(data.offer_gaps.find(({ measure }) => measure === 'coupon_used')?.verdict).not.toBe('below_four_fifths')
    expect(facts.find(({ id }) => id === 'offer_1_lowest')?.value).toBe('male')
    // Groups too small to judge are in the rates and in no gap; a score's audit tells of offers as well.
    expect(data.offers.find(({ group }) => group === 'other')?.too_small).toBe(true)
    expect((await ask(unequal, { model: 'value', groups: ['gender'] })).data.offer_gaps).toEqual(data.offer_gaps)
    expect((await ask(store, { model: 'offers' })).gate?.failed).toBe('offers_of_the_past_year')
  }, 60_000)

  test('says what is missing: data for a model, groups that are known', async () => {
    const small = makeShop({ orders: [{ customer: 'C-1', at: '2026-06-01' }] })
    expect((await ask(small, { model: 'value' })).gate).not.toBeNull()
    expect((await ask(small, { model: 'risk' })).gate).toMatchObject({ failed: 'orders_to_learn_from', need: 200 })
    expect((await ask(store, { model: 'value', groups: ['age_band'] })).gate?.failed).toMatch(
      /no customer has a known age_band/,
    )
    await expect(ask(store, { model: 'value', groups: [] })).rejects.toThrow(/at least one/)
  })

  test('is refused to bots and guests', async () => {
    for (const role of ['service_bot', 'slack_guest'] as const) {
      await expect(ask(store, { model: 'value' }, { actor: testActor(role) })).rejects.toThrow()
    }
  })
})
