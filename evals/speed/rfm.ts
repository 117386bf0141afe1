import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accumulateRfm, type OrderColumns } from '../../src/compute/segments/rfm-totals.ts'
import { scoreRfm } from '../../src/compute/segments/rfm-scores.ts'
import { rfmSegmentCodes } from '../../src/compute/segments/rfm-segments.ts'
import { readRfmTotals } from '../../src/features/load-rfm-totals.ts'
import { asOfEndOfDay } from '../../src/lib/as-of.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { dayOfDate, timeZone } from '../../src/lib/time-zone.ts'
import { openStore, type Store } from '../../src/store/open.ts'

/** A row of the table of speeds. */
export interface RfmSpeed {
  readonly id: string
  readonly ours: number
  readonly unit: string
  /** pandas on the same kind of rows, as published with the targets; null where there is none. */
  readonly peer: number | null
  readonly ratio: number | null
  readonly runs: readonly number[]
}

const FIRST_DAY = dayOfDate('2024-01-01')
const LAST_DAY = dayOfDate('2026-06-30')

/** Seconds from order rows in memory to scores and segments of every customer: one million and ten million orders. */
export function measureRfm(): readonly RfmSpeed[] {
  return [
    inMemory('rfm_1m_orders', 1_000_000, 100_000, 0.145),
    inMemory('rfm_10m_orders', 10_000_000, 1_000_000, 1.96),
    fromStore(),
  ]
}

function inMemory(id: string, orders: number, customers: number, peer: number): RfmSpeed {
  const columns = drawOrders(orders, customers)
  const runs = timed(7, () => {
    const scores = scoreRfm(accumulateRfm(columns, customers), LAST_DAY)
    return rfmSegmentCodes(scores)
  })
  return summary(id, runs, peer)
}

/** Customers and days at random, few customers buying much: as in a shop, and unkind to caches. */
function drawOrders(orders: number, customers: number): OrderColumns {
  const random = seededRandom('rfm speed')
  const columns = {
    customer: new Int32Array(orders),
    day: new Int32Array(orders),
    amountMinor: new Float64Array(orders),
  }
  for (let i = 0; i < orders; i++) {
    columns.customer[i] = Math.floor(random() * random() * customers)
    columns.day[i] = FIRST_DAY + Math.floor(random() * (LAST_DAY - FIRST_DAY))
    columns.amountMinor[i] = Math.round(Math.exp(5 * random() + 4 * random()) * 100)
  }
  return columns
}

/** CPU seconds from the store of a shop with ten million orders of one million customers, through its rollups. */
function fromStore(): RfmSpeed {
  const folder = mkdtempSync(join(tmpdir(), 'kith-rfm-'))
  const store = openStore(join(folder, 'kith.sqlite'))
  try {
    fillRollups(store, 1_000_000)
    const zone = timeZone('Asia/Shanghai')
    const request = { asOf: asOfEndOfDay(LAST_DAY, zone), shop: { zone }, period: null, revenue: 'net' } as const
    const runs = timed(
      3,
      () => {
        const { totals } = readRfmTotals(store, request)
        return rfmSegmentCodes(scoreRfm(totals, LAST_DAY))
      },
      'cpu',
    )
    return summary('rfm_store_10m_orders', runs, null)
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rollups of ten orders a customer, as importing keeps them; the orders themselves are not read by the question. */
function fillRollups(store: Store, customers: number): void {
  const random = seededRandom('rfm store')
  const insert = store.sqlite.prepare('INSERT INTO customer_rollups VALUES (?, ?, ?, ?, ?, 0, ?, ?)')
  store.sqlite.transaction(() => {
    for (let i = 0; i < customers; i++) {
      const orders = 1 + Math.floor(random() * 19)
      const last = (FIRST_DAY + random() * (LAST_DAY - FIRST_DAY)) * 86_400_000
      const gross = Math.round(orders * 100 * Math.exp(5 * random()))
      insert.run(`C-${1_000_000 + i}`, orders, gross, Math.round(gross * random() * 0.1), orders * 2, last, last)
    }
  })()
}

function timed(runs: number, work: () => unknown, clock: 'wall' | 'cpu' = 'wall'): number[] {
  work()
  return Array.from({ length: runs }, () => {
    const cpu = process.cpuUsage()
    const start = performance.now()
    work()
    const used = process.cpuUsage(cpu)
    return clock === 'cpu' ? (used.user + used.system) / 1e6 : (performance.now() - start) / 1000
  })
}

function summary(id: string, runs: readonly number[], peer: number | null): RfmSpeed {
  const ours = runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN
  return { id, ours, unit: id.includes('store') ? 's CPU' : 's', peer, ratio: peer === null ? null : ours / peer, runs }
}
