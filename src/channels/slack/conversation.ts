import type { WebClient } from '@slack/web-api'
import type { Answer } from '../../lib/answer.ts'
import { detectLanguage } from '../../agent/words/detect-language.ts'
import { latestThread } from '../../services/threads/latest-thread.ts'
import type { Actor } from '../../services/access/actor.ts'
import type { Runtime } from '../runtime.ts'
import { answerMessage, plain, STOP_ACTION, wordsOnly, type SlackMessage } from './answer-message.ts'
import { postPicture } from './chart-picture.ts'
import { slackActor } from './slack-actor.ts'
import { failureWords, SLACK_WORDS } from './words.ts'

/** Where a question was asked, and where its answer goes. */
export interface SlackPlace {
  readonly client: WebClient
  readonly channel: string
  /** The Slack thread that answers go to; undefined in a direct message outside any thread. */
  readonly threadTs: string | undefined
  readonly userId: string
  readonly isDirect: boolean
}

/** An answer that takes longer is announced, with a button that stops it. */
const ANNOUNCED_AFTER_MS = 1500

export interface SlackConversations {
  /** Answers a question where it was asked. */
  answer(place: SlackPlace, question: string): Promise<void>
  /** Answers a question without posting: for what only its asker sees. */
  ask(actor: Actor, question: string, signal?: AbortSignal): Promise<Answer>
  /** Stops the work that a button names, for its asker only. */
  stop(workId: string, userId: string): boolean
}

/** One Slack thread is one conversation, whoever speaks in it; each speaker asks in the own role. */
export function createConversations(runtime: Runtime): SlackConversations {
  const running = new Map<string, { readonly userId: string; readonly abort: AbortController }>()
  let number = 0

  async function ask(actor: Actor, question: string, signal?: AbortSignal): Promise<Answer> {
    const agent = await runtime.agent()
    const threadId = latestThread({ ctx: runtime.contextFor(actor) })
    return agent.ask({ actor, question, threadId, ...(signal === undefined ? {} : { signal }) })
  }

  async function answer(place: SlackPlace, question: string): Promise<void> {
    const { client, channel, threadTs, userId, isDirect } = place
    const language = detectLanguage([question])
    const words = SLACK_WORDS[language]
    const actor = slackActor(runtime, { userId, isDirect, conversation: `slack:${channel}:${threadTs ?? ''}` })
    const work = { id: `w${(number += 1)}`, abort: new AbortController() }
    running.set(work.id, { userId, abort: work.abort })
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
    let announced: Promise<string | undefined> = Promise.resolve(undefined)
    const timer = setTimeout(() => {
      announced = client.chat
        .postMessage({
          channel,
          ...thread,
          text: words.working,
          blocks: workingBlocks(words.working, words.stop, work.id),
        })
        .then(({ ts }) => ts)
        .catch(() => undefined)
    }, ANNOUNCED_AFTER_MS)
    let message: SlackMessage
    let answered: Answer | null = null
    try {
      answered = await ask(actor, question, work.abort.signal)
      message = answerMessage(answered, runtime.labels(answered.language))
    } catch (error) {
      if (!work.abort.signal.aborted) runtime.log.error({ err: error }, 'a Slack question could not be answered')
      const text = work.abort.signal.aborted ? words.stopped : failureWords(error, language)
      message = wordsOnly({ text, blocks: [] })
    } finally {
      clearTimeout(timer)
      running.delete(work.id)
    }
    await post(client, { channel, ...thread, ts: await announced }, message)
    if (answered === null) return
    const labels = runtime.labels(answered.language)
    await postPicture(client, { channel, ...thread }, { answer: answered, labels, log: runtime.log })
  }

  return {
    answer,
    ask,
    stop(workId, userId) {
      const work = running.get(workId)
      if (work?.userId !== userId) return false
      work.abort.abort()
      return true
    },
  }
}

/** Posts, or replaces what was posted before; what a workspace refuses as blocks goes out as words. */
async function post(
  client: WebClient,
  { channel, thread_ts, ts }: { channel: string; thread_ts?: string; ts: string | undefined },
  message: SlackMessage,
): Promise<void> {
  const send = (one: SlackMessage): Promise<unknown> =>
    ts === undefined
      ? client.chat.postMessage({
          channel,
          ...(thread_ts === undefined ? {} : { thread_ts }),
          ...one,
          unfurl_links: false,
          unfurl_media: false,
        })
      : client.chat.update({ channel, ts, ...one })
  try {
    await send(message)
  } catch (error) {
    if (!isRefusedBlock(error)) throw error
    await send(wordsOnly(message))
  }
}

const isRefusedBlock = (error: unknown): boolean =>
  error instanceof Error && /invalid_blocks|invalid_blocks_format|msg_blocks_too_long/.test(error.message)

const workingBlocks = (working: string, stop: string, workId: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: working } },
  {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: STOP_ACTION, text: plain(stop), value: workId }],
  },
]
