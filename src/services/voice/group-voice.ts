import { groupBy } from '../../lib/group-by.ts'
import type { VoiceRow } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import { voiceValue, type VoiceDimension } from './voice-dimensions.ts'

/** Rows by what they hold of a dimension; those that hold nothing are left out. */
export function groupVoice<Row extends VoiceRow>(
  ctx: ServiceContext,
  rows: readonly Row[],
  by: VoiceDimension,
): ReadonlyMap<string, readonly Row[]> {
  const groups = groupBy<Row, string | null>(rows, voiceValue(ctx, by))
  groups.delete(null)
  return groups as Map<string, Row[]>
}
