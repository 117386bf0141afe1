import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One reply of the stand-in, in the terms of the wire. */
export type ProviderReply =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly usage?: readonly [input: number, output: number]
      /** Characters in one delta; few when left out. */
      readonly piece?: number
    }
  | {
      readonly kind: 'calls'
      readonly calls: readonly { readonly name: string; readonly args: string; readonly id?: string }[]
      readonly usage?: readonly [input: number, output: number]
    }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** Begins to answer and falls silent. */
  | { readonly kind: 'stall'; readonly text: string }
  /** The reply cut after so many bytes, the connection closed; `cleanly` ends the body as if it were whole. */
  | { readonly kind: 'cut'; readonly reply: ProviderReply; readonly bytes: number; readonly cleanly?: boolean }
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string }

export interface ProviderRequest {
  readonly messages: readonly {
    readonly role: string
    readonly content: string | null
    readonly tool_call_id?: string
  }[]
  readonly tools?: readonly { readonly function: { readonly name: string } }[]
}

export interface ProviderStandIn {
  readonly baseUrl: string
  /** Every byte of every body received, as it came. */
  readonly received: readonly string[]
  readonly requests: readonly ProviderRequest[]
  /** Milliseconds (of `performance.now`) at which clients went away before they were answered. */
  readonly abandonedAt: readonly number[]
  /** The whole stream that a reply makes on the wire. */
  close(): Promise<void>
}

/** What to reply to the nth request, counted from 0. */
export type ProviderScript = (request: ProviderRequest, index: number) => ProviderReply

/** A server on the loopback that speaks the streamed chat-completions wire format and keeps what it was sent. */
export async function startProvider(script: ProviderScript): Promise<ProviderStandIn> {
  const received: string[] = []
  const requests: ProviderRequest[] = []
  const abandonedAt: number[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push(body)
      const parsed = JSON.parse(body) as ProviderRequest
      requests.push(parsed)
      response.on('close', () => {
        if (!response.writableFinished) abandonedAt.push(performance.now())
      })
      answer(response, script(parsed, requests.length - 1))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    requests,
    abandonedAt,
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

function answer(response: ServerResponse, reply: ProviderReply): void {
  switch (reply.kind) {
    case 'hang':
      return
    case 'status':
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      response.end(JSON.stringify({ error: { message: 'stand-in', type: 'server_error', code: null } }))
      return
    case 'raw':
      response.writeHead(200, { 'content-type': reply.contentType ?? 'text/event-stream' })
      response.end(reply.body)
      return
    case 'stall':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(event({ content: reply.text }))
      return
    case 'cut': {
      const bytes = Buffer.from(streamOf(reply.reply)).subarray(0, reply.bytes)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (reply.cleanly === true) response.end(bytes)
      else response.write(bytes, () => response.destroy())
      return
    }
    default: {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(streamOf(reply))
    }
  }
}

const PIECE = 7

/** The server-sent events of a whole reply: role, pieces of text or of arguments, finish reason, usage, end mark. */
export function streamOf(reply: ProviderReply): string {
  if (reply.kind !== 'text' && reply.kind !== 'calls') return ''
  const pieces: string[] = [event({ role: 'assistant', content: '' })]
  if (reply.kind === 'text') {
    for (let at = 0; at < reply.text.length; at += PIECE)
      pieces.push(event({ content: reply.text.slice(at, at + PIECE) }))
  } else {
    for (const [index, call] of reply.calls.entries()) {
      const id = call.id ?? `call_${index}`
      pieces.push(
        event({ tool_calls: [{ index, id, type: 'function', function: { name: call.name, arguments: '' } }] }),
      )
      for (let at = 0; at < call.args.length; at += PIECE) {
        pieces.push(event({ tool_calls: [{ index, function: { arguments: call.args.slice(at, at + PIECE) } }] }))
      }
    }
  }
  pieces.push(event({}, reply.kind === 'text' ? 'stop' : 'tool_calls'))
  const [input, output] = reply.usage ?? [100, 10]
  pieces.push(
    line({
      ...ENVELOPE,
      choices: [],
      usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
    }),
  )
  return `${pieces.join('')}data: [DONE]\n\n`
}

const ENVELOPE = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: 'stand-in' }
const line = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`
const event = (delta: unknown, finish: string | null = null): string =>
  line({ ...ENVELOPE, choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }] })
