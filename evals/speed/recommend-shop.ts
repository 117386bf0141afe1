import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { asOfEndOfDay } from '../../src/lib/as-of.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import type { ServiceContext } from '../../src/services/context.ts'
import { runTraining } from '../../src/services/models/run-training.ts'
import { recommendModel } from '../../src/services/recommend/recommend-model.ts'
import { recommendProducts } from '../../src/services/recommend/recommend-products.ts'
import { searchProducts } from '../../src/services/search/search-products.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'
import { BENCH_SEED } from './bench.ts'
import { contextFor } from './churn.ts'
import { drawShop, type ShopSize } from './recommend-child.ts'

const LAST_DAY = dayOfDate('2026-06-30')
const DAYS = 365
const ASKED = 300
const WARM = 30
const KINDS = ['tent', 'kettle', 'lamp', 'jacket', 'boots', 'mug', 'backpack', 'chair', 'towel', 'headphones'] as const
const LOOKS = ['light', 'blue', 'folding', 'warm', 'small', 'steel', 'soft', 'quiet'] as const
const BRANDS = 40

/** A shop of the size: names of a kind, a look and a brand; three lines an order over a year; a search before every tenth order. */
function fill(store: Store, size: ShopSize): { readonly lines: number; readonly events: number } {
  const shop = drawShop(size)
  const random = seededRandom(`${BENCH_SEED} shop`)
  const { sqlite } = store
  sqlite.pragma('synchronous = OFF')
  const product = sqlite.prepare(
    `INSERT INTO products (id, name, category, subcategory, brand, price_minor, status, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'active', 0)`,
  )
  const customer = sqlite.prepare('INSERT INTO customers (id, created_at, is_stub) VALUES (?, 0, 1)')
  const order = sqlite.prepare(
    `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
     VALUES (?, ?, ?, ?, 'completed', 1, 3000, 3, 3)`,
  )
  const line = sqlite.prepare(
    `INSERT INTO order_lines (line_key, order_id, ordered_day, product_id, quantity, unit_price_micro, amount_minor, kind)
     VALUES (?, ?, ?, ?, 1, 10000000, 1000, 'sale')`,
  )
  const event = sqlite.prepare(
    `INSERT INTO events (event_key, customer_id, name, occurred_at, occurred_day, received_at, product_id, query, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const kindOf = (item: number): string => KINDS[item % KINDS.length] ?? ''
  let lines = 0
  let events = 0
  sqlite.transaction(() => {
    for (let item = 0; item < size.products; item++) {
      const brand = `Brand${item % BRANDS}`
      product.run(
        `P-${item}`,
        `${brand} ${LOOKS[item % LOOKS.length]} ${kindOf(item)} ${item}`,
        `category ${item % 7}`,
        kindOf(item),
        brand,
        1000 + (item % 97) * 100,
      )
    }
    for (let c = 0; c < size.customers; c++) {
      const id = `C-${c}`
      customer.run(id)
      for (let at = shop.starts[c] as number; at < (shop.starts[c + 1] as number); at += 3) {
        const day = LAST_DAY - Math.floor(random() * DAYS)
        const instant = day * MS_PER_DAY + Math.floor(random() * 80_000) * 1000
        const orderId = `O-${at}`
        order.run(orderId, id, instant, day)
        const basket = shop.itemIds.subarray(at, Math.min(at + 3, shop.starts[c + 1] as number))
        for (const item of new Set(basket)) {
          line.run(key(lines), orderId, day, `P-${item}`)
          lines += 1
        }
        if (at % 10 !== 0) continue
        const wanted = basket[0] ?? 0
        for (const [name, productId, query, place] of [
          ['search', null, kindOf(wanted), null],
          ['click', `P-${wanted}`, null, 1 + (at % 8)],
        ] as const) {
          event.run(key(events), id, name, instant - 60_000 + events, day, instant, productId, query, place)
          events += 1
        }
      }
    }
  })()
  rebuildRollups(store)
  sqlite.pragma('synchronous = FULL')
  return { lines, events }
}

function key(number: number): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32BE(number, 12)
  return bytes
}

/** Milliseconds of CPU and by the clock of each call, after some to get warm. */
async function timed(ask: (at: number) => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const clock: number[] = []
  const cpu: number[] = []
  for (let at = 0; at < ASKED + WARM; at++) {
    const used = process.cpuUsage()
    const started = performance.now()
    await ask(at)
    if (at < WARM) continue
    clock.push(performance.now() - started)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1000)
  }
  const at = (list: number[], share: number): number =>
    Math.round((list.toSorted((a, b) => a - b)[Math.floor(list.length * share)] ?? 0) * 100) / 100
  return { p50_ms: at(clock, 0.5), p95_ms: at(clock, 0.95), cpu_p50_ms: at(cpu, 0.5), cpu_p95_ms: at(cpu, 0.95) }
}

/**
 * A shop of the size, from its store: training of the model `recommend` in its worker while the model of half a year before
 * answers, then lists of ten and searches for one customer after the other through the services that tools call.
 */
export async function measureShop(id: string, size: ShopSize, trainingTarget: number | null) {
  const folder = mkdtempSync(join(tmpdir(), `kith-bench-${id}-`))
  const store = openStore(join(folder, 'shop.sqlite'))
  try {
    const filled = fill(store, size)
    const ctx = contextFor(store, folder)
    const random = seededRandom(`${BENCH_SEED} asked`)
    const customerOf = (): string => `C-${Math.floor(random() * size.customers)}`
    const list = (context: ServiceContext) =>
      recommendProducts({ ctx: context, input: { customer_id: customerOf(), k: 10 } })
    await runTraining(ctx, recommendModel, asOfEndOfDay(LAST_DAY - 182, ctx.shop.zone))
    await list(ctx)
    const held = process.memoryUsage.rss() / 2 ** 20
    const used = process.cpuUsage()
    const started = performance.now()
    let training = true
    const trained = runTraining(ctx, recommendModel, ctx.asOf).finally(() => (training = false))
    const meanwhile: number[] = []
    while (training) {
      const from = performance.now()
      const { data } = await list(ctx)
      if (data.model === null) throw new Error('no model serves while another is learnt')
      // The new one may serve a moment before its training has come to its end.
      if (data.model.stale) meanwhile.push(performance.now() - from)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    await trained
    if (meanwhile.length === 0) throw new Error('the stale model answered nothing')
    const seconds = (performance.now() - started) / 1000
    const cpu = process.cpuUsage(used)
    const peak = Math.round(process.resourceUsage().maxRSS / 1024)
    const lists = await timed(() => list(ctx))
    const searches = await timed((at) =>
      searchProducts({
        ctx,
        input: {
          query: [KINDS[at % KINDS.length], ...(at % 3 === 0 ? [LOOKS[at % LOOKS.length]] : [])].join(' '),
          customer_id: customerOf(),
        },
      }),
    )
    const row = (name: string, ours: number, unit: string, peer: number | null, details: object) => ({
      id: name,
      ours,
      unit,
      peer,
      ratio: peer === null ? null : ours / peer,
      runs: [ours],
      details: { ...size, ...filled, ...details },
    })
    return [
      row(id, seconds, 's to train', trainingTarget, {
        cpu_seconds: (cpu.user + cpu.system) / 1e6,
        peak_mb_of_process: peak,
        // What the process grows by while the worker learns: it serves the older model all along.
        training_mb: Math.round(peak - held),
        lists_meanwhile: meanwhile.length,
        slowest_list_meanwhile_ms: Math.max(...meanwhile),
      }),
      row(`${id}-list`, lists['p95_ms'] ?? NaN, 'ms (p95)', 20, lists),
      row(`${id}-search`, searches['p95_ms'] ?? NaN, 'ms (p95)', null, searches),
    ]
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const measureRecommend100k = () => measureShop('recommend-100k', { products: 10_000, customers: 100_000 }, 60)
export const measureRecommend1m = () => measureShop('recommend-1m', { products: 100_000, customers: 1_000_000 }, null)
