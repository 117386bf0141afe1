import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram } from '../../src/channels/cli/create-program.ts'
import { createApp } from '../../src/channels/http/create-app.ts'
import { propose } from '../../src/services/approvals/propose.ts'
import { decide } from '../../src/services/approvals/decide.ts'
import type { Answer } from '../../src/lib/answer.ts'
import { pipeTerminal } from '../support/pipe-terminal.ts'
import { serveKith, type RunningKith } from '../support/serve-kith.ts'
import { testActor } from '../support/shop.ts'
import { slackHeaders, slackStandIn, type SlackStandIn } from '../support/slack-stand-in.ts'

const SECRET = 'a-signing-secret-of-the-test'
let kith: RunningKith
let slack: SlackStandIn
beforeAll(async () => {
  kith = await serveKith({ demo: true })
  slack = await slackStandIn()
  const ctx = kith.runtime.contextFor(testActor())
  const value = [{ slack_user: 'U0MARKET01', role: 'marketer' }]
  const row = propose({ ctx, input: { action: 'change_setting', args: { setting: 'slack_users', value } } })
  decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
})
afterAll(async () => {
  await kith.close()
  await slack.close()
})

const chat = (body: object, accept = 'application/json') =>
  fetch(`${kith.url}/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  })

/** The text of an answer by each way in. */
const WAYS: Readonly<Record<string, (question: string) => Promise<string>>> = {
  async 'command line'(question) {
    let out = ''
    await runProgram(['ask', question, '--json'], {
      open: () => Promise.resolve({ ...kith.runtime, close: () => Promise.resolve() }),
      serve: () => Promise.resolve(),
      importFiles: () => Promise.reject(new Error('no file is imported here')),
      out: (text) => {
        out += text
      },
      err: () => {},
      terminal: pipeTerminal(),
      version: 'test',
      signal: new AbortController().signal,
    })
    return (JSON.parse(out) as Answer).text
  },
  JSON: async (question) => ((await (await chat({ message: question })).json()) as Answer).text,
  async 'server-sent events'(question) {
    const events = (await (await chat({ message: question }, 'text/event-stream')).text()).split('\n\n')
    const deltas = events.filter((event) => event.startsWith('event: text'))
    return deltas
      .map((event) => (JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as { delta: string }).delta)
      .join('')
  },
  async 'chat completions'(question) {
    const client = new OpenAI({ apiKey: 'none', baseURL: `${kith.url}/v1`, defaultHeaders: { authorization: null } })
    const messages = [{ role: 'user' as const, content: question }]
    const whole = await client.chat.completions.create({ model: 'kith', messages })
    let pieces = ''
    for await (const chunk of await client.chat.completions.create({ model: 'kith', messages, stream: true }))
      pieces += chunk.choices[0]?.delta.content ?? ''
    expect(pieces).toBe(whole.choices[0]?.message.content)
    return pieces
  },
  async MCP(question) {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${kith.url}/mcp`)) as Parameters<typeof client.connect>[0],
    )
    const { content } = await client.callTool({ name: 'ask', arguments: { question } })
    await client.close()
    return (content as { text: string }[])[0]?.text ?? ''
  },
  async Slack(question) {
    const runtime = { ...kith.runtime, slack: { botToken: 'xoxb', signingSecret: SECRET, apiUrl: slack.apiUrl } }
    const app = createApp({ runtime, webFolder: null, uploadFolder: kith.home })
    // A direct message goes on in its line: each question gets one of its own.
    const channel = `D0${slack.calls.length}`
    const event = { type: 'message', channel_type: 'im', channel, user: 'U0MARKET01', text: question, ts: '1' }
    const body = JSON.stringify({ type: 'event_callback', event_id: question, event })
    const before = slack.calls.filter(({ method }) => method === 'chat.postMessage').length
    const headers = slackHeaders(body, SECRET, Math.floor(Date.now() / 1000))
    await app.request('/slack/events', { method: 'POST', body, headers })
    return (await slack.waitFor('chat.postMessage', before + 1)).at(-1)?.args['text'] ?? ''
  },
}

/** Figures of a text, whatever stands around them. */
const figuresOf = (text: string): string[] => text.match(/[¥$]?\d+(,\d{3})*(\.\d+)?%?/g) ?? []

const QUESTIONS = [
  ['What was the net revenue last quarter?', '上个季度的净销售额是多少?'],
  ['How many customers are in each lifecycle stage?', '各个生命周期阶段分别有多少客户?'],
  ['How many orders did we have last month?', '上个月有多少订单?'],
] as const

test.each(QUESTIONS)('"%s" and "%s" have the same figures by every way in', async (english, chinese) => {
  const asked: string[][] = []
  for (const question of [english, chinese]) {
    const texts = new Map<string, string>()
    for (const [way, ask] of Object.entries(WAYS)) texts.set(way, (await ask(question)).trim())
    const [first = ''] = texts.values()
    expect(figuresOf(first).length).toBeGreaterThan(0)
    for (const [way, text] of texts) expect(text, way).toBe(first)
    asked.push(figuresOf(first).toSorted())
  }
  expect(asked[1]).toEqual(asked[0])
})
