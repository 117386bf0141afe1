import { findInterests } from '../customers/interests/find-interests.ts'
import { standingAt } from '../customers/standing.ts'
import { loadMeasures } from '../customers/tags/load-measures.ts'
import { tagNames } from '../customers/tags/apply-tags.ts'
import { TAGS } from '../customers/tags/tag-rules.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { byCustomerId, type Matcher, type PopulationFrame } from './population-frame.ts'
import { foldWord, wordTest } from './value-tests.ts'

/** Conditions on what was concluded about a customer: tags and interests; null for every other field. */
export function matchMarks(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  const { ctx, features } = frame
  const test = wordTest(filter)
  if (filter.field === 'interest') {
    return byCustomerId(frame, findInterests(ctx, null), (interests) =>
      test((interests ?? []).map(({ value }) => value)),
    )
  }
  if (filter.field !== 'tag') return null
  const unknown =
    filter.op === 'contains' ? undefined : filter.values.find((tag) => !TAGS.includes(foldWord(String(tag))))
  if (unknown !== undefined) {
    throw new InvalidInputError(`there is no tag '${unknown}'`, {
      field: 'filters.tag',
      hint: `Tags are: ${TAGS.join(', ')}.`,
      details: { reason_code: 'unknown_value' },
    })
  }
  const measures = loadMeasures(ctx, null, features.customerIds, (id) => standingAt(features, features.positionOf(id)))
  return byCustomerId(frame, measures, (own) => test(own === undefined ? [] : tagNames(own)))
}
