import { expect, test } from 'vitest'
import type { Answer } from '../../../src/lib/answer.ts'
import { condenseHistory } from '../../../src/agent/turn/condense-history.ts'
import type { StoredTurn } from '../../../src/services/threads/stored-turn.ts'

const turn = (position: number, draft: string): StoredTurn => ({
  position,
  question: `Question ${position}?`,
  answer: { kind: 'answer', tool_calls: [], missing: [], options: [], reason_code: null } as unknown as Answer,
  draft,
  askedAt: 0,
  vote: null,
})
const thread = (drafts: readonly string[]) => ({
  turns: drafts.map((draft, index) => turn(index, draft)),
  earlierResult: () => undefined,
})

test('a short conversation is told whole', () => {
  const messages = condenseHistory(thread(['It was {{r1.orders}}.', 'And {{r2.orders}}.']), 900)
  expect(messages.map((message) => message.getType())).toEqual(['human', 'ai', 'human', 'ai'])
})

test('of a long one the latest turn is whole, the others are one line each, and their figures stay references', () => {
  const long = `**Revenue was {{r1.net_revenue}}.** ${'More follows here. '.repeat(12)}{{r1.orders}} orders of {{r1.customers}}.`
  const messages = condenseHistory(thread([long, 'It was {{r2.orders}}.', 'And {{r3.orders}}.']), 1)
  const [summary] = messages
  expect(messages.map((message) => message.getType())).toEqual(['human', 'ai', 'human', 'ai'])
  expect(summary?.text).toContain('- Question 0? -> Revenue was {{r1.net_revenue}}.')
  expect(summary?.text).toContain('- Question 1? -> It was {{r2.orders}}.')
  const references = summary?.text.match(/\{\{/g)?.length
  expect(summary?.text.match(/\{\{\w+\.\w+\}\}/g)).toHaveLength(references ?? 0)
  expect(messages.at(-2)?.text).toBe('Question 2?')
})
