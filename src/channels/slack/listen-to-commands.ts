import type { App } from '@slack/bolt'
import { detectLanguage } from '../../agent/words/detect-language.ts'
import type { Runtime } from '../runtime.ts'
import { answerMessage, plain, SHARE_ACTION } from './answer-message.ts'
import type { SlackConversations } from './conversation.ts'
import { slackActor } from './slack-actor.ts'
import { failureWords, SLACK_WORDS } from './words.ts'

/** `/kith QUESTION`: the answer is shown to its asker alone until the button shares it. */
export function listenToCommands(app: App, runtime: Runtime, conversations: SlackConversations): void {
  app.command('/kith', async ({ command, ack, respond }) => {
    const question = command.text.trim()
    const language = detectLanguage([question])
    const words = SLACK_WORDS[language]
    if (question === '' || question === 'help' || question === '帮助') {
      await ack({ response_type: 'ephemeral', text: question === '' ? `${words.empty}\n${words.help}` : words.help })
      return
    }
    await ack()
    const isDirect = command.channel_name === 'directmessage'
    const conversation = `slack:command:${command.channel_id}:${command.user_id}`
    const actor = slackActor(runtime, { userId: command.user_id, isDirect, conversation })
    try {
      const answer = await conversations.ask(actor, question)
      const message = answerMessage(answer, runtime.labels(answer.language))
      const share = {
        type: 'actions' as const,
        elements: [
          {
            type: 'button' as const,
            action_id: SHARE_ACTION,
            text: plain(SLACK_WORDS[answer.language].share),
            value: question.slice(0, 2000),
          },
        ],
      }
      await respond({ response_type: 'ephemeral', text: message.text, blocks: [...message.blocks, share] })
    } catch (error) {
      runtime.log.error({ err: error }, 'a Slack command could not be answered')
      await respond({ response_type: 'ephemeral', text: failureWords(error, language) })
    }
  })
}
