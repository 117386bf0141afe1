import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { splitRequest, type Cassette, type Exchange } from './cassette.ts'
import { serveLoopback } from './serve-loopback.ts'
import type { Tape } from './tape.ts'

/**
 * Passes the agent's traffic on to a provider and keeps each conversation as a cassette in `folder`. What is kept is what
 * left, so pseudonyms stand where identifiers were; headers, and the key in them, are not kept.
 *
 * @param upstream - base address of the provider, ending in /v1
 */
export async function recordTape({
  upstream,
  folder,
  model,
  today,
}: {
  readonly upstream: string
  readonly folder: string
  readonly model: string
  /** YYYY-MM-DD */
  readonly today: string
}): Promise<Tape> {
  let exchanges: Exchange[] = []
  let prompts = ''
  const { baseUrl, close } = await serveLoopback(async (path, body, headers) => {
    const reply = await fetch(`${upstream}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: headers.authorization ?? '' },
      body,
    })
    const recorded = {
      status: reply.status,
      contentType: reply.headers.get('content-type') ?? 'application/octet-stream',
      body: await reply.text(),
    }
    const sent = splitRequest(body)
    prompts = sent.prompts
    const { status, contentType } = recorded
    exchanges.push({ messages: sent.messages, status, content_type: contentType, body: recorded.body })
    return recorded
  })
  return {
    baseUrl,
    begin: () => {
      exchanges = []
      prompts = ''
    },
    end: (question, oracle) => {
      if (exchanges.length === 0) return 'nothing was sent to the provider, so nothing was recorded'
      const cassette: Cassette = {
        format: 'kith-cassette-1',
        recorded_on: today,
        model,
        prompts,
        question,
        oracle,
        exchanges,
      }
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${question.id}.json`), `${JSON.stringify(cassette, null, 1)}\n`)
      return null
    },
    close,
  }
}
