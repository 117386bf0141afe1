import type { Filter } from '../../../lib/filters.ts'
import type { Arguments, FillRequest } from './request.ts'

/** Words that ask how a figure went over time. */
const DEVELOPMENT =
  /\b(?:trends?|develop\w*|evol\w*|over time|history|course|curve|chart|plot)\b|走势|趋势|变化|曲线|历年|发展/

/** What the words imply fills what they did not name; implied conditions join the named ones. */
export function mergeImplied(args: Arguments, request: FillRequest): Arguments {
  const merged = { ...args }
  for (const [name, value] of Object.entries(request.implied)) {
    if (!request.tool.arguments.has(name)) continue
    // Likeness alone must not cut a figure into months.
    if (name === 'grain' && !DEVELOPMENT.test(request.text)) continue
    // One order is looked up whatever its state.
    if (name === 'status' && merged['order_id'] !== undefined) continue
    // A figure or an event is watched, never both.
    if (name === 'event' && (merged['metric'] ?? merged['condition']) !== undefined) continue
    if (name === 'metric' && merged['event'] !== undefined) continue
    if (name === 'filters' && Array.isArray(value)) {
      const named = (merged['filters'] ?? []) as readonly Filter[]
      // Stars already say how good: a mood that only likeness implies does not join them.
      const says = (field: string): boolean =>
        named.some((filter) => filter.field === field || (field === 'sentiment' && filter.field === 'rating'))
      const extra = (value as readonly Filter[]).filter(({ field }) => !says(field))
      if (named.length + extra.length > 0) merged['filters'] = [...named, ...extra]
    } else if (merged[name] === undefined) merged[name] = value
  }
  return withoutOwnGroup(merged)
}

/**
 * "Is the mobile checkout leaking?" sets one group against the others: it is no condition as well. Several that are named
 * (华东和西南) are set against each other.
 */
function withoutOwnGroup(args: Arguments): Arguments {
  const { filters, ...rest } = args
  if (args['by'] === undefined || !Array.isArray(filters)) return args
  const left = (filters as readonly Filter[]).filter(({ field, op }) => field !== args['by'] || op !== 'eq')
  return left.length === 0 ? rest : { ...rest, filters: left }
}
