import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { BenchRow } from './bench.ts'

/** A row as it is kept: the code and the machine that it was measured with may differ from those of its neighbours. */
export interface KeptRow extends BenchRow {
  readonly commit: string
  readonly machine: string
}

export interface BenchReport {
  readonly seed: string
  readonly rows: readonly KeptRow[]
}

/** What a file of an earlier form says once for all of its rows. */
interface EarlierReport {
  readonly rows: readonly (BenchRow & Partial<KeptRow>)[]
  readonly commit?: string
  readonly machine?: string
}

/**
 * Writes a day's results: rows of this run take the place of those with the same id, rows of other benches of that day
 * stay as they were measured.
 *
 * @returns the rows that the file now holds
 */
export function keepRows(path: string, { seed, rows }: BenchReport): readonly KeptRow[] {
  const kept = new Map<string, KeptRow>()
  if (existsSync(path)) {
    // This function wrote the file: its shape is that of a report.
    const { commit = '', machine = '', rows: before } = JSON.parse(readFileSync(path, 'utf8')) as EarlierReport
    for (const row of before)
      kept.set(row.id, { ...row, commit: row.commit ?? commit, machine: row.machine ?? machine })
  }
  for (const row of rows) kept.set(row.id, row)
  const report: BenchReport = { seed, rows: [...kept.values()] }
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
  return report.rows
}
