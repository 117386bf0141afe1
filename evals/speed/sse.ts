import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bench } from './bench.ts'
import { memoryOf, startServer } from './start-server.ts'

const STREAMS = 500
const TARGET_MIB = 250

/**
 * The most memory that the server has held while 500 questions are asked at once, each over a stream of its own. The model, which
 * is elsewhere, answers none until all 500 streams are open: as many turns as have a place have asked it, the others wait. Then it
 * answers whoever asks, and every stream must end with its answer.
 */
export const sseBench: Bench = {
  id: 'sse-500',
  unit: 'MiB',
  peer: TARGET_MIB,
  byDefault: true,
  async run(folder) {
    const held: ServerResponse[] = []
    let holds = true
    const model = createServer((request, response) => {
      request.resume()
      request.on('end', () => (holds ? void held.push(response) : answer(response)))
    })
    model.listen(0, '127.0.0.1')
    await once(model, 'listening')
    const base = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`
    const { child, url } = await startServer(folder, { OPENAI_BASE_URL: base, OPENAI_API_KEY: 'none' })
    try {
      const idle = memoryOf(child.pid ?? 0).now
      const streams = Array.from({ length: STREAMS }, (_, number) =>
        fetch(`${url}/v1/chat`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
          body: JSON.stringify({ message: `What was the net revenue of week ${number % 52}?` }),
        }),
      )
      const replies = await Promise.all(streams)
      const texts = replies.map((reply) => reply.text())
      const places = await placesOf(url)
      while (held.length < places) await new Promise((done) => setTimeout(done, 50))
      const live = memoryOf(child.pid ?? 0).now
      holds = false
      for (const response of held) answer(response)
      const ended = await Promise.all(texts)
      return {
        runs: [memoryOf(child.pid ?? 0).most],
        details: {
          live_mib: live,
          idle_mib: idle,
          streams: STREAMS,
          turns_at_once: places,
          ended_with_an_answer: ended.filter((text) => text.includes('event: answer')).length,
          told_that_they_wait: ended.filter((text) => text.includes('event: waiting')).length,
          waited_too_long: ended.filter((text) => text.includes('"reason_code":"busy"')).length,
        },
      }
    } finally {
      child.kill('SIGKILL')
      model.closeAllConnections()
      model.close()
    }
  },
}

/** Turns that are worked on, once every other stream waits. */
async function placesOf(url: string): Promise<number> {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text()
    const read = (state: string): number =>
      Number(new RegExp(`kith_turns\\{state="${state}"\\} (\\d+)`).exec(metrics)?.[1])
    if (read('running') + read('waiting') === STREAMS) return read('running')
    await new Promise((done) => setTimeout(done, 100))
  }
}

function answer(response: ServerResponse): void {
  const content = JSON.stringify({ kind: 'decline', text: 'That is not known.', reason_code: 'not_supported' })
  const head = { id: 'c', created: 0, model: 'bench' }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (choices: object[], usage: object | null = null): boolean =>
    response.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, usage })}\n\n`)
  send([{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }])
  send([{ index: 0, delta: {}, finish_reason: 'stop' }])
  send([], { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 })
  response.end('data: [DONE]\n\n')
}
