import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Bench } from './bench.ts'
import { startServer } from './start-server.ts'

const CONNECTIONS = 50
const LOAD_MS = 3000

interface Counts {
  answered: number
  /** Begun, and ended by anything but a whole answer. */
  failed: number
  /** Connections that were not taken any more: no request was begun on them. */
  refused: number
}

/** One client over one connection, until the server says that it closes it, as a load balancer's connection would. */
async function ask(url: string, path: string, body: string, counts: Counts, most = Number.POSITIVE_INFINITY) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let number = 0; number < most; number += 1) {
    try {
      const sent = request(`${url}${path}`, {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      })
      sent.end(body)
      const [reply] = (await once(sent, 'response')) as [IncomingMessage]
      reply.resume()
      await once(reply, 'end')
      if (reply.statusCode === 200 && reply.complete) counts.answered += 1
      else counts.failed += 1
      if (reply.headers.connection === 'close') break
    } catch (error) {
      const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
      counts[refused ? 'refused' : 'failed'] += 1
      break
    }
  }
  agent.destroy()
}

/** Requests that fail when the server is told to stop while 50 clients ask without a pause, and how long it takes to be gone. */
export const sigtermBench: Bench = {
  id: 'sigterm',
  unit: 'failed requests',
  peer: 0,
  byDefault: true,
  async run(folder) {
    const { child, url } = await startServer(folder, {})
    const counts: Counts = { answered: 0, failed: 0, refused: 0 }
    try {
      const tool = JSON.stringify({ args: { metrics: ['net_revenue'], period: 'last_month' } })
      const chat = JSON.stringify({ message: 'What was the net revenue last quarter?' })
      // What the first question pays for is measured elsewhere.
      const first = { answered: 0, failed: 0, refused: 0 }
      await ask(url, '/v1/chat', chat, first, 1)
      await ask(url, '/v1/tools/query_metrics', tool, first, 1)
      const clients = Array.from({ length: CONNECTIONS }, (_, number) =>
        number % 10 === 0 ? ask(url, '/v1/chat', chat, counts) : ask(url, '/v1/tools/query_metrics', tool, counts),
      )
      await new Promise((done) => setTimeout(done, LOAD_MS))
      const before = counts.answered
      const told = performance.now()
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = (await exited) as [number | null]
      const seconds = (performance.now() - told) / 1000
      await Promise.all(clients)
      return {
        runs: [counts.failed],
        details: {
          exit_seconds: seconds,
          exit_code: code,
          answered: counts.answered,
          answered_after_sigterm: counts.answered - before,
          refused: counts.refused,
          connections: CONNECTIONS,
        },
      }
    } finally {
      child.kill('SIGKILL')
    }
  },
}
