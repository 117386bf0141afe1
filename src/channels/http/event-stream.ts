import type { Context } from 'hono'

/** One message to a client that reads a stream of server-sent events. */
export interface SentEvent {
  readonly event?: string
  /** JSON, which has no line break of its own. */
  readonly data: unknown
  readonly id?: number
}

export interface EventStream {
  readonly send: (event: SentEvent) => void
  /** A line that keeps the connection open and that clients pass over. */
  readonly comment: (text: string) => void
}

/**
 * Answers with server-sent events (WHATWG HTML, section 9.2), which end when `tell` has ended. What is told after the client has
 * gone goes nowhere. One plain stream: a pipe of several would hold 15 KiB more for each of the hundreds who may wait.
 *
 * @param tell - must not reject: what goes wrong is told as an event
 */
export function eventStream(c: Context, tell: (stream: EventStream) => Promise<void>): Response {
  const encoder = new TextEncoder()
  let gone = false
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => {
        if (!gone) controller.enqueue(encoder.encode(text))
      }
      void tell({
        send: ({ event, data, id }) =>
          write(
            `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n${id === undefined ? '' : `id: ${id}\n`}\n`,
          ),
        comment: (text) => write(`: ${text}\n\n`),
      }).finally(() => {
        if (!gone) controller.close()
      })
    },
    cancel() {
      gone = true
    },
  })
  return c.body(body, 200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
}
