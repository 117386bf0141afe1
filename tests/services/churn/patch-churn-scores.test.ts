import { expect, test } from 'vitest'
import type { Actor } from '../../../src/services/access/actor.ts'
import { createArrivals } from '../../../src/services/arrivals/create-arrivals.ts'
import { churnModel } from '../../../src/services/churn/churn-model.ts'
import type { ChurnParameters } from '../../../src/services/churn/churn-parameters.ts'
import { loadChurnScores, type LoadedChurn } from '../../../src/services/churn/load-churn-scores.ts'
import { readModel } from '../../../src/services/models/read-model.ts'
import { refreshModels } from '../../../src/services/models/refresh-models.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { testActor, testContext } from '../../support/shop.ts'

const byCustomer = (loaded: LoadedChurn, column: Float64Array): ReadonlyMap<string, number> =>
  new Map(
    Array.from(loaded.positions, (position, row) => [loaded.features.customerIds[position] ?? '', column[row] ?? 0]),
  )

test('scores brought up to date from the changed customers are those of everybody scored anew', async () => {
  const store = buyerShop({ buyers: 900, days: 800 })
  const ctx = testContext(store, LAST_DAY)
  await refreshModels(ctx, false)
  const run = readModel<ChurnParameters>(ctx, churnModel(90), ctx.asOf)
  if (run === null) throw new Error('no model was trained')
  const before = await loadChurnScores(ctx, run)
  const arrivals = createArrivals({ contextFor: (actor: Actor) => ({ ...ctx, actor }), currencyIsSet: true })
  for (const [index, userId] of ['b-1', 'newcomer', 'b-7', 'b-1'].entries()) {
    const call = {
      type: 'track',
      event: 'Order Completed',
      userId,
      messageId: `m-${index}`,
      timestamp: `${LAST_DAY}T10:00:00Z`,
      properties: { order_id: `new-${index}`, products: [{ product_id: 'p', price: 30 + index }] },
    }
    await arrivals.receive({ sender: { actor: testActor(), name: 'test' }, calls: [call], sentAt: undefined })
  }
  await arrivals.settled()
  const patched = await loadChurnScores(ctx, run)
  // A run of another name has no earlier scores: everybody is scored.
  const anew = await loadChurnScores(ctx, { ...run, id: 'anew' })
  for (const column of ['probability', 'valueIfStaysMinor'] as const) {
    expect(byCustomer(patched, patched[column])).toEqual(byCustomer(anew, anew[column]))
  }
  expect(patched.positions.length).toBe(before.positions.length + 1)
  expect(patched.rowOf('newcomer')).toBeGreaterThanOrEqual(0)
  expect(patched.rowOf('nobody')).toBe(-1)
})
