import { OpenAPIHono, z } from '@hono/zod-openapi'
import { createUIMessageStream, createUIMessageStreamResponse } from 'ai'
import { InvalidInputError } from '../../lib/errors.ts'
import { toToolFailure } from '../../../tools/run-tool.ts'
import { beginTurn } from '../begin-turn.ts'
import type { Runtime } from '../runtime.ts'
import { bindActor } from '../bind-actor.ts'
import type { AppEnvironment } from './create-app.ts'
import { eventStream } from './event-stream.ts'
import { languageOf } from './language-of.ts'
import { readJson } from './read-json.ts'
import { problemSentences, tellProblem } from '../problems/tell-problem.ts'

export const chatBody = z.strictObject({
  message: z.string().trim().min(1, 'must say something').max(8000, 'must be at most 8,000 characters'),
  thread_id: z.string().max(100).nullish(),
  customer_id: z.string().max(200).nullish(),
  language: z.enum(['en', 'zh']).nullish(),
  as_of: z.string().max(40).nullish(),
  role: z.string().nullish(),
})

/** The last user message of an AI SDK conversation, with what Kith adds beside it. */
const uiBody = z.object({
  messages: z
    .array(z.object({ role: z.string(), parts: z.array(z.object({ type: z.string(), text: z.string().optional() })) }))
    .min(1),
  thread_id: z.string().max(100).nullish(),
  /** Position of the question that this one takes the place of; all that followed it goes. */
  replaces_from: z.number().int().min(0).nullish(),
  language: z.enum(['en', 'zh']).nullish(),
  as_of: z.string().max(40).nullish(),
})

/** `POST /v1/chat` (JSON, or SSE when asked for) and `POST /api/chat` (AI SDK UI message stream, for the page). */
export const chatRoutes = (runtime: Runtime) =>
  new OpenAPIHono<AppEnvironment>()
    .post('/v1/chat', async (c) => {
      const body = await readJson(c, chatBody)
      const actor = bindActor(c.get('actor'), {
        role: body.role ?? undefined,
        customerId: body.customer_id ?? undefined,
      })
      const agent = await runtime.agent()
      const question = {
        actor,
        question: body.message,
        threadId: body.thread_id ?? undefined,
        language: body.language ?? undefined,
        asOf: body.as_of ?? undefined,
        signal: c.req.raw.signal,
      }
      if (!(c.req.header('accept') ?? '').includes('text/event-stream')) return c.json(await agent.ask(question))
      const turn = await beginTurn(agent, question)
      return eventStream(c, async (stream) => {
        let id = 0
        const send = (event: string, data: unknown): void => stream.send({ event, data, id: (id += 1) })
        send('started', { thread_id: body.thread_id ?? null })
        turn.listen((event) => send(event.type, event))
        try {
          send('answer', await turn.answer)
        } catch (error) {
          const raised = toToolFailure(error).error
          send('error', { ...raised, ...tellProblem(raised, body.language ?? languageOf(c) ?? 'en') })
        }
      })
    })
    .post('/api/chat', async (c) => {
      const body = await readJson(c, uiBody)
      const last = body.messages.findLast((message) => message.role === 'user')
      const message =
        last?.parts
          .flatMap((part) => (part.type === 'text' ? [part.text ?? ''] : []))
          .join('\n')
          .trim() ?? ''
      if (message === '') throw new InvalidInputError('the conversation holds no question', { field: 'messages' })
      const agent = await runtime.agent()
      const turn = await beginTurn(agent, {
        actor: c.get('actor'),
        question: message,
        threadId: body.thread_id ?? undefined,
        replacesFrom: body.replaces_from ?? undefined,
        language: body.language ?? undefined,
        asOf: body.as_of ?? undefined,
        signal: c.req.raw.signal,
      })
      const stream = createUIMessageStream({
        onError: (error) => problemSentences(toToolFailure(error).error, body.language ?? languageOf(c) ?? 'en'),
        execute: async ({ writer }) => {
          const textId = 'answer'
          let open = false
          turn.listen((event) => {
            if (event.type === 'text') {
              if (!open) writer.write({ type: 'text-start', id: textId })
              open = true
              writer.write({ type: 'text-delta', id: textId, delta: event.delta })
            } else if (event.type === 'thread') {
              writer.write({ type: 'data-thread', data: { thread_id: event.thread_id }, transient: true })
            } else {
              writer.write({ type: 'data-step', data: event, transient: true })
            }
          })
          const answer = await turn.answer
          if (open) writer.write({ type: 'text-end', id: textId })
          writer.write({ type: 'data-answer', data: answer })
        },
      })
      return createUIMessageStreamResponse({ stream })
    })
