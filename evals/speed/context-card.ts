import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { execPath } from 'node:process'
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { seededRandom } from '../../src/lib/random.ts'
import { BENCH_SEED, type Bench } from './bench.ts'

const CUSTOMERS = 100_000
const CHILD = resolve(import.meta.dirname, 'context-card-child.ts')
const CONNECTIONS = 50
const SECONDS = 10
const TICKS_PER_SECOND = 100

/** Processor time of another process so far, which says what a request costs however busy the machine is. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/**
 * Requests a second for cards of customers drawn at random among 100,000, with a service bot's key, the load client on the same
 * cores. First every card is new, then most are kept; each read stands in the audit log.
 */
export const contextCardBench: Bench = {
  id: 'context-card',
  unit: 'requests/s',
  peer: 10_000,
  byDefault: true,
  async run(folder) {
    const child = spawn(execPath, ['--import', 'tsx', CHILD, folder, String(CUSTOMERS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      const { port, token } = JSON.parse(line.toString()) as { readonly port: number; readonly token: string }
      const random = seededRandom(BENCH_SEED)
      const load = async (seconds: number) => {
        const before = cpuSeconds(child.pid ?? 0)
        const result = await autocannon({
          url: `http://127.0.0.1:${port}`,
          connections: CONNECTIONS,
          duration: seconds,
          headers: { authorization: `Bearer ${token}` },
          requests: [
            {
              method: 'GET',
              setupRequest: (request: object) => ({
                ...request,
                path: `/v1/customers/C-${1_000_000 + Math.floor(random() * CUSTOMERS)}/context`,
              }),
            },
          ],
        })
        const spent = cpuSeconds(child.pid ?? 0) - before
        return { ...result, cpuMicroseconds: (spent / result.requests.total) * 1e6 }
      }
      const cold = await load(SECONDS)
      await load(SECONDS * 2)
      const runs = [await load(SECONDS), await load(SECONDS), await load(SECONDS)]
      return {
        runs: runs.map(({ requests }) => requests.average),
        details: {
          p50_ms: runs.map(({ latency }) => latency.p50),
          p99_ms: runs.map(({ latency }) => latency.p99),
          max_ms: runs.map(({ latency }) => latency.max),
          server_cpu_us: runs.map(({ cpuMicroseconds }) => Math.round(cpuMicroseconds)),
          failed: runs.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0),
          first_seconds: {
            requests_per_s: cold.requests.average,
            p99_ms: cold.latency.p99,
            failed: cold.non2xx + cold.errors,
          },
          customers: CUSTOMERS,
          connections: CONNECTIONS,
        },
      }
    } finally {
      child.kill()
    }
  },
}
