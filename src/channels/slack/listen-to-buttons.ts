import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { toToolFailure } from '../../../tools/run-tool.ts'
import { decide } from '../../services/approvals/decide.ts'
import type { Runtime } from '../runtime.ts'
import { APPROVE_ACTION, ASK_ACTION, REJECT_ACTION, SHARE_ACTION, STOP_ACTION } from './answer-message.ts'
import type { SlackConversations, SlackPlace } from './conversation.ts'
import { problemSentences } from '../problems/tell-problem.ts'
import { slackActor } from './slack-actor.ts'
import { SLACK_WORDS } from './words.ts'

const decisionValue = z.strictObject({ id: z.string(), hash: z.string() })
type Press = BlockAction<ButtonAction>

/** Presses of the buttons under an answer: ask on, decide about a proposal, stop, share. */
export function listenToButtons(app: App, runtime: Runtime, conversations: SlackConversations): void {
  app.action<Press>(new RegExp(`^${ASK_ACTION}:\\d+$`), async ({ ack, body, action, client }) => {
    await ack()
    const place = placeOf(body, client)
    if (place !== null && action.value !== undefined) await conversations.answer(place, action.value)
  })
  app.action<Press>(SHARE_ACTION, async ({ ack, body, action, client }) => {
    await ack()
    const place = placeOf(body, client)
    // Asked again as one who speaks where others read along: names that only the asker may see are masked.
    if (place !== null && action.value !== undefined) {
      await conversations.answer({ ...place, threadTs: undefined, isDirect: false }, action.value)
    }
  })
  app.action<Press>(STOP_ACTION, async ({ ack, body, action }) => {
    await ack()
    conversations.stop(action.value ?? '', body.user.id)
  })
  for (const [actionId, decision] of [
    [APPROVE_ACTION, 'approve'],
    [REJECT_ACTION, 'reject'],
  ] as const) {
    app.action<Press>(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const place = placeOf(body, null)
      const actor = slackActor(runtime, {
        userId: body.user.id,
        isDirect: place?.isDirect ?? false,
        conversation: `slack:${place?.channel ?? ''}:${place?.threadTs ?? ''}`,
      })
      // Whoever presses a button reads the language that it is written in.
      const language = action.text.text === SLACK_WORDS.zh[decision] ? 'zh' : 'en'
      const ctx = runtime.contextFor(actor, { language })
      const words = SLACK_WORDS[language]
      try {
        const { id, hash } = decisionValue.parse(JSON.parse(action.value ?? ''))
        decide({ ctx, input: { proposalId: id, decision, hash } })
        await respond({ replace_original: false, text: decision === 'approve' ? words.approved : words.rejected })
      } catch (error) {
        const text = problemSentences(toToolFailure(error).error, language)
        await respond({ replace_original: false, response_type: 'ephemeral', text })
      }
    })
  }
}

/** Where a button was pressed; null for a message that belongs to no channel. */
function placeOf<Client extends WebClient | null>(
  body: Press,
  client: Client,
): (Omit<SlackPlace, 'client'> & { readonly client: Client }) | null {
  const channel = body.channel?.id
  if (channel === undefined) return null
  const message = body.message as { readonly ts?: string; readonly thread_ts?: string } | undefined
  const isDirect = channel.startsWith('D')
  // In a channel an answer goes under the message whose button was pressed; a direct message goes on in its line.
  const threadTs = message?.thread_ts ?? (isDirect ? undefined : message?.ts)
  return { client, channel, threadTs, userId: body.user.id, isDirect }
}
