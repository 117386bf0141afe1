import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import type { Answer } from '../../src/lib/answer.ts'
import { createLog } from '../../src/lib/log.ts'
import type { Actor } from '../../src/services/access/actor.ts'
import { openThread } from '../../src/services/threads/open-thread.ts'
import { startProvider, type ProviderReply, type ProviderRequest } from '../../tests/support/provider-stand-in.ts'
import { actorFor } from '../agent/actor-for.ts'
import { openEvalShop } from '../agent/open-eval-shop.ts'
import type { Question } from '../agent/question.ts'
import { tokensIn, tokensOut } from './count-tokens.ts'

/** One question of a conversation, with what the planner called and wrote for it. */
interface Played {
  readonly question: string
  readonly answer: Answer
  readonly draft: string
}

/** What one question cost over the wire. */
interface Cost {
  readonly id: string
  readonly lang: Question['lang']
  readonly tokens_in: number
  readonly tokens_out: number
  readonly model_calls: number
  /** Every tool that was needed was declared from the start. */
  readonly declared: boolean
  /** The model's answer stood, with the same words as the planner's. */
  readonly stood: boolean
}

/**
 * Tokens per question over real HTTP: a stand-in for a provider makes the calls that the embedded planner makes and writes
 * what the planner writes, so that the calls are right and the answers of a real length. All bytes are counted as they come.
 */
export async function measureBudget({
  questions,
  home,
}: {
  readonly questions: readonly Question[]
  readonly home: string | undefined
}) {
  const { kith } = await openEvalShop({ home, tier: 'T0' })
  const planner = await kith.agent()
  let replies: (request: ProviderRequest) => ProviderReply = () => ({ kind: 'status', status: 500 })
  const provider = await startProvider((request) => replies(request))
  const wired = createKith({
    config: readConfig({
      ...Object.fromEntries(
        kith.config().map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
      ),
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: 'none',
      KITH_MODEL: 'stand-in',
    }),
    version: 'eval',
    log: createLog('silent'),
  })
  const remote = await wired.agent()
  const costs: Cost[] = []
  for (const question of questions) {
    const actor = actorFor(question)
    const played = await play(question, actor)
    let threadId: string | undefined
    let cost = { tokens_in: 0, tokens_out: 0, model_calls: 0, declared: true, stood: true }
    for (const turn of played) {
      const spent = { tokens_in: 0, tokens_out: 0, model_calls: 0, declared: true }
      replies = (request) => {
        const reply = replyTo(request, turn)
        spent.tokens_in += tokensIn(request)
        spent.tokens_out += tokensOut(reply)
        spent.model_calls += 1
        if (reply.kind === 'calls' && reply.calls[0]?.name === 'more_tools') spent.declared = false
        return reply
      }
      const customerId = question.bound_customer ?? undefined
      const answer = await remote.ask({ actor, question: turn.question, threadId, customerId })
      threadId = answer.thread_id
      cost = { ...spent, stood: answer.model.provider === 'openai' && answer.grounding.unsupported === 0 }
    }
    costs.push({ id: question.id, lang: question.lang, ...cost })
  }
  await provider.close()
  await wired.close()
  await kith.close()
  return { ...summary(costs), raw: costs }

  async function play({ history, question, bound_customer: bound }: Question, actor: Actor): Promise<Played[]> {
    const answers: { question: string; answer: Answer }[] = []
    for (const text of [...history, question]) {
      const threadId = answers.at(-1)?.answer.thread_id
      const answer = await planner.ask({ actor, question: text, threadId, customerId: bound ?? undefined })
      answers.push({ question: text, answer })
    }
    const owner = bound === null ? actor : { ...actor, boundCustomerId: bound }
    const thread = openThread({
      ctx: kith.contextFor(owner),
      input: { threadId: answers.at(-1)?.answer.thread_id, newId: () => '' },
    })
    return answers.map((one, index) => ({ ...one, draft: thread.turns[index]?.draft ?? one.answer.text }))
  }
}

/** Opens the tools that it misses, makes the calls, says the words. */
function replyTo({ messages, tools = [] }: ProviderRequest, { answer, draft }: Played): ProviderReply {
  const asked = messages.findLastIndex(({ role }) => role === 'user')
  const done = messages.slice(asked + 1).filter(({ role }) => role === 'tool')
  const called = answer.tool_calls
  const isCalled = done.some(({ content }) => content?.startsWith('{"ok":true,"declared"') === false)
  if (called.length > 0 && !isCalled && tools.length > 0) {
    const missing = called.map(({ name }) => name).filter((name) => tools.every((tool) => tool.function.name !== name))
    if (missing.length > 0 && done.length === 0) {
      return { kind: 'calls', calls: [{ name: 'more_tools', args: JSON.stringify({ names: [...new Set(missing)] }) }] }
    }
    return { kind: 'calls', calls: called.map(({ name, args }) => ({ name, args: JSON.stringify(args) })) }
  }
  const { kind, missing, options, reason_code, follow_ups } = answer
  const final = {
    kind,
    text: draft,
    ...(missing.length === 0 ? {} : { missing }),
    ...(options.length === 0 ? {} : { options }),
    ...(reason_code === null ? {} : { reason_code }),
    ...(follow_ups.length === 0 ? {} : { follow_ups }),
  }
  return { kind: 'text', text: JSON.stringify(final) }
}

function summary(costs: readonly Cost[]) {
  const of = (some: readonly Cost[]) => ({
    n: some.length,
    tokens_in: { median: quantile(some, 'tokens_in', 0.5), p95: quantile(some, 'tokens_in', 0.95) },
    tokens_out: { median: quantile(some, 'tokens_out', 0.5), p95: quantile(some, 'tokens_out', 0.95) },
    most_model_calls: Math.max(...some.map((cost) => cost.model_calls)),
    declared_from_the_start: share(some, ({ declared }) => declared),
    stood: share(some, ({ stood }) => stood),
  })
  return {
    ...of(costs),
    en: of(costs.filter(({ lang }) => lang === 'en')),
    zh: of(costs.filter(({ lang }) => lang === 'zh')),
  }
}

function quantile(costs: readonly Cost[], key: 'tokens_in' | 'tokens_out', at: number): number {
  const sorted = costs.map((cost) => cost[key]).toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0
}

const share = (costs: readonly Cost[], holds: (cost: Cost) => boolean): number =>
  Math.round((costs.filter(holds).length / costs.length) * 1000) / 1000
