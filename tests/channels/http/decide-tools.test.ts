import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

const call = async (tool: string, args: Readonly<Record<string, unknown>>) => {
  const reply = await fetch(`${kith.url}/v1/tools/${tool}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args }),
  })
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}

test.each([
  ['evaluate_campaign', { campaign: 'june-uplift-email' }],
  ['evaluate_experiment', { experiment: 'newsletter-2026-06' }],
  ['design_experiment', { baseline: 0.1, minimum_effect: 0.1 }],
  ['measure_uplift', { campaign: 'june-uplift-email' }],
  ['allocate_budget', { budget: 1000 }],
  ['draft_content', { goal: 'win_back', channel: 'email' }],
  ['estimate_price_sensitivity', {}],
  ['simulate_price', { product_id: 'SKU-7702', change: 0.1 }],
  ['simulate_price', { category: 'outdoor', change: 0.05 }],
  ['forecast_demand', { total: true }],
  ['plan_inventory', {}],
  ['assess_orders', {}],
  ['assess_customer_risk', {}],
  ['classify_products', {}],
  ['audit_fairness', {}],
  ['predict_campaign', { channel: 'email' }],
  ['analyze_channels', {}],
  ['analyze_placements', {}],
  ['analyze_member_levels', {}],
  ['analyze_member_levels', { thresholds: [{ level: 'gold', at_least: 3000 }] }],
  ['compare_prices', {}],
])('%s with %j answers over HTTP with facts and evidence', async (tool, args) => {
  const { status, body } = await call(tool, args)
  expect(body).toMatchObject({
    ok: true,
    facts: expect.any(Array),
    evidence: { tool, definition: expect.any(Array), method: expect.any(String) },
    warnings: expect.any(Array),
  })
  expect(status).toBe(200)
  // A draft holds no figure of its own.
  if (tool !== 'draft_content') expect((body['facts'] as unknown[]).length).toBeGreaterThan(0)
})

test.each([
  ['simulate_price', { product_id: 'SKU-7702', change: -2 }, 'change'],
  ['simulate_price', { product_id: 'NONE', change: 0.1 }, 'NONE'],
  ['simulate_price', { category: 'outdoor', price: 99 }, 'price'],
  ['simulate_price', { product_id: 'SKU-7702', change: 0.1, customer_id: 'C-1' }, 'customer_id'],
  ['analyze_member_levels', { thresholds: [{ level: 'gold', at_least: -1 }] }, 'thresholds'],
  ['analyze_member_levels', { view: 'points' }, 'points_per_unit'],
  ['allocate_budget', { budget: -5 }, 'budget'],
  ['design_experiment', { baseline: 2, minimum_effect: 0.1 }, 'baseline'],
  ['evaluate_campaign', { campaign: 'no such campaign' }, 'no such campaign'],
  ['forecast_demand', { total: true, weeks: 0 }, 'weeks'],
])('%s with %j is refused with what is wrong and a way out', async (tool, args, named) => {
  const { status, body } = await call(tool, args)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(body['hint']).toEqual(expect.stringMatching(/\S/))
  expect(JSON.stringify(body)).toContain(named)
})
