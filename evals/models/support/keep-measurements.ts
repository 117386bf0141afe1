import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Measurement } from '../check.ts'

/** A measurement as it is kept: the code and the machine that it was made with may differ from those of its neighbours. */
export interface KeptMeasurement extends Measurement {
  readonly id: string
  readonly data: string
  readonly cpu_seconds: number
  readonly peak_mb: number
  readonly commit: string
  readonly machine: string
}

/** Writes a day's measurements: those of a check that ran again take the place of its earlier ones, those of others stay. */
export function keepMeasurements(path: string, seed: string, rows: readonly KeptMeasurement[]): void {
  const ran = new Set(rows.map(({ id }) => id))
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { rows: KeptMeasurement[] }).rows : []
  const kept = [...before.filter(({ id }) => !ran.has(id)), ...rows]
  writeFileSync(path, `${JSON.stringify({ seed, rows: kept }, null, 2)}\n`)
}
