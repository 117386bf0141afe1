import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { loadPrompts } from '../../src/config/load-prompts.ts'
import type { ModelAnswer } from '../../src/lib/answer.ts'
import { dayOfDate } from '../../src/lib/time-zone.ts'
import type { ToolResult, ToolSuccess } from '../../src/lib/tool-result.ts'
import { EmbeddedPlanner } from '../../src/llm/planner/embedded-planner.ts'
import type { LexiconEntry } from '../../src/llm/planner/lexicon.ts'
import { describeTool } from '../../tools/describe-tool.ts'
import { tools } from '../../tools/registry.ts'

const NAMES: readonly LexiconEntry[] = [
  ...['outdoor', 'skincare', 'coffee beans'].map((value): LexiconEntry => ({ field: 'category', value, names: [] })),
  ...['华东', '西南'].map((value): LexiconEntry => ({ field: 'region', value, names: [] })),
  { field: 'city', value: 'Shanghai', names: ['Shanghai 上海', '上海'] },
  ...['bronze', 'silver', 'gold'].map((value): LexiconEntry => ({ field: 'member_level', value, names: [] })),
  { field: 'brand', value: 'Trailwind', names: [] },
  ...['River', 'Valley', 'Pace'].map((name, index): LexiconEntry => ({
    field: 'product_id',
    value: `SKU-30${index}0`,
    names: [`Trailwind ${name} Tent`],
  })),
  { field: 'product_id', value: 'SKU-7702', names: ['Aurora 2L Kettle', '极光电水壶'] },
]

const planner = new EmbeddedPlanner({
  knowledge: { texts: loadPrompts(), lexicon: { entries: NAMES } },
  frame: { asOfDay: dayOfDate('2026-06-30'), weekStart: 1, firstDay: dayOfDate('2024-01-01') },
})
const model = planner.bindTools(
  tools.map((tool) => {
    const { name, description, input_schema: parameters } = describeTool(tool)
    return { type: 'function' as const, function: { name, description, parameters } }
  }),
)

/** The planner's next message over all real tools and a small shop whose data ends on 2026-06-30. */
export const say = async (...messages: BaseMessage[]): Promise<AIMessage> =>
  (await model.invoke(messages)) as unknown as AIMessage

/** The first call that a question leads to, or null when it leads to none. */
export async function callFor(question: string, ...before: BaseMessage[]) {
  const [first] = (await say(...before, new HumanMessage(question))).tool_calls ?? []
  return first === undefined ? null : { name: first.name, args: first.args }
}

/** All calls that a question leads to at once. */
export async function callsFor(question: string, ...before: BaseMessage[]) {
  const calls = (await say(...before, new HumanMessage(question))).tool_calls ?? []
  return calls.map(({ name, args }) => ({ name, args }))
}

/** The final answer of a question that needs no call. */
export const replyTo = async (question: string, ...before: BaseMessage[]): Promise<ModelAnswer> =>
  JSON.parse((await say(...before, new HumanMessage(question))).text) as ModelAnswer

/** A result with these parts and nothing else. */
export const resultOf = (parts: Partial<ToolSuccess>): ToolSuccess => ({
  ok: true,
  result_id: 'r1',
  data: {},
  facts: [],
  table: null,
  chart: null,
  evidence: {
    tool: '',
    args: {},
    as_of: '',
    period: null,
    population: '',
    rows_used: 0,
    rows_left_out: {},
    definition: [],
    method: '',
    model: null,
    sql: [],
    elapsed_ms: 0,
  },
  gate: null,
  warnings: [],
  suggestions: [],
  ...parts,
})

/** The messages of a call that came back, without the answer that follows it. */
export const called = (
  question: string,
  name: string,
  args: Record<string, unknown>,
  result: ToolResult,
  content: unknown = {},
): BaseMessage[] => [
  new HumanMessage(question),
  new AIMessage({ content: '', tool_calls: [{ id: 'c1', name, args, type: 'tool_call' }] }),
  new ToolMessage({ tool_call_id: 'c1', content: JSON.stringify(content), artifact: result }),
]

/** A whole earlier turn: question, call, result, answer. */
export const answered = (...turn: Parameters<typeof called>): BaseMessage[] => [
  ...called(...turn),
  new AIMessage('{"kind":"answer","text":"."}'),
]

/** An earlier turn that was not answered. */
export const declined = (question: string): BaseMessage[] => [
  new HumanMessage(question),
  new AIMessage('{"kind":"decline","text":"."}'),
]
