import { nameAt } from '../../features/coded-column.ts'
import { LIFECYCLE_STAGES } from '../../compute/segments/lifecycle-stages.ts'
import { RFM_SEGMENTS } from '../../compute/segments/rfm-segments.ts'
import { VALUE_TIERS } from '../../compute/segments/value-tiers.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import {
  readSavedSegment,
  readSegmentMembers,
  readSegmentNames,
  type SavedSegment,
} from '../../store/queries/customers/read-saved-segment.ts'
import { membersOfGroup, savedGroupSchema } from '../segments/discovered/group-classifier.ts'
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

/** The customers whom a rule chooses; of them, those who belong to its discovered group now. */
function nearestOf(frame: PopulationFrame, { id, filters, classifier }: SavedSegment): ReadonlySet<string> {
  const { ctx, features } = frame
  const rule: unknown = JSON.parse(filters ?? '[]')
  // A group of everybody has no conditions, and no conditions choose everybody.
  const members = classifier !== null && Array.isArray(rule) && rule.length === 0 ? null : frame.membersOf(id, rule)
  if (classifier === null) return members ?? new Set()
  const { group, ...way } = savedGroupSchema.parse(JSON.parse(classifier))
  const positions: number[] = []
  for (let i = 0; i < features.size; i++) {
    if ((features.frequency[i] ?? 0) > 0 && (members === null || members.has(features.customerIds[i] ?? '')))
      positions.push(i)
  }
  const shop = { store: ctx.store, currency: ctx.shop.currency }
  return membersOfGroup(shop, features, Int32Array.from(positions), way, group)
}

function memberOf(frame: PopulationFrame, written: string): Matcher {
  const { ctx, features } = frame
  const saved = readSavedSegment(ctx.store, written.trim())
  if (saved !== undefined) {
    const members = saved.filters === null ? new Set(readSegmentMembers(ctx.store, saved.id)) : nearestOf(frame, saved)
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
