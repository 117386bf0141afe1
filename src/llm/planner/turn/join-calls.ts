import type { Filter } from '../../../lib/filters.ts'
import type { Arguments } from '../arguments/request.ts'
import type { ToolShape } from '../arguments/tool-shape.ts'
import type { PlannedCall } from './plan.ts'

/** The calls of one part of a question, with its words. */
export interface PlannedPart {
  readonly text: string
  readonly calls: readonly PlannedCall[]
}

interface Joining {
  readonly tools: ReadonlyMap<string, ToolShape>
  /** Parts that were named in one breath ("sales and complaints in June") share what only the last one names. */
  readonly listed: boolean
}

/** What a later part of the question does not say again: the customer, the period, the group. */
const INHERITED = ['customer_id', 'period', 'filters'] as const
/** What stands at the end of a list and is meant of all that it names. */
const SHARED = ['period'] as const

/** The people whom an earlier part has found. */
const THEM = /\b(?:their|theirs|them|they|those|these)\b|[他她]们|这些人|那些人|这些客户|这批/

/** The calls of all parts in order, each once: later ones take over what earlier ones named, and whom they found. */
export function joinCalls(parts: readonly PlannedPart[], { tools, listed }: Joining): readonly PlannedCall[] {
  const calls = parts.flatMap(({ text, calls: own }) => own.map((call) => ({ text, call })))
  const takes = (call: PlannedCall, name: string): boolean => tools.get(call.tool)?.arguments.has(name) === true
  const known: Arguments = {}
  if (listed) {
    const last = calls.at(-1)?.call.args ?? {}
    for (const name of SHARED) if (last[name] !== undefined) known[name] = last[name]
  }
  const people = calls.findIndex(({ call }) => takes(call, 'within') && takes(call, 'sort'))
  const joined = calls.map(({ text, call }, position): PlannedCall => {
    const args: Arguments = { ...call.args }
    const narrows = people >= 0 && people < position && takes(call, 'within') && THEM.test(text)
    for (const name of INHERITED) {
      const isSaid = args[name] !== undefined || known[name] === undefined || !takes(call, name)
      if (!isSaid && !(narrows && name === 'filters')) args[name] = known[name]
      known[name] ??= args[name]
    }
    // "..., and what is the closest alternative to it?": the product of the question, unless somebody is named.
    if (args['strategy'] !== undefined && args['customer_id'] === undefined) args['product_id'] ??= known['product_id']
    // "... the dormant ones, and three messages": the text is for whom the question chose.
    if (takes(call, 'tone')) args['audience'] ??= known['audience']
    known['audience'] ??= stageOf(call.args['filters'])
    known['product_id'] ??= call.args['product_id']
    for (const [name, value] of Object.entries(args)) if (value === undefined) delete args[name]
    return { ...call, args, ...(narrows ? { narrows: people } : {}) }
  })
  return joined.filter(
    (call, position) => joined.findIndex((one) => JSON.stringify(one) === JSON.stringify(call)) === position,
  )
}

/** The one stage that conditions name. */
const stageOf = (filters: unknown): unknown =>
  Array.isArray(filters)
    ? (filters as readonly Filter[]).find(({ field, op }) => field === 'lifecycle' && op === 'eq')?.value
    : undefined
