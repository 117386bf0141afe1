import { performance } from 'node:perf_hooks'
import type { Runtime } from '../../src/channels/runtime.ts'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { refresh } from '../../src/services/refresh/refresh.ts'
import { ensureShopRow, updateShopRow } from '../../src/store/queries/shop/shop-row.ts'
import type { Bench } from './bench.ts'
import { fillLargeShop, LARGE_SHOP } from './fill-large-shop.ts'

const ACTOR = { id: 'bench', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false } as const

/** What a question may take from being asked to its last event, in ms (targets: p95 without the model). */
const TARGET_MS = 300
/** The first asking warms, the others count. */
const ASKINGS = 4

/** As shops ask: totals, splits, lists, comparisons, people and products, in both languages. */
const QUESTIONS: readonly string[] = [
  'What was net revenue last quarter?',
  '上个月的净销售额是多少?',
  'How many orders did we have last month?',
  '上季度的客单价是多少?',
  'Net revenue by month in 2025',
  '2025年每月的订单数',
  'Top 5 countries by net revenue in 2025',
  '2025年销售额最高的五个国家是哪些?',
  'Orders by gender last quarter',
  '去年男女客户的订单数各是多少?',
  'Return rate by category this year',
  '各品类的退货率是多少?',
  'Net revenue by category last quarter',
  '上个月各品类的销量',
  'How many customers bought last month?',
  '今年有多少新客户?',
  'What is our repeat rate in 2025?',
  '2025年的复购率是多少?',
  'Compare net revenue this quarter with the same quarter last year',
  '这个季度和上个季度的订单数对比',
  'Revenue by channel last month',
  '各渠道的客单价',
  'Which weekday has the most orders?',
  'Top 10 products by revenue in 2025',
  '卖得最好的十个商品是什么?',
  'Who are our top 10 customers by spend?',
  '消费最高的十位客户是谁?',
  'Customers who spent more than 5000 in the last 90 days',
  '近90天没有下单的客户有多少?',
  'Customers who bought garden last quarter',
  '买过玩具的客户有哪些?',
  'Tell me about customer C-42',
  '客户 C-777 的情况',
  'Show the last orders of customer C-42',
  'RFM segments of our customers',
  '客户的RFM分层情况',
  'Cohort retention of the last 12 months',
  'Why did revenue change last month?',
  '按生命周期阶段统计客户数',
  'How many customers are in each value tier?',
  'Which regions have the most customers?',
  'What data do we have?',
]

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

/** Asks every question several times. Features are stamped first, as an import leaves them. */
export async function measureQuestions(
  kith: Runtime,
): Promise<{ readonly runs: readonly number[]; readonly details: Readonly<Record<string, unknown>> }> {
  await refresh({ ctx: kith.contextFor(ACTOR), input: { what: 'features', force: false } })
  const { ask } = await kith.agent()
  const times: number[] = []
  const cpu: number[] = []
  const firsts: number[] = []
  const byQuestion: Record<string, Readonly<Record<string, unknown>>> = {}
  for (const question of QUESTIONS) {
    const asked: { ms: number; cpuMs: number; firstMs: number; tools: string }[] = []
    for (let asking = 0; asking < ASKINGS; asking += 1) {
      const started = performance.now()
      const before = process.cpuUsage()
      let firstMs = Number.NaN
      const answer = await ask({
        question,
        actor: ACTOR,
        onEvent: () => {
          if (Number.isNaN(firstMs)) firstMs = performance.now() - started
        },
      })
      const { user, system } = process.cpuUsage(before)
      const tools = answer.tool_calls.map(({ name }) => name).join(', ')
      asked.push({ ms: performance.now() - started, cpuMs: (user + system) / 1000, firstMs, tools })
    }
    const [cold, ...warm] = asked
    for (const { ms, cpuMs, firstMs } of warm) {
      times.push(ms)
      cpu.push(cpuMs)
      firsts.push(firstMs)
    }
    byQuestion[question] = {
      tools: cold?.tools,
      first_asking_ms: Math.round(cold?.ms ?? Number.NaN),
      ms: Math.round(
        quantile(
          warm.map(({ ms }) => ms),
          0.5,
        ),
      ),
      cpu_ms: Math.round(
        quantile(
          warm.map(({ cpuMs }) => cpuMs),
          0.5,
        ),
      ),
    }
  }
  return {
    runs: [quantile(times, 0.95)],
    details: {
      p50_ms: quantile(times, 0.5),
      p95_ms: quantile(times, 0.95),
      slowest_ms: Math.max(...times),
      cpu_p95_ms: quantile(cpu, 0.95),
      first_event_p95_ms: quantile(firsts, 0.95),
      by_question: byQuestion,
    },
  }
}

/** Whole questions through the real agent and the embedded planner, warm, on 2M orders of 100k customers. */
export const questionsBench: Bench = {
  id: 'questions-2m',
  unit: 'ms at p95',
  peer: TARGET_MS,
  byDefault: true,
  async run(folder) {
    const config = readConfig({ KITH_HOME: folder, LOG_LEVEL: 'error', KITH_CURRENCY: 'CNY' })
    const kith = createKith({ config, version: 'bench' })
    try {
      const { store } = kith.contextFor(ACTOR)
      ensureShopRow(store, { name: 'Bench', timeZone: 'UTC', currency: 'CNY', weekStart: 1, createdAt: 0 })
      fillLargeShop(store)
      updateShopRow(store, { newestFactAt: (LARGE_SHOP.lastDay + 1) * MS_PER_DAY - 1 })
      return await measureQuestions(kith)
    } finally {
      await kith.close()
    }
  },
}
