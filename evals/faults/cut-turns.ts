import { fixedClock } from '../../src/lib/clock.ts'
import type { Answer } from '../../src/lib/answer.ts'
import { createOpenAIModel } from '../../src/llm/create-openai-model.ts'
import { fixedTool, makeAgent } from '../../tests/support/agent.ts'
import { startProvider, streamOf, type ProviderReply } from '../../tests/support/provider-stand-in.ts'
import { ScriptedModel } from '../../tests/support/scripted-model.ts'
import { makeShop, testActor } from '../../tests/support/shop.ts'

/** Two calls of one tool, as a provider streams them: in pieces, arguments with Chinese in them. */
export const CALLS: ProviderReply = {
  kind: 'calls',
  calls: [
    { name: 'query_metrics', args: '{"limit":5,"query":"净销售额"}' },
    { name: 'query_metrics', args: '{"limit":6}', id: 'call_b' },
  ],
}
/** A final answer of two paragraphs with something beside them. */
export const ANSWER: ProviderReply = {
  kind: 'text',
  text: JSON.stringify({
    kind: 'answer',
    text: '**净销售额为 {{r1.net_revenue}}**,共 {{r1.orders}} 单。\n\n下一步:看看“谁”买了。',
    follow_ups: ['按地区看?'],
  }),
}
const WHOLE = '**净销售额为 ¥1,234.50**,共 17 单。\n\n下一步:看看“谁”买了。'
const BY_PLANNER = 'Embedded: ¥1,234.50.'

/** Where a stream is cut, and how: as if it were whole, or with the connection torn down. */
interface Cut {
  readonly of: 'tool calls' | 'answer'
  readonly bytes: number
  readonly cleanly: boolean
}

/** The cuts after every so many bytes of both streams, in both manners. */
export const cutsEvery = (step: number): readonly Cut[] =>
  (['tool calls', 'answer'] as const).flatMap((of) => {
    const whole = Buffer.byteLength(streamOf(of === 'answer' ? ANSWER : CALLS))
    return Array.from({ length: Math.ceil(whole / step) }, (_, index) => index * step).flatMap((bytes) =>
      [true, false].map((cleanly) => ({ of, bytes, cleanly })),
    )
  })

/**
 * Asks one question per cut, over real HTTP, with the embedded model of last resort behind the one that is cut.
 *
 * @returns how many turns were asked, the slowest in milliseconds, and those that did not end as they must: in the whole
 * answer or in that of the model behind, each call with one effect, nothing streamed but the text of the answer
 */
export async function askThroughCuts(cuts: readonly Cut[]): Promise<{
  readonly turns: number
  readonly slowest_ms: number
  readonly wrong: readonly (Cut & { readonly why: string })[]
}> {
  let cut: Cut | undefined
  let asked = 0
  const provider = await startProvider(() => {
    const index = asked
    asked += 1
    const [reply, of] = index === 0 ? [CALLS, 'tool calls'] : [ANSWER, 'answer']
    return cut?.of === of ? { kind: 'cut', reply, bytes: cut.bytes, cleanly: cut.cleanly } : reply
  })
  const chatModel = createOpenAIModel({
    baseUrl: provider.baseUrl,
    model: 'stand-in',
    guard: () => {},
    clock: fixedClock(0),
    timeoutMs: 2000,
  })
  const store = makeShop({})
  const effects: string[] = []
  const metrics = fixedTool('query_metrics', {
    facts: [
      { id: 'net_revenue', label: 'Net revenue', value: 1234.5, unit: 'CNY' },
      { id: 'orders', label: 'Orders', value: 17, unit: 'orders' },
    ],
  })
  const tool = {
    ...metrics,
    run: (call: Parameters<typeof metrics.run>[0]) => {
      effects.push(JSON.stringify(call.input))
      return metrics.run(call)
    },
  }
  const wrong: (Cut & { readonly why: string })[] = []
  let slowest = 0
  for (const next of cuts) {
    cut = next
    asked = 0
    effects.length = 0
    const streamed: string[] = []
    const { agent } = makeAgent(store, [tool], () => ({ final: '' }), {
      models: () => [
        { provider: 'openai', name: 'stand-in', chatModel },
        { provider: 'embedded', name: 'planner', chatModel: behind() },
      ],
    })
    const started = performance.now()
    const answer = await agent.ask({
      actor: testActor(),
      question: '上个月卖了多少?',
      onEvent: (event) => event.type === 'text' && streamed.push(event.delta),
    })
    slowest = Math.max(slowest, performance.now() - started)
    const why = wrongWith(answer, streamed.join(''), effects)
    if (why !== null) wrong.push({ ...next, why })
  }
  await provider.close()
  return { turns: cuts.length, slowest_ms: Math.round(slowest), wrong }
}

/** Makes the second of the two calls, which must not run again when it ran already. */
const behind = (): ScriptedModel =>
  new ScriptedModel((messages) => {
    const last = messages.at(-1)
    if (last?.getType() === 'human') return { calls: [{ name: 'query_metrics', args: { limit: 6 } }] }
    const { result_id: id } = JSON.parse(last?.text ?? '{}') as { result_id?: string }
    return { final: { kind: 'answer', text: `Embedded: {{${id ?? 'r0'}.net_revenue}}.` } }
  })

function wrongWith(answer: Answer, streamed: string, effects: readonly string[]): string | null {
  const whole = answer.model.provider === 'openai' ? answer.text === WHOLE : answer.text.startsWith(BY_PLANNER)
  if (!whole) return `${answer.model.provider} ended in: ${answer.text}`
  if (streamed !== answer.text) return `streamed: ${streamed}`
  if (new Set(effects).size !== effects.length) return `effects: ${effects.join(' ')}`
  return null
}
