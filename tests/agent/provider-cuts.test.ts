import { describe, expect, test } from 'vitest'
import { AIMessage, HumanMessage } from '@langchain/core/messages'
import { ANSWER, askThroughCuts, CALLS, cutsEvery } from '../../evals/faults/cut-turns.ts'
import { mendModelMessage } from '../../src/agent/turn/mend-model-message.ts'
import { fixedClock } from '../../src/lib/clock.ts'
import { createOpenAIModel } from '../../src/llm/create-openai-model.ts'
import { streamOf } from '../support/provider-stand-in.ts'

/** What the agent takes from a stream that ends after so many bytes; null when it refuses it. */
async function takenFrom(stream: Buffer, bytes: number): Promise<unknown> {
  const model = createOpenAIModel({
    model: 'stand-in',
    baseUrl: 'http://localhost/v1',
    guard: () => {},
    clock: fixedClock(0),
    fetch: () =>
      Promise.resolve(new Response(stream.subarray(0, bytes), { headers: { 'content-type': 'text/event-stream' } })),
  })
  try {
    const reply = (await model.invoke([new HumanMessage('?')])) as unknown as AIMessage
    const { text, tool_calls: calls } = mendModelMessage(reply, { mustBeFinished: true })
    return { text, calls }
  } catch {
    return null
  }
}

describe('a stream that ends too early', () => {
  test.each([
    ['two tool calls', CALLS],
    ['a final answer', ANSWER],
  ])('of %s is taken whole or not at all, at every byte', async (_name, reply) => {
    const stream = Buffer.from(streamOf(reply))
    const whole = await takenFrom(stream, stream.length)
    expect(whole).not.toBeNull()
    const parts: unknown[] = []
    let refused = 0
    for (let bytes = 0; bytes < stream.length; bytes += 1) {
      const taken = await takenFrom(stream, bytes)
      if (taken === null) refused += 1
      else if (JSON.stringify(taken) !== JSON.stringify(whole)) parts.push({ bytes, taken })
    }
    expect(parts).toEqual([])
    // All of it but the usage and the mark of the end is needed.
    expect(refused).toBeGreaterThan(stream.length - 400)
  })

  // Every byte through whole turns: `npm run -s eval -- --set faults`.
  test('leaves a turn whole: one effect per call, the whole answer or that of the planner, nothing else shown', async () => {
    const outcome = await askThroughCuts(cutsEvery(211))
    expect(outcome.wrong).toEqual([])
    expect(outcome.turns).toBeGreaterThan(50)
  })
})
