import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SlackCall {
  readonly method: string
  readonly args: Readonly<Record<string, string>>
}

export interface SlackStandIn {
  readonly apiUrl: string
  readonly calls: readonly SlackCall[]
  /** Files that were sent to the address that Slack gives for them. */
  readonly files: readonly Buffer[]
  /** Replies to the next call of a method with this body instead of success. */
  failNext(
    method: string,
    reply: { readonly status?: number; readonly body: object; readonly retryAfter?: number },
  ): void
  /** Resolves with the calls of a method once there are so many. */
  waitFor(method: string, count: number): Promise<readonly SlackCall[]>
  close(): Promise<void>
}

/** Slack's Web API as far as Kith calls it: form bodies in, `{ok}` out, 429 with Retry-After, errors by name. */
export async function slackStandIn(): Promise<SlackStandIn> {
  const calls: SlackCall[] = []
  const files: Buffer[] = []
  const waiting: { method: string; count: number; resolve: (calls: readonly SlackCall[]) => void }[] = []
  const failures = new Map<string, { status?: number; body: object; retryAfter?: number }>()
  const of = (method: string) => calls.filter((call) => call.method === method)
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const method = (request.url ?? '').split('/').at(-1) ?? ''
      const failure = failures.get(method)
      if (failure !== undefined) {
        failures.delete(method)
        const headers = failure.retryAfter === undefined ? {} : { 'retry-after': String(failure.retryAfter) }
        response.writeHead(failure.status ?? 200, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(failure.body))
        return
      }
      if (method === 'upload') {
        const headers = { 'content-type': request.headers['content-type'] ?? '' }
        void new Response(Buffer.concat(pieces), { headers }).formData().then(async (form) => {
          for (const part of form.values()) {
            if (typeof part !== 'string') files.push(Buffer.from(await part.arrayBuffer()))
          }
          response.end('OK')
        })
        return
      }
      const text = Buffer.concat(pieces).toString()
      const args = text.startsWith('{')
        ? (JSON.parse(text) as Record<string, string>)
        : Object.fromEntries(new URLSearchParams(text))
      calls.push({ method, args })
      response.writeHead(200, { 'content-type': 'application/json' })
      const upload = { upload_url: `${apiUrl}upload`, file_id: `F${calls.length}` }
      const reply = { ok: true, user_id: 'UBOT', bot_id: 'BBOT', ts: `1700000000.${calls.length}` }
      response.end(JSON.stringify(method === 'files.getUploadURLExternal' ? { ok: true, ...upload } : reply))
      for (const one of waiting) if (of(one.method).length >= one.count) one.resolve(of(one.method))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  return {
    apiUrl,
    calls,
    files,
    failNext: (method, reply) => void failures.set(method, reply),
    waitFor: (method, count) =>
      new Promise((resolve) => {
        if (of(method).length >= count) resolve(of(method))
        else waiting.push({ method, count, resolve })
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The headers with which Slack signs a body at an instant (seconds). */
export function slackHeaders(body: string, secret: string, seconds: number, more: Record<string, string> = {}) {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return {
    'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${signature}`,
    ...more,
  }
}
