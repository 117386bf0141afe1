import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { execPath } from 'node:process'

/** What `npm run bench` builds first: the program as it is run, without a loader of sources. */
const PROGRAM = resolve(import.meta.dirname, '../../dist/src/cli.js')

export interface RunningServer {
  readonly child: ChildProcess
  readonly url: string
}

/** A served demo shop of 2,000 customers in a process of its own. */
export async function startServer(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  const env = { ...process.env, KITH_HOME: folder, PORT: String(port), LOG_LEVEL: 'error', ...environment }
  // It ends with 3 where the shop's planted bad rows were set aside.
  const { status } = spawnSync(execPath, [PROGRAM, 'demo', '--customers', '2000'], { env, stdio: 'ignore' })
  if (status !== 0 && status !== 3) throw new Error(`the demo shop could not be made: ${status}`)
  const child = spawn(execPath, [PROGRAM, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { child, url: `http://127.0.0.1:${port}` }
}

/** Memory of a process in MiB: what it holds now, and the most that it has held. */
export function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return { now: read('VmRSS'), most: read('VmHWM') }
}
