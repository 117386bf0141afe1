import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Runtime } from '../../../src/channels/runtime.ts'
import { postAlerts, postBrief } from '../../../src/channels/slack/scheduled.ts'
import { isCronPattern, isDue } from '../../../src/jobs/every-minute.ts'
import { createAlert } from '../../../src/services/alerts/create-alert.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'
import { slackStandIn, type SlackStandIn } from '../../support/slack-stand-in.ts'

let kith: RunningKith
let slack: SlackStandIn
let runtime: Runtime

beforeAll(async () => {
  kith = await serveKith({ demo: true })
  slack = await slackStandIn()
  runtime = { ...kith.runtime, slack: { botToken: 'xoxb-test', signingSecret: 's', apiUrl: slack.apiUrl } }
})
afterAll(async () => {
  await kith.close()
  await slack.close()
})

const ctx = () => runtime.contextFor(testActor())
function approve(action: string, args: unknown): void {
  const row = propose({ ctx: ctx(), input: { action, args } })
  decide({ ctx: ctx(), input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
}

describe('cron patterns', () => {
  test('fall on the minute of the zone', () => {
    const mondayEightInShanghai = Date.UTC(2026, 5, 29, 0, 0, 30)
    expect(isDue('0 8 * * 1', mondayEightInShanghai, 'Asia/Shanghai')).toBe(true)
    expect(isDue('0 8 * * 1', mondayEightInShanghai + 60_000, 'Asia/Shanghai')).toBe(false)
    expect(isDue('0 8 * * 1', mondayEightInShanghai, 'UTC')).toBe(false)
  })

  test.each(['', 'daily', '* * * *', '61 8 * * 1', '0 8 * * 1 2026 7', '0 8 31 2 *'])('%j is none', (pattern) => {
    expect(isCronPattern(pattern)).toBe(false)
  })
})

test('nothing is posted while no channel is set', async () => {
  expect(await postBrief(runtime, 'en')).toBe(false)
  expect(await postAlerts(runtime)).toBe(0)
  expect(slack.calls).toEqual([])
})

test('the brief is posted in the channel, in the language asked for', async () => {
  approve('change_setting', { setting: 'slack_channel', value: 'C0BRIEF' })
  expect(await postBrief(runtime, 'zh')).toBe(true)
  const [call] = await slack.waitFor('chat.postMessage', 1)
  expect(call?.args['channel']).toBe('C0BRIEF')
  expect(call?.args['text']).toMatch(/值得一提/)
})

test('an alert that is told in Slack is posted once, one that is told on the page never', async () => {
  for (const channel of ['slack', 'web'] as const) {
    const { proposal } = createAlert({
      ctx: ctx(),
      input: { event: 'order', channel, name: `Told in ${channel}` },
    }).data
    decide({ ctx: ctx(), input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
  }
  await runtime.arrivals.receive({
    sender: { actor: testActor(), name: 'test' },
    calls: [
      {
        type: 'track',
        event: 'Order Completed',
        userId: 'C-10023',
        messageId: 'm-1',
        timestamp: '2026-06-30T10:00:00Z',
        properties: { order_id: 'SL-1', products: [{ product_id: 'SKU-7702', quantity: 1, price: 199 }] },
      },
    ],
    sentAt: undefined,
  })
  await runtime.arrivals.settled()
  const before = slack.calls.length
  expect(await postAlerts(runtime)).toBe(1)
  expect(await postAlerts(runtime)).toBe(0)
  expect(slack.calls.slice(before).map(({ args }) => args['text'])).toEqual([expect.stringContaining('Told in slack')])
})
