import { nameAt } from '../../features/coded-column.ts'
import { LIFECYCLE_STAGES } from '../../compute/segments/lifecycle-stages.ts'
import { RFM_SEGMENTS } from '../../compute/segments/rfm-segments.ts'
import { VALUE_TIERS } from '../../compute/segments/value-tiers.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import {
  readSavedSegment,
  readSegmentMembers,
  readSegmentNames,
} from '../../store/queries/customers/read-saved-segment.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { inSet, type Matcher, type PopulationFrame } from './population-frame.ts'
import { stagesAt } from './match-words.ts'
import { foldWord } from './value-tests.ts'

const STAGES: readonly string[] = [...LIFECYCLE_STAGES, 'active', 'won_back']
const RFM: readonly string[] = RFM_SEGMENTS
const TIERS: readonly string[] = VALUE_TIERS

/**
 * Conditions on membership of a segment: a saved one by id or name, else a life-cycle stage, an RFM segment or a value
 * tier by label, in that order; `rfm:new`, `lifecycle:new` and `value:high` say which is meant.
 */
export function matchSegment(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  if (filter.field !== 'segment') return null
  if (filter.op === 'is_empty' || filter.op === 'contains') {
    throw new InvalidInputError(`segment cannot be compared with '${filter.op}'`, {
      field: 'filters.segment',
      hint: 'segment takes: eq, ne, in, not_in.',
    })
  }
  const matchers = filter.values.map((value) => memberOf(frame, String(value)))
  const wanted = filter.op === 'eq' || filter.op === 'in'
  return (position) => matchers.some((matches) => matches(position)) === wanted
}

function memberOf(frame: PopulationFrame, written: string): Matcher {
  const { ctx, features } = frame
  const saved = readSavedSegment(ctx.store, written.trim())
  if (saved !== undefined) {
    const members =
      saved.filters === null
        ? new Set(readSegmentMembers(ctx.store, saved.id))
        : frame.membersOf(saved.id, JSON.parse(saved.filters))
    return inSet(frame, members)
  }
  const [, method, name = ''] = /^(?:(rfm|lifecycle|value):)?(.*)$/.exec(foldWord(written).replaceAll(' ', '_')) ?? []
  const may = (wanted: string, names: readonly string[]): boolean =>
    (method === undefined || method === wanted) && names.includes(name)
  if (may('lifecycle', STAGES)) return (position) => stagesAt(frame, position).includes(name)
  if (may('rfm', RFM)) return (position) => nameAt(features.rfm.segment, position) === name
  if (may('value', TIERS)) return (position) => nameAt(features.valueTier, position) === name
  const names = readSegmentNames(ctx.store)
  throw new InvalidInputError(`there is no segment '${written}'`, {
    field: 'filters.segment',
    hint:
      `${names.length === 0 ? 'No segment is saved yet' : `Saved segments: ${names.slice(0, 20).join(', ')}`}; ` +
      `besides: ${[...STAGES, ...RFM, ...TIERS].join(', ')}.`,
    details: { reason_code: 'unknown_value' },
  })
}
