import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Bench } from './bench.ts'
import { writeOrderFile } from './order-file.ts'
import { memoryOf, startServer } from './start-server.ts'

/** About two hundred megabytes. */
const LINES = 2_400_000
const WATCH_MS = 100

/**
 * What a file of two hundred megabytes adds to the memory of the server that it is sent to: while it comes in over HTTP, and
 * while it is then read, tried out and counted (a dry run, in a thread of the same process).
 */
export const uploadBench: Bench = {
  id: 'upload-200mb',
  unit: 'MiB more',
  peer: 100,
  byDefault: false,
  async run(folder) {
    const path = join(folder, 'orders.csv')
    await writeOrderFile(path, { lines: LINES, customers: 50_000, products: 4000, seed: 'kith-upload' })
    const { child, url } = await startServer(folder, {})
    const memory = watchMemory(child.pid ?? 0)
    try {
      const idle = memory.most()
      memory.forget()
      const reply = await fetch(`${url}/v1/imports?filename=orders.csv&dry_run=true`, {
        method: 'POST',
        body: Readable.toWeb(createReadStream(path)) as ReadableStream,
        duplex: 'half',
      } as RequestInit)
      const { id } = (await reply.json()) as { readonly id: string }
      const whileSent = memory.most()
      memory.forget()
      const status = async (): Promise<string> =>
        ((await (await fetch(`${url}/v1/imports/${id}`)).json()) as { readonly status: string }).status
      let now = await status()
      for (; now === 'waiting' || now === 'running'; now = await status())
        await new Promise((done) => setTimeout(done, 500))
      return {
        runs: [Math.round(whileSent - idle)],
        details: {
          megabytes: Math.round(statSync(path).size / 1e6),
          reply: reply.status,
          ended: now,
          idle_mib: Math.round(idle),
          while_sent_mib: Math.round(whileSent),
          while_read_mib: Math.round(memory.most()),
        },
      }
    } finally {
      memory.stop()
      child.kill('SIGKILL')
    }
  },
}

/** The most memory that a process was seen with since it was last forgotten. */
function watchMemory(pid: number) {
  let most = memoryOf(pid).now
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(pid).now)
  }, WATCH_MS)
  return {
    most: (): number => most,
    forget: (): void => {
      most = memoryOf(pid).now
    },
    stop: (): void => clearInterval(timer),
  }
}
