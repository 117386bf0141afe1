import { describe, expect, test } from 'vitest'
import { compactSchema } from '../../../src/agent/turn/compact-schema.ts'
import { createVisibleTools } from '../../../src/agent/turn/visible-tools.ts'
import { startProvider } from '../../support/provider-stand-in.ts'
import { createOpenAIModel } from '../../../src/llm/create-openai-model.ts'
import { fixedClock } from '../../../src/lib/clock.ts'
import { fixedTool, makeAgent } from '../../support/agent.ts'
import { makeShop, testActor } from '../../support/shop.ts'
import { tools } from '../../../tools/registry.ts'

const NAMES = ['query_metrics', 'find_customers', 'find_orders', 'list_alerts']
const shortlist = NAMES.flatMap((name) => tools.find((tool) => tool.name === name) ?? [])

describe('what a model elsewhere is shown', () => {
  test('arguments by name, kind and choice; what every tool takes is left to the system prompt', () => {
    const find = tools.find(({ name }) => name === 'find_customers')
    if (find === undefined) throw new Error('there is no find_customers')
    const { properties = {} } = compactSchema(find)
    expect(properties['filters']).toEqual({ type: 'array', items: { type: 'object' } })
    expect(Object.keys(properties)).toEqual(Object.keys(find.input.shape))
    expect(JSON.stringify(tools.map(compactSchema))).not.toMatch(
      /"pattern"|"maxLength"|"\$schema"|additionalProperties/,
    )
  })

  test('the best tool always, others as far as the budget goes, the rest by name; never more than the most', () => {
    const visible = createVisibleTools({ shortlist, all: tools, find: () => ['get_brief'], tokens: 1, most: 3 })
    expect([...visible.declared()]).toEqual(['query_metrics'])
    expect(visible.others).toEqual(['find_customers', 'find_orders', 'list_alerts'])
    expect(visible.open({ names: ['find_orders', 'drop_table'] })).toEqual(['find_orders'])
    expect(visible.open({ about: 'what should I know?' })).toEqual(['get_brief'])
    expect(visible.open({ names: ['list_alerts'] })).toEqual([])
    expect([...visible.declared()]).toEqual(['query_metrics', 'find_orders', 'get_brief'])
  })

  test('a model gets a tool that it asks for, and asking is no call of the answer', async () => {
    const long = fixedTool('query_metrics', { facts: [] })
    const other = fixedTool('list_alerts', { facts: [{ id: 'alerts', label: 'Alerts', value: 2, unit: 'alerts' }] })
    const provider = await startProvider((_request, index) =>
      index < 2
        ? {
            kind: 'calls',
            calls: [
              index === 0
                ? { name: 'more_tools', args: '{"names":["list_alerts"]}' }
                : { name: 'list_alerts', args: '{}' },
            ],
          }
        : { kind: 'text', text: '{"kind":"answer","text":"{{r1.alerts}} alerts."}' },
    )
    const chatModel = createOpenAIModel({
      baseUrl: provider.baseUrl,
      model: 'x',
      guard: () => {},
      clock: fixedClock(0),
    })
    const { agent } = makeAgent(makeShop({}), [long, other], () => ({ final: '' }), {
      models: () => [{ provider: 'openai', name: 'x', chatModel }],
      limits: { toolTokens: 1 },
    })
    const answer = await agent.ask({ actor: testActor(), question: 'Alerts?' })
    await provider.close()
    expect(answer.text).toBe('2 alerts.')
    expect(answer.tool_calls.map(({ name }) => name)).toEqual(['list_alerts'])
    const shown = provider.requests.map(({ tools: declared = [] }) => declared.map((tool) => tool.function.name))
    expect(shown).toEqual([
      ['query_metrics', 'more_tools'],
      ['query_metrics', 'list_alerts', 'more_tools'],
      ['query_metrics', 'list_alerts', 'more_tools'],
    ])
  })
})
