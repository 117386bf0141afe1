import { expect, test } from 'vitest'
import { z } from 'zod'
import { KithError } from '../../../src/lib/errors.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import { makeAgent } from '../../support/agent.ts'
import { makeShop, testActor } from '../../support/shop.ts'

const outside = defineTool({
  name: 'query_metrics',
  description: 'Fails as a period outside the data does.',
  scope: 'read:aggregates',
  input: z.object({}),
  output: z.unknown(),
  run: () => {
    throw new KithError('INVALID_INPUT', 'the period 2019 lies outside the data', {
      details: { reason_code: 'outside_data', first_day: '2024-01-01', last_day: '2026-06-30' },
    })
  },
})
const ask = (text: string) =>
  makeAgent(makeShop({}), [outside], (messages) =>
    messages.at(-1)?.getType() === 'human'
      ? { calls: [{ name: 'query_metrics', args: {} }] }
      : { final: { kind: 'decline', reason_code: 'outside_data', text } },
  )

test('the days that a failed call names can be referred to, and the model is told under which id', async () => {
  const { agent, model } = ask('The data runs from {{r1.first_day}} to {{r1.last_day}}.')
  const answer = await agent.ask({ actor: testActor(), question: 'Revenue in 2019?' })
  expect(answer.text).toBe('The data runs from 2024-01-01 to 2026-06-30.')
  expect(answer.grounding).toEqual({ figures: 2, unsupported: 0 })
  expect(answer.tool_calls).toMatchObject([{ ok: false, result_id: null }])
  const told: unknown = JSON.parse(String(model.shown.at(-1)?.at(-1)?.content))
  expect(told).toMatchObject({ ok: false, result_id: 'r1', facts: { first_day: '2024-01-01', last_day: '2026-06-30' } })
})

test('nothing else of a failure can', async () => {
  const { agent } = ask('The data ends on {{r1.last_day}}; {{r1.revenue}} came in. Ask again.')
  const answer = await agent.ask({ actor: testActor(), question: 'Revenue in 2019?' })
  expect(answer.text).not.toContain('came in')
  expect(answer.grounding.unsupported).toBeGreaterThan(0)
})
