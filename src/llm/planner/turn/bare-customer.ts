import type { ToolShape } from '../arguments/tool-shape.ts'
import { meaningOf, type Mark } from '../marks/mark.ts'

/** Words that say no more than that the customer is meant. */
const SAYS_NOTHING =
  /'s\b|\b(?:is|this|that|the|about|me|please|a|up|see|on|of|what|who|tell|one|look|open|more|like|know|everything|details?|story|lowdown|background|overview|summary|picture|full|whole|all|pull|got|have|'?ve|you|we|on|with|brief|hows?|how|doing)\b|什么样|怎么样|怎样|情况|资料|介绍|详情|了解|全部|所有|[这是的位个看查开一下吗呢哪谁人]/g

/** Cues that ask for nothing of their own; one of likeness or winning back does. */
const SMALL_CUES: ReadonlySet<string> = new Set(['those', 'person', 'follow', 'only', 'list'])

/**
 * The tool that tells all about one customer, for a question that names a customer and asks nothing in particular
 * ("Show me C-30555"): the one that needs a customer and takes little else. Null for every other question.
 */
export function bareCustomerTool(
  text: string,
  marks: readonly Mark[],
  tools: ReadonlyMap<string, ToolShape>,
): ToolShape | null {
  const isCustomer = (mark: Mark): boolean =>
    mark.kind === 'entity' && (mark.field === 'customer_id' || mark.field === 'identifier')
  const saysMore = (mark: Mark): boolean =>
    !isCustomer(mark) &&
    !SMALL_CUES.has(meaningOf(mark, 'cues') ?? '') &&
    meaningOf(mark, 'courtesies') === null &&
    meaningOf(mark, 'dimensions') !== 'customer_id'
  if (marks.filter(isCustomer).length !== 1 || marks.some(saysMore)) return null
  let rest = text
  for (const mark of marks.toReversed()) rest = `${rest.slice(0, mark.start)} ${rest.slice(mark.end)}`
  if (/[\p{L}\p{N}]/u.test(rest.replaceAll(SAYS_NOTHING, ''))) return null
  // Several people may have one name: who they are comes first.
  if (marks.some((mark) => mark.kind === 'entity' && mark.field === 'identifier'))
    return [...tools.values()].find(({ arguments: named }) => named.has('identifier') && named.has('within')) ?? null
  const fitting = [...tools.values()].filter(
    ({ required, arguments: named }) => required.length === 1 && required[0] === 'customer_id' && named.size <= 3,
  )
  return fitting.find(({ name }) => name.includes('profile')) ?? null
}
