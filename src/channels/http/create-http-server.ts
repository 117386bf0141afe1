import { createAdaptorServer } from '@hono/node-server'
import type { IncomingMessage, Server } from 'node:http'
import { KithError } from '../../lib/errors.ts'

export interface BodyPace {
  /** A body that brings less than `leastBytes` in this time has stalled. */
  readonly stallMs: number
  readonly leastBytes: number
}

const USUAL_PACE: BodyPace = { stallMs: 30_000, leastBytes: 1024 }
const HEADERS_WITHIN_MS = 20_000
/** Longer than the minute for which proxies keep a quiet connection: whoever closes first must not be the one that is asked. */
const KEPT_OPEN_MS = 65_000
/** Time for the reply that says so; then the connection goes. */
const REPLY_WITHIN_MS = 2000

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

/**
 * Node's server around the app. A body may take as long as it needs while it goes on coming: a slow line must be able to
 * send a large file. One that has stalled is given up with 408, and all that it held with it.
 */
export function createHttpServer(fetch: Fetch, pace: BodyPace = USUAL_PACE): Server {
  // Node's own limit for a whole request would cut slow uploads off after five minutes.
  const serverOptions = { requestTimeout: 0, headersTimeout: HEADERS_WITHIN_MS, keepAliveTimeout: KEPT_OPEN_MS }
  const server = createAdaptorServer({ fetch, serverOptions }) as Server
  server.prependListener('request', (incoming: IncomingMessage) => {
    if (hasBody(incoming)) watchBody(incoming, pace)
  })
  return server
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function watchBody(incoming: IncomingMessage, { stallMs, leastBytes }: BodyPace): void {
  const { socket } = incoming
  let seen = socket.bytesRead
  const timer = setInterval(() => {
    if (incoming.complete) clearInterval(timer)
    else if (socket.bytesRead - seen >= leastBytes) seen = socket.bytesRead
    else {
      clearInterval(timer)
      giveUp(incoming, stallMs)
    }
  }, stallMs)
  timer.unref()
  incoming.once('close', () => clearInterval(timer))
}

/** Whoever reads the body is told as by any failure of the line, and answers; then the connection is closed. */
function giveUp(incoming: IncomingMessage, stallMs: number): void {
  incoming.on('error', () => {})
  incoming.emit(
    'error',
    new KithError('TIMEOUT', `the request stopped coming for ${Math.round(stallMs / 1000)} seconds`, {
      hint: 'Send it again; an import of the same file changes nothing that is there already.',
      details: { status: 408 },
    }),
  )
  setTimeout(() => incoming.destroy(), REPLY_WITHIN_MS).unref()
}
