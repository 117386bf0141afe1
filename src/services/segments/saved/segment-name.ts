import { LIFECYCLE_STAGES } from '../../../compute/segments/lifecycle-stages.ts'
import { RFM_SEGMENTS } from '../../../compute/segments/rfm-segments.ts'
import { VALUE_TIERS } from '../../../compute/segments/value-tiers.ts'
import { InvalidInputError, KithError } from '../../../lib/errors.ts'
import { plainText } from '../../../lib/plain-text.ts'
import type { Store } from '../../../store/open.ts'
import { readSavedSegment } from '../../../store/queries/customers/read-saved-segment.ts'

/** Names that mean something already in the filter `segment`. */
const TAKEN: ReadonlySet<string> = new Set<string>([
  ...LIFECYCLE_STAGES,
  ...RFM_SEGMENTS,
  ...VALUE_TIERS,
  'active',
  'won_back',
])
const LONGEST = 80

/**
 * A name under which a segment can be saved: visible, not longer than 80 characters, and not one that means a segment now.
 *
 * @throws {KithError} INVALID_INPUT for a name that cannot be; CONFLICT for one that is taken
 */
export function segmentName(store: Store, written: string): string {
  const name = plainText(written).trim()
  if (name === '' || name.length > LONGEST) {
    throw new InvalidInputError(`a segment needs a name of 1 to ${LONGEST} characters`, { field: 'name' })
  }
  const folded = name.toLowerCase().replaceAll(/[\s-]+/g, '_')
  if (TAKEN.has(folded) || /^(?:rfm|lifecycle|value):|^r\d+(?:[./]|$)/.test(folded)) {
    throw new InvalidInputError(`'${name}' names a segment that every shop has`, {
      field: 'name',
      hint: 'Choose a name of your own.',
    })
  }
  if (readSavedSegment(store, name) !== undefined) {
    throw new KithError('CONFLICT', `a segment '${name}' is saved already`, {
      field: 'name',
      hint: 'Choose another name, or delete that one first.',
    })
  }
  return name
}
