import { performance } from 'node:perf_hooks'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from '../../src/channels/http/create-app.ts'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { createAlert } from '../../src/services/alerts/create-alert.ts'
import { decide } from '../../src/services/approvals/decide.ts'
import { churnModel } from '../../src/services/churn/churn-model.ts'
import { runTraining } from '../../src/services/models/run-training.ts'
import { refresh } from '../../src/services/refresh/refresh.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'
import { ensureShopRow, updateShopRow } from '../../src/store/queries/shop/shop-row.ts'
import { type Bench } from './bench.ts'
import { fillWithBuyers } from './churn.ts'
import { readLatestPredictions } from '../../src/store/queries/customers/read-customer-numbers.ts'
import { readPrediction } from '../../src/store/queries/models/predictions.ts'

const CUSTOMERS = 100_000
const ARRIVALS = 20
const LAST_DAY = dayOfDate('2026-06-30')

interface Answer {
  readonly ok: boolean
  readonly data: {
    readonly value: { readonly orders: number }
    readonly customers: readonly { readonly probability: number }[]
  }
}

/**
 * From the moment at which an order is sent over HTTP until its customer's profile holds it, the stored score has moved,
 * a list of churn says so and the alert that it calls for has fired, each asked over HTTP, among 100,000 customers. Nothing is fitted meanwhile.
 */
export const freshnessBench: Bench = {
  id: 'freshness-100k',
  unit: 'ms',
  peer: 1000,
  byDefault: true,
  async run(folder) {
    const config = readConfig({ KITH_HOME: folder, LOG_LEVEL: 'silent', KITH_CURRENCY: 'CNY' })
    const runtime = createKith({ config, version: 'bench' })
    const actor = { id: 'bench', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false } as const
    const { store } = runtime.contextFor(actor)
    ensureShopRow(store, { name: 'Bench', timeZone: 'UTC', currency: 'CNY', weekStart: 1, createdAt: 0 })
    const orders = fillWithBuyers(store, CUSTOMERS)
    rebuildRollups(store)
    updateShopRow(store, { newestFactAt: (LAST_DAY + 1) * MS_PER_DAY - 1 })
    const ctx = runtime.contextFor(actor)
    await refresh({ ctx, input: { what: 'features', force: false } })
    await runTraining(ctx, churnModel(90), ctx.defaultAsOf)
    const { proposal } = createAlert({
      ctx,
      input: { metric: 'days_since_order', condition: { op: 'lte', value: 0 } },
    }).data
    decide({ ctx, input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
    const alerted = store.sqlite
      .prepare<[string], number>('SELECT count(*) FROM alerts WHERE subject = ? AND fired_at IS NOT NULL')
      .pluck()
    const server = createAdaptorServer({ fetch: createApp({ runtime, webFolder: null, uploadFolder: folder }).fetch })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const post = async (path: string, body: unknown): Promise<Answer> =>
      (await (await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()) as Answer
    const quiet = [...readLatestPredictions(store, 'churn', 0, Number.MAX_SAFE_INTEGER)]
      .flatMap(([id, value]) => (value > 0.7 ? [id] : []))
      .slice(0, ARRIVALS)
    // As in a shop that is open: somebody has asked before.
    await post('/v1/tools/predict_churn', { args: { customer_id: quiet[0] } })
    const times = {
      received: [] as number[],
      score: [] as number[],
      profile: [] as number[],
      churn: [] as number[],
      alert: [] as number[],
    }
    const cpu: number[] = []
    for (const [at, customer] of quiet.entries()) {
      const before = readPrediction(store, 'churn', customer)?.value ?? 0
      const profileOf = () => post('/v1/tools/get_customer_profile', { args: { customer_id: customer } })
      const ordersBefore = (await profileOf()).data.value.orders
      const cpuFrom = process.cpuUsage()
      const from = performance.now()
      await post('/v1/track', {
        event: 'Order Completed',
        userId: customer,
        messageId: `fresh-${at}`,
        timestamp: new Date((LAST_DAY + 1) * MS_PER_DAY - 60_000).toISOString(),
        properties: { order_id: `fresh-${at}`, products: [{ product_id: 'SKU-1', price: 99 }] },
      })
      times.received.push(performance.now() - from)
      if ((readPrediction(store, 'churn', customer)?.value ?? 1) >= before)
        throw new Error(`the score of ${customer} did not fall`)
      times.score.push(performance.now() - from)
      if ((await profileOf()).data.value.orders !== ordersBefore + 1) throw new Error('the profile lacks the order')
      times.profile.push(performance.now() - from)
      const { usage } = { usage: process.cpuUsage(cpuFrom) }
      cpu.push((usage.user + usage.system) / 1000)
      const told = performance.now()
      await runtime.arrivals.settled()
      if (alerted.get(customer) !== 1) throw new Error(`nobody was told of ${customer}`)
      times.alert.push(performance.now() - told + (times.profile.at(-1) ?? 0))
      const asked = performance.now()
      const churn = await post('/v1/tools/predict_churn', { args: { customer_id: customer } })
      if ((churn.data.customers[0]?.probability ?? 1) >= before) throw new Error('the list of churn lacks the order')
      times.churn.push(performance.now() - asked + (times.received.at(-1) ?? 0))
    }
    await new Promise((resolve) => server.close(resolve))
    await runtime.close()
    return {
      runs: times.profile.map((_, at) => Math.max(times.profile[at] ?? 0, times.churn[at] ?? 0, times.alert[at] ?? 0)),
      details: {
        customers: CUSTOMERS,
        orders,
        median_ms: Object.fromEntries(Object.entries(times).map(([name, list]) => [name, middle(list)])),
        worst_ms: Object.fromEntries(
          Object.entries(times).map(([name, list]) => [name, Math.round(Math.max(...list))]),
        ),
        cpu_ms_order_to_profile: middle(cpu),
      },
    }
  },
}

const middle = (list: readonly number[]): number =>
  Math.round((list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0) * 10) / 10
