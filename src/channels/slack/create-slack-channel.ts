import { App, Assistant, LogLevel, type Logger } from '@slack/bolt'
import type { AuthorizeResult } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { detectLanguage } from '../../agent/words/detect-language.ts'
import { takeOnce } from '../../services/idempotency/take-once.ts'
import type { Runtime } from '../runtime.ts'
import { BoltReceiver } from './bolt-receiver.ts'
import { createConversations } from './conversation.ts'
import { listenToButtons } from './listen-to-buttons.ts'
import { listenToCommands } from './listen-to-commands.ts'
import { listenToMessages } from './listen-to-messages.ts'
import { readDelivery } from './read-delivery.ts'
import { verifyDelivery, type SlackDelivery } from './verify-delivery.ts'
import { SLACK_WORDS } from './words.ts'

type SlackSettings = NonNullable<Runtime['slack']>

export interface SlackChannel {
  /**
   * Takes one delivery: refuses what Slack did not sign, answers each message once however often it is delivered, and
   * acknowledges before any work is done.
   *
   * @throws {KithError} UNAUTHENTICATED, INVALID_INPUT
   */
  deliver(delivery: SlackDelivery): Promise<Response>
}

/** Kith in Slack: mentions, direct messages, assistant threads, `/kith` and buttons, by Bolt over Kith's own server. */
export async function createSlackChannel(runtime: Runtime, settings: SlackSettings): Promise<SlackChannel> {
  const receiver = new BoltReceiver(runtime.holdOpen)
  const clientOptions = {
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
    // A minute in all: an answer that comes later answers nobody. Waits that Slack asks for (429) do not count.
    retryConfig: { retries: 5, factor: 2, minTimeout: 1000, maxTimeout: 30_000 },
  }
  const app = new App({
    receiver,
    authorize: botIdentity(new WebClient(settings.botToken, clientOptions), settings.botToken),
    clientOptions,
    convoStore: false,
    deferInitialization: true,
    logger: quietLogger(runtime),
  })
  await app.init()
  const conversations = createConversations(runtime)
  app.assistant(
    new Assistant({
      threadStarted: async ({ setSuggestedPrompts }) => {
        const { title, prompt1, prompt2, prompt3 } = SLACK_WORDS.en
        const { prompt1: zh1, prompt2: zh2 } = SLACK_WORDS.zh
        const prompts = [prompt1, prompt2, prompt3, zh1, zh2].slice(0, 4)
        await setSuggestedPrompts({ title, prompts: prompts.map((text) => ({ title: text, message: text })) })
      },
      userMessage: async ({ message, client, setStatus, setTitle }) => {
        if (!('text' in message) || message.text === undefined || !('user' in message)) return
        const threadTs = 'thread_ts' in message ? message.thread_ts : undefined
        const { working } = SLACK_WORDS[detectLanguage([message.text])]
        await Promise.allSettled([setStatus(working), setTitle(message.text.slice(0, 80))])
        const place = { client, channel: message.channel, threadTs, userId: message.user ?? '', isDirect: true }
        await conversations.answer(place, message.text)
      },
    }),
  )
  listenToMessages(app, conversations)
  listenToCommands(app, runtime, conversations)
  listenToButtons(app, runtime, conversations)
  app.error(async (error) => runtime.log.error({ err: error }, 'a Slack delivery failed'))

  return {
    async deliver(delivery) {
      const ctx = runtime.contextFor({
        id: 'slack',
        role: 'slack_guest',
        boundCustomerId: null,
        channel: 'slack',
        sharedChannel: true,
      })
      verifyDelivery(delivery, settings.signingSecret, ctx.clock())
      const body = readDelivery(delivery.body, delivery.headers.get('content-type') ?? '')
      if (body['type'] === 'url_verification') return Response.json({ challenge: body['challenge'] })
      if (body['ssl_check'] === '1') return new Response(null, { status: 200 })
      // Slack repeats an event under its id with a new signature; a copied command or press has the signature it had.
      const eventId = body['event_id']
      const key = typeof eventId === 'string' ? `event:${eventId}` : delivery.headers.get('x-slack-signature')
      if (!takeOnce(ctx, `slack:${key ?? ''}`)) return new Response(null, { status: 200 })
      const retry = Number(delivery.headers.get('x-slack-retry-num') ?? Number.NaN)
      return receiver.deliver(body, Number.isInteger(retry) ? retry : undefined)
    },
  }
}

/** Who the bot is, asked of Slack when first needed; messages that it wrote itself are told by it. */
function botIdentity(client: WebClient, botToken: string): () => Promise<AuthorizeResult> {
  let known: AuthorizeResult | null = null
  return async () => {
    if (known !== null) return known
    const { user_id: botUserId, bot_id: botId } = await client.auth.test()
    known = {
      botToken,
      ...(botUserId === undefined ? {} : { botUserId }),
      ...(botId === undefined ? {} : { botId }),
    }
    return known
  }
}

/** Bolt's own lines go to the log; what it says below a warning may hold texts of messages and stays out. */
function quietLogger(runtime: Runtime): Logger {
  const nothing = (): void => {}
  return {
    debug: nothing,
    info: nothing,
    warn: (...parts) => runtime.log.warn({ slack: String(parts[0]).slice(0, 200) }, 'Slack'),
    error: (...parts) => runtime.log.error({ slack: String(parts[0]).slice(0, 200) }, 'Slack'),
    setLevel: nothing,
    getLevel: () => LogLevel.WARN,
    setName: nothing,
  }
}
