import { splitRequest, type Cassette } from './cassette.ts'
import { firstDifference } from './first-difference.ts'
import { serveLoopback } from './serve-loopback.ts'
import type { Tape } from './tape.ts'

/** Not tried again by the agent: a request that was never recorded will not be on a second try. */
const UNKNOWN_REQUEST = 422

/**
 * Answers the agent from cassettes, each conversation's replies in the order in which they were recorded. A request that
 * differs from the recorded one is refused and named with its first difference; the system message and the tools are our own
 * text and may differ.
 */
export async function replayTape(cassettes: readonly Cassette[]): Promise<Tape> {
  const byId = new Map(cassettes.map((cassette) => [cassette.question.id, cassette]))
  let playing: Cassette | undefined
  let next = 0
  let problem: string | null = null
  const { baseUrl, close } = await serveLoopback((_path, body) => {
    const exchange = playing?.exchanges[next]
    const difference =
      exchange === undefined
        ? `recorded ${next} requests, now one more`
        : firstDifference(exchange.messages, splitRequest(body).messages, 'messages')
    if (exchange === undefined || difference !== null) {
      problem ??= `unknown request ${next + 1} of ${playing?.question.id ?? 'no conversation'}: ${difference}`
      return Promise.resolve({ status: UNKNOWN_REQUEST, contentType: 'text/plain', body: problem })
    }
    next += 1
    return Promise.resolve({ status: exchange.status, contentType: exchange.content_type, body: exchange.body })
  })
  return {
    baseUrl,
    begin: ({ id }) => {
      playing = byId.get(id)
      next = 0
      problem = null
    },
    end: ({ id }) => {
      const recorded = playing?.exchanges.length ?? 0
      if (problem !== null || next === recorded) return problem
      return `of ${recorded} recorded requests of ${id} only ${next} were made`
    },
    close,
  }
}
