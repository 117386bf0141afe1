import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LoopbackReply {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** A server on the loopback that answers each body posted to it; `path` is what follows the base address. */
export async function serveLoopback(
  answer: (path: string, body: string, headers: IncomingMessage['headers']) => Promise<LoopbackReply>,
): Promise<{ readonly baseUrl: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void readBody(request)
      .then((body) => answer((request.url ?? '').replace(/^\/v1/, ''), body, request.headers))
      .catch((error: unknown) => ({ status: 502, contentType: 'text/plain', body: String(error) }))
      .then(({ status, contentType, body }) => {
        response.writeHead(status, { 'content-type': contentType })
        response.end(body)
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
