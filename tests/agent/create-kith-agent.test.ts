import { describe, expect, test } from 'vitest'
import type { AskEvent } from '../../src/agent/ask.ts'
import { fixedTool, makeAgent } from '../support/agent.ts'
import { makeShop, testActor } from '../support/shop.ts'

const revenueTool = fixedTool('query_metrics', {
  facts: [
    { id: 'net_revenue', label: 'Net revenue', value: 1234.5, unit: 'CNY' },
    { id: 'buyers', label: 'Buyers', value: 812, unit: 'customers' },
  ],
})

describe('a turn', () => {
  test('calls a tool, fills the figures in and ties each to its result', async () => {
    const events: AskEvent[] = []
    const { agent } = makeAgent(makeShop({}), [revenueTool], (messages) =>
      messages.at(-1)?.getType() === 'human'
        ? { calls: [{ name: 'query_metrics', args: { limit: 5 } }] }
        : { final: { kind: 'answer', text: 'Net revenue was **{{r1.net_revenue}}** from {{r1.buyers}} buyers.' } },
    )
    const answer = await agent.ask({
      actor: testActor(),
      question: 'How much did we sell?',
      onEvent: (event) => events.push(event),
    })
    expect(answer.text).toBe('Net revenue was **¥1,234.50** from 812 buyers.')
    expect(answer.facts).toEqual([
      { ref: 'r1.net_revenue', shown_as: '¥1,234.50', value: 1234.5, unit: 'CNY' },
      { ref: 'r1.buyers', shown_as: '812', value: 812, unit: 'customers' },
    ])
    expect(answer.grounding).toEqual({ figures: 2, unsupported: 0 })
    expect(answer.tool_calls).toMatchObject([{ name: 'query_metrics', args: { limit: 5 }, result_id: 'r1', ok: true }])
    expect(answer.usage.model_calls).toBe(2)
    expect(events.map((event) => event.type)).toEqual([
      'thread',
      'step_started',
      'step_finished',
      'text',
      'text',
      'text',
    ])
    expect(events.flatMap((event) => (event.type === 'text' ? [event.delta] : [])).join('')).toBe(answer.text)
  })
})
