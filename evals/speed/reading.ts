import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { openSource } from '../../src/importing/open-source.ts'
import { timeZone } from '../../src/lib/time-zone.ts'
import { writeOrderFile } from './order-file.ts'

const LINES = 1_000_000
const RUNS = 3

const secondsOf = async (work: () => Promise<number>): Promise<number> => {
  const start = performance.now()
  const rows = await work()
  if (rows !== LINES) throw new Error(`read ${rows} of ${LINES} lines`)
  return (performance.now() - start) / 1000
}

/** Every record opened, cut, typed and handed over in batches, as the writer takes them. */
async function readOurs(path: string): Promise<number> {
  const source = await openSource(path, { zone: timeZone('Asia/Shanghai'), currency: 'EUR', now: Date.UTC(2027, 0, 1) })
  let rows = 0
  for await (const batch of source.batches()) for (const read of batch) if (read.ok) rows += 1
  return rows
}

/** csv-parse with the raw text and the line of each record, which the quarantine needs; its cells stay untyped. */
async function readPeer(path: string): Promise<number> {
  let rows = -1
  const parser = createReadStream(path, { highWaterMark: 262_144 }).pipe(parse({ info: true, raw: true }))
  for await (const _record of parser) rows += 1
  return rows
}

/**
 * Seconds to read a million order lines (eight columns, 90 MB) into typed records, beside csv-parse reading the same file
 * into untyped cells.
 */
export async function measureReading(): Promise<{
  readonly id: string
  readonly ours: number
  readonly unit: string
  readonly peer: number
  readonly ratio: number
  readonly runs: readonly number[]
}> {
  const folder = mkdtempSync(join(tmpdir(), 'kith-reading-'))
  try {
    const path = join(folder, 'lines.csv')
    await writeOrderFile(path, { lines: LINES, customers: 100_000, products: 5000, seed: 'reading' })
    const runs: number[] = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await secondsOf(() => readOurs(path)))
    const peer = await secondsOf(() => readPeer(path))
    const ours = runs.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
    return { id: 'read_1m_order_lines', ours, unit: 's', peer, ratio: ours / peer, runs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
