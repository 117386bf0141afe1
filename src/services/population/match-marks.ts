import { addMarkHolders, hasStampedMarks, readMarkValues } from '../../store/queries/customers/customer-marks.ts'
import { loadMarks } from '../customers/tags/load-marks.ts'
import { TAGS } from '../customers/tags/tag-rules.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { byCustomerId, inSet, type Matcher, type PopulationFrame } from './population-frame.ts'
import { foldWord, wordTest } from './value-tests.ts'

/** The kinds of stamped marks that a field speaks of. */
const KINDS = { tag: ['tag'], interest: ['category', 'brand', 'price_band', 'style'] } as const

/**
 * Conditions on what was concluded about a customer: tags and interests; null for every other field. At the default as-of
 * they come from what refresh stamped, at any other from the facts.
 */
export function matchMarks(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  const { field } = filter
  if (field !== 'tag' && field !== 'interest') return null
  if (field === 'tag') checkTags(filter)
  const { ctx } = frame
  if (hasStampedMarks(ctx.store, ctx.asOf.until)) return matchStamped(frame, filter, KINDS[field])
  const test = wordTest(filter)
  return byCustomerId(frame, loadMarks(ctx, field), (words) => test(words ?? []))
}

/** Holders of the values that the filter names (of any value for `is_empty`), or everybody else. */
function matchStamped(frame: PopulationFrame, filter: CheckedFilter, kinds: readonly string[]): Matcher {
  const { store } = frame.ctx
  const { op, values } = filter
  const names = op === 'is_empty' ? () => true : wordTest({ op: op === 'contains' ? op : 'in', values })
  const holders = new Set<string>()
  for (const kind of kinds) {
    for (const value of readMarkValues(store, kind)) {
      if (names([value])) addMarkHolders(store, kind, value, holders)
    }
  }
  return inSet(frame, holders, op !== 'ne' && op !== 'not_in' && op !== 'is_empty')
}

function checkTags({ op, values }: CheckedFilter): void {
  const unknown = op === 'contains' ? undefined : values.find((tag) => !TAGS.includes(foldWord(String(tag))))
  if (unknown === undefined) return
  throw new InvalidInputError(`there is no tag '${unknown}'`, {
    field: 'filters.tag',
    hint: `Tags are: ${TAGS.join(', ')}.`,
    details: { reason_code: 'unknown_value' },
  })
}
