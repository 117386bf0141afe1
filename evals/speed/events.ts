import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Bench } from './bench.ts'

const CHILD = resolve(import.meta.dirname, 'events-child.ts')

interface Sent {
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly duplicates: number
  readonly quarantined: number
  readonly events: number
  readonly expected: number
  readonly cpu_seconds: number
  readonly peak_mb: number
}

/**
 * Calls over 400 days, three of ten sent before and some of those a year ago, in requests of a thousand: each message must
 * be one event. CPU seconds of writing them, visits included; making the calls is left out.
 */
const bench = (id: string, calls: number, byDefault: boolean): Bench => ({
  id,
  unit: 'CPU s',
  peer: null,
  byDefault,
  run(folder) {
    const path = join(folder, 'events.sqlite')
    const text = execFileSync(process.execPath, ['--import', 'tsx', CHILD, path, '0', String(calls)], {
      encoding: 'utf8',
      maxBuffer: 1 << 20,
    })
    const sent = JSON.parse(text) as Sent
    if (sent.events !== sent.expected || sent.updated > 0 || sent.quarantined > 0) {
      throw new Error(`${sent.events} events of ${sent.expected} messages: ${text}`)
    }
    return Promise.resolve({ runs: [sent.cpu_seconds], details: { ...sent } })
  },
})

export const eventBenches: readonly Bench[] = [
  bench('events-500k', 500_000, true),
  bench('events-5m', 5_000_000, false),
]
