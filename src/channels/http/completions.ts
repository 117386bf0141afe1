import { randomUUID } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Answer } from '../../lib/answer.ts'
import { InvalidInputError, KithError } from '../../lib/errors.ts'
import { findThread } from '../../services/threads/find-thread.ts'
import { toToolFailure } from '../../../tools/run-tool.ts'
import { beginTurn } from '../begin-turn.ts'
import { bindActor } from '../bind-actor.ts'
import type { Runtime } from '../runtime.ts'
import { eventStream } from './event-stream.ts'
import type { AppEnvironment } from './create-app.ts'
import { retryAfter, statusOf } from './problem.ts'
import { readJson } from './read-json.ts'

const MODEL = 'kith'

const textPart = z.object({ type: z.string(), text: z.string().optional() })
const message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(textPart)]).nullish(),
})

/** What clients of the chat completions interface send; what Kith has no use for (temperature, tools, ...) is let through. */
export const completionBody = z.object({
  model: z.string().max(200),
  messages: z.array(message).min(1).max(1000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.number().int().max(1, 'Kith gives one answer').nullish(),
  /** A service bot's key speaks for this customer. */
  customer_id: z.string().max(200).nullish(),
})

type Message = z.output<typeof message>

/**
 * `GET /v1/models` and `POST /v1/chat/completions`, as clients of OpenAI's interface expect them: any such client can ask
 * Kith. System messages do not change what Kith does; the last user message is the question, and a conversation that a
 * client repeats is recognised by Kith's own last answer in it.
 */
export const completionRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .get('/v1/models', (c) => c.json({ object: 'list', data: [describeModel()] }))
    .get('/v1/models/:id', (c) => {
      const id = c.req.param('id')
      if (id === MODEL) return c.json(describeModel())
      return c.json(
        { error: { message: `there is no model '${id}'; there is: ${MODEL}`, code: 'model_not_found' } },
        404,
      )
    })
    .post('/v1/chat/completions', async (c) => {
      try {
        const body = await readJson(c, completionBody)
        const actor = bindActor(c.get('actor'), { customerId: body.customer_id ?? undefined })
        const { question, earlierAnswer } = readConversation(body.messages)
        const threadId = findThread({ ctx: runtime.contextFor(actor), input: { answer: earlierAnswer } })
        const agent = await runtime.agent()
        const ask = { actor, question, threadId, signal: c.req.raw.signal }
        const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: MODEL }
        if (body.stream !== true) {
          const answer = await agent.ask(ask)
          return c.json({
            ...head,
            object: 'chat.completion',
            choices: [
              {
                index: 0,
                message: { role: 'assistant', content: answer.text, refusal: null },
                logprobs: null,
                finish_reason: 'stop',
              },
            ],
            usage: usageOf(answer),
            kith: answer,
          })
        }
        const turn = await beginTurn(agent, ask)
        return eventStream(c, async (stream) => {
          const chunk = { ...head, object: 'chat.completion.chunk' }
          const send = (delta: object, end: string | null = null, more: object = {}): void =>
            stream.send({
              data: { ...chunk, choices: [{ index: 0, delta, logprobs: null, finish_reason: end }], ...more },
            })
          send({ role: 'assistant', content: '' })
          try {
            turn.listen((event) => {
              if (event.type === 'text') send({ content: event.delta })
              if (event.type === 'waiting') stream.comment(`waiting behind ${event.ahead}`)
            })
            const answer = await turn.answer
            send({}, 'stop', { kith: answer })
            if (body.stream_options?.include_usage === true) {
              stream.send({ data: { ...chunk, choices: [], usage: usageOf(answer) } })
            }
          } catch (error) {
            stream.send({ data: { error: errorOf(error) } })
          }
          stream.send({ data: '[DONE]' })
        })
      } catch (error) {
        if (!(error instanceof KithError)) runtime.log.error({ err: error, path: c.req.path }, 'request failed')
        const retry = retryAfter(error)
        if (retry !== null) c.header('retry-after', retry)
        return c.json({ error: errorOf(error) }, statusOf(error))
      }
    })

const describeModel = () => ({ id: MODEL, object: 'model', created: 0, owned_by: 'kith' })

/** The form in which clients of this interface read an error. */
function errorOf(error: unknown) {
  const { code, message: words, field, hint } = toToolFailure(error).error
  return {
    message: hint === null ? words : `${words}. ${hint}`,
    type: code === 'INTERNAL' || code === 'UNAVAILABLE' ? 'server_error' : 'invalid_request_error',
    param: field,
    code: code.toLowerCase(),
  }
}

const usageOf = ({ usage }: Answer) => ({
  prompt_tokens: usage.input_tokens,
  completion_tokens: usage.output_tokens,
  total_tokens: usage.input_tokens + usage.output_tokens,
})

function readConversation(messages: readonly Message[]): { question: string; earlierAnswer: string | null } {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  const question = textOf(messages[last])
  if (question === '') {
    throw new InvalidInputError('the conversation holds no question', {
      field: 'messages',
      hint: 'The last message of role user is the question, as text.',
    })
  }
  const earlier = messages.slice(0, last).findLast(({ role }) => role === 'assistant')
  return { question, earlierAnswer: earlier === undefined ? null : textOf(earlier) }
}

const textOf = (one: Message | undefined): string =>
  typeof one?.content === 'string'
    ? one.content.trim()
    : (one?.content ?? [])
        .flatMap((part) => (part.type === 'text' ? [part.text ?? ''] : []))
        .join('\n')
        .trim()
