import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readGzipCsv } from './read-gzip-csv.ts'

/** CDNOW buyers to 1997-09-30 in weeks, and what they did in the 39 weeks after. */
export interface CdnowBuyers {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Mean value of the repeat purchases, 0 without one. */
  readonly mean: Float64Array
  readonly laterPurchases: Float64Array
  readonly laterSpend: Float64Array
}

/** The 1/10 sample of the papers. */
export function cdnowSample(folder: string): CdnowBuyers {
  const rows = readGzipCsv(folder, 'splits/cdnow-sample-cbs.csv.gz')
  const column = (position: number) => Float64Array.from(rows, (row) => row[position] ?? 0)
  return {
    frequency: column(1),
    recency: column(2),
    age: column(3),
    mean: column(4),
    laterPurchases: column(5),
    laterSpend: column(6),
  }
}

const CUT = Date.UTC(1997, 8, 30) / 86_400_000

/** All 23,570 buyers of the master file, by purchase days, as the papers count them. */
export function cdnowMaster(folder: string): Pick<CdnowBuyers, 'frequency' | 'recency' | 'age'> {
  const days = new Map<string, Set<number>>()
  const [, ...lines] = gunzipSync(readFileSync(join(folder, 'data/cdnow/CDNOW_master.txt.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
  for (const line of lines) {
    const [id = '', date = ''] = line.trim().split(/\s+/)
    const day = Date.UTC(+date.slice(0, 4), +date.slice(4, 6) - 1, +date.slice(6, 8)) / 86_400_000
    if (day > CUT) continue
    const own = days.get(id) ?? new Set()
    days.set(id, own.add(day))
  }
  const buyers = Array.from(days.values(), (own) => [...own].toSorted((a, b) => a - b))
  const first = (own: readonly number[]) => own[0] ?? 0
  return {
    frequency: Float64Array.from(buyers, (own) => own.length - 1),
    recency: Float64Array.from(buyers, (own) => ((own.at(-1) ?? 0) - first(own)) / 7),
    age: Float64Array.from(buyers, (own) => (CUT - first(own)) / 7),
  }
}
