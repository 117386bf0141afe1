import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import type { MemoryOrder } from '../../../src/lib/memory.ts'
import { verifyAnswer } from '../../../src/agent/verifier/verify-answer.ts'
import { listMemories, remember } from '../../../src/services/memory/memory.ts'
import { openThread } from '../../../src/services/threads/open-thread.ts'
import { createResultBook } from '../../../src/agent/references/result-book.ts'
import { evidence, makeAgent } from '../../support/agent.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import { filtersSchema } from '../../../tools/filters-schema.ts'
import { periodSchema } from '../../../tools/period-schema.ts'

const given: unknown[] = []
const metrics = defineTool({
  name: 'query_metrics',
  description: 'Test tool.',
  scope: 'read:aggregates',
  input: z.object({
    metrics: z.array(z.string()),
    filters: filtersSchema.optional(),
    period: periodSchema.optional(),
    dimensions: z.array(z.string()).optional(),
  }),
  output: z.unknown(),
  run: ({ input }) => {
    given.push(input)
    return { data: {}, evidence, facts: [{ id: 'net_revenue', label: 'Net revenue', value: 1234.5, unit: 'CNY' }] }
  },
})

const EAST = { field: 'region', op: 'eq', value: '华东' } as const
const ORDERS: Readonly<Record<string, MemoryOrder>> = {
  'remember I only care about East China': {
    kind: 'remember',
    words: 'remember I only care about East China',
    effect: { kind: 'scope', filter: EAST },
  },
  'what do you remember?': { kind: 'list' },
  'forget that': { kind: 'forget', about: '' },
}

/** A shop whose model always makes this call and states the revenue. */
function shopWith(args: Record<string, unknown> = { metrics: ['net_revenue'] }) {
  const store = makeShop({})
  const { agent, model } = makeAgent(
    store,
    [metrics],
    (messages) =>
      messages.at(-1)?.getType() === 'human'
        ? { calls: [{ name: 'query_metrics', args }] }
        : { final: { kind: 'answer', text: 'It was {{r1.net_revenue}}.' } },
    { readMemoryOrder: (question) => ORDERS[question] ?? null },
  )
  const ask = (question: string, actor = testActor()) => agent.ask({ actor, question })
  return { store, model, ask, ctx: testContext(store, '2026-06-30', { actor: testActor() }) }
}

describe('what a user asked to be kept in mind', () => {
  test('is an argument of their calls, and the answer says so, with the date as a figure that can be traced', async () => {
    const { store, model, ask } = shopWith()
    const kept = await ask('remember I only care about East China')
    expect(kept.text).toContain('remember I only care about East China')
    expect([kept.tool_calls, kept.usage.model_calls, model.shown.length]).toEqual([[], 0, 0])
    const answer = await ask('Revenue?')
    expect(answer.tool_calls[0]?.args).toEqual({ metrics: ['net_revenue'], filters: [EAST] })
    expect(answer.assumptions[0]).toMatch(/^Only 华东, as you asked on \d{4}-\d\d-\d\d\.$/)
    const thread = openThread({
      ctx: testContext(store, '2026-06-30', { actor: testActor() }),
      input: { threadId: answer.thread_id, newId: () => '' },
    })
    const book = createResultBook(thread.earlierResult, 9)
    expect(verifyAnswer({ answer, question: 'Revenue?', book, labels: {}, isOwnWords: () => false })).toEqual([])
  })

  test("is nobody else's", async () => {
    const { ask } = shopWith()
    await ask('remember I only care about East China')
    const other = await ask('Revenue?', { ...testActor(), id: 'somebody-else' })
    expect([other.tool_calls[0]?.args, other.assumptions]).toEqual([{ metrics: ['net_revenue'] }, []])
    const bot = { ...testActor('service_bot'), boundCustomerId: 'C-1' }
    expect((await ask('remember I only care about East China', bot)).text).not.toContain('keep that in mind')
  })

  test.each([
    [
      'another region in the call',
      { metrics: ['net_revenue'], filters: [{ ...EAST, value: '西南' }] },
      'Revenue of 西南?',
    ],
    ['the regions as groups', { metrics: ['net_revenue'], dimensions: ['region'] }, 'Revenue?'],
    ['all regions in the question', { metrics: ['net_revenue'] }, 'Revenue of all regions?'],
    ['the same region in the question', { metrics: ['net_revenue'], filters: [EAST] }, '华东 revenue?'],
  ])('gives way to %s', async (_name, args, question) => {
    const { ask } = shopWith(args)
    await ask('remember I only care about East China')
    const answer = await ask(question)
    expect([answer.tool_calls[0]?.args, answer.assumptions]).toEqual([args, []])
  })

  test('a meaning of a word replaces the stage, and gives a count its period', async () => {
    const lifecycle = { field: 'lifecycle', op: 'eq', value: 'active' } as const
    const stage = shopWith({ metrics: ['customers'], filters: [lifecycle] })
    remember({
      ctx: stage.ctx,
      input: { words: 'active: 60 days', effect: { kind: 'definition', term: 'active', days: 60 } },
    })
    const listed = await stage.ask('How many?')
    expect(listed.tool_calls[0]?.args['filters']).toEqual([{ field: 'recency_days', op: 'lte', value: 60 }])
    expect(listed.assumptions[0]).toMatch(/^Active means bought within 60 days, as you asked on /)
    const count = shopWith({ metrics: ['active_customers'] })
    remember({
      ctx: count.ctx,
      input: { words: 'active: 60 days', effect: { kind: 'definition', term: 'active', days: 60 } },
    })
    expect((await count.ask('How many?')).tool_calls[0]?.args['period']).toBe('last_60_days')
  })

  test('money without cents is a form, and is said', async () => {
    const { ask, ctx } = shopWith()
    remember({ ctx, input: { words: 'no cents', effect: { kind: 'money', whole: true } } })
    const answer = await ask('Revenue?')
    expect(answer.text).toBe('It was ¥1,235.')
    expect(answer.facts[0]?.value).toBe(1234.5)
    expect(answer.assumptions[0]).toContain('without its smallest unit')
  })

  test('is listed and forgotten in words; the same said anew takes the place of the old', async () => {
    const { ask, ctx } = shopWith()
    await ask('remember I only care about East China')
    await ask('remember I only care about East China')
    expect(listMemories({ ctx })).toHaveLength(1)
    expect((await ask('what do you remember?')).text).toContain('- remember I only care about East China (asked on ')
    expect((await ask('forget that')).text).toContain('remember I only care about East China')
    expect(listMemories({ ctx })).toEqual([])
    expect((await ask('what do you remember?')).kind).toBe('answer')
  })

  test('names and contacts are not kept', async () => {
    const store = makeShop({})
    const { agent } = makeAgent(store, [], () => ({ final: 'x' }), {
      readMemoryOrder: (words) => ({ kind: 'remember', words, effect: { kind: 'note' } }),
      findIdentifiers: (text) =>
        (text.includes('Zhang') ? [{ start: 0, end: 5, kind: 'name', value: 'Zhang' }] : []) as never,
    })
    const answer = await agent.ask({ actor: testActor(), question: 'remember Zhang is a friend' })
    expect(answer).toMatchObject({ kind: 'decline', reason_code: 'personal_data' })
    expect(listMemories({ ctx: testContext(store, '2026-06-30', { actor: testActor() }) })).toEqual([])
  })
})
