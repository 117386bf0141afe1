import type { App } from '@slack/bolt'
import type { SlackConversations } from './conversation.ts'

/** Mentions in channels, answered in a thread of their own, and direct messages. */
export function listenToMessages(app: App, conversations: SlackConversations): void {
  app.event('app_mention', async ({ event, client }) => {
    const question = withoutMentions(event.text)
    if (question === '' || event.user === undefined) return
    const place = {
      client,
      channel: event.channel,
      threadTs: event.thread_ts ?? event.ts,
      userId: event.user,
      isDirect: false,
    }
    await conversations.answer(place, question)
  })
  app.message(async ({ message, client }) => {
    // Edits, joins and what bots write carry a subtype; channels are listened to by mention only.
    if (message.subtype !== undefined || message.channel_type !== 'im' || message.text === undefined) return
    const question = withoutMentions(message.text)
    if (question === '') return
    const place = {
      client,
      channel: message.channel,
      threadTs: message.thread_ts,
      userId: message.user,
      isDirect: true,
    }
    await conversations.answer(place, question)
  })
}

/** What was said to the bot, without its name, with Slack's escapes undone. */
const withoutMentions = (text: string): string =>
  text
    .replaceAll(/<@[UW][A-Z0-9]+(\|[^>]*)?>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
