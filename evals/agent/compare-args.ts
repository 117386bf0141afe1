import { canonicalJson } from '../../src/lib/canonical-json.ts'
import { resolvePeriod, type PeriodFrame } from '../../src/lib/periods.ts'
import { dateOfDay } from '../../src/lib/time-zone.ts'
import type { PeriodInput } from '../../src/lib/filters.ts'

/** What leaving an argument out means. */
const DEFAULTS: Readonly<Record<string, unknown>> = { order: 'desc', grain_of_cohorts: 'month', revenue: 'net' }

/** Arguments that change how an answer is laid out and not what it says. */
const FREE = new Set(['sort', 'as_of', 'show'])

/** What is wrong with the arguments of a call, one line per difference; empty when they amount to the same. */
export function compareArgs(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  frame: PeriodFrame,
): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter((name) => !FREE.has(name))
  return names.flatMap((name) => {
    const key = name === 'grain' && actual['metrics'] === undefined ? 'grain_of_cohorts' : name
    const right = canonicalJson(normalise(key, expected[name], frame))
    const given = canonicalJson(normalise(key, actual[name], frame))
    return right === given ? [] : [`${name}: expected ${right}, got ${given}`]
  })
}

/** Arguments as they amount to, in one order and one form: a period by its dates, conditions sorted, defaults left out. */
export const settledArgs = (args: Readonly<Record<string, unknown>>, frame: PeriodFrame): string =>
  canonicalJson(
    Object.fromEntries(
      Object.entries(args).flatMap(([name, value]) =>
        FREE.has(name) || value === DEFAULTS[name] ? [] : [[name, normalise(name, value, frame)]],
      ),
    ),
  )

function normalise(name: string, value: unknown, frame: PeriodFrame): unknown {
  if (value === undefined) return DEFAULTS[name] ?? null
  if (name === 'period') return asDates(value as PeriodInput, frame)
  if (name === 'filters' && Array.isArray(value)) {
    return value
      .map((filter: unknown) => canonicalJson(normaliseFilter(filter as Record<string, unknown>, frame)))
      .toSorted()
  }
  if (name === 'metrics' && Array.isArray(value)) return value
  return value
}

function normaliseFilter(filter: Readonly<Record<string, unknown>>, frame: PeriodFrame): Record<string, unknown> {
  const { field, op, value, period } = filter
  const single = Array.isArray(value) && value.length === 1 && (op === 'in' || op === 'not_in') ? value[0] : value
  const plainOp = single === value ? op : op === 'in' ? 'eq' : 'ne'
  return {
    field,
    op: plainOp,
    value: Array.isArray(single) ? [...(single as unknown[])].toSorted() : single,
    ...(period === undefined ? {} : { period: asDates(period as PeriodInput, frame) }),
  }
}

function asDates(period: PeriodInput, frame: PeriodFrame): string {
  try {
    const { fromDay, toDay } = resolvePeriod(period, frame)
    return `${dateOfDay(fromDay)}..${dateOfDay(toDay)}`
  } catch {
    return JSON.stringify(period)
  }
}
