import { WebClient } from '@slack/web-api'
import type { Answer } from '../../lib/answer.ts'
import { KithError } from '../../lib/errors.ts'
import type { Runtime } from '../runtime.ts'
import { postPicture } from './chart-picture.ts'
import { answerMessage, wordsOnly, type SlackMessage } from './answer-message.ts'

/**
 * Posts what nobody asked for just now (a scheduled brief, an alert) in a channel.
 *
 * @throws {KithError} UNAVAILABLE without a Slack app in the settings
 */
export async function postInChannel(runtime: Runtime, channel: string, what: Answer | string): Promise<void> {
  const { slack } = runtime
  if (slack === null) throw new KithError('UNAVAILABLE', 'Slack is not set up here')
  const client = new WebClient(slack.botToken, slack.apiUrl === undefined ? {} : { slackApiUrl: slack.apiUrl })
  const message: SlackMessage =
    typeof what === 'string'
      ? wordsOnly({ text: what, blocks: [] })
      : answerMessage(what, runtime.labels(what.language))
  const { ts } = await client.chat.postMessage({ channel, ...message, unfurl_links: false })
  if (typeof what === 'string') return
  const place = { channel, ...(ts === undefined ? {} : { thread_ts: ts }) }
  await postPicture(client, place, { answer: what, labels: runtime.labels(what.language), log: runtime.log })
}
