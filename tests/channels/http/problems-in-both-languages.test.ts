import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'

const HAN = /\p{Script=Han}/u
const CHINESE = { 'accept-language': 'zh-CN,zh;q=0.9' }

let kith: RunningKith
beforeAll(async () => {
  kith = await serveKith()
})
afterAll(() => kith.close())

type Problem = Readonly<Record<string, unknown>> & { readonly detail: string; readonly hint: string | null }
const ask = async (path: string, init: RequestInit = {}) => {
  const reply = await fetch(`${kith.url}${path}`, init)
  return { reply, problem: (await reply.json()) as Problem }
}
const call = (tool: string, body: object, headers: Record<string, string> = {}) =>
  ask(`/v1/tools/${tool}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('what went wrong', () => {
  test('is said in Chinese to who asks for Chinese, with the same code and the words of the log beside', async () => {
    const { reply, problem } = await ask('/v1/threads/nobody', { headers: CHINESE })
    expect(reply.headers.get('content-language')).toBe('zh-Hans')
    expect(problem).toMatchObject({
      title: '没有找到',
      status: 404,
      code: 'NOT_FOUND',
      detail: '本店没有对话“nobody”',
      hint: '不写对话编号即可开始新对话。',
    })
    expect(problem['detail_en']).toMatch(/^no thread 'nobody' in this shop\. Leave the thread id out/)
  })

  test('is said in English to programs and to readers of other languages', async () => {
    for (const headers of [{}, { 'accept-language': 'en-GB' }, { 'accept-language': 'fr' }]) {
      const { reply, problem } = await ask('/v1/threads/nobody', { headers })
      expect(reply.headers.get('content-language')).toBe('en')
      expect(problem).toMatchObject({ title: 'NOT_FOUND', detail: "no thread 'nobody' in this shop" })
      expect(problem).not.toHaveProperty('detail_en')
    }
  })

  test('in a tool is in the language of the call, while its result stays as every way in gives it', async () => {
    const { problem } = await call('get_customer_profile', { args: { customer_id: 'C-1' }, language: 'zh' })
    expect(problem.detail).toBe('本店没有客户“C-1”')
    expect(problem['error']).toMatchObject({ code: 'NOT_FOUND', message: "no customer 'C-1' in this shop" })
    const english = await call('get_customer_profile', { args: { customer_id: 'C-1' }, language: 'en' }, CHINESE)
    expect(english.problem.detail).toBe("no customer 'C-1' in this shop")
  })

  test('with a file names it as it was sent, not where it waits', async () => {
    for (const headers of [{}, CHINESE]) {
      const init = { method: 'POST', body: 'colour,shape\nred,round\n', headers }
      const { problem } = await ask('/v1/imports/detect?filename=other.csv', init)
      expect(problem.detail).toContain('other.csv')
      expect(JSON.stringify(problem)).not.toContain('uploads')
    }
  })

  test('in an import is told with it, in the language of who reads of it', async () => {
    const started = await ask('/v1/imports?filename=other.csv', { method: 'POST', body: 'colour,shape\nred,round\n' })
    const id = String(started.problem['id'])
    let job: Problem | null = null
    while (job === null || job['status'] === 'waiting' || job['status'] === 'running') {
      job = (await ask(`/v1/imports/${id}`, { headers: CHINESE })).problem
    }
    expect(job['error']).toMatchObject({ code: 'INVALID_INPUT', message: '“other.csv”看不出是 Kith 认识的哪类数据' })
    expect(JSON.stringify(job)).not.toContain('uploads')
  })

  test('while an answer streams is said in the language of the conversation', async () => {
    const body = JSON.stringify({ message: 'x', thread_id: 'no-such-thread', language: 'zh' })
    const { problem } = await ask('/v1/chat', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...CHINESE },
    })
    expect(problem.detail).toMatch(HAN)
  })
})
