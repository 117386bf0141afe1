import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gradeAnswer } from '../../../evals/agent/grade-answer.ts'
import type { Oracle, Question } from '../../../evals/agent/question.ts'
import { readCassettes, type Cassette } from '../../../evals/agent/tapes/cassette.ts'
import { firstDifference } from '../../../evals/agent/tapes/first-difference.ts'
import { recordTape } from '../../../evals/agent/tapes/record-tape.ts'
import { replayTape } from '../../../evals/agent/tapes/replay-tape.ts'
import { createKith } from '../../../src/config/create-kith.ts'
import { readConfig } from '../../../src/config/env.ts'
import { createLog } from '../../../src/lib/log.ts'
import type { Runtime } from '../../../src/channels/runtime.ts'
import { startProvider, type ProviderReply, type ProviderRequest } from '../../support/provider-stand-in.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

const KEY = 'sk-never-to-be-kept'
const DATA = join(import.meta.dirname, 'data')

/** Lists three customers, then says how many there are. */
function listsCustomers({ messages }: ProviderRequest): ProviderReply {
  return messages.some(({ role }) => role === 'tool')
    ? { kind: 'text', text: JSON.stringify({ kind: 'answer', text: '**{{r1.matched}} customers fit.**' }) }
    : { kind: 'calls', calls: [{ name: 'find_customers', args: JSON.stringify({ limit: 3 }) }] }
}

const oracle: Oracle = { id: 'q-1', expect: 'answer', tools: ['find_customers'], args: null }
const questionOf = (text: string): Question => ({
  id: 'q-1',
  lang: 'en',
  kind: 'test',
  role: 'marketer',
  history: [],
  question: text,
  bound_customer: null,
})

let kith: RunningKith
let folder: string
let question: Question
let name: string
let recorded: Cassette

/** The same shop, with the replayer for its provider. */
const wiredTo = (baseUrl: string): Runtime =>
  createKith({
    config: readConfig({
      KITH_HOME: kith.home,
      LOG_LEVEL: 'silent',
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: baseUrl,
      KITH_MODEL: 'stand-in',
    }),
    version: 'test',
    log: createLog('silent'),
  })

const nameOfFirst = async (): Promise<string> => {
  const result = await kith.runtime.callTool(testActor('marketer'), 'find_customers', { limit: 1 })
  if (!result.ok) throw new Error(result.error.message)
  return (result.data as { customers: { customer_name: string }[] }).customers[0]?.customer_name ?? ''
}

beforeAll(async () => {
  kith = await serveKith({ demo: true })
  folder = mkdtempSync(join(tmpdir(), 'kith-cassettes-'))
  name = await nameOfFirst()
  question = questionOf(`Is ${name} among our customers?`)
  const provider = await startProvider(listsCustomers)
  const tape = await recordTape({ upstream: provider.baseUrl, folder, model: 'stand-in', today: '2026-11-29' })
  const runtime = wiredTo(tape.baseUrl)
  const agent = await runtime.agent()
  tape.begin(question)
  await agent.ask({ actor: testActor('marketer'), question: question.question })
  expect(tape.end(question, oracle)).toBeNull()
  await runtime.close()
  await tape.close()
  await provider.close()
  const [read] = readCassettes(folder)
  if (read === undefined) throw new Error('nothing was recorded')
  recorded = read
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await kith.close()
})

/** Plays a cassette through the real agent. */
async function play(cassette: Cassette) {
  const tape = await replayTape([cassette])
  const runtime = wiredTo(tape.baseUrl)
  const agent = await runtime.agent()
  const frame = kith.runtime.contextFor(testActor()).frame
  tape.begin(cassette.question)
  let threadId: string | undefined
  for (const earlier of cassette.question.history) {
    threadId = (await agent.ask({ actor: testActor('marketer'), question: earlier, threadId })).thread_id
  }
  const answer = await agent.ask({ actor: testActor('marketer'), question: cassette.question.question, threadId })
  const problem = tape.end(cassette.question, cassette.oracle)
  await runtime.close()
  await tape.close()
  return { answer, problem, grades: gradeAnswer(cassette.question, cassette.oracle, answer, frame) }
}

describe('a recording over real HTTP', () => {
  test('holds what left: pseudonyms, no key, no system message', () => {
    expect(recorded.exchanges).toHaveLength(2)
    const traffic = JSON.stringify(recorded.exchanges)
    expect(name).not.toBe('')
    expect(traffic).not.toContain(name)
    expect(traffic).toMatch(/⟦person-\d+⟧/)
    const [file = ''] = readdirSync(folder)
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(KEY)
    expect(recorded.exchanges.flatMap(({ messages }) => messages.map(({ role }) => role))).not.toContain('system')
  })

  test('is replayed through the real agent and graded, the same each time', async () => {
    for (let run = 0; run < 2; run += 1) {
      const { answer, problem, grades } = await play(recorded)
      expect(problem).toBeNull()
      expect(answer.model.provider).toBe('openai')
      expect(answer.text).toMatch(/^\*\*\d+ customers fit/)
      expect(Object.values(grades).every((grade) => grade === null)).toBe(true)
    }
  })

  test('fails with the first difference when another question is asked', async () => {
    const other = { ...recorded, question: { ...recorded.question, question: 'How many customers are there?' } }
    const { answer, problem } = await play(other)
    expect(problem).toMatch(
      /^unknown request 1 of q-1: messages\[0\]\.content, character \d+: recorded ".*", now ".*"$/,
    )
    expect(answer.model.provider).toBe('embedded')
  })

  test('fails when a tool gives something else than was recorded, and when requests are left over', async () => {
    const [first, second] = recorded.exchanges
    if (first === undefined || second === undefined) throw new Error('two exchanges were recorded')
    const messages = second.messages.map((message) =>
      message['role'] === 'tool' ? { ...message, content: `${String(message['content'])}!` } : message,
    )
    const changed = { ...recorded, exchanges: [first, { ...second, messages }] }
    expect((await play(changed)).problem).toMatch(/^unknown request 2 of q-1: messages\[\d+\]\.content/)
    const longer = { ...recorded, exchanges: [first, second, second] }
    expect((await play(longer)).problem).toBe('of 3 recorded requests of q-1 only 2 were made')
    expect((await play({ ...recorded, exchanges: [first] })).problem).toContain('recorded 1 requests, now one more')
  })
})

describe('the recording among the test data', () => {
  test.each(readCassettes(DATA).map((cassette) => [cassette.question.id, cassette] as const))(
    '%s replays and passes',
    async (_id, cassette) => {
      const { answer, problem, grades } = await play(cassette)
      expect(problem).toBeNull()
      expect(answer.model.provider).toBe('openai')
      expect(Object.values(grades).every((grade) => grade === null)).toBe(true)
    },
  )

  test('is there, and a file of another form is refused by name', () => {
    expect(readCassettes(DATA).length).toBeGreaterThan(0)
    const broken = mkdtempSync(join(tmpdir(), 'kith-broken-'))
    writeFileSync(join(broken, 'odd.json'), JSON.stringify({ ...recorded, exchanges: 'none' }))
    expect(() => readCassettes(broken)).toThrow(/odd\.json is no cassette.*exchanges/s)
    rmSync(broken, { recursive: true, force: true })
  })
})

describe('the first difference', () => {
  test('is found in depth, and ids drawn anew are none', () => {
    expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'x')).toBe('x.a[1].b: recorded 2, now 3')
    expect(firstDifference([1], [1, 2], 'x')).toBe('x[1]: recorded nothing, now 2')
    const id = (digit: string): string => `P-${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}`
    expect(firstDifference(`see ${id('1')}`, `see ${id('2')}`, 'x')).toBeNull()
  })
})
