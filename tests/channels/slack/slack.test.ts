import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { canDrawChinese } from '../../../src/channels/charts/render-png.ts'
import { createApp } from '../../../src/channels/http/create-app.ts'
import type { Runtime } from '../../../src/channels/runtime.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { listProposals } from '../../../src/services/approvals/list-proposals.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { readSetting } from '../../../src/services/settings/read-setting.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'
import { slackHeaders, slackStandIn, type SlackStandIn } from '../../support/slack-stand-in.ts'

const SECRET = 'a-signing-secret-of-the-test'
const MARKETER = 'U0MARKET01'
const ADMIN = 'U0ADMIN001'
const GUEST = 'U0GUEST001'

let kith: RunningKith
let slack: SlackStandIn
let runtime: Runtime
let app: ReturnType<typeof createApp>
let number = 0

beforeAll(async () => {
  kith = await serveKith({ demo: true })
  slack = await slackStandIn()
  runtime = { ...kith.runtime, slack: { botToken: 'xoxb-test', signingSecret: SECRET, apiUrl: slack.apiUrl } }
  app = createApp({ runtime, webFolder: null, uploadFolder: kith.home })
  const ctx = runtime.contextFor(testActor())
  const users = [
    { slack_user: MARKETER, role: 'marketer' },
    { slack_user: ADMIN, role: 'admin' },
  ]
  const row = propose({ ctx, input: { action: 'change_setting', args: { setting: 'slack_users', value: users } } })
  decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
})
afterAll(async () => {
  await kith.close()
  await slack.close()
})

const now = () => Math.floor(Date.now() / 1000)
const post = (path: string, body: string, headers: Record<string, string>) =>
  app.request(path, { method: 'POST', body, headers })
const deliver = (path: string, body: string, seconds = now(), more: Record<string, string> = {}) =>
  post(path, body, slackHeaders(body, SECRET, seconds, more))

const event = (fields: object, eventId = `Ev${(number += 1)}`) =>
  JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: eventId, event: fields })
const mention = (text: string, user = MARKETER, ts = `1700000${(number += 1)}.1`) =>
  event({ type: 'app_mention', user, text: `<@UBOT> ${text}`, channel: 'C01', ts })
const press = (actionId: string, value: string, user = MARKETER, label = 'Approve') =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: user, team_id: 'T1' },
      channel: { id: 'C01' },
      message: { ts: '1700000001.1', thread_ts: '1700000001.1' },
      response_url: `${slack.apiUrl}respond`,
      actions: [
        {
          type: 'button',
          action_id: actionId,
          block_id: 'b',
          text: { type: 'plain_text', text: label },
          value,
          action_ts: `${(number += 1)}`,
        },
      ],
    }),
  }).toString()

/** Delivers, waits for the next message that Kith posts, and gives it. */
async function answerTo(body: string, path = '/slack/events', method = 'chat.postMessage') {
  const before = slack.calls.filter((call) => call.method === method).length
  expect((await deliver(path, body)).status).toBe(200)
  return (await slack.waitFor(method, before + 1)).at(-1)?.args ?? {}
}

describe('a delivery', () => {
  test('proves the address with its challenge', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
    expect(await (await deliver('/slack/events', body)).json()).toEqual({ challenge: 'abc' })
  })

  test.each([
    ['six minutes old', -360],
    ['from six minutes ahead', 360],
  ])('%s is refused', async (_name, shift) => {
    expect((await deliver('/slack/events', mention('revenue?'), now() + shift)).status).toBe(401)
  })

  test.each([
    ['with another secret', () => slackHeaders('{}', 'another', now())],
    ['with an unknown version', () => ({ ...slackHeaders('{}', SECRET, now()), 'x-slack-signature': 'v1=00' })],
    ['without a signature', () => ({ 'content-type': 'application/json' })],
    [
      'with words for a time stamp',
      () => ({ ...slackHeaders('{}', SECRET, now()), 'x-slack-request-timestamp': 'now' }),
    ],
  ])('%s is refused', async (_name, headers) => {
    expect((await post('/slack/events', '{}', headers())).status).toBe(401)
  })

  test('whose body was changed on the way is refused', async () => {
    const body = mention('revenue last month?')
    expect(
      (await post('/slack/events', body.replace('revenue', 'orders'), slackHeaders(body, SECRET, now()))).status,
    ).toBe(401)
  })

  test.each([
    ['no JSON', '{"type":'],
    ['a list', '[1, 2]'],
  ])('that is %s is refused', async (_name, body) => {
    const headers = { ...slackHeaders(body, SECRET, now()), 'content-type': 'application/json' }
    expect((await post('/slack/events', body, headers)).status).toBe(400)
  })
})

describe('a mention', () => {
  test('is answered in its thread with the same figures as elsewhere', async () => {
    const question = 'What was the net revenue last quarter?'
    const message = await answerTo(mention(question))
    const direct = await runtime.callTool(testActor(), 'query_metrics', {
      metrics: ['net_revenue'],
      period: 'last_quarter',
    })
    if (!direct.ok) throw new Error(direct.error.message)
    const value = direct.facts.find(({ id }) => id === 'net_revenue')?.value
    expect(message['channel']).toBe('C01')
    expect(message['thread_ts']).toMatch(/^1700000/)
    expect(message['text']).toContain(Number(value).toLocaleString('en-US', { minimumFractionDigits: 2 }))
    const blocks = JSON.parse(message['blocks'] ?? '[]') as { type: string }[]
    expect(blocks.map(({ type }) => type)).toContain('markdown')
    expect(blocks.some(({ type }) => type === 'actions')).toBe(true)
  })

  test('a table comes as a table, in Chinese too', async () => {
    const message = await answerTo(mention('上个季度各地区的净销售额是多少?'))
    const blocks = JSON.parse(message['blocks'] ?? '[]') as { type: string; rows?: unknown[][] }[]
    const table = blocks.find(({ type }) => type === 'table')
    expect(table?.rows?.length).toBeGreaterThan(2)
    expect(JSON.stringify(table)).toContain('华东')
  })

  test('a chart comes below its answer as a picture that says in words what it shows', async ({ skip }) => {
    if (!(await canDrawChinese())) skip('this machine has no font with Chinese')
    const ts = '1800000000.1'
    await deliver('/slack/events', mention('上个季度各地区的净销售额是多少?', MARKETER, ts))
    // Charts come after their answers, so that one of an earlier question may still be on its way.
    const message = await vi.waitFor(
      () => {
        const sent = slack.calls.find(
          ({ method, args }) => method === 'files.completeUploadExternal' && args['thread_ts'] === ts,
        )
        if (sent === undefined) throw new Error('no chart came')
        return sent.args
      },
      { timeout: 30_000 },
    )
    const reserved = slack.calls.findLast(({ method }) => method === 'files.getUploadURLExternal')
    const picture = slack.files.at(-1) ?? Buffer.alloc(0)
    expect([...picture.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
    expect(reserved?.args).toMatchObject({ filename: 'chart.png', length: String(picture.length) })
    expect(reserved?.args['alt_txt'] ?? reserved?.args['alt_text']).toMatch(/最高为 华/)
    expect(message).toMatchObject({ channel_id: 'C01' })
  })

  test('a workspace that takes no files still gets the answer, and the next one', async () => {
    slack.failNext('files.getUploadURLExternal', { body: { ok: false, error: 'missing_scope' } })
    const message = await answerTo(mention('What was the net revenue by region last quarter?'))
    expect(message['blocks']).toContain('"table"')
    expect((await answerTo(mention('How many customers do we have?')))['text']).toMatch(/\d/)
  })

  test('goes on in its thread, by whoever speaks there', async () => {
    const ts = '1700009999.1'
    await answerTo(mention('What was the net revenue last quarter?', MARKETER, ts))
    const next = event({
      type: 'app_mention',
      user: ADMIN,
      text: '<@UBOT> And last year?',
      channel: 'C01',
      ts: '1700009999.2',
      thread_ts: ts,
    })
    const message = await answerTo(next)
    expect(message['thread_ts']).toBe(ts)
    expect(message['text']).toMatch(/2025/)
  })

  test('of a guest shows figures of the shop and no customer', async () => {
    expect((await answerTo(mention('What was the net revenue last quarter?', GUEST)))['text']).toMatch(/¥[\d,]+/)
    const refused = await answerTo(mention('Give me the full picture of customer C-10023', GUEST))
    expect(refused['text']).not.toMatch(/¥[\d,]+/)
  })

  test('a table that the workspace refuses goes out in words', async () => {
    slack.failNext('chat.postMessage', { body: { ok: false, error: 'invalid_blocks' } })
    const message = await answerTo(mention('What was the net revenue by region last quarter?'))
    const blocks = JSON.parse(message['blocks'] ?? '[]') as { type: string }[]
    expect(blocks.map(({ type }) => type)).toEqual(['section'])
  })

  test('waits as long as Slack asks when it sends too fast', async () => {
    slack.failNext('chat.postMessage', { status: 429, retryAfter: 1, body: { ok: false, error: 'ratelimited' } })
    expect((await answerTo(mention('How many customers do we have?')))['text']).toMatch(/\d/)
  })
})

describe('an assistant thread', () => {
  const THREAD = { channel_id: 'D02', thread_ts: '1700008888.1', user_id: MARKETER, context: {} }

  test('begins with questions to ask, in both languages', async () => {
    const started = event({ type: 'assistant_thread_started', assistant_thread: THREAD, event_ts: '1' })
    const call = await answerTo(started, '/slack/events', 'assistant.threads.setSuggestedPrompts')
    expect(call).toMatchObject({ channel_id: 'D02', thread_ts: THREAD.thread_ts })
    expect(call['prompts']).toMatch(/net revenue[\s\S]*净销售额/)
  })

  test('shows that it works, is named after its question, and is answered once, in it', async () => {
    const before = slack.calls.filter(({ method }) => method === 'chat.postMessage').length
    const question = event({
      type: 'message',
      channel_type: 'im',
      channel: 'D02',
      user: MARKETER,
      text: '上个月有多少订单?',
      ts: '1700008888.2',
      thread_ts: THREAD.thread_ts,
    })
    const message = await answerTo(question)
    expect(message).toMatchObject({ channel: 'D02', thread_ts: THREAD.thread_ts })
    const of = (method: string) => slack.calls.findLast((call) => call.method === method)?.args
    expect(of('assistant.threads.setStatus')?.['status']).toContain('正在')
    expect(of('assistant.threads.setTitle')?.['title']).toContain('订单')
    await answerTo(mention('How many customers do we have?'))
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage').length - before).toBe(2)
  })
})

test('however slow the model is, a question is acknowledged, and its asker alone can stop it', async () => {
  let stopped = 0
  const slow: Runtime = {
    ...runtime,
    agent: () =>
      Promise.resolve({
        ask: ({ signal }) =>
          new Promise((_answer, reject) => {
            signal?.addEventListener('abort', () => {
              stopped += 1
              reject(signal.reason as Error)
            })
          }),
        load: () => ({ running: 1, waiting: 0 }),
      }),
  }
  const before = slack.calls.filter(({ method }) => method === 'chat.postMessage').length
  const app = createApp({ runtime: slow, webFolder: null, uploadFolder: kith.home })
  const to = (path: string, body: string) =>
    app.request(path, { method: 'POST', body, headers: slackHeaders(body, SECRET, now()) })
  expect((await to('/slack/events', mention('Something that takes long'))).status).toBe(200)
  const working = (await slack.waitFor('chat.postMessage', before + 1)).at(-1)?.args ?? {}
  const workId = /"value":"(w\d+)"/.exec(working['blocks'] ?? '')?.[1] ?? ''
  await to('/slack/interactions', press('kith_stop', workId, GUEST))
  expect(stopped).toBe(0)
  await to('/slack/interactions', press('kith_stop', workId, MARKETER))
  const updated = (await slack.waitFor('chat.update', 1)).at(-1)?.args
  expect(stopped).toBe(1)
  expect(updated?.['text']).toContain('Stopped')
})

test('a direct message is answered, what the bot itself wrote is not', async () => {
  const own = event({
    type: 'message',
    channel_type: 'im',
    channel: 'D01',
    user: 'UBOT',
    bot_id: 'BBOT',
    text: 'x',
    ts: '1',
  })
  await deliver('/slack/events', own)
  const edit = event({ type: 'message', subtype: 'message_changed', channel_type: 'im', channel: 'D01', ts: '2' })
  await deliver('/slack/events', edit)
  const message = await answerTo(
    event({ type: 'message', channel_type: 'im', channel: 'D01', user: MARKETER, text: '上个月有多少订单?', ts: '3' }),
  )
  expect(message['channel']).toBe('D01')
  expect(message['thread_ts']).toBeUndefined()
})

test('ten thousand deliveries of five events give one answer each', async () => {
  const bodies = ['customers', 'orders', 'units', 'reviews', 'returns'].map((what) =>
    mention(`How many ${what} last month?`),
  )
  const asked = bodies.map((body) => (JSON.parse(body) as { event: { ts: string } }).event.ts)
  const posted = () =>
    slack.calls.flatMap(({ method, args }) => (method === 'chat.postMessage' ? [args['thread_ts']] : []))
  const before = posted().length
  for (let round = 0; round < 20; round += 1) {
    const replies = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        deliver('/slack/events', bodies[index % bodies.length] ?? '', now() - (index % 100), {
          'x-slack-retry-num': String(index % 4),
        }),
      ),
    )
    expect(replies.every(({ status }) => status === 200)).toBe(true)
  }
  await slack.waitFor('chat.postMessage', before + bodies.length)
  await answerTo(mention('How many customers do we have?'))
  expect(posted().slice(before, -1).toSorted()).toEqual(asked.toSorted())
}, 120_000)

describe('/kith', () => {
  const command = (text: string) =>
    new URLSearchParams({
      command: '/kith',
      text,
      team_id: 'T1',
      user_id: MARKETER,
      channel_id: 'C01',
      channel_name: 'general',
      trigger_id: String((number += 1)),
      response_url: `${slack.apiUrl}respond`,
    }).toString()

  test('answers its asker alone, with a button that shares', async () => {
    const reply = await answerTo(command('What was the net revenue last month?'), '/slack/commands', 'respond')
    expect(reply).toMatchObject({ response_type: 'ephemeral' })
    expect(JSON.stringify(reply)).toContain('kith_share')
  })

  test.each([
    ['nothing', '', 'Ask a question'],
    ['help', 'help', '/kith what was'],
    ['帮助', '帮助', '/kith 上个月'],
  ])('with %s says how', async (_name, text, words) => {
    const reply = (await (await deliver('/slack/commands', command(text))).json()) as { text: string }
    expect(reply.text).toContain(words)
  })
})

describe('buttons', () => {
  test('ask on in the thread of their message', async () => {
    const message = await answerTo(press('kith_ask:0', 'How many orders last month?'), '/slack/interactions')
    expect(message).toMatchObject({ channel: 'C01', thread_ts: '1700000001.1' })
  })

  test('approve exactly what was shown, by who may, once', async () => {
    const ctx = runtime.contextFor({ ...testActor(), id: 'somebody' })
    const row = propose({
      ctx,
      input: { action: 'change_setting', args: { setting: 'return_window_days', value: 9 } },
    })
    const value = JSON.stringify({ id: row.id, hash: row.hash })
    const refused = await answerTo(press('kith_approve', value, MARKETER), '/slack/interactions', 'respond')
    expect(refused['text']).toMatch(/may not approve/)
    const inChinese = press('kith_approve', value, MARKETER, '批准')
    const refusedInChinese = await answerTo(inChinese, '/slack/interactions', 'respond')
    expect(refusedInChinese['text']).toBe('角色 marketer 无权批准 change_setting。管理员可以批准；提案会继续等待。')
    const other = await answerTo(
      press('kith_approve', JSON.stringify({ id: row.id, hash: 'x' }), ADMIN),
      '/slack/interactions',
      'respond',
    )
    expect(other['text']).toMatch(/other arguments/)
    expect(readSetting(ctx.store, 'return_window_days')).toBe(14)
    await answerTo(press('kith_approve', value, ADMIN), '/slack/interactions', 'respond')
    expect(readSetting(ctx.store, 'return_window_days')).toBe(9)
    const again = await answerTo(press('kith_approve', value, ADMIN), '/slack/interactions', 'respond')
    expect(again['text']).toMatch(/already|decided/i)
    expect(listProposals({ ctx, input: { status: null } }).find(({ id }) => id === row.id)?.decidedBy).toBe(
      `slack:${ADMIN}`,
    )
  })
})

test('without a Slack app in the settings the addresses say what to do', async () => {
  const plain = createApp({ runtime: kith.runtime, webFolder: null, uploadFolder: kith.home })
  const reply = await plain.request('/slack/events', { method: 'POST', body: '{}' })
  expect(reply.status).toBe(503)
  expect(JSON.stringify(await reply.json())).toContain('SLACK_BOT_TOKEN')
})
