import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../lib/clock.ts'
import { KithError } from '../lib/errors.ts'

/** Throws when the bytes must not leave; what it throws never holds what it found. */
export type OutgoingGuard = (body: string) => void

export interface GuardedFetchOptions {
  readonly guard: OutgoingGuard
  readonly clock: Clock
  /** Milliseconds until the headers of one attempt, and between two pieces of its body. */
  readonly timeoutMs: number
  readonly fetch: typeof globalThis.fetch
  /** Waits between attempts; the platform's timer when left out. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
}

const RETRIES = 2
/** A server that asks for longer is not waited for: the embedded planner answers sooner. */
const LONGEST_WAIT_MS = 8_000
/** Bytes of one event: a delta of a megabyte holds the client up for many seconds. */
const LONGEST_EVENT = 256 * 1024
const LINE_END = 10
const RETRYABLE: ReadonlySet<number> = new Set([408, 409, 425, 429, 500, 502, 503, 504])

/**
 * `fetch` for a model client: looks at each body before it leaves, tries at most three times, waits as long as the server
 * asks (`retry-after-ms`, `retry-after` in seconds or as a date), and gives up on a server that is silent.
 */
export function guardedFetch({
  guard,
  clock,
  timeoutMs,
  fetch,
  wait = (milliseconds, signal) => delay(milliseconds, undefined, signal === undefined ? {} : { signal }),
}: GuardedFetchOptions): typeof globalThis.fetch {
  return async (input, init = {}) => {
    guard(bodyText(init.body))
    const signal = init.signal ?? undefined
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(fetch, input, init, timeoutMs)
      signal?.throwIfAborted()
      // Asked for an error, not for a Response: a web server may have put a class of its own in the global's place.
      const isError = outcome instanceof Error
      if (!isError && !RETRYABLE.has(outcome.status)) return withIdleLimit(outcome, timeoutMs)
      const pause = isError ? backOff(attempt) : pauseOf(outcome.headers, attempt, clock)
      if (attempt >= RETRIES || pause > LONGEST_WAIT_MS) {
        if (isError) throw outcome
        return outcome
      }
      if (!isError) await outcome.body?.cancel()
      await wait(pause, signal)
    }
  }
}

async function attemptOnce(
  fetch: typeof globalThis.fetch,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit,
  timeoutMs: number,
): Promise<Response | Error> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), timeoutMs)
  try {
    const signals = init.signal === undefined || init.signal === null ? [silence.signal] : [init.signal, silence.signal]
    return await fetch(input, { ...init, signal: AbortSignal.any(signals) })
  } catch (error) {
    if (silence.signal.aborted) return new KithError('TIMEOUT', `the model did not begin to answer in ${timeoutMs} ms`)
    return error instanceof Error ? error : new Error('the request failed')
  } finally {
    clearTimeout(timer)
  }
}

/** The same response, whose body fails when nothing more comes for too long, or one event never ends. */
function withIdleLimit(response: Response, idleMs: number): Response {
  if (response.body === null) return response
  const reader = response.body.getReader()
  let sinceLineEnd = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let timer: NodeJS.Timeout | undefined
      const silence = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new KithError('TIMEOUT', `the model fell silent for ${idleMs} ms`)), idleMs)
      })
      try {
        const { done, value } = await Promise.race([reader.read(), silence])
        if (done) {
          controller.close()
          return
        }
        const lineEnd = value.lastIndexOf(LINE_END)
        sinceLineEnd = lineEnd < 0 ? sinceLineEnd + value.length : value.length - lineEnd
        if (sinceLineEnd > LONGEST_EVENT) throw new KithError('TOO_LARGE', 'the model sent an event of endless length')
        controller.enqueue(value)
      } catch (error) {
        controller.error(error)
        await reader.cancel().catch(() => {})
      } finally {
        clearTimeout(timer)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  const { status, statusText, headers } = response
  return new Response(body, { status, statusText, headers })
}

function pauseOf(headers: Headers, attempt: number, clock: Clock): number {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds)
  const after = headers.get('retry-after')
  if (after === null) return backOff(attempt)
  const seconds = Number(after)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(after)
  return Number.isNaN(date) ? backOff(attempt) : Math.max(0, date - clock())
}

const backOff = (attempt: number): number => 250 * 2 ** attempt

function bodyText(body: RequestInit['body']): string {
  if (body === undefined || body === null) return ''
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8')
  throw new KithError('UNAVAILABLE', 'a request to the model had a body that cannot be looked at')
}
