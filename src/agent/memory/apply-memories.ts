import type { Filter } from '../../lib/filters.ts'
import type { DefinedTerm } from '../../lib/memory.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Memory } from '../../services/memory/memory.ts'
import type { ToolDefinition } from '../../../tools/define-tool.ts'

type Args = Readonly<Record<string, unknown>>

export interface AppliedMemories {
  readonly args: Args
  /** Those that changed an argument, or whose argument stood there already from the question before. */
  readonly used: readonly Memory[]
}

/** Values of the lifecycle that a word stands for where nobody has set it. */
const STAGES: Readonly<Record<DefinedTerm, readonly string[]>> = {
  active: ['active'],
  lapsed: ['churned', 'dormant'],
  new: ['new'],
}
/** Words that ask for everything, whatever the scope. */
const EVERYWHERE =
  /\b(?:all|every|each) (?:regions?|cit(?:y|ies)|countr(?:y|ies)|categor(?:y|ies)|brands?|channels?|sources?|devices?)\b|\beverywhere\b|\b(?:whole|entire) (?:shop|store|business)\b|全国|全店|全部地区|所有(?:地区|城市|品类|品牌|渠道)|各(?:地区|城市|品类|品牌|渠道)/i

/**
 * The arguments of a call with what its asker asked to be kept in mind: the ones that they could have given themselves, and
 * only where the question says nothing else.
 *
 * @param asOfDay - local day that "within 60 days" counts back from
 */
export function applyMemories(
  call: { readonly tool: ToolDefinition; readonly args: Args; readonly question: string },
  memories: readonly Memory[],
  asOfDay: number,
): AppliedMemories {
  let { args } = call
  const used: Memory[] = []
  for (const memory of memories) {
    const next = applied(memory, { ...call, args }, asOfDay)
    if (next === null) continue
    args = next
    used.push(memory)
  }
  return { args, used }
}

type Call = Parameters<typeof applyMemories>[0]

function applied({ effect }: Memory, call: Call, asOfDay: number): Args | null {
  if (effect.kind === 'scope') return scoped(effect.filter, call)
  if (effect.kind === 'definition') return redefined(effect, call, asOfDay)
  return null
}

const filtersOf = ({ filters }: Args): readonly Filter[] => (Array.isArray(filters) ? (filters as Filter[]) : [])

function scoped(filter: Filter, { tool, args, question }: Call): Args | null {
  if (!('filters' in tool.input.shape) || EVERYWHERE.test(question)) return null
  const filters = filtersOf(args)
  const standing = filters.find(({ field }) => field === filter.field)
  if (standing !== undefined) return same(standing, filter) && !names(question, filter) ? args : null
  const asks = JSON.stringify([args['dimensions'], args['by']])
  const isAboutOne = ['customer_id', 'order_id', 'review_id', 'product_id'].some((name) => args[name] !== undefined)
  // A saved group, or rows of the question before, say whom they are about.
  const isGiven = args['within'] !== undefined || args['segment'] !== undefined || args['segment_id'] !== undefined
  if (isAboutOne || isGiven || asks.includes(`"${filter.field}"`)) return null
  return { ...args, filters: [...filters, filter] }
}

function redefined(
  { term, days }: { readonly term: DefinedTerm; readonly days: number },
  { tool, args }: Call,
  asOfDay: number,
): Args | null {
  const condition = conditionFor(term, days, asOfDay)
  const filters = filtersOf(args)
  if (filters.some((one) => same(one, condition))) return args
  const isTerm = ({ field, value }: Filter): boolean =>
    field === 'lifecycle' && [value].flat().every((stage) => STAGES[term].includes(String(stage)))
  if (filters.some(isTerm)) return { ...args, filters: filters.map((one) => (isTerm(one) ? condition : one)) }
  const counts = Array.isArray(args['metrics']) && args['metrics'].includes(`${term}_customers`)
  return tool.name === 'query_metrics' && counts && args['period'] === undefined
    ? { ...args, period: `last_${days}_days` }
    : null
}

const conditionFor = (term: DefinedTerm, days: number, asOfDay: number): Filter =>
  term === 'new'
    ? { field: 'first_order_at', op: 'gte', value: dateOfDay(asOfDay - days + 1) }
    : { field: 'recency_days', op: term === 'active' ? 'lte' : 'gt', value: days }

const same = (one: Filter, other: Filter): boolean =>
  one.field === other.field && one.op === other.op && JSON.stringify(one.value) === JSON.stringify(other.value)

const names = (question: string, { value }: Filter): boolean =>
  [value].flat().some((one) => question.toLowerCase().includes(String(one).toLowerCase()))
