import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith({ demo: true })
})
afterAll(() => kith.close())

const ask = (text: string, more: object, headers: Record<string, string> = {}) =>
  fetch(`${kith.url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ messages: [{ role: 'user', parts: [{ type: 'text', text }] }], ...more }),
  })
const threadOf = async (reply: Response): Promise<string> =>
  /"data-thread".*?"thread_id":"([^"]+)"/.exec(await reply.text())?.[1] ?? ''
const questions = async (thread: string): Promise<readonly string[]> => {
  const { turns } = (await (await fetch(`${kith.url}/v1/threads/${thread}`)).json()) as {
    turns: { question: string; position: number }[]
  }
  expect(turns.map(({ position }) => position)).toEqual(turns.map((_, index) => index))
  return turns.map(({ question }) => question)
}

test('an edited question takes the place of itself and of what followed, in its owner’s thread only', async () => {
  const thread = await threadOf(await ask('How many customers do we have?', {}))
  for (const text of ['Net revenue last month', 'and by channel?'])
    await (await ask(text, { thread_id: thread })).text()
  expect(await questions(thread)).toEqual([
    'How many customers do we have?',
    'Net revenue last month',
    'and by channel?',
  ])

  await (await ask('Net revenue in May 2026', { thread_id: thread, replaces_from: 1 })).text()
  expect(await questions(thread)).toEqual(['How many customers do we have?', 'Net revenue in May 2026'])

  const { token } = createKey({ ctx: kith.runtime.contextFor(testActor()), input: { name: 'other', role: 'analyst' } })
  const foreign = await ask('Anything', { thread_id: thread, replaces_from: 0 }, { authorization: `Bearer ${token}` })
  expect(foreign.status).toBe(404)
  // The shop has a key now, so the local admin is nobody over HTTP any more: the store itself says what is kept.
  const { store } = kith.runtime.contextFor(testActor())
  expect(store.sqlite.prepare('SELECT count(*) FROM turns WHERE thread_id = ?').pluck().get(thread)).toBe(2)
})
